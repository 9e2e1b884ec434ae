"""What the list of statements can be narrowed by."""

from django.conf import settings
from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from events.attribution import Rule, statement_rule
from events.finding import forecasts
from events.models import Event, Wording
from newsroom.keys import key
from newsroom.models import Topic

RECENT = 20


class CheckedFilter(admin.SimpleListFilter):
    """Whether words that stand were found on a recording; equals `Statement.is_checked`."""

    title = _("checked against a recording")
    parameter_name = "checked"

    def lookups(self, request, model_admin):
        return [("yes", _("Yes")), ("no", _("No")), ("never", _("never checked at all"))]

    def queryset(self, request, queryset):
        words = {"never": "unchecked", "yes": "checked", "no": "not_checked"}
        word = words.get(self.value())
        return getattr(queryset, word)() if word else queryset


class LanguageFilter(admin.SimpleListFilter):
    title = _("language of the words")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        return settings.RECORD_LANGUAGES

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        words = Wording.objects.filter(statement=OuterRef("pk"), language=self.value())
        return queryset.filter(Exists(words))


class ForecastFilter(admin.SimpleListFilter):
    """What was said to come, and whether somebody told what came of it."""

    title = _("forecast")
    parameter_name = "forecast"

    def lookups(self, request, model_admin):
        return [
            ("all", _("all forecasts")),
            ("ahead", _("their day is to come")),
            ("due", _("their day has come")),
            ("answered", _("their outcome is known")),
        ]

    def queryset(self, request, queryset):
        known = {value for value, _label in self.lookups(request, None)}
        return forecasts(queryset, self.value()) if self.value() in known else queryset


class TopicFilter(admin.SimpleListFilter):
    title = _("topic")
    parameter_name = "topic"

    def lookups(self, request, model_admin):
        return list(Topic.objects.order_by("name").values_list("slug", "name"))

    def queryset(self, request, queryset):
        topic = Topic.objects.filter(slug=self.value() or "").first()
        return queryset.about(topic) if topic else queryset


class RuleFilter(admin.SimpleListFilter):
    title = _("attribution in force")
    parameter_name = "in_force"

    def lookups(self, request, model_admin):
        return Rule.choices

    def queryset(self, request, queryset):
        if self.value() not in {str(value) for value in Rule.values}:
            return queryset
        return queryset.annotate(in_force=statement_rule()).filter(in_force=self.value())


class EventFilter(admin.SimpleListFilter):
    """The latest events, and the one that the list was opened for."""

    title = _("event")
    parameter_name = "event"

    def lookups(self, request, model_admin):
        events = list(Event.objects.prefetch_related("texts")[:RECENT])
        asked = key(request.GET.get("event"))
        if asked and asked not in {event.pk for event in events}:
            events += Event.objects.filter(pk=asked).prefetch_related("texts")
        return [(event.pk, f"{event.starts_on} {event}") for event in events]

    def queryset(self, request, queryset):
        event = key(self.value())
        return queryset.filter(participation__event=event) if event else queryset
