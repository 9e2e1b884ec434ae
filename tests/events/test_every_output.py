"""No output names anybody whom a rule protects, by any spelling, in any file or header.

One meeting under each rule, with names in every place of the record; each address of the site and
each file is asked for. The same meeting on the record proves that each of them would tell.
"""

from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils.translation import override

from articles.workflow import Refused
from events import cards, citing, speakers
from events.attribution import Rule
from events.models import Event, Statement
from events.summaries.formats import FORMATS
from newsroom.models import PictureText
from people.models import Person
from tests.adminforms import sign_in
from tests.events.meeting import NAMES, Meeting, found, hold
from tests.factories import (
    MOMENT,
    ArticleFactory,
    ParticipationFactory,
    PictureFactory,
    SpeakerLinkFactory,
    StatementFactory,
    UserFactory,
    mark,
    publish,
)
from tests.test_leaks import STARTS, Walk

pytestmark = pytest.mark.django_db
CITATION = "events:statement_citation"
RULES = [Rule.POST_ONLY, Rule.NOT_FOR_ATTRIBUTION]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
on_the_record = pytest.mark.parametrize("meeting", [Rule.ON_RECORD], indirect=True)
under_each_rule = pytest.mark.parametrize("meeting", RULES, indirect=True)


@pytest.fixture(scope="module")
def meeting(request, lasting):
    """The meeting under one rule."""
    with lasting():
        yield hold(request.param)


def of_statements(name, **kwargs):
    """The address of a page of each statement of the meeting."""

    def addresses(meeting: Meeting) -> list[str]:
        ids = [statement.public_id for statement in meeting.statements.values()]
        return [reverse(name, kwargs={"public_id": one, **kwargs}) for one in ids]

    return addresses


def lists(name, **kwargs):
    """The addresses of a list of statements, narrowed by each question that there is."""

    def addresses(meeting: Meeting) -> list[str]:
        url = reverse(name, kwargs=kwargs)
        asked = [
            "", "event=closed-meeting", "topic=winter", "year=2021", "words=ferry", "kind=indirect",
            "language=uk", "checked=yes", "checked=no", "forecasts=all", "replies=on",
            "since=2021-01-01", "speaker=orest-kvitnevyi", "organization=qzboard",
            "who=Orest", "who=Board", "topic=kvitnevyi-plan",
        ]  # fmt: skip
        return [f"{url}?{query}" for query in asked]

    return addresses


def at(name, *args):
    return lambda meeting: [reverse(name, args=args)]


def link_of_another(meeting: Meeting) -> str:
    """Where somebody else of the meeting looks at their own words."""
    other = ParticipationFactory(event=meeting.event, printed_name="Olha Rii")
    StatementFactory(participation=other, reply_to=meeting.statements["indirect"])
    return speakers.address(SpeakerLinkFactory(record=other))


def articles(name, *args):
    return lambda meeting: [reverse(name, args=[meeting.article.slug, *args])]


# Every address that the site has for readers: where each would show the meeting.
ADDRESSES = {
    "articles:article_detail": articles("articles:article_detail"),
    "articles:article_list": at("articles:article_list"),
    "articles:article_month": at("articles:article_month", 2021, 5),
    "articles:article_year": at("articles:article_year", 2021),
    "articles:correction_list": at("articles:correction_list"),
    "articles:edition_detail": articles("articles:edition_detail", 1),
    "articles:edition_difference": articles("articles:edition_difference", 1, 2),
    "articles:edition_list": articles("articles:edition_list"),
    "articles:front": at("articles:front"),
    "articles:page_detail": at("articles:page_detail", "orest-kvitnevyi"),
    "articles:preview": at("articles:preview", "1.token"),
    "articles:section_detail": lambda m: [m.article.section.get_absolute_url()],
    "articles:section_list": at("articles:section_list"),
    "events:event_detail": at("events:event_detail", "closed-meeting"),
    "events:event_list": at("events:event_list"),
    "events:oembed": lambda m: [
        f"/oembed?format={form}&url={settings.SITE_URL}{one.get_absolute_url()}"
        for one in m.statements.values()
        for form in ("json", "xml")
    ],
    "events:recording_detail": lambda m: [f"/recordings/{one.pk}/" for one in m.recordings],
    "events:recording_file": lambda m: [f"/recordings/{one.pk}/file" for one in m.recordings],
    "events:speaker": lambda m: [link_of_another(m)],
    "events:statement_annotations": of_statements("events:statement_annotations"),
    "events:statement_card": of_statements("events:statement_card"),
    "events:statement_citation": lambda m: [
        url for form in citing.FORMATS for url in of_statements(CITATION, form=form)(m)
    ],
    "events:statement_detail": of_statements("events:statement_detail"),
    "events:statement_embed": of_statements("events:statement_embed"),
    "events:statement_list": lists("events:statement_list"),
    "events:statement_table": lambda m: [
        url for form in ("csv", "xlsx") for url in lists("events:statement_table", form=form)(m)[:2]
    ],
    "events:statement_wording": lambda m: [
        url
        for language, number in [("en", 1), ("en", 2), ("uk", 1), ("ru", 1)]
        for url in of_statements("events:statement_wording", language=language, number=number)(m)
    ],
    "healthz": at("healthz"),
    "media": lambda m: [f"/media/{m.person.picture.file.name}"],
    "newsroom:topic_detail": lambda m: ["/topics/winter/", "/topics/kvitnevyi-plan/"],
    "newsroom:topic_list": at("newsroom:topic_list"),
    "people:organization_detail": at("people:organization_detail", "qzboard"),
    "people:organization_list": at("people:organization_list"),
    "people:person_detail": lambda m: [f"/people/{slug}/" for slug in ("orest-kvitnevyi", "orest")],
    "people:person_list": at("people:person_list"),
    "robots": at("robots"),
}
# What tells a name where nothing forbids it; the others show no names of speakers at all.
TELLING = {
    "articles:article_detail", "articles:edition_detail", "articles:front", "events:event_detail",
    "events:oembed", "events:recording_detail", "events:recording_file",
    "events:statement_citation", "events:statement_detail", "events:statement_embed",
    "events:statement_list", "events:statement_table", "events:statement_wording",
    "newsroom:topic_detail", "people:organization_detail", "people:person_detail",
    "people:person_list",
}  # fmt: skip


def patterns() -> dict[str, URLPattern]:
    """Every address of the site but the admin's, by its name."""

    def inside(resolver, space=""):
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLPattern):
                yield f"{space}{pattern.name}", pattern
            elif pattern.namespace != "admin":
                yield from inside(pattern, f"{pattern.namespace}:" if pattern.namespace else space)

    found = dict(inside(get_resolver()))
    found.pop("me")  # the page of one's own account, in the admin
    return found


PATTERNS = sorted(patterns())


def answers(meeting: Meeting, name: str, client: Client) -> list[tuple[str, list[str]]]:
    """What of the hidden words is told by each answer, under each language."""
    told = []
    # What each statement has many of is asked for in the two languages that names stand in.
    for language in ["en", "uk"] if name.startswith("events:statement_") else LANGUAGES:
        with override(language):
            addresses = ADDRESSES[name](meeting)
        for address in addresses:
            response = client.get(address)
            content = b"".join(response) if response.streaming else response.content
            for word in requested(address):
                content = content.replace(word.encode(), b"")
            told.append((address, found(meeting.hidden, content, response.headers)))
    return told


def requested(address: str) -> list[str]:
    """What of the names the request says itself, and an answer may repeat."""
    return [one for one in ("orest-kvitnevyi", "kvitnevyi-plan", "qzboard") if one in address]


def test_every_address_of_the_site_is_in_the_table():
    assert set(PATTERNS) <= set(ADDRESSES)


@pytest.mark.parametrize("name", PATTERNS)
@under_each_rule
def test_no_address_tells_whom_a_rule_protects(client, name, meeting):
    told = answers(meeting, name, client)

    assert [(address, words) for address, words in told if words] == []
    assert told


@on_the_record
@pytest.mark.parametrize("name", [name for name in PATTERNS if name in TELLING])
def test_each_of_them_would_tell_on_the_record(client, name, meeting):
    assert any(words for _address, words in answers(meeting, name, client))


@under_each_rule
def test_nothing_that_leads_on_from_the_front_page_tells(client, meeting):
    class Hidden:
        def found_in(self, text):
            return [word for word in meeting.hidden if word in unquote(text).casefold()]

    walk = Walk(client, Hidden()).follow(STARTS)

    assert walk.leaks == []
    assert f"/statements/{meeting.statements['indirect'].public_id}/" in walk.asked


@on_the_record
@pytest.mark.parametrize("rule", RULES)
def test_no_address_of_a_statement_tells_what_was_public_before_the_rule(client, rule, meeting):
    said = meeting.statements["indirect"]
    beside = f"<p>Orest Kvitnevyi said that {mark(said, tag='span')}, and Kvitnevyi left.</p>"
    publish(ArticleFactory(slug="who", headline="Who", body=beside), UserFactory())
    names = [name for name in PATTERNS if name.startswith(("events:statement_", "events:oembed"))]
    before = {
        name for name in names if any(words for _address, words in answers(meeting, name, client))
    }

    event = Event.objects.get(pk=meeting.event.pk)
    event.rule = rule
    event.save()
    Person.objects.update(published_at=None)
    cache.clear()
    told = [one for name in names for one in answers(meeting, name, client)]

    assert {"events:statement_annotations", "events:statement_detail", "events:oembed"} <= before
    assert [address for address, words in told if words] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
@under_each_rule
def test_no_file_tells(form, language, tmp_path, client, meeting):
    path = tmp_path / f"out.{form}"
    call_command(
        "export_event", "closed-meeting", output=str(path), format_name=form, language=language
    )
    address = reverse("admin:events_event_export", args=[meeting.event.pk])

    response = sign_in(client, "staff").get(f"{address}?format={form}&language={language}")

    assert found(meeting.hidden, path.read_bytes()) == []
    assert response.status_code == 200
    assert found(meeting.hidden, response.content, response.headers) == []
    assert "ferry" in str(path.read_bytes()) or form in {"docx", "xlsx"} or language != "en"


@on_the_record
@pytest.mark.parametrize("form", FORMATS)
def test_each_file_would_tell_on_the_record(form, tmp_path, meeting):
    path = tmp_path / f"out.{form}"
    call_command("export_event", "closed-meeting", output=str(path), format_name=form)

    assert found(meeting.hidden, path.read_bytes())


@pytest.mark.parametrize("meeting", [Rule.ON_RECORD, *RULES], indirect=True)
def test_the_share_picture_draws_no_name_that_a_rule_protects(meeting):
    statement = Statement.objects.for_list().get(pk=meeting.statements["indirect"].pk)

    drawn = str(cards.card_of(statement)).encode()

    assert bool(found(meeting.hidden, drawn)) is meeting.is_named
    assert b"ferry" in drawn


@under_each_rule
def test_a_page_of_a_person_who_is_public_elsewhere_leads_to_nothing_said_there(client, meeting):
    Person.objects.filter(pk=meeting.person.pk).update(published_at=MOMENT)

    page = client.get("/people/orest-kvitnevyi/").content.decode()
    listed = client.get("/statements/?speaker=orest-kvitnevyi").content.decode()
    named = answers(meeting, "events:event_detail", client)
    named += answers(meeting, "events:statement_detail", client)
    named += answers(meeting, "articles:article_detail", client)

    assert "Kvitnevyi" in page
    assert "closed" not in page.lower()
    assert "ferry" not in page + listed
    assert [address for address, words in named if words] == []


@pytest.mark.parametrize("meeting", [Rule.NOT_FOR_ATTRIBUTION], indirect=True)
@pytest.mark.parametrize("place", ["alt", "caption"])
def test_an_alternative_text_that_names_is_not_printed(place, meeting):
    picture = PictureFactory(licence="own")
    PictureText.objects.update(**{place: "Ореста Квітневого видно збоку."})
    article = ArticleFactory(picture=picture, language="uk", slug="porom")
    article.events.add(meeting.event)
    picture.texts.update(language="uk")

    with pytest.raises(Refused) as refused:
        publish(article, UserFactory())

    assert "may not be named here" in str(refused.value)


@pytest.mark.parametrize("meeting", [Rule.ON_RECORD, *RULES], indirect=True)
def test_readers_are_told_the_rule_where_it_holds(client, meeting):
    statement = meeting.statements["indirect"]
    pages = ["/events/closed-meeting/", statement.get_absolute_url(), "/articles/ferries/"]

    told = [str(meeting.rule.sentence) in client.get(page).content.decode() for page in pages]

    assert told == [meeting.rule != Rule.ON_RECORD] * 3


@under_each_rule
def test_what_is_hidden_is_in_the_record(meeting):
    assert Statement.objects.filter(participation__event=meeting.event).count() == 9
    assert sorted(NAMES) == sorted(set(NAMES))
