"""The first page of the admin: each list is emptied by the work that it asks for."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from articles import embargo, translating, workflow
from articles.models import Article, Waiver
from articles.publishing import plan_removal, withdraw
from events.models import Check, Event, Statement
from newsroom.models import Comment, Task
from tests.adminforms import add, address, change, shown, sign_in
from tests.factories import (
    ArticleFactory,
    CommentFactory,
    EventFactory,
    ParticipationFactory,
    RecordingFactory,
    SpeakerAnswerFactory,
    StatementFactory,
    TaskFactory,
    UserFactory,
    WordingFactory,
    mark,
    publish,
    schedule,
)
from tests.pages import queries, read, texts

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)  # a Wednesday, 11:00 in Kyiv
TODAY, DAY, HOUR = NOW.date(), dt.timedelta(days=1), dt.timedelta(hours=1)
INDEX = reverse("admin:index")


@pytest.fixture(autouse=True)
def _still():
    with time_machine.travel(NOW, tick=False):
        yield


def member(group, **fields):
    user = UserFactory(is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def marta():
    return member("editor", username="marta", first_name="Marta", last_name="Zalizniak")


@pytest.fixture
def danylo():
    return member("reporter", username="danylo")


def board(client, name) -> list[str]:
    """The titles in a list, as the user sees it."""
    page = read(client, INDEX)
    assert page.xpath(f"//section[@aria-labelledby='board-{name}']"), name
    return [h3.text_content() for h3 in page.xpath(f"//section[contains(@class, '{name}')]//h3")]


def line(client, name) -> str:
    """The only line of a list, whole."""
    page = read(client, INDEX)
    [row] = page.xpath(f"//section[contains(@class, 'board-{name}')]//li")
    return " ".join(row.text_content().split())


def links(client, name) -> list[str]:
    page = read(client, INDEX)
    return page.xpath(f"//section[contains(@class, 'board-{name}')]//a/@href")


def boards(client) -> list[str]:
    return texts(read(client, INDEX), "section/h2")


def act(client, article, name, **data):
    url = reverse("admin:articles_article_act", args=[article.pk, name])
    article.refresh_from_db()
    response = client.post(url, {"seen": article.fingerprint, **data})
    assert response.status_code == 302, texts(html.fromstring(response.content.decode()), "li")
    return response


def claim(client, task, how="claim"):
    return client.post(reverse(f"admin:articles_task_{how}", args=[task.pk]))


def submitted(by, headline="The river", to=None, **asked):
    article = ArticleFactory(headline=headline)
    group = Group.objects.get(name="editor")
    return workflow.submit(article, by, to=to or group, **asked).record


def task_on(article) -> Task:
    return Task.objects.open().about(article).get()


# Who sees what

SEEN = {
    "staff": ["Coming events", "What you did last"],
    "reporter": [
        "Waiting for you",
        "Your drafts",
        "Said about your texts",
        "In review",
        "Translations",
        "Coming events",
        "Held without a report",
        "What you did last",
    ],
    "editor": [
        "Waiting for you",
        "Your drafts",
        "Said about your texts",
        "In review",
        "Quotations that no longer match",
        "Answers of speakers",
        "Translations",
        "Translated words older than the original",
        "Scheduled and under embargo",
        "Coming events",
        "Held without a report",
        "Statements never checked",
        "Forecasts whose day has come",
        "What you did last",
    ],
}
SEEN["publisher"] = [*SEEN["editor"][:4], "Approved, not published", *SEEN["editor"][4:]]


@pytest.mark.parametrize("group", SEEN)
def test_each_list_is_shown_to_those_who_do_its_work(client, group):
    assert boards(sign_in(client, group)) == SEEN[group]


def test_an_empty_newsroom_says_so_in_plain_words(client):
    page = read(sign_in(client, "publisher"), INDEX)

    assert texts(page, ".board-empty") == [
        "Nothing waits for you.",
        "You have handed in all that you began.",
        "No remark is left open.",
        "Nothing else is in review.",
        "Every approved text is published or scheduled.",
        "Every quotation that readers see agrees with the record.",
        "No speaker waits for an answer about their words.",
        "Every new text is there in every language, and agrees with its original.",
        "Each translation of words was looked at since its original was corrected.",
        "Nothing comes out by itself, and nothing is held back.",
        "No event in the next four weeks.",
        "Each event of the last 60 days has its report.",
        "Each exact statement of the last 60 days was checked.",
        "Of each forecast whose day has come, the outcome is on record.",
    ]
    assert page.xpath("//*[@class='board-all']") == []


def test_whoever_is_not_signed_in_sees_no_list(client):
    response = client.get(INDEX)

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("admin:login"))


# Waiting for you


def test_what_waits_is_told_with_who_asked_and_by_when(client, marta, danylo):
    client.force_login(danylo)
    article = ArticleFactory(headline="The river")
    workflow.assign(article, marta, to=danylo, due_on=TODAY - DAY, note="Ask the harbour.")

    assert line(client, "waiting") == (
        "Tue 24 Nov late The river EN · To write · asked by Marta Zalizniak Ask the harbour."
    )
    assert links(client, "waiting") == [
        article.desk_url,
        f"{address(Article, 'changelist')}?work=mine",
    ]


def test_a_day_of_another_year_is_told_with_it(client, marta, danylo):
    client.force_login(danylo)
    workflow.assign(ArticleFactory(headline="The river"), marta, to=danylo, due_on=TODAY + 60 * DAY)
    submitted(marta, headline="The road")
    told = line(client, "waiting")

    with time_machine.travel(NOW + 60 * DAY, tick=False):
        client.force_login(danylo)
        later = line(client, "waiting"), line(client, "review")

    assert told == "Sun 24 Jan 2027 The river EN · To write · asked by Marta Zalizniak"
    assert later == (
        "Sun 24 Jan The river EN · To write · asked by Marta Zalizniak",
        "The road EN · Free for anybody of the group editor · since 25 November 2026",
    )


def test_two_versions_of_one_text_are_told_apart(client, marta, danylo):
    client.force_login(marta)
    group = Group.objects.get(name="editor")
    for language in ("en", "uk"):
        article = ArticleFactory(headline="Brid", language=language)
        workflow.submit(article, danylo, to=group)

    page = read(client, INDEX)
    facts = page.xpath("//section[contains(@class, 'board-waiting')]//p[@class='board-facts']")

    assert sorted(told.text_content()[:4] for told in facts) == ["EN ·", "UK ·"]


def test_what_waits_is_gone_once_it_is_approved(client, marta, danylo):
    client.force_login(marta)
    article = submitted(danylo)
    before = board(client, "waiting"), board(client, "review")

    act(client, article, "approve")

    assert before == (["The river"], [])
    assert board(client, "waiting") == board(client, "review") == []


def test_what_waits_is_gone_once_it_is_handed_in(client, marta, danylo):
    client.force_login(danylo)
    article = ArticleFactory(headline="The river")
    workflow.assign(article, marta, to=danylo)
    before = board(client, "waiting")

    act(client, article, "submit", to=f"person:{marta.pk}")

    assert before == ["The river"]
    assert board(client, "waiting") == []


def test_a_task_of_the_group_is_taken_in_hand_and_given_back(client, marta, danylo):
    other = member("editor")
    article = submitted(danylo)
    task = task_on(article)
    free = (
        "The river EN · To review · asked by danylo · free for anybody of the group editor I do it"
    )
    told, seen_by_other = [], []
    for how in ("", "claim", "release"):
        if how:
            client.force_login(marta)
            assert claim(client, task, how).headers["Location"] == INDEX
        client.force_login(marta)
        told.append(line(client, "waiting"))
        client.force_login(other)
        seen_by_other.append(board(client, "waiting"))

    assert told == [
        free,
        "The river EN · To review · asked by danylo · you have it in hand Give back",
        free,
    ]
    assert seen_by_other == [["The river"], [], ["The river"]]


def test_of_two_who_take_it_one_is_told(client, marta, danylo):
    task = task_on(submitted(danylo))
    workflow.claim(task, marta)
    client.force_login(member("editor"))

    response = client.post(reverse("admin:articles_task_claim", args=[task.pk]), follow=True)

    assert [str(m) for m in response.context["messages"]] == [
        "Marta Zalizniak has it in hand already."
    ]
    task.refresh_from_db()
    assert task.claimed_by == marta


def test_a_task_is_taken_by_a_button_and_by_no_address(client, marta, danylo):
    client.force_login(marta)
    task = task_on(submitted(danylo))

    response = client.get(reverse("admin:articles_task_claim", args=[task.pk]))

    assert response.status_code == 405
    task.refresh_from_db()
    assert task.claimed_by is None


@pytest.mark.parametrize("how", ["claim", "release"])
@pytest.mark.parametrize(
    ("group", "status"), [("staff", 403), ("reporter", 302), ("editor", 302), ("publisher", 302)]
)
def test_who_may_take_tasks_in_hand(client, danylo, group, status, how):
    task = task_on(submitted(danylo))
    sign_in(client, group)

    response = claim(client, task, how)

    assert response.status_code == status
    task.refresh_from_db()
    assert (task.claimed_by is not None) == (how == "claim" and group == "editor")


@pytest.mark.parametrize("how", ["claim", "release"])
def test_nobody_else_takes_a_task(client, danylo, how):
    task = task_on(submitted(danylo))

    response = claim(client, task, how)

    assert response.headers["Location"].startswith(reverse("admin:login"))
    task.refresh_from_db()
    assert task.claimed_by is None


def test_there_is_no_such_task(client, marta):
    client.force_login(marta)

    response = client.post(reverse("admin:articles_task_claim", args=[77]))

    assert response.status_code == 404


def test_the_most_urgent_stand_first_and_no_more_than_ten(client, marta, danylo):
    client.force_login(danylo)
    for n in range(12):
        TaskFactory(
            record=ArticleFactory(headline=f"No. {n}"), person=danylo, due_on=TODAY + (12 - n) * DAY
        )

    assert board(client, "waiting") == [f"No. {n}" for n in range(11, 1, -1)]


# Your drafts


def written_by(user, headline="The river", **fields) -> Article:
    """A draft that the user saved last."""
    article = ArticleFactory(headline=headline, **fields)
    article._history_user = user
    article.save()
    return article


def test_what_one_began_stands_among_ones_drafts_until_it_is_handed_in(client, danylo):
    client.force_login(danylo)
    article = written_by(danylo, kind="news")
    written_by(UserFactory(), headline="Of somebody else")

    assert line(client, "drafts") == "The river EN · News · changed 25 November"
    assert links(client, "drafts") == [
        article.desk_url,
        f"{address(Article, 'changelist')}?work=drafts",
    ]
    act(client, article, "submit", to=f"group:{Group.objects.get(name='editor').pk}")
    assert board(client, "drafts") == []


def test_a_draft_that_one_is_asked_to_write_waits_elsewhere(client, danylo, marta):
    client.force_login(danylo)
    article = written_by(danylo)

    workflow.assign(article, marta, to=danylo)

    assert board(client, "drafts") == []
    assert board(client, "waiting") == ["The river"]


def test_a_change_of_what_readers_see_is_a_draft_until_it_is_approved(client, marta):
    client.force_login(marta)
    article = publish(ArticleFactory(kind="news"), UserFactory(), at=NOW - HOUR).article
    assert board(client, "drafts") == []

    change(client, article, headline="The river rises")

    assert board(client, "drafts") == ["The river rises"]
    act(client, article, "approve")
    assert board(client, "drafts") == []


def test_the_list_of_ones_drafts_goes_on_among_the_articles(client, danylo):
    client.force_login(danylo)
    written_by(danylo)
    ArticleFactory(headline="Of somebody else")

    page = read(client, f"{address(Article, 'changelist')}?work=drafts")

    assert texts(page, ".field-headline") == ["The river"]


# Said about your texts


def test_a_remark_is_gone_once_it_is_resolved(client, marta, danylo):
    client.force_login(danylo)
    article = submitted(danylo)
    comment = CommentFactory(record=article, author=marta, text="Is it so?")
    before = line(client, "remarks")

    info = [article.pk, comment.pk]
    client.post(reverse("admin:articles_article_comment_resolve", args=info))

    assert before == "Wed 25 Nov The river EN · Marta Zalizniak Is it so?"
    assert board(client, "remarks") == []


def test_remarks_of_ones_own_and_on_texts_of_others_are_not_shown(client, marta, danylo):
    client.force_login(danylo)
    CommentFactory(record=submitted(danylo), author=danylo)
    CommentFactory(record=submitted(member("reporter")), author=marta)
    finished = submitted(danylo)
    workflow.approve(finished, marta)
    CommentFactory(record=finished, author=marta)

    assert board(client, "remarks") == []


# In review


def test_what_is_in_review_is_told_with_who_has_it(client, marta, danylo):
    client.force_login(danylo)
    article = submitted(danylo, due_on=TODAY - DAY)
    free = line(client, "review")
    workflow.claim(task_on(article), marta)

    assert free == (
        "Tue 24 Nov late The river EN · Free for anybody of the group editor · since 25 November"
    )
    assert line(client, "review") == (
        "Tue 24 Nov late The river EN · Marta Zalizniak · since 25 November"
    )


def test_what_waits_for_the_user_is_not_told_again_as_in_review(client, marta, danylo):
    client.force_login(marta)
    article = submitted(danylo)
    submitted(danylo, "The ice", to=UserFactory())
    free = board(client, "waiting"), board(client, "review")

    workflow.claim(task_on(article), member("editor"))

    assert free == (["The river"], ["The ice"])
    assert (board(client, "waiting"), board(client, "review")) == ([], ["The river", "The ice"])


def test_what_is_returned_is_no_longer_in_review(client, marta, danylo):
    client.force_login(danylo)
    article = submitted(danylo)
    before = board(client, "waiting"), board(client, "review")

    act(sign_in(Client(), "editor"), article, "return", note="Name the body.")

    assert before == ([], ["The river"])
    assert (board(client, "waiting"), board(client, "review")) == (["The river"], [])


# Approved, not published


def approved(**fields) -> Article:
    article = ArticleFactory(**{"headline": "The river", "kind": "news"} | fields)
    workflow.approve(article, UserFactory())
    article.refresh_from_db()
    return article


def test_what_was_approved_is_told_until_it_is_published(client):
    sign_in(client, "publisher")
    article = approved(planned_for=TODAY - DAY)
    ArticleFactory(headline="A draft")

    assert line(client, "approved") == "Tue 24 Nov late The river EN · News"
    assert links(client, "approved") == [
        article.desk_url,
        f"{address(Article, 'changelist')}?work=approved",
    ]
    act(client, article, "publish")
    assert board(client, "approved") == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("schedule", {"at_0": "2026-11-26", "at_1": "09:00"}, id="scheduled"),
        pytest.param("return", {"note": "Name the harbour."}, id="returned"),
        pytest.param("bin", {}, id="dropped"),
    ],
)
def test_the_list_of_approved_texts_is_emptied(client, name, data):
    sign_in(client, "publisher")
    article = approved()
    assert board(client, "approved") == ["The river"]

    act(client, article, name, **data)

    assert board(client, "approved") == []


def test_an_approved_change_of_what_readers_see_waits_too(client):
    sign_in(client, "publisher")
    article = publish(ArticleFactory(kind="news"), UserFactory(), at=NOW - HOUR).article
    assert board(client, "approved") == []
    article.headline = "The river rises"
    article.save()
    workflow.approve(article, UserFactory())

    assert board(client, "approved") == ["The river rises"]
    act(client, article, "publish", change="material", note="It rose.")
    assert board(client, "approved") == []


def test_of_an_approved_text_under_embargo_that_is_told(client):
    sign_in(client, "publisher")
    embargo.set_embargo(approved(), UserFactory(), NOW + DAY)

    assert line(client, "approved") == (
        "The river EN · News · under embargo until 26 November 2026, 11:00"
    )


def test_the_list_of_approved_texts_goes_on_among_the_articles(client):
    sign_in(client, "publisher")
    approved()
    ArticleFactory(headline="A draft")

    page = read(client, f"{address(Article, 'changelist')}?work=approved")

    assert texts(page, ".field-headline") == ["The river"]


# Quotations that no longer match


@pytest.fixture
def misquoted():
    """An article that prints words which were corrected since."""
    said = StatementFactory(words="The river is polite.")
    article = ArticleFactory(headline="The river", body=f"<p>{mark(said)}</p>")
    publish(article, UserFactory(), at=NOW - HOUR)
    said.wordings.get().correct("The river is rude.")
    return article


def test_an_outdated_quotation_is_gone_once_it_is_dismissed(client, misquoted):
    sign_in(client, "editor")
    page = reverse("admin:articles_article_outdated", args=[misquoted.pk])
    before = line(client, "outdated"), links(client, "outdated")[0]

    quotation = misquoted.editions.get().quotations.get()
    client.post(page, {"quotation": quotation.pk, "reason": "A misprint."})

    assert before == ("The river EN · 1 quotation", page)
    assert board(client, "outdated") == []


def test_an_outdated_quotation_is_gone_once_a_new_edition_is_published(client, misquoted):
    sign_in(client, "publisher")
    body = misquoted.body.replace("polite", "rude")
    change(client, misquoted, body=body)
    before = board(client, "outdated")

    act(client, misquoted, "publish", change="material", note="Corrected.", approving="on")

    assert before == ["The river"]
    assert board(client, "outdated") == []


# Translations


@pytest.fixture
def original():
    article = ArticleFactory(headline="The river")
    publish(article, UserFactory(), at=NOW - HOUR)
    for language in ("ru",):
        Waiver.objects.create(
            translation_group=article.translation_group,
            language=language,
            reason="Local.",
            decided_by=UserFactory(),
        )
    return article


def test_a_missing_translation_is_gone_once_it_is_begun(client, original):
    sign_in(client, "reporter")
    before = line(client, "translations"), links(client, "translations")[0]

    url = reverse("admin:articles_article_translate", args=[original.pk])
    client.post(url, {"language": "uk"})

    assert before == ("Wed 25 Nov The river EN · Missing: Ukrainian", original.desk_url)
    assert board(client, "translations") == []


def test_a_missing_translation_is_gone_once_it_is_decided_to_need_none(client, original):
    sign_in(client, "editor")
    before = board(client, "translations")

    act(client, original, "waive", language="uk", reason="Local.")

    assert before == ["The river"]
    assert board(client, "translations") == []


def test_an_older_translation_is_gone_once_somebody_says_that_it_agrees(client, original):
    sign_in(client, "reporter")
    version = translating.start(original, "uk", UserFactory())
    Article.objects.filter(pk=version.pk).update(headline="Ріка", is_untranslated=False)
    publish(original, UserFactory(), change="material", at=NOW)
    before = line(client, "translations")

    act(client, version, "agree", number=2)

    assert before == "Wed 25 Nov Ріка UK · Older than edition 2 of its original"
    assert board(client, "translations") == []


# Scheduled and under embargo


def test_a_scheduled_edition_is_gone_once_it_is_unscheduled(client):
    sign_in(client, "publisher")
    article = ArticleFactory(headline="The river")
    schedule(article, UserFactory(), NOW + DAY)
    before = line(client, "ahead")

    act(client, article, "unschedule")

    assert before == "Thu 26 Nov 11:00 The river EN · Goes live"
    assert board(client, "ahead") == []


def test_a_scheduled_edition_is_gone_once_its_moment_has_come(client):
    schedule(ArticleFactory(), UserFactory(), NOW + HOUR)

    with time_machine.travel(NOW + HOUR, tick=False):
        assert board(sign_in(client, "editor"), "ahead") == []


def test_an_embargo_is_gone_once_it_is_lifted(client):
    sign_in(client, "publisher")
    article = ArticleFactory(headline="The river")
    embargo.set_embargo(article, UserFactory(), NOW + DAY)
    before = line(client, "ahead")

    act(client, article, "lift-embargo", reason="They agreed.")

    assert before == "Thu 26 Nov 11:00 The river EN · The embargo ends"
    assert board(client, "ahead") == []


def test_a_planned_removal_is_gone_once_it_is_lifted(client):
    sign_in(client, "publisher")
    article = ArticleFactory(headline="The river")
    publish(article, UserFactory())
    plan_removal(article, UserFactory(), NOW + DAY, "The call is over.")
    before = line(client, "ahead")

    act(client, article, "lift-removal")

    assert before == "Thu 26 Nov 11:00 The river EN · Is removed"
    assert board(client, "ahead") == []


def test_what_is_withdrawn_already_does_not_come(client):
    article = ArticleFactory()
    publish(article, UserFactory(), at=NOW - HOUR)
    withdraw(article, UserFactory(), "It was wrong.")

    assert board(sign_in(client, "editor"), "ahead") == []


def test_a_change_that_waits_is_told_as_one(client):
    article = ArticleFactory(headline="The river")
    publish(article, UserFactory(), at=NOW - HOUR)
    schedule(article, UserFactory(), NOW + DAY, change="minor")

    assert line(sign_in(client, "editor"), "ahead") == (
        "Thu 26 Nov 11:00 The river EN · A change goes live"
    )


# Coming events


def coming(**fields):
    details = {"starts_on": TODAY + 3 * DAY, "status": Event.Status.ANNOUNCED, **fields}
    return EventFactory(title="Winter roads", **details)


def announcement(event, **fields):
    article = ArticleFactory(**{"kind": "announcement", **fields})
    article.events.add(event)
    return article


def test_the_announcement_that_is_missing_is_begun_from_the_list_and_told_once_it_is_out(client):
    sign_in(client, "publisher")
    event = coming()
    missing, link = line(client, "coming"), links(client, "coming")[1]
    add(
        client,
        Article,
        link.partition("?")[2].join(["?", ""]),
        headline="Come to Izmail",
        body="<p>Come.</p>",
    )
    begun = line(client, "coming")

    act(client, Article.objects.get(), "publish", approving="on")

    assert (
        missing == "Sat 28 Nov Winter roads Roundtable · no announcement · Begin the announcement"
    )
    assert begun == "Sat 28 Nov Winter roads Roundtable · announcement: draft"
    assert line(client, "coming") == (
        "Sat 28 Nov Winter roads Roundtable · announced on 25 November 2026, 11:00"
    )
    assert list(Article.objects.get().events.all()) == [event]


@pytest.mark.parametrize(
    ("announce", "told"),
    [
        pytest.param(
            lambda event: announcement(event, planned_for=TODAY + DAY),
            "announcement planned for 26 November",
            id="planned",
        ),
        pytest.param(
            lambda event: schedule(announcement(event), UserFactory(), NOW + HOUR),
            "to be announced on 25 November 2026, 12:00",
            id="scheduled",
        ),
        pytest.param(
            lambda event: [
                announcement(event),
                publish(announcement(event), UserFactory(), at=NOW - DAY),
            ],
            "announced on 24 November 2026, 11:00",
            id="the one that readers see",
        ),
        pytest.param(
            lambda event: announcement(event, stage="spiked"), "no announcement", id="in the bin"
        ),
        pytest.param(
            lambda event: announcement(event, kind="news"),
            "no announcement",
            id="news",
        ),
    ],
)
def test_how_it_stands_with_the_announcement(client, announce, told):
    announce(coming())

    assert (
        line(sign_in(client, "staff"), "coming") == f"Sat 28 Nov Winter roads Roundtable · {told}"
    )


def test_an_event_is_gone_once_it_is_cancelled(client):
    sign_in(client, "editor")
    event = coming()
    before = board(client, "coming")

    change(client, event, status="cancelled")

    assert before == ["Winter roads"]
    assert board(client, "coming") == []


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [
        pytest.param(-1, None, [], id="yesterday"),
        pytest.param(-1, 0, ["Winter roads"], id="still going on"),
        pytest.param(0, None, ["Winter roads"], id="today"),
        pytest.param(28, None, ["Winter roads"], id="in four weeks"),
        pytest.param(29, None, [], id="later"),
    ],
)
def test_events_of_four_weeks_are_coming(client, starts, ends, found):
    coming(starts_on=TODAY + starts * DAY, ends_on=None if ends is None else TODAY + ends * DAY)

    assert board(sign_in(client, "staff"), "coming") == found


def test_an_hour_elsewhere_is_told_beside_ours(client):
    coming(starts_at=dt.time(23, 30), time_zone="America/New_York")

    assert line(sign_in(client, "staff"), "coming") == (
        "Sun 29 Nov 06:30 Winter roads Roundtable · 23:30 in New York · no announcement"
    )


# Held without a report


def held(ago=3 * DAY, **fields):
    return EventFactory(title="Winter roads", starts_on=TODAY - ago, **fields)


def test_an_event_is_gone_once_its_report_is_begun_from_the_list(client):
    sign_in(client, "reporter")
    event = held()
    before, link = line(client, "unreported"), links(client, "unreported")[1]

    form = shown(client.get(link).content)
    add(client, Article, link.partition("?")[2].join(["?", ""]), headline="Who minds the road?")

    assert before == "Sun 22 Nov Winter roads Roundtable · Begin the report · Read a report"
    assert (form["kind"], form["events"]) == (["report"], [str(event.pk)])
    article = Article.objects.get()
    assert (article.kind, list(article.events.all())) == ("report", [event])
    assert board(client, "unreported") == []


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        pytest.param({"kind": "report"}, [], id="a report"),
        pytest.param({"kind": "report", "language": "uk"}, [], id="in any language"),
        pytest.param({"kind": "report", "stage": "spiked"}, ["Winter roads"], id="in the bin"),
        pytest.param({"kind": "news"}, ["Winter roads"], id="news"),
    ],
)
def test_what_counts_as_a_report(client, fields, found):
    ArticleFactory(**fields).events.add(held())

    assert board(sign_in(client, "reporter"), "unreported") == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        pytest.param({"ago": 60 * DAY}, ["Winter roads"], id="two months ago"),
        pytest.param({"ago": 121 * DAY}, [], id="long ago"),
        pytest.param({"status": "announced"}, ["Winter roads"], id="past by its date"),
        pytest.param({"ago": 0 * DAY}, ["Winter roads"], id="held today"),
        pytest.param({"ago": 0 * DAY, "status": "announced"}, [], id="today"),
        pytest.param({"ends_on": TODAY, "status": "announced"}, [], id="still going on"),
        pytest.param({"status": "cancelled"}, [], id="cancelled"),
        pytest.param({"status": "postponed"}, [], id="postponed"),
        pytest.param({"ago": -DAY}, [], id="tomorrow"),
    ],
)
def test_which_events_ask_for_a_report(client, fields, found):
    held(**fields)

    assert board(sign_in(client, "reporter"), "unreported") == found


def test_all_events_without_a_report_stand_on_a_page_of_their_own(client):
    sign_in(client, "reporter")
    for n in range(12):
        EventFactory(title=f"No. {n}", starts_on=TODAY - (n + 1) * DAY)
    in_list = board(client, "unreported")
    whole = links(client, "unreported")[-1]

    page = read(client, whole)

    assert in_list == [f"No. {n}" for n in range(10)]
    assert texts(page, "h3") == [f"No. {n}" for n in range(12)]


def test_the_page_of_events_without_a_report_is_for_those_who_write(client):
    url = reverse("admin:articles_article_unreported")

    assert sign_in(client, "staff").get(url).status_code == 403


# Statements never checked


def said(ago=3 * DAY, **fields):
    event = EventFactory(title="Winter roads", starts_on=TODAY - ago)
    return StatementFactory(
        participation=ParticipationFactory(event=event), said_on=event.starts_on, **fields
    )


def test_a_statement_is_gone_once_it_is_checked(client):
    sign_in(client, "editor")
    statement = said()
    recording = RecordingFactory(event=statement.event)
    before, link = line(client, "unchecked"), links(client, "unchecked")[0]

    add(
        client,
        Check,
        f"?wording={statement.wording.pk}",
        method="recording",
        recording=recording.pk,
        start_ms="1:00",
        outcome="not_found",
    )

    assert before == "Sun 22 Nov Winter roads 1 statement"
    assert texts(read(client, link), "h2")[1:] == ["Not checked yet 0", "Checked 1"]
    assert board(client, "unchecked") == []


def test_the_list_of_an_event_leads_to_where_its_statements_are_checked(client):
    sign_in(client, "editor")
    said(words="The river is polite.")
    said(ago=5 * DAY)

    page = read(client, links(client, "unchecked")[0])

    assert texts(page, ".listening-words") == ["The river is polite."]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        pytest.param({"kind": "mixed"}, ["Winter roads"], id="partly quoted"),
        pytest.param({"kind": "indirect"}, [], id="paraphrase"),
        pytest.param({"kind": "collective"}, [], id="collective"),
        pytest.param({"draft": True}, [], id="draft"),
        pytest.param({"withdrawn": True}, [], id="withdrawn"),
        pytest.param({"ago": 61 * DAY}, [], id="long ago"),
    ],
)
def test_which_statements_ask_for_a_check(client, fields, found):
    said(**fields)

    assert board(sign_in(client, "editor"), "unchecked") == found


def test_corrected_words_ask_for_a_check_anew(client):
    sign_in(client, "editor")
    statement = said()
    Check.objects.create(
        wording=statement.wording, method="notes", outcome="exact", checked_by=UserFactory()
    )
    checked = board(client, "unchecked")

    made = {"language": "uk", "origin": "human_translation", "confirmed_at": NOW - DAY}
    WordingFactory(statement=statement, text="Ми чули.", **made)
    words = statement.wording_in("en")
    words.correct("We heard it twice.")
    SpeakerAnswerFactory(wording=words, kind="dispute", reason="Only once.")
    own = {"wording": None, "participation": statement.participation}
    SpeakerAnswerFactory(kind="capacity", reason="My name is Rii.", **own)

    assert checked == []
    assert board(client, "unchecked") == ["Winter roads"]


# What it costs


def one_of_each(user):
    """Something for every list of the user."""
    by = UserFactory()
    workflow.submit(ArticleFactory(), by, to=Group.objects.get(name="publisher"))
    workflow.submit(ArticleFactory(), by, to=UserFactory())
    CommentFactory(record=workflow.assign(ArticleFactory(), by, to=user).record)
    statement = said(ago=DAY, forecast_due_on=TODAY)
    original = ArticleFactory(body=f"<p>{mark(statement)}</p>")
    publish(original, by, at=NOW - HOUR)
    made = {"language": "uk", "origin": "human_translation", "confirmed_at": NOW - DAY}
    WordingFactory(statement=statement, text="Ми чули.", **made)
    words = statement.wording_in("en")
    words.correct("We heard it twice.")
    SpeakerAnswerFactory(wording=words, kind="dispute", reason="Only once.")
    own = {"wording": None, "participation": statement.participation}
    SpeakerAnswerFactory(kind="capacity", reason="My name is Rii.", **own)
    version = translating.start(original, "uk", by)
    Article.objects.filter(pk=version.pk).update(agrees_with=0)
    schedule(ArticleFactory(), by, NOW + HOUR)
    workflow.approve(ArticleFactory(), by)
    written_by(user)
    embargo.set_embargo(ArticleFactory(), by, NOW + HOUR)
    plan_removal(publish(ArticleFactory(), by).article, by, NOW + DAY, "It is over.")
    publish(announcement(coming()), by)
    coming()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(client, count):
    user = member("publisher")
    client.force_login(user)
    for _ in range(count):
        one_of_each(user)
    full = {name: len(board(client, name)) for name in NAMES}

    assert all(full.values()), full
    # session, user, their rights (2); waiting: tasks, articles; drafts; remarks: comments,
    # articles; review: articles, tasks; approved; outdated: uses, articles; answers, their words,
    # titles of events (2); translations: stale, editions of their originals; missing: editions,
    # versions, waivers; older: words, those of their statements; ahead: editions, embargoes,
    # removals; coming: events, titles, announcements, their editions; unreported: events, titles;
    # unchecked: numbers, events, titles; forecasts: statements, words; what was
    # done last
    assert queries(client, INDEX) == 40


NAMES = [
    "waiting", "drafts", "remarks", "review", "approved", "outdated", "answers", "translations",
    "older", "ahead", "coming", "unreported", "unchecked", "forecasts",
]  # fmt: skip


def test_comments_and_tasks_are_found_on_other_records_too_but_not_listed(client, marta):
    client.force_login(marta)
    event = EventFactory(starts_on=TODAY - 200 * DAY)
    TaskFactory(record=event, person=marta)
    CommentFactory(record=event)

    assert (board(client, "waiting"), board(client, "remarks")) == ([], [])
    assert (Task.objects.count(), Comment.objects.count()) == (1, 1)


def test_the_day_is_that_of_the_newsroom(client):
    with time_machine.travel("2026-11-24T22:30:00+00:00", tick=False):
        page = read(sign_in(client, "editor"), INDEX)
        assert texts(page, ".desk-head")[0].startswith("Newsroom Wednesday, 25 November 2026")
        assert timezone.localdate() == TODAY


def test_a_forecast_asks_for_its_outcome_when_its_day_has_come(client):
    sign_in(client, "editor")
    said(words="The bridge stands by winter.", forecast_due_on=TODAY)
    said(words="Tomorrow.", forecast_due_on=TODAY + DAY)
    said(words="Known.", forecast_due_on=TODAY, forecast_outcome="partly")
    said(words="A draft.", forecast_due_on=TODAY, draft=True)
    before, link = board(client, "forecasts"), links(client, "forecasts")[0]

    statement = Statement.objects.get(wordings__text="The bridge stands by winter.")
    change(client, statement, forecast_outcome="did_not")

    assert before == ["The bridge stands by winter."]
    assert link == reverse("admin:events_statement_change", args=[statement.pk])
    assert board(client, "forecasts") == []
    assert "Forecasts whose day has come" not in boards(sign_in(client, "reporter"))
