from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from articles import printed
from articles.models.article import Article, Section
from articles.models.coverage import EditionByline
from articles.moments import is_edition_live, is_edition_shown
from events.models import Event, Statement
from newsroom.fields import NFCCharField, NFCTextField
from newsroom.models import Picture, Topic
from people.models import Organization, Person


class EditionQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None) -> Self:
        """What readers see at the moment `at` (default: now): at most one of an article."""
        return self.filter(is_edition_live(at))

    def shown(self, at: datetime | None = None) -> Self:
        """What readers may still open at the moment `at`: the live edition and those before it."""
        return self.filter(is_edition_shown(at))

    def waiting(self, at: datetime | None = None) -> Self:
        """Scheduled for a moment after `at`."""
        return self.filter(live_from__gt=at or timezone.now())

    def shown_or_waiting(self, at: datetime | None = None) -> Self:
        """What readers may open at the moment `at`, or will be able to."""
        return self.filter(is_edition_shown(at) | Q(live_from__gt=at or timezone.now()))

    def or_printing(self, statements: models.QuerySet[Statement]) -> "EditionQuerySet":
        """These, and all that print one of the statements, whatever they are filed under."""
        quoting = Q(quotations__statement__in=statements)
        both = Edition.objects.filter(quoting | Q(pk__in=self.order_by().values("pk")))
        return Edition.objects.filter(pk__in=both.order_by().values("pk"))

    def but_announcements(self) -> Self:
        """All but what is meant to come out before its event."""
        return self.exclude(kind=Article.Kind.ANNOUNCEMENT)

    def in_language(self, language: str) -> Self:
        """Those in one language."""
        return self.filter(language=language)

    def listed(self) -> Self:
        """All but the plain pages, which stand in no list."""
        return self.exclude(kind=Article.Kind.PAGE)

    def standing(self) -> Self:
        """All but those that retract their article."""
        return self.exclude(correction__kind="retraction")

    def plain(self) -> Self:
        """The plain pages."""
        return self.filter(kind=Article.Kind.PAGE)

    def withdrawn(self, at: datetime | None = None) -> Self:
        """What readers could open once and can no longer, what went last first."""
        gone = self.filter(withdrawn_at__lte=at or timezone.now())
        return gone.order_by("-withdrawn_at", "-number")

    def of(self, article: Article) -> Self:
        """Those of one article."""
        return self.filter(article=article)

    def but(self, article: Article) -> Self:
        """Those of other articles."""
        return self.exclude(article=article)

    def named(self, slug: str, language: str = "") -> Self:
        """Those of the article with the slug in the language, or in any."""
        # By the article's own columns: its unique index finds it, whatever the archive's size.
        own = {"article__language": language} if language else {}
        return self.filter(article__slug=slug, **own)

    def numbered(self, number: int) -> Self:
        """Those with the number."""
        return self.filter(number=number)

    def in_group(self, group) -> Self:
        """Those of an article and its translations, with their addresses."""
        return (
            self.filter(article__translation_group=group)
            .select_related("article")
            .only("language", "article__language", "article__slug", "article__kind")
        )

    def dated_between(self, first: date, last: date) -> Self:
        """Those dated on the days from `first` to `last`, both counted."""
        zone = timezone.get_default_timezone()
        begin = datetime.combine(first, time.min, zone)
        return self.filter(
            dated_at__gte=begin,
            dated_at__lt=datetime.combine(last + timedelta(days=1), time.min, zone),
        )

    def earliest_date(self) -> datetime | None:
        """The date of the first of them; None of none."""
        return self.order_by("dated_at").values_list("dated_at", flat=True).first()

    def newest(self, beside: str = "") -> Self:
        """The latest first, by the date beside the relation where one is named (`topic_rows`)."""
        prefix = f"{beside}__" if beside else ""
        return self.order_by(f"-{prefix}dated_at", f"-{prefix}id")

    def for_list(self) -> Self:
        """With all that a line in a list says."""
        return (
            self.select_related("article", "section", "picture")
            .prefetch_related("section__texts", "picture__texts")
            .defer("body", "article__body", "article__standfirst")
        )

    def for_links(self) -> Self:
        """With the address."""
        return self.select_related("article").defer("body", "article__body")

    def for_history(self) -> Self:
        """With what a line in the list of an article's editions says, the newest first."""
        return (
            self.select_related("article", "correction")
            .defer("body", "article__body")
            .order_by("-number")
        )

    def worded(self) -> list[tuple["Edition", str]]:
        """Each with all that readers read or hear of it, and what it quotes, the latest first.

        A list, since pictures stand within the words.
        """
        bylines = EditionByline.objects.select_related("person")
        editions: list[Any] = list(
            self.select_related("article")
            .prefetch_related(Prefetch("bylines", bylines), "bylines__person__names", "quotations")
            .defer("article__body")
            .order_by("-live_from", "-id")
        )
        return list(zip(editions, printed.all_words(editions), strict=True))

    def for_page(self) -> Self:
        """With all that the article's own page says."""
        bylines = EditionByline.objects.select_related("person", "organization")
        return (
            self.select_related("article", "section", "picture", "correction")
            .prefetch_related(
                "section__texts",
                "picture__texts",
                "topics__texts",
                Prefetch("bylines", bylines),
                "bylines__person__names",
                "bylines__organization__names",
            )
            .defer("article__body")
        )


class Edition(models.Model):
    """What readers see of an article from one moment to another; its words never change."""

    class Change(models.TextChoices):
        FIRST = "first", _("first edition")
        MINOR = "minor", _("minor change")
        MATERIAL = "material", _("material change")

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="editions", verbose_name=_("article")
    )
    number = models.PositiveIntegerField(_("number"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    kind = models.CharField(_("kind"), max_length=15, choices=Article.Kind)
    headline = NFCCharField(_("headline"), max_length=250)
    kicker = NFCCharField(_("kicker"), max_length=80, blank=True)
    standfirst = NFCTextField(_("standfirst"), blank=True)
    body = NFCTextField(_("text"))
    section = models.ForeignKey(
        Section,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="coverage",
        verbose_name=_("section"),
    )
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, verbose_name=_("lead picture")
    )
    topics = models.ManyToManyField(
        Topic, through="EditionTopic", related_name="coverage", verbose_name=_("topics")
    )
    events = models.ManyToManyField(
        Event, through="EditionEvent", related_name="coverage", verbose_name=_("events")
    )
    people = models.ManyToManyField(Person, through="EditionByline", related_name="coverage")
    organizations = models.ManyToManyField(
        Organization, through="EditionByline", related_name="coverage"
    )
    first_printed_on = models.DateField(_("first printed on"), null=True, blank=True)
    first_printed_in = NFCCharField(_("first printed in"), max_length=200, blank=True)
    dated_at = models.DateTimeField(_("dated"))
    live_from = models.DateTimeField(_("live from"))
    superseded_at = models.DateTimeField(_("superseded at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_reason = NFCTextField(_("reason of the withdrawal"), blank=True)
    change = models.CharField(_("change"), max_length=10, choices=Change)
    note = NFCTextField(_("why"), blank=True)
    fingerprint = models.CharField(_("fingerprint of the text"), max_length=64)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("published by")
    )
    published_at = models.DateTimeField(_("decided at"), default=timezone.now)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["article", "-number"]
        indexes = [
            models.Index(fields=["language", "-dated_at", "-id"]),
            models.Index(fields=["section", "language", "-dated_at", "-id"]),
            models.Index(fields=["language"], condition=Q(kind="page"), name="edition_plain_pages"),
            models.Index(fields=["live_from"], name="edition_by_moment"),
            models.Index(
                fields=["withdrawn_at"],
                condition=Q(withdrawn_at__isnull=False),
                name="edition_by_withdrawal",
            ),
            # The few articles that were ever changed after their publication.
            models.Index(fields=["live_from"], condition=Q(number__gt=1), name="edition_changes"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"],
                name="edition_number_once",
                violation_error_message=_("Somebody published this article at the same moment."),
            ),
            models.CheckConstraint(
                condition=Q(superseded_at=None) | Q(superseded_at__gt=F("live_from")),
                name="edition_superseded_after_live",
                violation_error_message=_("An edition is superseded after it went live."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("live_from")),
                name="edition_withdrawn_after_live",
                violation_error_message=_("An edition is withdrawn after it went live."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
                name="edition_withdrawn_with_reason",
                violation_error_message=_("A withdrawal has a reason, which readers are told."),
            ),
            models.CheckConstraint(
                condition=Q(number=1, change="first") | Q(number__gt=1) & ~Q(change="first"),
                name="edition_says_what_changed",
                violation_error_message=_("Say whether the change is minor or material."),
            ),
        ]

    def __str__(self):
        return f"{self.headline} ({self.number})"

    def get_absolute_url(self):
        return self.article.get_absolute_url()

    def get_edition_url(self) -> str:
        """The address of exactly this edition."""
        with override(self.language):
            return reverse("articles:edition_detail", args=[self.article.slug, self.number])

    def is_live(self, at: datetime | None = None) -> bool:
        """Whether readers see it at the moment `at`; equals `live`."""
        at = at or timezone.now()
        ends = [end for end in (self.superseded_at, self.withdrawn_at) if end]
        return self.live_from <= at and all(end > at for end in ends)

    @property
    def is_updated(self) -> bool:
        """Whether readers saw other words before these."""
        return self.number > 1
