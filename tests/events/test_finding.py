import datetime as dt

import pytest
from django.utils import timezone
from django.utils.http import urlencode

from events.attribution import Rule
from events.models import Check, ParticipationText, Statement
from newsroom.models import Redirect
from tests.factories import (
    AffiliationFactory,
    CheckFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    StatementFactory,
    TopicFactory,
    WordingFactory,
)
from tests.pages import queries, read, texts

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WEEK = dt.timedelta(days=7)


def found(client, **asked) -> list[str]:
    """The words that the list shows, without their marks."""
    page = read(client, f"/statements/?{urlencode(asked)}")
    return [words.strip("“”«»") for words in texts(page, ".words")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("speaker=ada", ["“Ada’s.”"]),
        ("topic=water", ["“On water.”"]),
        ("event=other", ["“Elsewhere.”"]),
        ("year=2019", ["“Long ago.”"]),
        ("speaker=ada&year=2019", []),
    ],
)
def test_statement_list_is_narrowed(client, query, expected):
    ada = PersonFactory(slug="ada")
    StatementFactory(participation__person=ada, words="Ada’s.")
    StatementFactory(words="On water.").topics.add(TopicFactory(slug="water"))
    StatementFactory(participation__event__slug="other", words="Elsewhere.")
    StatementFactory(words="Long ago.", said_on=dt.date(2019, 5, 1))

    assert texts(read(client, f"/statements/?{query}"), ".words") == expected


def test_statement_list_of_a_speaker_tells_nothing_of_an_event_under_a_rule(client):
    ada = PersonFactory(slug="ada")
    StatementFactory(
        participation__person=ada,
        participation__event__rule=Rule.POST_ONLY,
        words="By the minister.",
    )

    assert texts(read(client, "/statements/?speaker=ada"), ".words") == []
    assert texts(read(client, "/statements/"), ".words") == ["“By the minister.”"]


@pytest.mark.parametrize("query", ["speaker=secret", "event=none", "year=abc", "year=0000"])
def test_statement_list_knows_no_such_choice(client, query):
    PersonFactory(slug="secret", draft=True)

    read(client, f"/statements/?{query}", status=404)


def test_the_list_is_found_by_words_in_any_language_of_the_record(client):
    other = StatementFactory(words="The river is low.")
    WordingFactory(statement=other, language="uk", text="Річка обміліла.")
    StatementFactory(words="The river is high.")
    StatementFactory(words="A low bridge.")
    WordingFactory(
        statement=StatementFactory(words="Dry."), draft=True, language="uk", text="Річка"
    )

    assert found(client, words="RIVER low") == ["The river is low."]
    assert found(client, words="річка") == ["The river is low."]
    assert found(client, words="lake") == []


def test_replaced_words_find_nothing(client):
    statement = StatementFactory(words="The river is low.")
    statement.wording.correct("The stream is low.")

    assert found(client, words="river") == []
    assert found(client, words="stream") == ["The stream is low."]


def test_the_list_is_found_by_any_spelling_of_the_speaker_and_by_the_organization(client):
    ada = PersonFactory(slug="ada", name="Ada Bondar")
    ada.names.create(language="uk", text="Ада Бондар")
    centre = OrganizationFactory(name="Ice Watch")
    centre.names.create(language="uk", text="Льодова варта")
    post = AffiliationFactory(person=ada, organization=centre)
    StatementFactory(participation__person=ada, participation__affiliation=post, words="Hers.")
    StatementFactory(words="Another’s.")

    for who in ("bondar", "БОНДАР ада", "льодова", "ice watch", "Ada Bond"):
        assert found(client, who=who) == ["Hers."], who
    assert found(client, who="Ada Shevchuk") == []


def test_a_speaker_is_found_under_a_spelling_that_is_not_on_record(client):
    oleksii = PersonFactory(slug="oleksii", name="Oleksii Hryhorenko")
    StatementFactory(participation__person=oleksii, words="His.")
    StatementFactory(participation__person=PersonFactory(name="Olha Rii"), words="Hers.")

    for who in ("Алексей Григоренко", "Григоренко", "Hryhorenko O.", "Alexey Grigorenko"):
        assert found(client, who=who) == ["His."], who


def test_a_name_finds_nothing_that_may_not_bear_it(client):
    ada = PersonFactory(slug="ada", name="Ada Bondar")
    for rule in (Rule.POST_ONLY, Rule.NOT_FOR_ATTRIBUTION):
        StatementFactory(
            participation__person=ada,
            participation__event__rule=rule,
            kind=Statement.Kind.INDIRECT,
            words="Told by her.",
        )

    assert found(client, who="Bondar") == []
    assert found(client, words="told") == ["Told by her.", "Told by her."]


def test_the_list_is_narrowed_to_a_period(client):
    for day in (1, 2, 3):
        StatementFactory(words=f"Of the {day}.", said_on=dt.date(2021, 5, day))

    assert found(client, since="2021-05-02") == ["Of the 3.", "Of the 2."]
    assert found(client, until="2021-05-02") == ["Of the 2.", "Of the 1."]
    assert found(client, since="2021-05-02", until="2021-05-02") == ["Of the 2."]


def test_the_list_is_narrowed_by_form_and_language(client):
    StatementFactory(words="Exact.")
    StatementFactory(words="Told.", kind=Statement.Kind.INDIRECT)
    StatementFactory(words="По-українськи.", language="uk")

    assert found(client, kind="indirect") == ["Told."]
    assert found(client, language="uk") == ["По-українськи."]


@pytest.mark.parametrize(
    ("outcome", "method", "expected"),
    [
        ("exact", "recording", "yes"),
        ("minor", "recording", "yes"),
        ("sense", "recording", "no"),
        ("not_found", "recording", "no"),
        ("exact", "notes", "no"),
    ],
)
def test_checked_agrees_with_what_the_page_says(client, outcome, method, expected):
    statement = StatementFactory(words="Heard.")
    place = {} if method == "recording" else {"recording": None, "start_ms": None, "end_ms": None}
    CheckFactory(wording=statement.wording, outcome=outcome, method=method, **place)

    answers = {answer: found(client, checked=answer) for answer in ("yes", "no")}

    assert answers == {"yes": [], "no": []} | {expected: ["Heard."]}
    assert Statement.objects.get().is_checked is (expected == "yes")


def test_changed_words_are_no_longer_found_as_checked(client):
    statement = StatementFactory(words="Heard.")
    CheckFactory(wording=statement.wording, outcome=Check.Outcome.EXACT)
    statement.wording.correct("Heard well.")

    assert (found(client, checked="yes"), found(client, checked="no")) == ([], ["Heard well."])


def test_forecasts_are_found_by_their_day_and_their_outcome(client):
    StatementFactory(words="No forecast.")
    StatementFactory(words="Ahead.", forecast_due_on=TODAY + WEEK)
    StatementFactory(words="Due.", forecast_due_on=TODAY)
    StatementFactory(words="Open.", forecast_due_on=TODAY - WEEK, forecast_outcome="open")
    StatementFactory(words="Right.", forecast_due_on=TODAY - WEEK, forecast_outcome="came_true")

    assert {which: set(found(client, forecasts=which)) for which in WHICH} == {
        "all": {"Ahead.", "Due.", "Open.", "Right."},
        "ahead": {"Ahead."},
        "due": {"Due.", "Open."},
        "answered": {"Right."},
    }


WHICH = ["all", "ahead", "due", "answered"]


def test_replies_are_found(client):
    first = StatementFactory(words="A claim.")
    StatementFactory(words="An answer.", reply_to=first)
    StatementFactory(words="To a draft.", reply_to=StatementFactory(draft=True))
    StatementFactory(words="To what is gone.", reply_to=StatementFactory(withdrawn=True))

    assert found(client, replies="on") == ["An answer."]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("since=yesterday", "Enter a valid date."),
        ("since=2021-05-02&until=2021-05-01", "The period ends before it begins"),
        ("kind=shout", "Select a valid choice."),
        ("words=" + "a" * 201, "Ensure this value has at most 200 characters"),
    ],
)
def test_an_answer_that_cannot_be_understood_is_told_and_finds_nothing(client, asked, told):
    StatementFactory()

    page = read(client, f"/statements/?{asked}")

    [error] = texts(page, ".finding-error")
    assert error.startswith(told)
    assert texts(page, ".words") == []
    assert texts(page, ".empty") == [
        "An answer above cannot be understood: put it right and ask again."
    ]


def test_the_answers_stay_in_the_form_and_in_the_links(client):
    TopicFactory(slug="water")
    for number in range(21):
        StatementFactory(words=f"Water {number}.").topics.add(
            TopicFactory._meta.model.objects.get()
        )

    page = read(client, "/statements/?topic=water&words=water&kind=direct")

    assert page.xpath("//form//input[@name='words']/@value") == ["water"]
    assert page.xpath("//form//select[@name='topic']/option[@selected]/@value") == ["water"]
    assert page.xpath("//form//select[@name='kind']/option[@selected]/@value") == ["direct"]
    [further] = page.xpath("//*[@class='pager']//a/@href")
    assert len(texts(read(client, f"/statements/{further}"), ".words")) == 1


@pytest.mark.parametrize("who", ["project", "Відкрита шкала", "учасники", "шкала"])
def test_a_speaker_is_found_by_what_is_printed(client, who):
    speaker = ParticipationFactory(
        group=True, printed_name="The guests", printed_organization="Project “Open Gauge”"
    )
    ParticipationText.objects.create(
        participation=speaker, language="uk", name="Учасники", organization="«Відкрита шкала»"
    )
    StatementFactory(participation=speaker, words="Theirs.")
    StatementFactory(words="Another’s.")

    assert found(client, who=who) == ["Theirs."]


def test_an_old_address_of_a_record_narrows_as_the_new_one(client):
    ada = PersonFactory(slug="ada-bondar")
    Redirect.objects.lead("/people/ada/", "/people/ada-bondar/")
    StatementFactory(participation__person=ada, words="Hers.")
    StatementFactory(words="Another’s.")

    assert found(client, speaker="ada") == ["Hers."]


@pytest.mark.parametrize("asked", ["%", "!!!", "“”"])
def test_a_question_without_a_letter_is_refused(client, asked):
    StatementFactory()

    page = read(client, f"/statements/?{urlencode({'who': asked})}")

    assert texts(page, ".finding-error") == ["Give at least one letter or digit to look for."]
    assert texts(page, ".words") == []


@pytest.mark.parametrize("words", ["", "%", "_", "'; DROP TABLE", "\\", "\u202e", "😀", "a " * 90])
def test_any_words_are_answered(client, words):
    StatementFactory()

    found(client, words=words, who=words)


@pytest.mark.parametrize("number", [1, 3])
def test_finding_costs(client, number):
    for _n in range(number):
        StatementFactory(words="Water.", participation__printed_name="Ada Bondar")

    assert queries(client, "/statements/?words=water&who=bondar&checked=no&forecasts=") == 9
