"""What was withdrawn or taken down is told at no address any more."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from articles.publishing import take_down
from events import citing
from events.attribution import Rule
from events.models import Statement
from tests.events.meeting import NAMES, found
from tests.factories import (
    ArticleFactory,
    ParticipationFactory,
    PersonFactory,
    StatementFactory,
    UserFactory,
    mark,
    publish,
)
from tests.test_leaks import STARTS, Walk

pytestmark = pytest.mark.django_db
WORDS = "Not one more winter on that ferry."
CITATION = "events:statement_citation"
RULES = [Rule.POST_ONLY, Rule.NOT_FOR_ATTRIBUTION]
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def own_addresses(statement: Statement) -> dict[str, str]:
    """Each address of one statement, by the name of its page."""
    one = {"public_id": statement.public_id}
    found = {
        "page": reverse("events:statement_detail", kwargs=one),
        "version": reverse(
            "events:statement_wording", kwargs=one | {"language": "en", "number": 1}
        ),
        "card": reverse("events:statement_card", kwargs=one),
        "embed": reverse("events:statement_embed", kwargs=one),
    }
    forms = {form: reverse(CITATION, kwargs=one | {"form": form}) for form in citing.FORMATS}
    return found | forms


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_withdrawn_statement_is_gone_at_each_of_its_addresses_in_two_seconds(client, language):
    statement = StatementFactory(words=WORDS)
    with override(language):
        addresses = own_addresses(statement)
    before = {name: client.get(url).status_code for name, url in addresses.items()}

    statement.withdraw("The speaker was misheard.")
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=2.1)):
        after = {name: client.get(url) for name, url in addresses.items()}

    assert before == dict.fromkeys(addresses, 200)
    assert {name: one.status_code for name, one in after.items()} == dict.fromkeys(addresses, 410)
    for response in after.values():
        assert WORDS not in response.content.decode()
        assert "misheard" in response.content.decode()


@pytest.mark.parametrize("rule", RULES)
def test_a_reason_that_names_is_told_no_more_under_a_rule(client, rule):
    person = PersonFactory(name="Orest Kvitnevyi")
    who = ParticipationFactory(person=person, printed_name="Orest Kvitnevyi")
    statement = StatementFactory(participation=who, kind="indirect")
    statement.withdraw("Orest Kvitnevyi was misheard.")
    before = client.get(statement.get_absolute_url()).content.decode()

    who.event.rule = rule
    who.event.save()
    cache.clear()
    answers = {name: client.get(url) for name, url in own_addresses(statement).items()}

    assert "Orest Kvitnevyi was misheard" in before
    assert {one.status_code for one in answers.values()} == {410}
    assert [name for name, one in answers.items() if found(NAMES, one.content)] == []


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_page_elsewhere_is_not_given_withdrawn_words(client, form):
    statement = StatementFactory(words=WORDS)
    address = f"/oembed?format={form}&url={settings.SITE_URL}{statement.get_absolute_url()}"
    before = client.get(address).content.decode()

    statement.withdraw("The speaker was misheard.")
    after = client.get(f"{address}&again").content.decode()

    assert "Not one more winter" in before
    assert "Not one more winter" not in after


def test_taken_down_words_are_nowhere(client):
    statement = StatementFactory(words=WORDS)
    article = ArticleFactory(slug="ferries", body=f"<p>{mark(statement)}</p>", headline="Ferries")
    article.events.add(statement.event)
    editor = UserFactory()
    publish(article, editor)
    article.standfirst = "Later."
    article.save()
    publish(article, editor, change="minor")
    paths = [f"/articles/ferries/{rest}" for rest in ("", "editions/1/", "editions/1-2/")]
    before = [WORDS in client.get(path).content.decode() for path in paths]

    take_down(statement, editor, "By order of a court.")
    cache.clear()
    told = {path: client.get(path) for path in [*paths, *own_addresses(statement).values()]}

    class Words:
        def found_in(self, text):
            return [WORDS] if WORDS.lower() in text.lower() else []

    walk = Walk(client, Words()).follow([*STARTS, statement.event.get_absolute_url()])
    assert before[:2] == [True, True]
    assert {one.status_code for one in told.values()} == {410}
    assert walk.leaks == []
