"""By what the list of articles is narrowed."""

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import planning, translating
from articles.models import Article, Edition, Quotation, Section
from events.models import Event
from newsroom.keys import key
from newsroom.models import Comment, Task

SHOWN_EVENTS = 30


class StageFilter(admin.SimpleListFilter):
    """Where an article stands in the newsroom; what lies in the bin is shown only when asked."""

    title = _("stage")
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return Article.Stage.choices

    def queryset(self, request, queryset):
        if self.value():
            return queryset.filter(stage=self.value())
        return queryset.exclude(stage=Article.Stage.SPIKED)


class WorkFilter(admin.SimpleListFilter):
    """What is to be done, as the lists of the dashboard say it."""

    title = _("what is to be done")
    parameter_name = "work"

    def lookups(self, request, model_admin):
        return [
            ("mine", _("waiting for you")),
            ("drafts", _("your drafts")),
            ("late", _("late")),
            ("approved", _("approved, not published")),
            ("remarks", _("with open remarks for you")),
            ("outdated", _("quotations that no longer match")),
            ("translations", _("translations missing or older")),
        ]

    def queryset(self, request, queryset):
        tasks, said, now = Task.objects.on(Article), Comment.objects.open(), timezone.now()
        uses = Quotation.objects.outdated().undecided().order_by()
        words = {
            "mine": lambda: Q(pk__in=tasks.waiting_for(request.user).values("object_id")),
            "late": lambda: Q(pk__in=tasks.late().values("object_id")),
            "drafts": lambda: Q(pk__in=planning.drafts_of(request.user, now).values("pk")),
            "approved": lambda: Q(pk__in=planning.approved(now).values("pk")),
            "remarks": lambda: Q(pk__in=said.on_work_of(request.user, Article).values("object_id")),
            "outdated": lambda: Q(pk__in=uses.values("edition__article")),
            "translations": lambda: (
                Q(pk__in=Article.objects.stale().values("pk"))
                | Q(pk__in=[one.article.pk for one in translating.missing()])
            ),
        }
        chosen = words.get(self.value())
        return queryset.filter(chosen()) if chosen else None


class StandingFilter(admin.SimpleListFilter):
    """How an article stands towards its readers."""

    title = _("readers")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [
            ("live", _("live")),
            ("waiting", _("waits for its moment")),
            ("ahead", _("scheduled, under embargo or to be removed")),
            ("never", _("never published")),
            ("withdrawn", _("withdrawn")),
        ]

    def queryset(self, request, queryset):
        now = timezone.now()
        editions = Edition.objects.order_by()
        live, waiting = editions.live(now), editions.waiting(now)
        words = {
            "live": lambda: queryset.filter(pk__in=live.values("article")),
            "waiting": lambda: queryset.filter(pk__in=waiting.values("article")),
            "ahead": lambda: queryset.filter(planning.has_moment(now)),
            "never": lambda: queryset.exclude(pk__in=editions.values("article")),
            "withdrawn": lambda: (
                queryset.filter(pk__in=editions.filter(withdrawn_at__lte=now).values("article"))
                .exclude(pk__in=live.values("article"))
                .exclude(pk__in=waiting.values("article"))
            ),
        }
        chosen = words.get(self.value())
        return chosen() if chosen else None


class SectionFilter(admin.SimpleListFilter):
    """The departments of the paper."""

    title = _("section")
    parameter_name = "section"

    def lookups(self, request, model_admin):
        return [(section.pk, str(section)) for section in Section.objects.for_list()]

    def queryset(self, request, queryset):
        section = key(self.value())
        return queryset.filter(section=section) if section else None


class EventFilter(admin.SimpleListFilter):
    """The latest events that articles are about."""

    title = _("event")
    parameter_name = "event"

    def lookups(self, request, model_admin):
        written = Event.objects.filter(
            pk__in=model_admin.model.events.through.objects.values("event")
        )
        latest = written.order_by("-starts_on", "-id").prefetch_related("texts")[:SHOWN_EVENTS]
        return [(event.pk, str(event)) for event in latest]

    def queryset(self, request, queryset):
        event = key(self.value())
        return queryset.filter(events=event) if event else None
