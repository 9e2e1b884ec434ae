"""What comes out of a report whose lines are decided."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from lxml import html

from articles.intake import deciding
from articles.intake.finishing import finish
from articles.intake.proposing import propose
from articles.models import Article, Intake
from articles.references import References
from articles.workflow import Refused
from events.announced import compare
from events.attribution import Rule
from events.models import Event, Participation, Statement
from newsroom.models import LogEntry
from people.models import Organization, Person
from tests.factories import (
    EventFactory,
    EventTextFactory,
    IntakeFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    SectionFactory,
    StatementFactory,
    UserFactory,
    publish,
)
from tests.own_report import OWN
from tests.races import ONLY_WHERE_TWO_WRITE, slowly, together
from tests.reading.reports import reports

pytestmark = pytest.mark.django_db
ENGLISH = OWN["en"]
DAY = {"starts_on": "2026-03-12", "title": "One boat, two banks"}
BRIDGE = "We do not ask for a bridge We"
CROSSING = "the crossing must stay open through the winter"


def confirm(intake: Intake, *crossed_out: str, **changed) -> Intake:
    """The report with every line confirmed as it was found, but for those named."""
    states = dict.fromkeys(crossed_out, "rejected")
    for line in deciding.Sheet(intake).lines:
        values = {**line, **changed.get(line["key"], {})}
        values |= {"state": states.get(line["key"], "confirmed"), "turn": line["turn"] + 1}
        intake = deciding.decide(intake, {line["key"]: values})
    return intake


@pytest.fixture
def editor():
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    return user


@pytest.fixture(params=OWN.values(), ids=OWN)
def report(request):
    return request.param


def test_the_event_is_recorded_with_its_place_organisers_and_countries(report, editor):
    article = finish(confirm(report.intake()), editor)

    (event,) = article.events.all()
    assert (event.kind, event.status, event.starts_on, event.published_at) == (
        "roundtable", "held", dt.date(2026, 3, 12), None
    )  # fmt: skip
    assert [(t.language, t.title) for t in event.texts.all()] == [(report.language, report.title)]
    assert event.venue.names.get().text == report.venue
    (organiser,) = event.organizations.all()
    assert (organiser.kind, organiser.organization.names.get().text) == (
        "organiser", report.organiser
    )  # fmt: skip
    assert {country.code for country in event.countries} == {"UA", "MD"}


def test_each_speaker_is_recorded_in_the_capacity_that_is_printed(report, editor):
    article = finish(confirm(report.intake()), editor)

    rows = article.events.get().participations.all()
    assert [
        (r.kind, r.printed_name, r.printed_post, r.printed_organization, r.printed_language)
        for r in rows
    ] == [(*person, report.language) for person in report.people]
    assert {r.attendance for r in rows} == {Participation.Attendance.SPOKE}
    director, ferryman, group = rows
    assert director.affiliation.organization.names.get().text == report.people[0][3]
    post = ferryman.affiliation
    assert (post.post, post.organization) == (report.people[1][2], None)
    assert post.seen_on == dt.date(2026, 3, 12)
    assert (group.person, group.affiliation) == (None, None)


def test_the_statements_stand_in_order_with_their_words(report, editor):
    article = finish(confirm(report.intake()), editor)

    said = Statement.objects.filter(participation__event=article.events.get()).in_order()
    assert [(s.kind, s.wordings.get().text, s.participation.printed_name) for s in said] == [
        (kind, " ".join(passages), report.people[int(speaker[1:]) - 1][1])
        for kind, speaker, passages in report.said
    ]
    assert {(s.state, str(s.said_on), s.certainty) for s in said} == {
        ("confirmed", "2026-03-12", "explicit")
    }
    assert {(w.origin, w.language) for s in said for w in s.wordings.all()} == {
        ("as_published", report.language)
    }


def test_words_that_name_whom_a_rule_protects_are_not_confirmed(editor):
    event = EventFactory(rule=Rule.NOT_FOR_ATTRIBUTION)
    start = ENGLISH.text.index("Olha Rii")
    named = {"passages": [[start, ENGLISH.text.index("2019") + 4]]}
    intake = confirm(ENGLISH.intake(), event={"record": event.pk}, s1=named)

    with pytest.raises(Refused) as refused:
        finish(intake, editor)

    assert "“Olha Rii” may not be named here" in str(refused.value)
    assert not Statement.objects.exists()
    assert finish(intake, UserFactory(is_staff=True))  # of a reporter the statements are drafts


def test_the_article_prints_the_text_with_each_statement_marked(report, editor):
    article = finish(confirm(report.intake()), editor)

    tree = html.fragment_fromstring(article.body, create_parent="div")
    assert [q.text_content() for q in tree.iterfind(".//q")] == report.printed
    assert [s.text_content() for s in tree.iterfind(".//span")] == [
        passages[0] for kind, _speaker, passages in report.said if kind != "direct"
    ]
    assert [p.text_content() for p in tree.iterfind("p")] == report.text.split("\n\n")[2:-1]
    assert (article.headline, article.language, article.kind) == (
        report.headline, report.language, "report"
    )  # fmt: skip
    assert article.first_printed_on == dt.date(2026, 3, 14)
    byline = article.bylines.get()
    assert byline.text == report.text.rpartition("\n")[2]
    assert (
        byline.person.names.get(kind="preferred").text,
        byline.organization.names.get().text,
    ) == report.byline


def test_the_draft_can_be_published_and_readers_are_led_to_each_statement(report, editor):
    article = finish(confirm(report.intake()), editor)
    assert References(article).word_faults() == []
    now = timezone.now() - dt.timedelta(minutes=1)
    Event.objects.filter(articles=article).update(published_at=now, record_from=now)
    article.section = SectionFactory()
    article.save()

    publish(article, UserFactory())

    page = html.fromstring(Client().get(article.get_absolute_url()).content.decode())
    prefix = "" if report.language == "en" else f"/{report.language}"
    ids = Statement.objects.in_order().values_list("public_id", flat=True)
    linked = [a.get("href") for a in page.xpath("//*[@data-statement]/a")]
    assert list(dict.fromkeys(linked)) == [f"{prefix}/statements/{one}/" for one in ids]
    assert len(ids) == 4


def test_what_is_crossed_out_stays_plain_prose(editor):
    article = finish(confirm(ENGLISH.intake(), "s2", "s4", "p3"), editor)

    words = [" ".join(passages) for _kind, _speaker, passages in ENGLISH.said]
    assert [s.wordings.get().text for s in Statement.objects.in_order()] == [words[0], words[2]]
    assert words[3] in html.fromstring(article.body).text_content()
    assert article.body.count("data-statement") == 3
    assert "The participants" not in {p.printed_name for p in Participation.objects.all()}


def test_a_reporter_makes_drafts_of_the_statements():
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name="reporter"))

    article = finish(confirm(ENGLISH.intake()), user)

    said = Statement.objects.all()
    assert {s.state for s in said} == {"draft"}
    assert {w.confirmed_at for s in said for w in s.wordings.all()} == {None}
    assert article.body.count("data-statement") == 6


def test_nobody_and_nothing_becomes_public(editor):
    finish(confirm(ENGLISH.intake()), editor)

    public = [
        *Event.objects.published(), *Person.objects.published(), *Organization.objects.published()
    ]  # fmt: skip
    assert public == []
    assert list(Statement.objects.public()) == []


def test_the_log_says_what_came_of_the_report(editor):
    finish(confirm(ENGLISH.intake()), editor)

    told = LogEntry.objects.filter(note="from a report that was read", user=editor)
    counted = {
        (name, action): told.filter(content_type__model=name, action=action).count()
        for name, action in told.values_list("content_type__model", "action").distinct()
    }
    assert counted == {
        ("event", "added"): 1,
        ("organization", "added"): 3,
        ("person", "added"): 3,
        ("affiliation", "added"): 2,
        ("participation", "added"): 3,
        ("statement", "added"): 4,
        ("statement", "confirmed"): 4,
        ("article", "added"): 1,
    }


@pytest.mark.parametrize("language", OWN)
def test_what_the_reader_finds_can_be_finished_and_agrees_with_the_record(editor, language):
    for report in reports("dev", language)[:4]:
        proposal = propose(report.text, language)
        intake = IntakeFactory(text=report.text, language=language, proposal=proposal)
        speechless = [one["key"] for one in proposal["statements"] if not one["speaker"]]

        article = finish(confirm(intake, *speechless, event=DAY), editor)

        assert References(article).word_faults() == []
        said = Statement.objects.filter(participation__event=article.events.get())
        assert said.count() == len(proposal["statements"]) - len(speechless) > 0


# What is on record already


def test_a_chosen_person_keeps_their_record_and_gains_the_spelling(editor):
    known = PersonFactory(name="Olga Riy")

    article = finish(confirm(ENGLISH.intake(), p1={"record": known.pk}), editor)

    first = article.events.get().participations.all()[0]
    assert first.person == known
    assert [(n.text, n.kind) for n in known.names.all()] == [
        ("Olga Riy", "preferred"), ("Olha Rii", "as_printed")
    ]  # fmt: skip


def test_a_name_in_a_new_language_is_preferred_there(editor):
    known = PersonFactory(name="Olha Rii")

    finish(confirm(OWN["uk"].intake(), p1={"record": known.pk}), editor)

    assert [(n.text, n.language, n.kind) for n in known.names.all()] == [
        ("Olha Rii", "en", "preferred"), ("Ольга Рій", "uk", "preferred")
    ]  # fmt: skip


def test_a_new_person_of_the_same_name_is_another_one(editor):
    namesake = PersonFactory(name="Olha Rii")

    article = finish(confirm(ENGLISH.intake(), p1={"record": None}), editor)

    assert article.events.get().participations.all()[0].person != namesake


def test_an_organization_is_recorded_once_under_any_spelling(editor):
    known = OrganizationFactory(name="brid centre")
    other = OrganizationFactory(name="Small Rivers")

    article = finish(confirm(ENGLISH.intake(), p1={"organization_record": other.pk}), editor)

    event = article.events.get()
    assert event.organizations.get().organization == known
    assert article.bylines.get().organization == known
    spoke = event.participations.all()[0]
    assert spoke.affiliation.organization == other
    assert spoke.printed_organization == "Institute of Small Rivers"


def test_an_organization_in_another_case_is_recorded_in_the_nominative(editor):
    printed = {"organization": "Інституту малих річок"}

    article = finish(confirm(OWN["uk"].intake(), p1=printed), editor)

    director = article.events.get().participations.all()[0]
    assert str(director.affiliation.organization) == "Інститут малих річок"
    assert director.printed_organization == "Інституту малих річок"


def announced():
    """An announced event with a participant who came and one who did not."""
    event = EventFactory(draft=True, title="", status="announced", starts_on=dt.date(2026, 3, 12))
    EventTextFactory(event=event, title="One boat, two banks")
    came = ParticipationFactory(
        event=event,
        person=PersonFactory(name="Olha Rii"),
        attendance="announced",
        printed_post="head",
        printed_organization="Rivers",
    )
    missed = ParticipationFactory(event=event, attendance="announced", order=1)
    return event, came, missed


def test_an_announced_event_was_held_and_keeps_what_was_announced(editor):
    event, came, missed = announced()
    changed = {"event": {"record": event.pk}, "p1": {"record": came.person_id}}

    article = finish(confirm(ENGLISH.intake(), **changed), editor)

    event.refresh_from_db()
    assert (article.events.get(), event.status) == (event, "held")
    rows = {p.printed_name: p.attendance for p in event.participations.all()}
    assert rows == {
        "Olha Rii": "spoke", str(missed): "announced", "Danylo Hrab": "spoke",
        "The participants": "spoke",
    }  # fmt: skip
    came.refresh_from_db()
    assert (came.printed_post, came.printed_organization) == (
        "director", "Institute of Small Rivers"
    )  # fmt: skip
    assert (came.affiliation.post, came.statements.count()) == ("director", 2)
    compared = compare(event)
    assert [(g.name, g.announced, g.printed) for g in compared.otherwise] == [
        ("Olha Rii", "head, Rivers", "director, Institute of Small Rivers")
    ]
    assert [g.name for g in compared.unsaid] == [str(missed)]
    assert [g.name for g in compared.unannounced] == ["Danylo Hrab"]


def test_a_capacity_that_statements_bear_stays_as_it_was_printed(editor):
    event, came, _missed = announced()
    StatementFactory(participation=came)
    changed = {"event": {"record": event.pk}, "p1": {"record": came.person_id}}

    finish(confirm(ENGLISH.intake(), **changed), editor)

    came.refresh_from_db()
    assert (came.printed_post, came.attendance) == ("head", "spoke")


def test_statements_come_after_those_on_record_and_none_is_doubled(editor):
    event, came, _missed = announced()
    known = StatementFactory(
        participation=came, words="nobody had counted the passengers since 2019", order=7,
        kind="indirect",
    )  # fmt: skip
    changed = {
        "event": {"record": event.pk},
        "p1": {"record": came.person_id},
        "s1": {"recorded": known.public_id},
    }

    article = finish(confirm(ENGLISH.intake(), **changed), editor)

    said = Statement.objects.filter(participation__event=event).in_order()
    assert [s.order for s in said] == [7, 9, 10, 11]
    assert said[0] == known
    assert f'<span data-statement="{known.public_id}">nobody had counted' in article.body


# What stands against it


@pytest.mark.parametrize(
    ("crossed_out", "changed", "told"),
    [
        (["event"], {}, "The statements were made at an event: confirm it, or cross them out."),
        (["p2"], {}, f"“{BRIDGE}” was said by Danylo Hrab, who is crossed out."),
        ([], {"s4": {"speaker": ""}}, f"“{CROSSING}”: choose who said it."),
        ([], {"event": {"starts_on": ""}}, "A new event needs a title and a date."),
        ([], {"head": {"headline": ""}}, "The article has no headline."),
    ],
)  # fmt: skip
def test_a_line_that_stands_against_it_is_told_and_nothing_is_made(
    editor, crossed_out, changed, told
):
    intake = confirm(ENGLISH.intake(), *crossed_out, **changed)

    with pytest.raises(Refused) as caught:
        finish(intake, editor)

    assert caught.value.messages == [told]
    made = [model.objects.count() for model in (Article, Event, Person, Organization, Statement)]
    assert made == [0, 0, 0, 0, 0]


def test_lines_that_nobody_decided_stand_against_it(editor):
    with pytest.raises(Refused) as caught:
        finish(ENGLISH.intake(), editor)

    assert caught.value.messages == ["9 lines are not decided yet."]


def test_two_statements_do_not_share_words(editor):
    spans = ENGLISH.proposal()["statements"][1]["passages"]
    overlapping = {"passages": [[spans[0][1] - 4, spans[1][0] + 3]]}

    with pytest.raises(Refused) as caught:
        finish(confirm(ENGLISH.intake(), s1=overlapping), editor)

    assert [one.rpartition("” ")[2] for one in caught.value.messages] == [
        "begins within another statement: move its first word."
    ] * 2


def test_a_record_that_is_gone_meanwhile_is_told(editor):
    with pytest.raises(Refused) as caught:
        finish(confirm(ENGLISH.intake(), p1={"record": 4711}), editor)

    assert caught.value.messages == ["The record that was chosen is gone: choose again (person)."]


def test_a_report_without_statements_and_event_is_a_plain_draft(editor):
    intake = confirm(ENGLISH.intake(), "event", "p1", "p2", "p3", "s1", "s2", "s3", "s4")

    article = finish(intake, editor)

    assert (article.kind, article.events.count(), Event.objects.count()) == ("news", 0, 0)
    assert "data-statement" not in article.body


def test_a_second_finish_is_refused(editor):
    intake = confirm(ENGLISH.intake())
    finish(intake, editor)

    with pytest.raises(Refused) as caught:
        finish(intake, editor)

    assert caught.value.messages == [
        "This report was finished meanwhile: its lines no longer change."
    ]
    assert Article.objects.count() == 1


class TestTogether:
    pytestmark = ONLY_WHERE_TWO_WRITE

    def test_two_finish_at_once_and_one_article_is_made(self):
        one, other = UserFactory(admin=True), UserFactory(admin=True)
        intake = confirm(ENGLISH.intake())

        refused = together(slowly(finish, intake, one), slowly(finish, intake, other))

        assert refused == ["This report was finished meanwhile: its lines no longer change."]
        assert (Article.objects.count(), Event.objects.count()) == (1, 1)

    def test_two_decide_one_line_at_once_and_the_slower_one_looks_again(self):
        intake = ENGLISH.intake()
        line = {**deciding.Sheet(intake).line("s1"), "turn": 1}
        acts = [
            slowly(deciding.decide, intake, {"s1": {**line, "state": state}})
            for state in ("confirmed", "rejected")
        ]

        assert together(*acts) == [
            "Somebody decided a line in another place meanwhile: look again."
        ]

        intake.refresh_from_db()
        assert intake.decisions["s1"]["state"] == "confirmed"

    def test_two_decide_at_once_and_both_are_kept(self):
        intake = ENGLISH.intake()
        lines = {line["key"]: line for line in deciding.Sheet(intake).lines}
        acts = [
            slowly(deciding.decide, intake, {key: {**lines[key], "state": "confirmed", "turn": 1}})
            for key in ("s1", "s2")
        ]

        assert together(*acts) == []

        intake.refresh_from_db()
        assert {key: one["state"] for key, one in intake.decisions.items()} == {
            "s1": "confirmed", "s2": "confirmed"
        }  # fmt: skip
