"""Who may decide how what was said is attributed, and what each rule means."""

from django.utils.translation import gettext_lazy as _

from events.attribution import Rule

POST_ONLY_HOLDS = _("Post only holds where at least two people share the post as printed.")


class AttributionMixin:
    """Keeps rule and consent of a public event from those who may not confirm statements.

    A looser rule, or a consent, shows names to readers at once.
    """

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "rule":
            told = " ".join(rule.sentence for rule in Rule)
            field.help_text = f"{field.help_text} {told} {POST_ONLY_HOLDS}"
        return field

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["rule_in_force"] = getattr(obj, "effective_rule", Rule(obj.rule))
        return super().render_change_form(request, context, add, change, form_url, obj)

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
