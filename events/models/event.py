from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from simple_history.models import HistoricalRecords
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from events.attribution import Rule
from events.publicity import is_event_public
from newsroom.fields import FoldedField, NFCCharField, NFCTextField
from newsroom.models import Topic
from newsroom.records import PermanentAddress, Publishable, PublishableQuerySet
from newsroom.texts import HasTexts, Text, default_language, one_per_language, pick
from newsroom.zones import validate_time_zone
from people.models import Organization

LONGEST = timedelta(days=60)  # no event goes on for longer


class EventQuerySet(PublishableQuerySet):
    def published(self, at: datetime | None = None) -> Self:
        """Those that a reader may see at the moment `at`; never one off the record."""
        return self.filter(is_event_public(at))

    def coming(self, at: datetime | None = None) -> Self:
        """Not over at the moment `at`, the nearest first."""
        today = timezone.localdate(at)
        return self.filter(Q(starts_on__gte=today) | Q(ends_on__gte=today)).order_by(
            "starts_on", "starts_at", "id"
        )

    def past(self, at: datetime | None = None) -> Self:
        """Over at the moment `at`, the latest first."""
        today = timezone.localdate(at)
        return (
            self.filter(starts_on__lt=today)
            .exclude(ends_on__gte=today)
            .order_by("-starts_on", "-id")
        )

    def within(self, first: date, last: date) -> Self:
        """Those that go on at some day from `first` to `last`, both counted, the earliest first."""
        goes_on = Q(starts_on__gte=first) | Q(ends_on__gte=first)
        # What began earlier is over; with this an index finds the few that are asked for.
        began = self.filter(starts_on__gte=first - LONGEST, starts_on__lte=last)
        return began.filter(goes_on).order_by("starts_on", "starts_at", "id")

    def on(self) -> Self:
        """Neither cancelled nor postponed."""
        return self.exclude(status__in=Event.OFF)

    def over(self, today: date | None = None) -> Self:
        """Those that were held, or whose last day has passed unless they are off."""
        today = today or timezone.localdate()
        passed = Q(starts_on__lt=today) & (Q(ends_on=None) | Q(ends_on__lt=today))
        return self.on().filter(passed | Q(status=Event.Status.HELD))

    def newest(self) -> Self:
        """The latest first."""
        return self.order_by("-starts_on", "-id")

    def not_organised_by(self, organization) -> Self:
        """Those for which an organization did nothing else."""
        return self.exclude(organizations__organization=organization)

    def for_links(self) -> Self:
        """With titles."""
        return self.prefetch_related("texts")

    def for_list(self) -> Self:
        """With titles and place."""
        return self.select_related("venue").prefetch_related("texts", "venue__names")

    def for_page(self) -> Self:
        """With all that stands at the head of the event's page."""
        rows = self.model._meta.get_field("organizations").related_model.objects
        organizations = rows.select_related("organization")
        return self.for_list().prefetch_related(
            "topics__texts",
            Prefetch("organizations", organizations),
            "organizations__organization__names",
            "sessions__texts",
        )


class Event(PermanentAddress, HasTexts, Publishable):
    """A roundtable, or another occasion on which people spoke."""

    class Kind(models.TextChoices):
        ROUNDTABLE = "roundtable", _("roundtable")
        PRESS_CONFERENCE = "press_conference", _("press conference")
        PANEL = "panel", _("panel discussion")
        CONFERENCE = "conference", _("conference")
        HEARING = "hearing", _("hearing")
        LECTURE = "lecture", _("lecture")
        PRESENTATION = "presentation", _("presentation")
        INTERVIEW = "interview", _("interview")
        OTHER = "other", _("other event")

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        ANNOUNCED = "announced", _("announced")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")
        POSTPONED = "postponed", _("postponed")

    OFF = (Status.CANCELLED, Status.POSTPONED)

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        MIXED = "mixed", _("in person and online")
        UNKNOWN = "unknown", _("not known")

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.ROUNDTABLE)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, default=Mode.UNKNOWN)
    starts_on = models.DateField(_("date"))
    starts_at = models.TimeField(
        _("hour"), null=True, blank=True, help_text=_("Empty when it is not known; never 00:00.")
    )
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    ends_at = models.TimeField(_("end"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="Europe/Kyiv", validators=[validate_time_zone]
    )
    venue = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_events",
        verbose_name=_("venue"),
        help_text=_("The organization at whose place it is held."),
    )
    stream = models.URLField(_("stream"), max_length=500, blank=True)
    accreditation = NFCTextField(_("contact for accreditation"), blank=True)
    working_languages = NFCCharField(
        _("working languages"), max_length=100, blank=True, help_text=_("Tags: uk, en")
    )
    attending = models.PositiveIntegerField(_("number attending"), null=True, blank=True)
    rule = models.PositiveSmallIntegerField(_("attribution"), choices=Rule, default=Rule.ON_RECORD)
    topics = TaggableManager(
        _("topics"), through="events.EventTopic", blank=True, related_name="events"
    )
    countries = CountryField(
        _("countries stated by the organiser"), multiple=True, blank=True, max_length=300
    )
    record_from = models.DateTimeField(
        _("statements public since"),
        null=True,
        blank=True,
        help_text=_("Empty: not yet. A moment in the future is an embargo."),
    )
    # A snapshot, see `events/announced.py`; the rows of the event say what came of it.
    announced = models.JSONField(_("as announced"), null=True, blank=True, editable=False)
    history = HistoricalRecords()

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_on", "-id"]
        permissions = [
            ("publish_event", _("Can make an event and its record public")),
            ("export_event", _("Can export summaries")),
        ]
        indexes = [models.Index(fields=["-starts_on", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="event_ends_after_it_starts",
                violation_error_message=_("An event cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at__isnull=False, ends_on__isnull=False),
                name="event_end_needs_start",
                violation_error_message=_(
                    "An hour of the end needs the first hour and a last day."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None)
                | ~Q(ends_on=F("starts_on"))
                | Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_its_first_hour",
                violation_error_message=_("An event cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(rule=Rule.OFF_RECORD),
                name="event_off_record_stays_unpublished",
                violation_error_message=_("An event off the record cannot be public."),
            ),
            models.CheckConstraint(
                condition=Q(rule__in=Rule.values),
                name="event_rule_is_known",
                violation_error_message=_("There is no such rule of attribution."),
            ),
        ]

    def __str__(self):
        return self.text.title if self.text else self.slug

    def clean(self):
        """An hour of the end without a last day is one of the first day."""
        super().clean()
        if self.ends_at and self.starts_at and not self.ends_on:
            self.ends_on = self.starts_on

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        # The date stands beside the topic, so that one index serves a topic's list.
        self.topic_rows.exclude(starts_on=self.starts_on).update(starts_on=self.starts_on)

    def get_absolute_url(self):
        return reverse("events:event_detail", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return super().is_published and self.rule != Rule.OFF_RECORD

    @property
    def is_record_open(self) -> bool:
        """Whether readers may see what was said."""
        return bool(self.is_published and self.record_from and self.record_from <= timezone.now())

    @property
    def rule_sentence(self) -> str:
        """What the attribution rule means, as readers are told."""
        return Rule(self.rule).sentence

    @cached_property
    def hidden_people(self) -> set[int]:
        """The keys of those who took part and may not be named as taking part."""
        unnamed = self.participations.unnamed().exclude(person=None)
        return set(unnamed.values_list("person", flat=True))

    @property
    def main_language(self) -> str:
        """The language of its own text, the site's where there are several."""
        text = pick(self.texts.all(), default_language())
        return text.language if text else default_language()

    @property
    def working_language_tags(self) -> list[str]:
        return [tag.strip() for tag in self.working_languages.split(",") if tag.strip()]

    @property
    def public_topics(self) -> list:
        """The topics that have a page."""
        return [topic for topic in self.topics.all() if topic.is_published]

    @property
    def is_off(self) -> bool:
        """Whether nobody knows any more when it will be held, if at all."""
        return self.status in self.OFF

    @property
    def beginning(self) -> datetime | None:
        """The moment at which the event begins; None where only the day is known."""
        if self.starts_at is None:
            return None
        return datetime.combine(self.starts_on, self.starts_at, ZoneInfo(self.time_zone))

    @property
    def end(self) -> datetime | None:
        """The moment at which the event ends; None where that is not known."""
        if self.ends_on is None or self.ends_at is None or self.is_off:
            return None
        return datetime.combine(self.ends_on, self.ends_at, ZoneInfo(self.time_zone))

    @property
    def over_by(self) -> datetime | None:
        """The moment by which the event is over: its end, or where only the day is known the end
        of that day. None of an event that is off."""
        if self.end or self.is_off:
            return self.end
        next_day = (self.ends_on or self.starts_on) + timedelta(days=1)
        return datetime.combine(next_day, time.min, ZoneInfo(self.time_zone))

    @property
    def is_past(self) -> bool:
        return (self.ends_on or self.starts_on) < timezone.localdate()


class EventText(Text):
    """An event's words in one language."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="texts")
    title = NFCCharField(_("title"), max_length=300)
    folded = FoldedField("title")
    summary = NFCTextField(
        _("summary"), blank=True, help_text=_("What was discussed, and the main conclusion.")
    )
    description = NFCTextField(_("description"), blank=True)
    questions = NFCTextField(
        _("questions for discussion"), blank=True, help_text=_("One in a line.")
    )
    open_questions = NFCTextField(
        _("questions left open"), blank=True, help_text=_("One in a line.")
    )
    place = NFCCharField(
        _("place"), max_length=300, blank=True, help_text=_("The hall, or the place in words.")
    )
    history = HistoricalRecords()

    class Meta(Text.Meta):
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [one_per_language("event")]

    def __str__(self):
        return self.title


class EventTopicQuerySet(models.QuerySet):
    def published(self, at: datetime | None = None) -> Self:
        """Those of events that a reader may see at the moment `at`."""
        return self.filter(is_event_public(at, "content_object__"))

    def newest(self) -> Self:
        """The latest event first."""
        return self.order_by("-starts_on", "-content_object_id")

    def for_list(self) -> Self:
        """With the event's title and place."""
        return self.prefetch_related(Prefetch("content_object", Event.objects.for_list()))


class EventTopic(ItemBase):
    """That an event is about a topic, with its date beside."""

    tag = models.ForeignKey(Topic, models.PROTECT, related_name="event_rows")
    content_object = models.ForeignKey(Event, models.CASCADE, related_name="topic_rows")
    starts_on = models.DateField()

    objects = EventTopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="event_topic_once")
        ]
        indexes = [models.Index(fields=["tag", "-starts_on"])]

    def save(self, *args, **kwargs):
        self.starts_on = self.content_object.starts_on
        super().save(*args, **kwargs)
