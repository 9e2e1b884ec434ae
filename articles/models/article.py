import hashlib
import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy
from django_prose_editor.fields import ProseEditorField
from simple_history.models import HistoricalRecords
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from articles.moments import is_edition_live
from events.models import Event
from newsroom.fields import FoldedField, NFCCharField, NFCTextField
from newsroom.models import Picture, Topic
from newsroom.records import PermanentAddress
from newsroom.texts import HasTexts, Text, default_language, one_per_language
from people.models import Organization, Person

# First segments of the site's own addresses: a plain page at /<slug>/ cannot have them.
RESERVED = [
    "admin",
    "articles",
    "corrections",
    "en",
    "events",
    "feeds",
    "healthz",
    "media",
    "organizations",
    "people",
    "previews",
    "recordings",
    "ru",
    "search",
    "sections",
    "statements",
    "static",
    "topics",
    "uk",
]
BODY_EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "StatementQuote": True,
    "StatementParaphrase": True,
    "Picture": True,
    "Embed": True,
    "HTML": True,
}


class SectionQuerySet(models.QuerySet):
    def for_list(self) -> Self:
        """With names."""
        return self.prefetch_related("texts")


class Section(PermanentAddress, HasTexts):
    """A department of the paper; an article stands in one."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "slug"]

    def __str__(self):
        return self.text.name if self.text else self.slug

    def get_absolute_url(self):
        return reverse("articles:section_detail", args=[self.slug])


class SectionText(Text):
    """A section's name in one language."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="texts")
    name = NFCCharField(_("name"), max_length=100)
    description = NFCTextField(_("description"), blank=True)

    class Meta(Text.Meta):
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [one_per_language("section")]


class ArticleQuerySet(models.QuerySet):
    def unseen(self, at: datetime | None = None) -> Self:
        """Those that no reader has seen at the moment `at`, and that nobody dropped."""
        seen = Article.objects.filter(editions__live_from__lte=at or timezone.now())
        return self.exclude(stage=Article.Stage.SPIKED).exclude(pk__in=seen.values("pk"))

    def embargo_too_early(self, at: datetime | None = None) -> Self:
        """The unseen ones whose embargo was to last till the end of an event, and no longer does:
        the event has moved, or nobody knows its end any more."""
        bound: models.QuerySet = self.unseen(at).filter(embargo_event__isnull=False)
        held = bound.select_related("embargo_event").defer("body")
        return self.filter(pk__in=[a.pk for a in held if a.is_embargo_too_early])

    def stale(self, at: datetime | None = None) -> Self:
        """The translations whose original readers see, at the moment `at`, in a newer edition than
        the one with which they agree."""
        translations = Article.objects.exclude(stage=Article.Stage.SPIKED).order_by()
        # Two questions, since for either an index holds the few that can be meant.
        editions = self.model._meta.get_field("editions").related_model.objects
        seen = editions.live(at).filter(article=OuterRef("original")).order_by().values("number")
        begun_before = translations.filter(agrees_with=0, original__isnull=False).alias(
            # Looked up for each: as a join PostgreSQL would read all editions.
            seen=Subquery(seen[:1])
        )
        # One condition, so that all of it speaks of the same edition.
        corrected = Q(original__editions__number__gt=1)
        newer = Q(original__editions__number__gt=F("agrees_with"))
        left_behind = translations.filter(
            corrected & newer & is_edition_live(at, "original__editions__")
        )
        either = begun_before.filter(seen__gt=0).values("pk").union(left_behind.values("pk"))
        return self.filter(pk__in=either)

    def for_list(self) -> Self:
        """With the section's name."""
        return self.select_related("section").prefetch_related("section__texts").defer("body")


class Article(PermanentAddress):
    """The working copy of a text. Readers never see it: they see editions made of it."""

    class Kind(models.TextChoices):
        NEWS = "news", _("news")
        REPORT = "report", _("report")
        ANNOUNCEMENT = "announcement", _("announcement")
        INTERVIEW = "interview", _("interview")
        ANALYSIS = "analysis", _("analysis")
        OPINION = "opinion", _("opinion")
        POSITION = "position", _("position of the centre")
        PAGE = "page", _("plain page")

    class Stage(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        READY = "ready", _("ready")
        SPIKED = "spiked", _("in the bin")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.REPORT)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default=default_language
    )
    slug = models.SlugField(_("slug"), max_length=120)
    headline = NFCCharField(_("headline"), max_length=250)
    folded = FoldedField("headline")
    kicker = NFCCharField(_("kicker"), max_length=80, blank=True)
    standfirst = NFCTextField(
        _("standfirst"), blank=True, help_text=_("One or two sentences below the headline.")
    )
    body = ProseEditorField(_("text"), blank=True, extensions=BODY_EXTENSIONS, sanitize=True)
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, verbose_name=_("section")
    )
    topics = TaggableManager(
        _("topics"), through="articles.ArticleTopic", blank=True, related_name="articles"
    )
    events = models.ManyToManyField(
        Event, blank=True, related_name="articles", verbose_name=_("events")
    )
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, verbose_name=_("lead picture")
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DRAFT)
    planned_for = models.DateField(
        _("planned for"), null=True, blank=True, help_text=_("A plan only; it publishes nothing.")
    )
    first_printed_on = models.DateField(
        _("first printed on"),
        null=True,
        blank=True,
        help_text=_("Where it appeared elsewhere, or before this site. Shown instead of our date."),
    )
    first_printed_in = NFCCharField(_("first printed in"), max_length=200, blank=True)
    # The words that were approved, by their fingerprint: others are not.
    approved_fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    embargoed_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    embargo_event = models.ForeignKey(
        Event,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="embargoed_articles",
        verbose_name=_("until the end of"),
    )
    translation_group = models.UUIDField(_("translation group"), default=uuid.uuid4, db_index=True)
    original = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    # The number of the original's edition that this text agrees with; 0: with none.
    agrees_with = models.PositiveIntegerField(_("agrees with edition"), default=0)
    is_untranslated = models.BooleanField(_("still to be translated"), default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    history = HistoricalRecords()

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-changed_at", "-id"]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="article_by_change"),
            models.Index(fields=["stage", "-changed_at", "-id"], name="article_by_stage"),
            models.Index(
                fields=["planned_for"],
                condition=Q(planned_for__isnull=False),
                name="article_by_plan",
            ),
            models.Index(
                fields=["embargoed_until"],
                condition=Q(embargoed_until__isnull=False),
                name="article_by_embargo",
            ),
            # Translations begun before readers saw their original.
            models.Index(
                fields=["original"],
                condition=Q(agrees_with=0, original__isnull=False),
                name="article_agrees_with_none",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "slug"],
                name="article_slug_once_per_language",
                violation_error_message=_("Another article in this language has this slug."),
            ),
            models.UniqueConstraint(
                fields=["translation_group", "language"],
                name="article_one_per_language_in_group",
                violation_error_message=_("The text has a version in this language already."),
            ),
            models.CheckConstraint(
                condition=~Q(headline=""),
                name="article_has_headline",
                violation_error_message=_("Give a headline, if only a working one."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="page", slug__in=RESERVED),
                name="article_page_slug_not_reserved",
                violation_error_message=_("This address is one of the site's own: choose another."),
            ),
            models.CheckConstraint(
                condition=Q(first_printed_in="") | Q(first_printed_on__isnull=False),
                name="article_first_printed_with_date",
                violation_error_message=_("Say when it was first printed, too."),
            ),
            models.CheckConstraint(
                condition=~Q(stage="ready") | ~Q(approved_fingerprint=""),
                name="article_ready_is_approved",
                violation_error_message=_("A text is ready when somebody approved its words."),
            ),
            models.CheckConstraint(
                condition=Q(embargo_event=None) | Q(embargoed_until__isnull=False),
                name="article_embargo_has_moment",
                violation_error_message=_("An embargo ends at a moment."),
            ),
            models.CheckConstraint(
                condition=Q(original=None) | ~Q(original=F("id")),
                name="article_translates_another",
                violation_error_message=_("An article is not a translation of itself."),
            ),
        ]
        permissions = [
            ("submit_article", _("Can hand in and take back")),
            ("review_article", _("Can approve and return")),
            ("assign_article", _("Can assign and plan")),
            ("bin_article", _("Can move to the bin and back")),
            ("invite_article", _("Can give preview links")),
            ("embargo_article", _("Can set an embargo")),
            ("lift_embargo", _("Can lift an embargo early")),
            ("publish_article", _("Can publish, schedule and withdraw")),
            ("take_down_article", _("Can take down")),
        ]

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        page = "articles:page_detail" if self.kind == self.Kind.PAGE else "articles:article_detail"
        with override(self.language):
            return reverse(page, args=[self.slug])

    def save(self, *args, **kwargs):
        if self.stage == self.Stage.READY and not self.is_approved:
            # Approval is of certain words: with others the text is a draft again.
            self.stage = self.Stage.DRAFT
        super().save(*args, **kwargs)

    @property
    def is_approved(self) -> bool:
        """Whether somebody approved exactly these words."""
        return self.stage == self.Stage.READY and self.approved_fingerprint == self.fingerprint

    @property
    def is_embargo_too_early(self) -> bool:
        """Whether the embargo ends before the event does whose end it was to wait for."""
        event, until = self.embargo_event, self.embargoed_until
        if event is None or until is None:
            return False
        return event.end is None or event.end > until

    @property
    def desk_url(self) -> str:
        """The address of the form on which it is written."""
        return reverse("admin:articles_article_change", args=[self.pk])

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of what would be printed: words, kind, language, picture and bylines, so
        that an approval can name what it approved."""
        printed = [
            self.headline, self.kicker, self.standfirst, self.body, self.kind, self.language,
            self.picture_id, self.first_printed_on, self.first_printed_in,
        ]  # fmt: skip
        for line in self.bylines.all() if self.pk else []:
            printed += [line.credit, line.text, line.person_id, line.organization_id]
        return hashlib.sha256("\x1f".join(str(part or "") for part in printed).encode()).hexdigest()


class ArticleTopic(ItemBase):
    """That an article is about a topic."""

    tag = models.ForeignKey(Topic, models.PROTECT, related_name="article_rows")
    content_object = models.ForeignKey(Article, models.CASCADE, related_name="topic_rows")

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="article_topic_once")
        ]


class Credit(models.TextChoices):
    """What somebody did for an article."""

    AUTHOR = "author", _("text")
    TRANSLATOR = "translator", _("translation")
    PHOTOGRAPHER = "photographer", pgettext_lazy("byline", "pictures")
    EDITOR = "editor", _("editing")


class BylineBase(models.Model):
    """Who made an article, as it is printed."""

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organization"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    credit = models.CharField(
        pgettext_lazy("byline", "credit"), max_length=15, choices=Credit, default=Credit.AUTHOR
    )
    text = NFCCharField(
        _("as printed"), max_length=300, blank=True, help_text=_("Empty: the names of the record.")
    )

    class Meta:
        abstract = True
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organization__isnull=False) | ~Q(text=""),
                name="%(class)s_names_somebody",
                violation_error_message=_("Name a person, an organization, or print a text."),
            ),
        ]

    def __str__(self):
        return self.text or ", ".join(str(who) for who in (self.person, self.organization) if who)


class Byline(BylineBase):
    """A byline of the working copy."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
