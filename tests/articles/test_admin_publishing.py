"""The buttons that decide what readers see."""

import datetime as dt
import re

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from articles.admin.act import MomentMixin
from articles.admin.acts import PUBLISHING
from articles.models import Article, Edition
from articles.publishing import plan_removal
from events.attribution import Rule
from newsroom.models import LogEntry
from tests.adminforms import address, errors, shown, sign_in, text
from tests.factories import (
    ArticleFactory,
    EventFactory,
    ParticipationFactory,
    StatementFactory,
    UserFactory,
    mark,
    publish,
    schedule,
)
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
APPROVING = {"approving": "on"}


@pytest.fixture
def client(admin_client):
    return admin_client


def act(article, name):
    return reverse("admin:articles_article_act", args=[article.pk, name])


def moment(at) -> dict:
    local = timezone.localtime(at)
    return {"at_0": f"{local:%Y-%m-%d}", "at_1": f"{local:%H:%M:%S}"}


def offers(client, article) -> list[str]:
    """The acts towards the readers that the form offers, by their names."""
    page = read(client, address(Article, "change", article.pk))
    buttons = page.xpath("//button[@name='_act']/@value")
    links = page.xpath("//details[@class='panel-more']//a/@href")
    names = [*buttons, *(link.rstrip("/").rpartition("/")[2] for link in links)]
    return [name for name in names if name in {one.name for one in PUBLISHING}]


def refused(response) -> list[str]:
    """The refusals that the page of an act shows, and what blocks at the gate."""
    page = response.content.decode()
    assert response.status_code == 200
    found = html.fromstring(page).xpath(
        "//*[@class='act-refusals']//li | //li[@class='gate-blocks']/span[@class='gate-told']"
    )
    told = [" ".join(line.text.split()) for line in found]
    return [line for line in told if line != "See below what stands in the way."]


def join(user, group):
    user.groups.add(Group.objects.get(name=group))


def live(article, ago=HOUR, **details):
    return publish(article, UserFactory(), at=timezone.now() - ago, **details)


def test_an_article_is_published_and_the_form_says_so(client, admin_user):
    article = ArticleFactory()

    response = client.post(act(article, "publish"), {"note": "Agreed."} | APPROVING, follow=True)

    edition = Edition.objects.get()
    assert (edition.note, edition.published_by) == ("Agreed.", admin_user)
    assert edition.is_live()
    assert "Live since" in text(response)


def test_save_and_publish_saves_and_asks(client):
    article = ArticleFactory()
    url = address(Article, "change", article.pk)
    typed = shown(client.get(url).content) | {"headline": "Changed", "_act": "publish"}

    response = client.post(url, typed)

    article.refresh_from_db()
    assert article.headline == "Changed"
    assert response.headers["Location"] == act(article, "publish")
    assert Edition.objects.count() == 0


def test_a_change_asks_for_its_weight_and_tells_the_readers(client):
    article = ArticleFactory()
    live(article)

    asked = client.post(act(article, "publish"), {"note": ""})
    client.post(
        act(article, "publish"),
        {
            "change": "material",
            "note": "A reader wrote to us.",
            "correction_kind": "correction",
            "correction_text": "A number was wrong.",
        },
    )

    assert errors(asked) == ["This field is required."] * 2
    edition = Edition.objects.live().get()
    assert (edition.number, edition.change) == (2, "material")
    assert edition.correction.text == "A number was wrong."


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"correction_kind": "update"}, "Tell the readers what was wrong."),
        ({"correction_text": "Hm."}, "Say what kind of note this is."),
    ],
)
def test_a_note_for_the_readers_has_kind_and_words(client, given, told):
    article = ArticleFactory()
    live(article)

    response = client.post(
        act(article, "publish"), {"change": "minor", "note": "A reader wrote to us."} | given
    )

    assert errors(response) == [told]
    assert Edition.objects.count() == 1


def test_words_that_are_not_recorded_are_refused_with_the_difference(client):
    said = StatementFactory(words="The river is polite.")
    article = ArticleFactory(body=f"<p>{mark(said, 'The river is rude.')}</p>")

    response = client.post(act(article, "publish"), APPROVING)

    assert refused(response) == [
        f"Not the recorded words of {said.public_id}: printed “rude”, recorded “polite”"
    ]
    assert f"#statement={said.public_id}" in text(response)
    assert "<del>rude</del> <ins>polite</ins>" in text(response)
    assert Edition.objects.count() == 0


def test_a_refusal_that_is_about_many_statements_is_said_once(client):
    speaker = ParticipationFactory(event=EventFactory(record_from=None))
    said = [StatementFactory(participation=speaker) for _ in range(3)]
    article = ArticleFactory(body="".join(f"<p>{mark(one)}</p>" for one in said))

    response = client.post(act(article, "publish"), APPROVING)

    assert len(refused(response)) == 1
    assert texts(read(client, act(article, "publish")), "h1") == ["Publish now"]
    assert [one.public_id for one in said if f"#statement={one.public_id}" in text(response)] == [
        one.public_id for one in said
    ]


def test_publishing_offers_to_open_the_record_of_the_event(client):
    event = EventFactory(record_from=None)
    said = StatementFactory(participation=ParticipationFactory(event=event))
    article = ArticleFactory(body=f"<p>{mark(said)}</p>")

    asked = client.get(act(article, "publish"))
    client.post(act(article, "publish"), {"open_records": "on"} | APPROVING)

    assert f"Make what was said at the event public, too: {event}" in text(asked)
    event.refresh_from_db()
    assert event.is_record_open
    assert Edition.objects.live().count() == 1


def test_publishing_offers_to_make_an_event_public_with_what_was_said_there(client):
    event = EventFactory(published_at=None, record_from=None)
    said = StatementFactory(participation=ParticipationFactory(event=event))
    article = ArticleFactory(body=f"<p>{mark(said)}</p>")

    asked = client.get(act(article, "publish"))
    client.post(act(article, "publish"), {"open_records": "on"} | APPROVING)

    assert f"Make the event and what was said there public, too: {event}" in text(asked)
    event.refresh_from_db()
    assert event.is_record_open
    assert Edition.objects.live().count() == 1
    assert LogEntry.objects.about(event).get().action == LogEntry.Action.PUBLISHED


def test_what_is_off_the_record_is_not_offered(client):
    event = EventFactory(published_at=None, record_from=None, rule=Rule.OFF_RECORD)
    said = StatementFactory(participation=ParticipationFactory(event=event))

    asked = client.get(act(ArticleFactory(body=f"<p>{mark(said)}</p>"), "publish"))

    assert "Make the event" not in text(asked)


def test_a_publication_is_scheduled_moved_and_taken_back(client):
    article, at = ArticleFactory(), timezone.now() + 2 * HOUR

    client.post(act(article, "schedule"), moment(at) | APPROVING)
    scheduled = Edition.objects.get().live_from
    client.post(act(article, "reschedule"), moment(at + HOUR))
    moved = Edition.objects.get().live_from
    client.post(act(article, "unschedule"))

    assert (scheduled, moved) == (at.replace(microsecond=0), (at + HOUR).replace(microsecond=0))
    assert Edition.objects.count() == 0


def test_a_moment_that_has_passed_is_refused(client):
    article = ArticleFactory()

    response = client.post(act(article, "schedule"), moment(timezone.now() - HOUR) | APPROVING)

    assert refused(response) == ["This moment has passed: choose one ahead, or publish now."]
    assert Edition.objects.count() == 0


@pytest.mark.parametrize("name", ["withdraw", "take-down"])
def test_what_is_taken_from_the_readers_has_a_reason(client, name):
    article = ArticleFactory()
    live(article)

    asked = client.post(act(article, name), {"reason": " "})
    client.post(act(article, name), {"reason": "It was wrong."})

    assert errors(asked) == ["This field is required."]
    assert Edition.objects.get().withdrawn_reason == "It was wrong."
    assert Edition.objects.live().count() == 0


def test_the_form_says_that_an_article_was_taken_down(client):
    article = ArticleFactory()
    live(article)
    client.post(act(article, "withdraw"), {"reason": "It was wrong."})
    withdrawn = read(client, address(Article, "change", article.pk))
    client.post(act(article, "take-down"), {"reason": "By order of a court."})
    taken_down = read(client, address(Article, "change", article.pk))

    [told] = texts(withdrawn, ".panel-standing")
    assert re.fullmatch(r"Withdrawn on .+: It was wrong\.", told)
    [told] = texts(taken_down, ".panel-standing")
    assert re.fullmatch(r"Taken down on .+: By order of a court\.", told)


def test_a_removal_is_planned_and_lifted(client):
    article, at = ArticleFactory(), timezone.now() + HOUR
    live(article)

    client.post(act(article, "plan-removal"), moment(at) | {"reason": "The licence ends."})
    planned = Edition.objects.get().withdrawn_at
    client.post(act(article, "lift-removal"))

    assert planned == at.replace(microsecond=0)
    assert Edition.objects.get().withdrawn_at is None


def test_only_what_can_be_done_is_offered(client):
    by, now = UserFactory(), timezone.now()
    never, shown_, waiting, ending = (ArticleFactory() for _ in range(4))
    live(shown_)
    schedule(waiting, by, now + HOUR)
    live(ending)
    plan_removal(ending, by, now + HOUR, "The licence ends.")

    assert offers(client, never) == ["publish", "schedule"]
    assert offers(client, shown_) == [
        "publish", "schedule", "plan-removal", "withdraw", "take-down"
    ]  # fmt: skip
    assert offers(client, waiting) == ["reschedule", "unschedule", "plan-removal", "take-down"]
    assert offers(client, ending) == [
        "publish", "schedule", "lift-removal", "withdraw", "take-down"
    ]  # fmt: skip


@pytest.mark.parametrize("group", ["reporter", "editor", "staff"])
def test_only_a_publisher_decides_what_readers_see(client, group):
    article, user = ArticleFactory(), UserFactory(is_staff=True)
    join(user, group)
    client.force_login(user)

    assert offers(client, article) == []
    assert client.get(act(article, "publish")).status_code == 403
    assert client.post(act(article, "publish"), {}).status_code == 403
    assert client.post(act(article, "take-down"), {"reason": "Hm."}).status_code == 403
    assert Edition.objects.count() == 0


def test_a_publisher_publishes(client):
    article, user = ArticleFactory(), UserFactory(is_staff=True)
    join(user, "publisher")
    client.force_login(user)

    client.post(act(article, "publish"), APPROVING)

    assert Edition.objects.live().count() == 1


def test_words_that_nobody_approved_are_approved_by_a_tick(client, admin_user):
    article = ArticleFactory()

    response = client.post(act(article, "publish"), {})
    client.post(act(article, "publish"), APPROVING)

    assert errors(response) == ["Approve the words, or have them reviewed first."]
    article.refresh_from_db()
    assert article.is_approved
    assert Edition.objects.live().count() == 1


def test_an_act_that_is_not_there_is_not_found(client):
    article = ArticleFactory()

    assert client.get(act(article, "burn")).status_code == 404
    assert (
        client.get(reverse("admin:articles_article_act", args=[77, "publish"])).status_code == 404
    )


def test_a_statement_is_taken_down_with_the_editions_that_print_it(client):
    said = StatementFactory()
    article = ArticleFactory(body=f"<p>{mark(said)}</p>")
    live(article)
    url = reverse("admin:articles_take_down", args=[said.public_id])

    asked = client.post(url, {"reason": ""})
    client.post(url, {"reason": "A court ordered it."})

    assert errors(asked) == ["This field is required."]
    said.refresh_from_db()
    assert said.withdrawn_reason == "A court ordered it."
    assert Edition.objects.get().withdrawn_reason == "A court ordered it."


def test_only_who_may_take_down_takes_a_statement_down(client):
    said, user = StatementFactory(), UserFactory(is_staff=True)
    join(user, "editor")
    client.force_login(user)

    url = reverse("admin:articles_take_down", args=[said.public_id])

    assert client.post(url, {"reason": "Hm."}).status_code == 403


TOO_FAR = "Choose a moment within two years."
NEVER = "That hour does not exist on that day: the clocks go forward. Choose another."
TWICE = "That hour comes twice on that day: the clocks go back. Choose another."


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        ("9999-12-31", "23:59:59", [TOO_FAR]),
        ("2028-12-01", "11:00:00", [TOO_FAR]),
        ("2027-03-28", "03:30:00", [NEVER]),
        ("2027-10-31", "03:30:00", [TWICE]),
        ("0001-01-01", "00:00:00", []),
        ("2028-11-20", "11:00:00", []),
        ("2027-03-28", "04:00:00", []),
        ("2027-10-31", "04:00:00", []),
    ],
)
def test_a_moment_is_near_and_shown_once_by_the_clocks(day, hour, expected):
    with time_machine.travel(dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC), tick=False):
        form = MomentMixin({"at_0": day, "at_1": hour})

        assert form.errors.get("at", []) == expected


@pytest.mark.parametrize("name", ["schedule", "reschedule", "plan-removal", "embargo"])
def test_no_act_takes_a_moment_far_ahead(client, name):
    article = ArticleFactory()
    if name in {"reschedule", "plan-removal"}:
        schedule(article, UserFactory(), timezone.now() + HOUR)

    page = client.get(act(article, name))
    far = {"at_0": "9999-01-01", "at_1": "11:00:00", "reason": "The call is over."}
    answer = client.post(act(article, name), shown(page.content) | APPROVING | far)

    assert errors(answer) == [TOO_FAR]
    assert Edition.objects.filter(Q(live_from__year=9999) | Q(withdrawn_at__year=9999)).count() == 0
    assert Article.objects.exclude(embargoed_until=None).count() == 0


@pytest.mark.parametrize(
    ("group", "told"),
    [("reporter", ["Before publication"]), ("staff", [])],
)
def test_what_a_text_lacks_is_told_to_those_who_may_mend_it(group, told):
    article, reader = ArticleFactory(body=""), sign_in(Client(), group)

    page = read(reader, address(Article, "change", article.pk))

    assert [h2 for h2 in texts(page, "h2") if h2 == "Before publication"] == told


@pytest.mark.parametrize(
    ("kicker", "shown_words"),
    [
        ("News", ["News", "The river", "It fell.", "Anew."]),
        ("", ["The river", "It fell.", "Anew."]),
    ],
)
def test_those_who_only_read_are_shown_what_there_is_of_a_text(kicker, shown_words):
    article = ArticleFactory(
        kicker=kicker, headline="The river", standfirst="It fell.", body="<p>Anew.</p>"
    )

    page = read(sign_in(Client(), "staff"), address(Article, "change", article.pk))

    [text] = page.xpath("//div[@class='writing-text']/fieldset")
    assert [words.text_content().strip() for words in text.find_class("readonly")] == shown_words
