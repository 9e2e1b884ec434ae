"""Post only holds where the post names nobody of the event; else it is refused, and not shown."""

import json

import pytest
from django.utils import timezone
from lxml.html import fromstring

from articles import gate
from articles.workflow import Refused
from events import posts
from events.attribution import Rule
from events.models import Event, Participation, Session, Statement
from events.summaries.builder import summarize
from events.summaries.formats import FORMATS
from tests.adminforms import add, change, text
from tests.factories import (
    ArticleFactory,
    EventFactory,
    ParticipationFactory,
    PersonFactory,
    SessionFactory,
    StatementFactory,
    UserFactory,
    beside,
    mark,
    publish,
)
from tests.rules import write

pytestmark = pytest.mark.django_db
POST = Rule.POST_ONLY


def speaker(rule=POST, name="Ada Rii", **values):
    """Somebody at an event under a rule, printed as director of the Centre."""
    values = {"person": PersonFactory(name=name), **values}
    if "event" not in values:
        values = {"event__rule": rule, **values}
    return ParticipationFactory(printed_name=name, **values)


def told(event) -> list[str]:
    return [str(fault) for fault in posts.faults(event).values()]


FACT = "“director, Centre” is printed of Ada Rii alone, so post only would tell who it is."
ADVICE = (
    "Print a broader post that somebody else at the event shares, in each language, or choose “not "
    "for attribution”."
)
ALONE = f"{FACT} {ADVICE}"


def test_a_post_that_nobody_shares_is_a_fault_and_is_not_printed():
    who = speaker()

    assert told(who.event) == [ALONE]
    assert str(who.label()) == "a participant"


def test_a_post_that_another_shares_stands_alone():
    who = speaker()
    beside(who)

    assert told(who.event) == []
    assert str(who.label()) == "director, Centre"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"printed_post": "deputy director"}, id="another post"),
        pytest.param({"printed_organization": "Agency"}, id="another organization"),
        pytest.param({"attendance": "cancelled"}, id="one who did not come"),
        pytest.param({"kind": "group", "person": None}, id="a group"),
    ],
)
def test_only_somebody_else_with_the_same_post_hides(other):
    who = speaker()
    ParticipationFactory(event=who.event, **other)

    assert ALONE in told(who.event)
    assert str(who.label()) == "a participant"


def test_the_same_person_in_another_session_hides_nobody():
    who = speaker()
    session = SessionFactory(event=who.event)
    ParticipationFactory(event=who.event, session=session, person=who.person, printed_name="Ada")

    assert str(who.label()) == "a participant"


def test_an_unnamed_person_with_the_same_post_hides():
    who = speaker()
    ParticipationFactory(event=who.event, kind="unnamed", person=None, printed_name="A colleague")

    assert str(who.label()) == "director, Centre"


def test_a_translated_post_has_to_be_shared_too():
    who = speaker()
    other = beside(who)
    who.texts.create(language="uk", name="Ада Рій", post="директорка", organization="Центр")
    before = str(Participation.objects.get(pk=who.pk).label("uk"))

    other.texts.create(language="uk", name="Хтось", post="директорка", organization="Центр")

    assert before == "a participant"
    assert str(Participation.objects.get(pk=who.pk).label("uk")) == "директорка, Центр"
    assert told(who.event) == []


@pytest.mark.parametrize("post", ["secretary to Ada Rii", "секретарка Ади Рій", "Horobets office"])
def test_a_post_that_says_a_name_is_a_fault_however_many_share_it(post):
    who = speaker(name="Ivan Horobets" if "Horobets" in post else "Ada Rii", printed_post=post)
    who.person.names.create(language="uk", text="Ада Рій")
    who.texts.create(language="uk", name="Ада Рій", post=post, organization="Centre")
    beside(who)

    assert "says the name of" in told(who.event)[0]
    assert str(who.label()) == "a participant"


def test_a_participant_without_a_post_is_a_participant():
    who = speaker(printed_post="", printed_organization="")

    assert told(who.event) == []
    assert str(who.label()) == "a participant"


def test_words_by_post_of_somebody_who_is_named_beside_it_are_a_fault():
    who = speaker(Rule.ON_RECORD)
    statement = StatementFactory(participation=who, rule=POST)
    before = told(who.event), str(statement.label())

    beside(who)

    assert before == ([ALONE], "a participant")
    assert told(who.event) == []
    assert str(statement.label()) == "director, Centre"


@pytest.mark.parametrize("words", ["for_event", "for_front", "for_list", "for_page"])
def test_what_is_fetched_with_the_rows_agrees_and_asks_nothing(words, django_assert_num_queries):
    shared, alone = speaker(), speaker(name="Olha Lys")
    beside(shared)
    for who in (shared, alone):
        StatementFactory(participation=who)
    found = list(getattr(Statement.objects.order_by("id"), words)())

    with django_assert_num_queries(0):
        labels = [str(statement.label()) for statement in found]

    assert labels == ["director, Centre", "a participant"]


def test_the_page_of_the_event_prints_no_post_that_names(client):
    who = speaker(event__slug="one")
    StatementFactory(participation=who)

    page = client.get("/events/one/").content.decode()

    assert "director" not in page.lower()
    assert "A participant" in page


def test_whoever_is_hidden_has_no_country_part_or_presence(client):
    who = speaker(event__slug="one", country="UA", part="moderator", presence="online")
    shown = [json.loads(FORMATS["json"].render(summarize(who.event, "en")))]
    page = client.get("/events/one/").content.decode()
    tables = FORMATS["md"].render(summarize(who.event, "en")).decode()

    [row] = shown[0]["participants"]
    assert {row[name] for name in ("part", "presence", "country", "session")} == {None}
    for words in (page, tables):
        assert "articipant" in words
        assert [word for word in ("Ukraine", "moderator", "online") if word in words] == []


def test_the_gate_blocks_words_by_a_post_that_names():
    statement = StatementFactory(participation=speaker())
    article = ArticleFactory(body=f"<p>{mark(statement)}</p>")

    blocking = [f for f in gate.findings(article) if f.blocks]

    assert [(f.told, f.statement) for f in blocking] == [(ALONE, statement.public_id)]
    with pytest.raises(Refused) as refused:
        publish(article, UserFactory())
    assert refused.value.messages == [ALONE]


# Where the rule is chosen

FORMS = {
    "event": (lambda who: who.event, {"rule": POST}),
    "session on the event": (lambda who: who.event, {"sessions-0-rule": POST}),
    "session": (lambda who: who.session, {"rule": POST}),
    "participation": (lambda who: who, {"rule": POST}),
    "statement": (lambda who: who.statements.get(), {"rule": POST}),
}


def is_told(response) -> bool:
    return FACT in text(response) and ADVICE in text(response)


@pytest.mark.parametrize("published_at", [None, timezone.now()])
@pytest.mark.parametrize("form", FORMS)
def test_each_form_refuses_the_choice_and_says_what_to_do(admin_client, form, published_at):
    session = SessionFactory(event__published_at=published_at)
    who = speaker(event=session.event, session=session)
    StatementFactory(participation=who)
    choose, values = FORMS[form]

    refused = change(admin_client, choose(who), **values)

    assert refused.status_code == 200
    assert is_told(refused)
    assert Participation.objects.unnamed().count() == 0
    assert not Statement.objects.filter(rule=POST).exists()
    beside(who)
    assert change(admin_client, choose(who), **values).status_code == 302


def lines(response) -> list[tuple[str, list[str]]]:
    """The faults on a form that was refused, each with the forms to which it leads."""
    found = fromstring(response.content.decode()).xpath("//ul[@class='post-faults']/li")
    return [(line.text_content(), line.xpath("a/@href")) for line in found]


@pytest.mark.parametrize("rule", ["event", "statements"])
def test_each_participant_is_told_once_and_leads_to_the_form(admin_client, rule):
    event = EventFactory()
    first, second = (speaker(event=event, name=name) for name in ("Ada Rii", "Olha Lys"))
    write(second, printed_post="deputy")()
    for _number in range(2):
        StatementFactory(participation=first, rule=POST if rule == "statements" else 0)
        StatementFactory(participation=second)
    Event.objects.update(published_at=None)
    values = {"rule": POST} if rule == "event" else {"_publish": "1"}

    refused = change(admin_client, event, **values)

    told = [(FACT, [f"/admin/events/participation/{first.pk}/change/"])]
    if rule == "event":
        other = FACT.replace("director", "deputy").replace("Ada Rii", "Olha Lys")
        told += [(other, [f"/admin/events/participation/{second.pk}/change/"])]
    assert lines(refused) == told
    assert text(refused).count(ADVICE) == 1
    assert "errornote" not in refused.content.decode()


def test_a_new_event_is_refused_with_all_that_was_typed(admin_client):
    person = PersonFactory(name="Ada Rii")
    line = {"person": person.pk, "printed_name": "Ada Rii", "printed_post": "director"}
    line |= {"printed_organization": "Centre", "printed_language": "en"}
    line |= {
        "kind": "person",
        "part": "speaker",
        "order": "0",
        "attendance": "spoke",
        "presence": "unknown",
    }
    rows = [("texts", {"language": "en", "title": "Ice"}), ("participations", line)]

    refused = add(admin_client, Event, lines=rows, rule="1", starts_on="2021-05-13")

    assert refused.status_code == 200
    assert is_told(refused)
    assert "Ice" in text(refused)
    assert lines(refused) == [(FACT, [])]
    assert not Event.objects.exists()


def test_who_else_takes_part_may_follow_as_long_as_nobody_sees_the_event(admin_client):
    event = EventFactory(rule=POST, published_at=None)
    who = speaker(event=event)

    assert change(admin_client, who, country="UA").status_code == 302
    refused = change(admin_client, event, _publish="1")

    assert is_told(refused)
    assert Event.objects.get().published_at is None


def test_the_list_of_events_publishes_none_whose_posts_name(admin_client):
    bad = speaker(event__published_at=None).event
    good = EventFactory(published_at=None)
    data = {"action": "publish_selected", "_selected_action": [bad.pk, good.pk]}

    page = admin_client.post("/admin/events/event/", data, follow=True)

    assert ALONE in text(page)
    assert list(Event.objects.published()) == [good]


def test_what_was_public_before_can_be_mended_step_by_step(admin_client):
    who = speaker()
    other = beside(who)
    write(other, printed_post="deputy")()

    assert change(admin_client, who, country="UA").status_code == 302


def test_the_page_of_what_names_tells_of_posts(admin_client):
    who = speaker()

    page = admin_client.get(f"/admin/events/event/{who.event.pk}/naming/")

    assert is_told(page)


def test_an_imported_or_merged_record_is_safe_without_any_form():
    who, session = speaker(), SessionFactory()
    Session.objects.filter(pk=session.pk).update(rule=POST)
    Participation.objects.filter(pk=who.pk).update(printed_post="minister")

    assert str(Participation.objects.for_event().get(pk=who.pk).label()) == "a participant"
