import pytest

from events.attribution import Rule
from events.models import Participation
from tests.adminforms import address, change, shown, sign_in
from tests.factories import (
    EventFactory,
    ParticipationFactory,
    SessionFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("group", "rule"), [("reporter", Rule.NOT_FOR_ATTRIBUTION), ("editor", Rule.ON_RECORD)]
)
def test_only_who_confirms_loosens_the_rule_of_a_public_event(client, group, rule):
    event = EventFactory(rule=Rule.NOT_FOR_ATTRIBUTION)

    change(sign_in(client, group), event, rule=Rule.ON_RECORD)

    event.refresh_from_db()
    assert event.rule == rule


def test_a_reporter_sets_the_rule_before_the_event_is_public(client):
    event = EventFactory(draft=True)

    change(sign_in(client, "reporter"), event, rule=Rule.POST_ONLY)

    event.refresh_from_db()
    assert event.rule == Rule.POST_ONLY


@pytest.mark.parametrize("make", [SessionFactory, ParticipationFactory, StatementFactory])
def test_no_form_offers_a_reporter_the_rule_of_what_is_public(client, make):
    record = make()

    page = sign_in(client, "reporter").get(address(type(record), "change", record.pk))

    assert {"rule", "consent_on", "consent_note"}.isdisjoint(shown(page.content) or {})


def test_a_reporter_gives_no_consent_for_a_participant_of_a_public_event(client):
    guest = ParticipationFactory(event__rule=Rule.NOT_FOR_ATTRIBUTION)

    change(
        sign_in(client, "reporter"), guest, consent_on="2021-05-13", consent_note="By telephone."
    )

    assert not Participation.objects.named().exists()


@pytest.mark.parametrize(("group", "name"), [("reporter", "Ада"), ("editor", "Хтось інший")])
def test_the_name_of_who_was_quoted_is_translated_by_those_who_confirm(client, group, name):
    guest = StatementFactory().participation
    guest.texts.create(language="uk", name="Ада")

    change(sign_in(client, group), guest, **{"texts-0-name": "Хтось інший"})

    assert guest.texts.get().name == name
