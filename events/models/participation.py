from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Prefetch, Q
from django.db.models.lookups import GreaterThan, LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import CountryField
from simple_history.models import HistoricalRecords

from events.attribution import Label, Rule, participation_rule, rule_of_participation
from events.models.event import Event
from events.models.programme import Session
from events.publicity import is_event_public
from newsroom.fields import FoldedField, NFCCharField, NFCTextField
from newsroom.texts import Text, default_language, one_per_language, pick
from people.mentions import Reading
from people.models import Affiliation, Person


class ParticipationQuerySet(models.QuerySet):
    def listable(self, at: datetime | None = None) -> Self:
        """Those that may stand in the list of their event at the moment `at`."""
        return self._ruled(at, Rule.POST_ONLY)

    def named(self, at: datetime | None = None) -> Self:
        """Those that may bear the name at the moment `at`."""
        return self._ruled(at, Rule.ON_RECORD)

    def unnamed(self) -> Self:
        """Those that may not bear the name, whenever it is asked."""
        return self.filter(GreaterThan(participation_rule(), Rule.ON_RECORD))

    def _ruled(self, at: datetime | None, strictest: Rule) -> Self:
        return self.filter(
            LessThanOrEqual(participation_rule(), strictest), is_event_public(at, "event__")
        )

    def present(self) -> Self:
        """Those who came or are still expected; not those who called off."""
        return self.exclude(attendance=Participation.Attendance.CANCELLED)

    def with_words(self) -> Self:
        """With the event, the printed capacity, and the statements that may bear the name."""
        statements = self.model._meta.get_field("statements").related_model.objects
        return (
            self.select_related("event", "session", "person")
            .prefetch_related("texts", "event__texts")
            .prefetch_related(Prefetch("statements", statements.named().in_order().for_speaker()))
        )

    def for_event(self) -> Self:
        """With the printed capacity, for the page of their event."""
        return (
            self.select_related("event", "session", "person")
            .prefetch_related("texts")
            .annotate(shares_post=is_post_shared())
        )

    def for_list(self) -> Self:
        """With all that a label says."""
        return self.for_event().prefetch_related("person__names")


class Participation(models.Model):
    """One capacity of one participant at one event, or in one session of it."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        GROUP = "group", _("group")
        UNNAMED = "unnamed", _("unnamed person")

    class Part(models.TextChoices):
        MODERATOR = "moderator", _("moderator")
        OPENING = "opening", _("opening remarks")
        SPEAKER = "speaker", _("speaker")
        DISCUSSANT = "discussant", _("discussant")
        AUDIENCE = "audience", _("audience")

    class Attendance(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        ATTENDED = "attended", _("attended")
        SPOKE = "spoke", _("spoke")
        CANCELLED = "cancelled", _("called off")

    class Presence(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        UNKNOWN = "unknown", _("not known")

    event = models.ForeignKey(
        Event, models.PROTECT, related_name="participations", verbose_name=_("event")
    )
    session = models.ForeignKey(
        Session,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("session"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PERSON)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("person"),
    )
    part = models.CharField(_("part"), max_length=10, choices=Part, default=Part.SPEAKER)
    attendance = models.CharField(
        _("attendance"), max_length=10, choices=Attendance, default=Attendance.ANNOUNCED
    )
    presence = models.CharField(
        _("presence"), max_length=10, choices=Presence, default=Presence.UNKNOWN
    )
    affiliation = models.ForeignKey(
        Affiliation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("post"),
        help_text=_("The dated post that the printed capacity stands for."),
    )
    country = CountryField(_("country"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    printed_name = NFCCharField(_("name as printed"), max_length=300)
    printed_post = NFCCharField(_("post as printed"), max_length=300, blank=True)
    printed_organization = NFCCharField(_("organization as printed"), max_length=500, blank=True)
    printed_language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default=default_language
    )
    folded = FoldedField("printed_name")
    folded_organization = FoldedField("printed_organization")
    rule = models.PositiveSmallIntegerField(
        _("tightened attribution"),
        choices=Rule,
        default=Rule.ON_RECORD,
        help_text=_("Only where it is stricter than the rule of the event."),
    )
    consent_on = models.DateField(
        _("consent given on"),
        null=True,
        blank=True,
        help_text=_("Lifts the event's rule for this participant."),
    )
    consent_note = NFCTextField(_("note of the consent"), blank=True)
    history = HistoricalRecords()

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="person", person__isnull=False)
                | Q(kind__in=["group", "unnamed"], person=None),
                name="participation_person_or_label",
                violation_error_message=_(
                    "A participant is a person of the record, or a group or unnamed person "
                    "with a label instead."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(printed_name=""),
                name="participation_has_printed_name",
                violation_error_message=_("Give the name, or the label of the group, as printed."),
            ),
            models.CheckConstraint(
                condition=Q(consent_on=None, consent_note="")
                | Q(consent_on__isnull=False) & ~Q(consent_note=""),
                name="participation_consent_with_note",
                violation_error_message=_("A consent has a date and a note of how it was given."),
            ),
            models.CheckConstraint(
                condition=Q(rule__in=Rule.values),
                name="participation_rule_is_known",
                violation_error_message=_("There is no such rule of attribution."),
            ),
            # One constraint for each pattern of NULLs: SQLite ignores nulls_distinct=False.
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=Q(session=None),
                name="participation_once_in_event",
                violation_error_message=_("This person takes part in the event already."),
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(session__isnull=False),
                name="participation_once_in_session",
                violation_error_message=_("This person takes part in the session already."),
            ),
        ]

    def __str__(self):
        return self.printed_name

    @property
    def language(self) -> str:
        return self.printed_language

    @property
    def name(self) -> str:
        return self.printed_name

    @property
    def post(self) -> str:
        return self.printed_post

    @property
    def organization(self) -> str:
        return self.printed_organization

    @property
    def spellings(self) -> set[str]:
        """Every name under which who this is may stand in a text; none of a group."""
        if self.person is None:
            return set()
        names = {name.text for name in self.person.names.all()}
        return {*names, self.printed_name, *(text.name for text in self.texts.all())}

    @property
    def effective_rule(self) -> Rule:
        """The rule in force here."""
        return rule_of_participation(self)

    def label(
        self,
        language: str | None = None,
        at: datetime | None = None,
        rule: Rule | None = None,
        shares_post: bool | None = None,
    ) -> Label:
        """What may be printed of who this is, in a language: the printed capacity, or its
        translation; name and post, the post alone, or neither, as the rule in force says.

        A post that would tell who it is stands nowhere alone. `shares_post` is `is_post_shared`,
        for those who fetched it with their rows; else it costs a query under that rule.
        """
        rule = self.effective_rule if rule is None else rule
        printed = pick([self, *self.texts.all()], language)
        if rule > Rule.POST_ONLY or (
            rule == Rule.POST_ONLY and self._is_told_by_post(printed, shares_post)
        ):
            return Label("", "", "", printed.language)
        named = rule == Rule.ON_RECORD
        return Label(
            name=printed.name if named else "",
            post=printed.post,
            organization=printed.organization,
            language=printed.language,
            person=self._person_with_page(at) if named else None,
        )

    def _is_told_by_post(self, printed, shares_post: bool | None) -> bool:
        """Whether post and organization alone tell who this is."""
        if self.person_id is None or not (printed.post or printed.organization):
            return False
        names = [self.printed_name, *(text.name for text in self.texts.all())]
        if Reading(f"{printed.post}\n{printed.organization}").mention(names):
            return True
        if shares_post is None:
            shares_post = getattr(self, "shares_post", None)
        if shares_post is None:
            shares_post = Participation.objects.filter(is_post_shared(), pk=self.pk).exists()
        return not shares_post

    def _person_with_page(self, at: datetime | None) -> Person | None:
        since = self.person.published_at if self.person else None
        return self.person if since and since <= (at or timezone.now()) else None


class ParticipationText(Text):
    """The printed capacity put into another language."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="texts")
    name = NFCCharField(pgettext_lazy("of a person", "name"), max_length=300)
    post = NFCCharField(_("post"), max_length=300, blank=True)
    organization = NFCCharField(_("organization"), max_length=500, blank=True)
    folded = FoldedField("name")
    folded_organization = FoldedField("organization")

    class Meta(Text.Meta):
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [one_per_language("participation")]


def is_post_shared(path: str = "") -> ExpressionWrapper:
    """The condition that somebody else at the event is printed with the same post and
    organization as the participation at `path`, in each language into which they are put."""
    others = Participation.objects.exclude(kind=Participation.Kind.GROUP).present()
    same = others.exclude(person=OuterRef(f"{path}person")).filter(
        event=OuterRef(f"{path}event"),
        printed_post=OuterRef(f"{path}printed_post"),
        printed_organization=OuterRef(f"{path}printed_organization"),
    )
    same_texts = ParticipationText.objects.exclude(
        participation__person=OuterRef("participation__person")
    ).filter(
        participation__event=OuterRef("participation__event"),
        language=OuterRef("language"),
        post=OuterRef("post"),
        organization=OuterRef("organization"),
    )
    own_texts = ParticipationText.objects.filter(participation=OuterRef(f"{path}pk"))
    return ExpressionWrapper(
        Q(Exists(same)) & ~Q(Exists(own_texts.filter(~Exists(same_texts)))), BooleanField()
    )
