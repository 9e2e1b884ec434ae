"""The smallest valid records, with fixed dates and no surprise."""

import datetime as dt

import factory
from django.contrib.auth.models import Group
from django.utils import timezone
from factory.django import DjangoModelFactory

from articles import publishing, workflow
from articles.intake.proposing import propose
from articles.models import Article, Byline, Intake, Section, SectionText
from events.models import (
    Check,
    Event,
    EventOrganization,
    EventText,
    Participation,
    Recording,
    Session,
    SpeakerAnswer,
    Statement,
    Wording,
)
from newsroom.models import (
    Comment,
    Invitation,
    Picture,
    PictureText,
    Task,
    Topic,
    TopicText,
    User,
)
from people.models import Affiliation, Organization, OrganizationName, Person, PersonName

DAY = dt.date(2021, 5, 13)
MOMENT = dt.datetime(2021, 5, 13, 9, 0, tzinfo=dt.UTC)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    class Params:
        admin = factory.Trait(is_staff=True, is_superuser=True)

    username = factory.Sequence("user{}".format)


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic
        skip_postgeneration_save = True

    name = factory.Sequence("topic {}".format)
    slug = factory.Sequence("topic-{}".format)
    published_at = MOMENT
    english = factory.RelatedFactory(
        "tests.factories.TopicTextFactory", "topic", name=factory.SelfAttribute("..name")
    )


class TopicTextFactory(DjangoModelFactory):
    class Meta:
        model = TopicText

    language = "en"
    name = "Topic"


class PictureFactory(DjangoModelFactory):
    """A small picture with an English alternative text."""

    class Meta:
        model = Picture
        skip_postgeneration_save = True

    file = factory.django.ImageField(width=60, height=40, format="PNG")
    credit = "Olha Rii"

    @factory.post_generation
    def alt(picture, create, text, **kwargs):
        PictureText.objects.create(picture=picture, language="en", alt=text or "A river.")


class PersonFactory(DjangoModelFactory):
    """A published person with one English name."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(published_at=None)

    slug = factory.Sequence("person-{}".format)
    published_at = MOMENT

    @factory.post_generation
    def name(person, create, text, **kwargs):
        if text is None:
            text = person.slug.replace("-", " ").title()
        if text:
            PersonName.objects.create(person=person, language="en", text=text)


class OrganizationFactory(DjangoModelFactory):
    """A published organization with one English name."""

    class Meta:
        model = Organization
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(published_at=None)

    slug = factory.Sequence("organization-{}".format)
    kind = Organization.Kind.ANALYSIS_CENTRE
    published_at = MOMENT

    @factory.post_generation
    def name(organization, create, text, **kwargs):
        if text is None:
            text = organization.slug.replace("-", " ").title()
        if text:
            OrganizationName.objects.create(organization=organization, language="en", text=text)


class AffiliationFactory(DjangoModelFactory):
    class Meta:
        model = Affiliation

    person = factory.SubFactory(PersonFactory)
    organization = factory.SubFactory(OrganizationFactory)
    post = "director"
    post_language = "en"


class EventFactory(DjangoModelFactory):
    """A published event that was held, with its record open and an English title."""

    class Meta:
        model = Event
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(published_at=None, record_from=None)

    slug = factory.Sequence("event-{}".format)
    starts_on = DAY
    status = Event.Status.HELD
    published_at = MOMENT
    record_from = MOMENT

    @factory.post_generation
    def title(event, create, text, **kwargs):
        text = event.slug.replace("-", " ").title() if text is None else text
        if text:
            EventText.objects.create(event=event, language="en", title=text)


class EventTextFactory(DjangoModelFactory):
    class Meta:
        model = EventText

    event = factory.SubFactory(EventFactory, title="")
    language = "en"
    title = "Event"


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    event = factory.SubFactory(EventFactory)


class EventOrganizationFactory(DjangoModelFactory):
    class Meta:
        model = EventOrganization

    event = factory.SubFactory(EventFactory)
    organization = factory.SubFactory(OrganizationFactory)


class ParticipationFactory(DjangoModelFactory):
    """A person who spoke, with the printed capacity in English."""

    class Meta:
        model = Participation

    class Params:
        group = factory.Trait(
            kind=Participation.Kind.GROUP,
            person=None,
            printed_name="The participants",
            printed_post="",
            printed_organization="",
        )

    event = factory.SubFactory(EventFactory)
    person = factory.SubFactory(PersonFactory)
    attendance = Participation.Attendance.SPOKE
    printed_name = factory.LazyAttribute(lambda p: str(p.person))
    printed_post = "director"
    printed_organization = "Centre"
    printed_language = "en"


def beside(who):
    """Somebody else at the event, printed with the same post: post only tells of neither."""
    other = ParticipationFactory(
        event=who.event,
        printed_name="Somebody else",
        printed_post=who.printed_post,
        printed_organization=who.printed_organization,
        order=who.order + 1,
    )
    for text in who.texts.all():
        other.texts.create(
            language=text.language, name="…", post=text.post, organization=text.organization
        )
    return other


class RecordingFactory(DjangoModelFactory):
    class Meta:
        model = Recording

    event = factory.SubFactory(EventFactory)
    address = "https://example.org/recording"
    length_ms = 3_600_000


class StatementFactory(DjangoModelFactory):
    """A confirmed direct statement with one published English wording."""

    class Meta:
        model = Statement
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(state=Statement.State.DRAFT)
        withdrawn = factory.Trait(
            state=Statement.State.WITHDRAWN,
            withdrawn_at=MOMENT,
            withdrawn_reason="The speaker was misheard.",
        )

    participation = factory.SubFactory(ParticipationFactory)
    said_on = DAY
    state = Statement.State.CONFIRMED

    @classmethod
    def _create(cls, model_class, *args, words="We heard it.", language="en", **kwargs):
        # A statement is confirmed with a confirmed wording, so the words come in between.
        state = kwargs.pop("state")
        statement = super()._create(
            model_class,
            *args,
            **{
                name: value
                for name, value in kwargs.items()
                if state == Statement.State.WITHDRAWN or not name.startswith("withdrawn")
            },
            state=state if state == Statement.State.WITHDRAWN else Statement.State.DRAFT,
        )
        if words:
            WordingFactory(statement=statement, text=words, language=language)
        if state != statement.state:
            statement.state = state
            statement.save()
        return statement


class WordingFactory(DjangoModelFactory):
    class Meta:
        model = Wording

    class Params:
        draft = factory.Trait(confirmed_at=None)

    statement = factory.SubFactory(StatementFactory, words="", draft=True)
    language = "en"
    text = "We heard it."
    confirmed_at = MOMENT


class CheckFactory(DjangoModelFactory):
    """An exact check against a recording of the event, at its first minute."""

    class Meta:
        model = Check

    wording = factory.SubFactory(WordingFactory)
    method = Check.Method.RECORDING
    recording = factory.LazyAttribute(
        lambda check: RecordingFactory(event=check.wording.statement.event)
    )
    start_ms = 60_000
    end_ms = 65_000
    outcome = Check.Outcome.EXACT
    checked_by = factory.SubFactory(UserFactory)


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section
        skip_postgeneration_save = True

    slug = factory.Sequence("section-{}".format)

    @factory.post_generation
    def name(section, create, text, **kwargs):
        text = section.slug.replace("-", " ").title() if text is None else text
        SectionText.objects.create(section=section, language="en", name=text)


class ArticleFactory(DjangoModelFactory):
    """A working copy in English, not published; see `publish`."""

    class Meta:
        model = Article

    kind = Article.Kind.NEWS
    language = "en"
    slug = factory.Sequence("article-{}".format)
    headline = factory.Sequence("Article {}".format)
    body = "<p>Text.</p>"
    section = factory.SubFactory(SectionFactory)


class BylineFactory(DjangoModelFactory):
    class Meta:
        model = Byline

    article = factory.SubFactory(ArticleFactory)
    person = factory.SubFactory(PersonFactory)


class IntakeFactory(DjangoModelFactory):
    """A report that is being read, in which nothing was found yet."""

    class Meta:
        model = Intake

    text = "The ice holds."
    name = "Ice"
    given_by = factory.SubFactory(UserFactory)
    proposal = factory.LazyAttribute(lambda intake: propose(intake.text, "en"))


def publish(article, by, **details):
    """The new edition, approved by whoever publishes it and, if it is a change, with a reason."""
    return publishing.publish(article, by, **_decided(details))


def schedule(article, by, at, **details):
    """As `publish`, at a moment ahead."""
    return publishing.schedule(article, by, at, **_decided(details))


def _decided(details: dict) -> dict:
    reason = {"note": "It was mended."} if details.get("change") else {}
    return {"approving": True, **reason, **details}


def standing_at(stage, **values):
    """An article that came to the stage by the moves of somebody else."""
    article, by = ArticleFactory(**values), UserFactory()
    if stage in {"in_review", "ready"}:
        workflow.submit(article, by, to=Group.objects.get(name="editor"))
    if stage == "ready":
        workflow.approve(article, by)
    if stage == "spiked":
        workflow.put_in_bin(article, by)
    article.refresh_from_db()
    return article


def mark(statement, words: str | None = None, tag: str = "q") -> str:
    """The words of a statement as they stand marked in an article's body."""
    words = words or statement.wording.text
    printed = f"“{words}”" if tag == "q" else words
    return f'<{tag} data-statement="{statement.public_id}">{printed}</{tag}>'


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = Comment

    record = factory.SubFactory(ArticleFactory)
    text = "Is it so?"
    author = factory.SubFactory(UserFactory)


class TaskFactory(DjangoModelFactory):
    """A text to review, asked of one person."""

    class Meta:
        model = Task

    kind = Task.Kind.REVIEW
    record = factory.SubFactory(ArticleFactory)
    person = factory.SubFactory(UserFactory)
    asked_by = factory.SubFactory(UserFactory)


class InvitationFactory(DjangoModelFactory):
    """A link for one day from a moment long ago; see `InvitationFactory(expires_at=…)`."""

    class Meta:
        model = Invitation

    purpose = Invitation.Purpose.PREVIEW
    record = factory.SubFactory(ArticleFactory)
    invited = "Daryna Hai"
    invited_by = factory.SubFactory(UserFactory)
    invited_at = MOMENT
    expires_at = MOMENT + dt.timedelta(days=1)


class SpeakerLinkFactory(InvitationFactory):
    """A link for a speaker that is open for a week from now."""

    purpose = Invitation.Purpose.SPEAKER
    record = factory.SubFactory(ParticipationFactory)
    invited = "Olha Rii"
    invited_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda link: link.invited_at + dt.timedelta(days=7))


class SpeakerAnswerFactory(DjangoModelFactory):
    """That a speaker confirmed words."""

    class Meta:
        model = SpeakerAnswer

    wording = factory.SubFactory(WordingFactory)
    kind = SpeakerAnswer.Kind.CONFIRMED
    invited = "Olha Rii"
    answered_at = MOMENT


def enter_as(kind: str) -> None:
    """Makes all statements such of a kind, as if they had been entered so: confirmed ones keep
    theirs."""
    for pk, state in list(Statement.objects.values_list("pk", "state")):
        one = Statement.objects.filter(pk=pk)
        one.update(state=Statement.State.DRAFT)
        one.update(kind=kind, state=state)
