"""Two people at one record: nobody saves over what they did not see, and no word is lost."""

import datetime as dt
import re

import pytest
from django.test import Client
from lxml import html

from events.attribution import Rule
from events.models import EventText
from newsroom.models import User
from tests.adminforms import address, errors, shown, sign_in
from tests.factories import (
    AffiliationFactory,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    StatementFactory,
    TopicFactory,
)
from tests.pages import texts

pytestmark = pytest.mark.django_db
SAVED = re.compile(r"Not saved: Olena Rii saved this at \d+ \w+, [\d:]{8}, after you opened it\.")
SUMMARY = "texts-0-summary"


@pytest.fixture
def olena():
    client = sign_in(Client(), "publisher")
    User.objects.filter(pk=client.session["_auth_user_id"]).update(
        first_name="Olena", last_name="Rii"
    )
    return client


@pytest.fixture
def marta():
    return sign_in(Client(), "publisher")


@pytest.fixture
def event():
    return EventFactory(title="Winter on the river")


def opened(client, record) -> dict:
    return shown(client.get(address(type(record), "change", record.pk)).content)


def save(client, record, form, **typed):
    sent = form | typed | {"_continue": "1"}
    return client.post(address(type(record), "change", record.pk), sent)


def met(response):
    """The page of a refused save, and what its form would send."""
    assert response.status_code == 200
    [told] = errors(response)
    assert SAVED.fullmatch(told), told
    return html.fromstring(response.content.decode()), shown(response.content)


def test_a_rule_that_somebody_tightened_is_not_loosened_by_an_older_form(olena, marta, event):
    hers, mine = opened(olena, event), opened(marta, event)
    assert save(olena, event, hers, rule=str(Rule.POST_ONLY.value)).status_code == 302

    page, form = met(save(marta, event, mine, **{SUMMARY: "They talked."}))

    event.refresh_from_db()
    assert event.rule == Rule.POST_ONLY
    assert event.texts.get().summary == ""
    assert form["rule"] == [str(Rule.POST_ONLY.value)]
    assert form[SUMMARY] == ["They talked."]
    assert texts(page, ".conflict")[0].startswith(
        "Two versions Taken from the newer version, since you had not changed it: Attribution."
    )
    assert save(marta, event, form).status_code == 302
    event.refresh_from_db()
    assert (event.rule, event.texts.get().summary) == (Rule.POST_ONLY, "They talked.")


def test_an_event_that_somebody_took_off_the_site_stays_off(olena, marta, event):
    hers, mine = opened(olena, event), opened(marta, event)
    save(olena, event, hers, _unpublish="1")

    _page, form = met(save(marta, event, mine, attending="40"))

    event.refresh_from_db()
    assert (event.published_at, event.attending) == (None, None)
    assert form["published_at_0"] == form["published_at_1"] == [""]
    assert form["attending"] == ["40"]


def test_what_both_wrote_is_shown_and_stays_in_the_form(olena, marta, event):
    hers, mine = opened(olena, event), opened(marta, event)
    save(olena, event, hers, **{SUMMARY: "They spoke of ferries."})

    page, form = met(save(marta, event, mine, **{SUMMARY: "They spoke of the ice."}))

    assert event.texts.get().summary == "They spoke of ferries."
    assert form[SUMMARY] == ["They spoke of the ice."]
    assert texts(page, ".conflict-part") == ["Winter on the river: Summary"]
    assert texts(page, "del") == ["ferries"]
    assert texts(page, "ins") == ["the ice"]
    assert save(marta, event, form).status_code == 302
    assert event.texts.get().summary == "They spoke of the ice."


def test_a_choice_that_both_made_is_told_in_words(olena, marta, event):
    hers, mine = opened(olena, event), opened(marta, event)
    save(olena, event, hers, status="cancelled")

    page, _form = met(save(marta, event, mine, status="postponed"))

    assert texts(page, "del") == ["cancelled"]
    assert texts(page, "ins") == ["postponed"]


def test_a_line_that_somebody_added_stands_in_the_form(olena, marta, event):
    hers, mine = opened(olena, event), opened(marta, event)
    guest = ParticipationFactory(event=event)

    response = save(marta, event, mine, **{SUMMARY: "They talked."})

    assert errors(response) == ["Not saved: this changed after you opened it."]
    form = shown(response.content)
    assert form["participations-0-id"] == [str(guest.pk)]
    assert form["participations-0-printed_name"] == [guest.printed_name]
    assert save(marta, event, form).status_code == 302
    assert event.participations.get() == guest
    assert event.texts.get().summary == "They talked."
    assert save(olena, event, hers).status_code == 200


def test_a_line_that_somebody_deleted_is_gone_unless_it_was_changed(olena, marta, event):
    for language, title in (("uk", "Зима"), ("ru", "Зима на реке")):
        EventText.objects.create(event=event, language=language, title=title)
    mine = opened(marta, event)
    number = {mine[f"texts-{n}-language"][0]: n for n in range(3)}
    event.texts.exclude(language="en").delete()

    response = save(marta, event, mine, **{f"texts-{number['uk']}-summary": "Про лід."})

    form = shown(response.content)
    assert texts(html.fromstring(response.content.decode()), "ins") == ["Ukrainian, Зима, Про лід."]
    assert save(marta, event, form).status_code == 302
    assert sorted(event.texts.values_list("language", "title", "summary")) == [
        ("en", "Winter on the river", ""),
        ("uk", "Зима", "Про лід."),
    ]


def test_new_lines_of_both_are_kept(olena, marta, event):
    hers, mine = opened(olena, event), opened(marta, event)
    organizations = [OrganizationFactory(), OrganizationFactory()]

    def with_one(form, organization):
        line = {"organization": organization.pk, "kind": "host", "order": "0", "id": ""}
        new = {f"organizations-0-{name}": str(value) for name, value in line.items()}
        return form | new | {"organizations-TOTAL_FORMS": "1"}

    save(olena, event, with_one(hers, organizations[0]))
    _page, form = met(save(marta, event, with_one(mine, organizations[1])))
    assert save(marta, event, form).status_code == 302

    assert {o.organization for o in event.organizations.all()} == set(organizations)


def test_two_saves_after_one_another_from_pages_opened_anew_go_through(olena, marta, event):
    save(olena, event, opened(olena, event), attending="40")

    response = save(marta, event, opened(marta, event), **{SUMMARY: "They talked."})

    assert response.status_code == 302


def test_what_is_sent_twice_is_saved(marta, event):
    mine = opened(marta, event)

    answers = [save(marta, event, mine, attending="40", **{SUMMARY: "Ice."}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_whoever_typed_the_same_is_told_nothing_of_it(olena, marta, event):
    hers, mine = opened(olena, event), opened(marta, event)
    save(olena, event, hers, attending="40", **{SUMMARY: "They talked."})

    page, _form = met(save(marta, event, mine, attending="40"))

    assert texts(page, ".conflict-part") == []
    assert "attending" not in texts(page, ".conflict")[0].lower()


@pytest.mark.parametrize(
    "sent", ["", "x", "[]", "{}", '{"values": 3}', '{"values": {"": []}}', "[" * 9999]
)
def test_a_form_that_does_not_say_with_what_it_was_opened_is_saved(marta, event, sent):
    response = save(marta, event, opened(marta, event), attending="40", _opened=sent)

    assert response.status_code == 302


@pytest.mark.parametrize(
    ("factory", "name", "values"),
    [
        pytest.param(PersonFactory, "slug", ("olena-rii", "rii"), id="person"),
        pytest.param(OrganizationFactory, "slug", ("centre", "the-centre"), id="organization"),
        pytest.param(AffiliationFactory, "post", ("envoy", "head"), id="post"),
        pytest.param(ParticipationFactory, "printed_post", ("envoy", "head"), id="participation"),
        pytest.param(StatementFactory, "order", ("3", "4"), id="statement"),
        pytest.param(TopicFactory, "slug", ("ice", "snow"), id="topic"),
    ],
)
def test_every_record_refuses_an_older_form(olena, marta, factory, name, values):
    record = factory()
    hers, mine = opened(olena, record), opened(marta, record)
    assert save(olena, record, hers, **{name: values[0]}).status_code == 302

    page, form = met(save(marta, record, mine, **{name: values[1]}))

    record.refresh_from_db()
    assert str(getattr(record, name)) == values[0]
    assert form[name] == [values[1]]
    assert texts(page, "del") + texts(page, "ins") != []


def test_what_is_stored_is_never_newer_than_itself(olena, marta, event):
    """The form of each kind of record, sent as it was opened, meets nothing."""
    guest = ParticipationFactory(event=event)
    event.starts_at, event.ends_on, event.ends_at = dt.time(9, 5, 7), event.starts_on, dt.time(11)
    event.save()
    event.topics.add(TopicFactory(), TopicFactory())
    for record in (event, guest, guest.person, StatementFactory(participation=guest)):
        form = opened(marta, record)
        assert form["_opened"]

        assert save(marta, record, form).status_code == 302
