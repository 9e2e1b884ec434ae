"""Who may decide how what was said is attributed."""


class AttributionMixin:
    """Keeps rule and consent of a public event from those who may not confirm statements.

    A looser rule, or a consent, shows names to readers at once.
    """

    attribution_fields = ("rule", "consent_on", "consent_note")

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        if obj is None or request.user.has_perm("events.confirm_statement"):
            return fields
        event = getattr(obj, "event", obj)
        if event.published_at is None:
            return fields
        own = {field.name for field in self.opts.concrete_fields}
        return [*fields, *(name for name in self.attribution_fields if name in own)]
