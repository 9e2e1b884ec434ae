"""Translations of words whose original was corrected: found, looked at, and said to be right."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.models import Statement, Wording
from newsroom.models import LogEntry
from tests.adminforms import sign_in, text
from tests.factories import MOMENT, StatementFactory, UserFactory, WordingFactory

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def original():
    """What was said in Ukrainian."""
    statement = StatementFactory(words="", draft=True)
    made = WordingFactory(
        statement=statement, language="uk", text="Лід витримає.", origin="as_spoken"
    )
    Statement.objects.filter(pk=statement.pk).update(state=Statement.State.CONFIRMED)
    return Wording.objects.get(pk=made.pk)


@pytest.fixture
def translation(original):
    return translated(original, translated_from=original)


def translated(original, language="en", **more):
    """Its translation an hour later."""
    moments = {"confirmed_at": MOMENT + HOUR} if "draft" not in more else {}
    return WordingFactory(
        statement=original.statement,
        language=language,
        text=f"The ice will hold: {language}.",
        origin="human_translation",
        **moments,
        **more,
    )


def corrected(wording, hours=2):
    return wording.correct(f"{wording.text} Так.", at=MOMENT + hours * HOUR)


def older() -> list[str]:
    """The languages of the older translations, as the database and as the record say."""
    found = sorted(one.language for one in Wording.objects.older_than_original())
    words = Wording.objects.select_related("statement")
    assert sorted(one.language for one in words if one.newer_original) == found
    return found


def test_a_translation_is_older_once_its_original_was_corrected(original, translation):
    before = older()
    corrected(original)

    assert (before, older()) == ([], ["en"])
    assert list(Statement.objects.with_older_translations()) == [original.statement]


def test_one_that_names_no_source_follows_the_originals_of_the_statement(original):
    translated(original)
    before = older()
    corrected(original)

    assert (before, older()) == ([], ["en"])


def test_one_that_was_made_from_the_corrected_words_is_not_older(original):
    new = corrected(original, hours=0)
    translated(original, translated_from=new)
    translated(original, "ru")

    assert older() == []


def test_one_made_from_another_translation_follows_that_one(original, translation):
    translated(original, "ru", translated_from=translation)
    corrected(original)
    first = older()
    corrected(translation, hours=3)

    assert (first, older()) == (["en"], ["ru"])


def test_an_original_that_is_recorded_later_makes_no_translation_older(original):
    translated(original, "ru")
    WordingFactory(
        statement=original.statement,
        language="be",
        text="Лёд вытрымае.",
        confirmed_at=MOMENT + 5 * HOUR,
    )

    assert older() == []


def test_one_confirmed_after_the_correction_of_what_it_was_made_from_is_older(original):
    draft = translated(original, translated_from=original, draft=True)
    corrected(original)
    before = older()
    Wording.objects.filter(pk=draft.pk).update(confirmed_at=MOMENT + 4 * HOUR)

    assert (before, older()) == ([], ["en"])


def test_a_machine_draft_is_no_translation_yet(original):
    WordingFactory(statement=original.statement, origin="machine_draft", draft=True)
    corrected(original)

    assert older() == []


def test_a_withdrawn_statement_is_not_listed(original, translation):
    corrected(original)
    original.statement.withdraw("Misheard.")

    assert not Statement.objects.with_older_translations().exists()


def test_a_corrected_translation_is_one_of_the_words_that_stand(original, translation):
    new = corrected(original)
    better = corrected(translation, hours=3)

    assert better.translated_from == new
    assert older() == []


def test_what_changed_in_the_original_is_shown_since_the_translation_agreed(original, translation):
    first = corrected(original)
    translation.agree(first, UserFactory(), at=MOMENT + 3 * HOUR)
    first.correct("Крига витримає. Так.", at=MOMENT + 4 * HOUR)

    [change] = [
        (one.text, one.change)
        for one in Wording.objects.get(pk=translation.pk).original_change
        if one.change == "taken_out"
    ]

    assert change == ("Лід", "taken_out")


def test_it_is_kept_who_finds_it_still_right_and_when(original, translation):
    halyna = UserFactory(username="halyna")
    new = corrected(original)

    translation.agree(new, halyna, at=MOMENT + 3 * HOUR)

    assert older() == []
    translation.refresh_from_db()
    assert (translation.agreed_by, translation.agreed_at) == (halyna, MOMENT + 3 * HOUR)
    corrected(new, hours=4)
    assert older() == ["en"]


def test_nobody_agrees_with_words_that_they_have_not_seen(original, translation):
    seen = corrected(original)
    corrected(seen, hours=3)

    with pytest.raises(ValidationError, match="stand otherwise now"):
        translation.agree(seen, UserFactory())
    assert older() == ["en"]


# In the admin


def test_it_is_marked_where_statements_are_listed_and_shown(client, original, translation):
    client = sign_in(client, "editor")
    StatementFactory(words="Another thing.")
    corrected(original)
    agree = reverse("admin:events_wording_agree", args=[translation.pk])

    listed = text(client.get(reverse("admin:events_statement_changelist")))
    narrowed = text(
        client.get(reverse("admin:events_statement_changelist") + "?translations=older")
    )
    form = text(client.get(reverse("admin:events_statement_change", args=[original.statement_id])))
    board = text(client.get("/admin/"))

    assert listed.count("a translation is older than the original") == 1
    assert "Another thing." in listed
    assert "Another thing." not in narrowed
    assert "a translation is older than the original" in narrowed
    assert "Older than the original" in form
    assert agree in form
    assert agree in board
    assert "older than number 2 of the original" in board


def test_an_editor_finds_the_translation_still_right(client, original, translation):
    client = sign_in(client, "editor")
    new = corrected(original)
    address = reverse("admin:events_wording_agree", args=[translation.pk])

    page = client.get(address)
    done = client.post(address, {"seen": new.pk}, follow=True)

    assert "<ins>" in page.content.decode()
    assert "The translation is still right." in text(done)
    assert older() == []
    entry = LogEntry.objects.get(action="changed")
    assert (entry.record, entry.before, entry.after) == (original.statement, "en-1", "uk-2")
    form = text(client.get(reverse("admin:events_statement_change", args=[original.statement_id])))
    assert f"Still right beside the corrected original, says {entry.user}" in form
    assert address not in form


@pytest.mark.parametrize("seen", ["", "x", "0", "the first one"])
def test_what_was_not_seen_is_refused_on_the_page(client, original, translation, seen):
    client = sign_in(client, "editor")
    corrected(original)
    address = reverse("admin:events_wording_agree", args=[translation.pk])

    refused = client.post(address, {"seen": original.pk if seen == "the first one" else seen})

    assert "stand otherwise now" in text(refused)
    assert older() == ["en"]


@pytest.mark.parametrize("is_seen", [True, False])
def test_words_that_are_no_translation_have_nothing_to_agree_with(client, original, is_seen):
    client = sign_in(client, "editor")
    address = reverse("admin:events_wording_agree", args=[original.pk])

    page = text(client.get(address))
    refused = text(client.post(address, {"seen": original.pk} if is_seen else {}))

    assert "Nothing is new" in page
    assert "stand otherwise now" in refused
    original.refresh_from_db()
    assert original.agreed_at is None


def test_the_page_of_a_correction_shows_what_changed_in_the_original(client, original, translation):
    client = sign_in(client, "editor")
    corrected(original)

    page = text(client.get(reverse("admin:events_wording_correct", args=[translation.pk])))

    assert "Older than the original" in page
    assert timezone.localtime(MOMENT + 2 * HOUR).strftime("%H:%M") in page
