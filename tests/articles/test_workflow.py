"""How a text moves through the newsroom, and who is asked and told."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from articles import workflow
from articles.models import Article
from articles.publishing import publish
from articles.workflow import Refused
from newsroom.models import LogEntry, Task
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    EventFactory,
    PictureFactory,
    SectionFactory,
    UserFactory,
    schedule,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _still():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def olha():
    return UserFactory(username="olha", email="olha@example.org")


@pytest.fixture
def petro():
    user = UserFactory(username="petro", email="petro@example.org")
    user.user_permissions.add(Permission.objects.get(codename="review_article"))
    return user


@pytest.fixture
def editors():
    return Group.objects.get(name="editor")


def submit(article, by, note="", **asked):
    workflow.submit(article, by, note=note, **{"to": Group.objects.get(name="editor"), **asked})


MOVES = {
    "submit": submit,
    "take back": workflow.take_back,
    "return": workflow.give_back,
    "approve": lambda article, by, note="": workflow.approve(article, by, note=note),
    "bin": workflow.put_in_bin,
    "revive": workflow.revive,
}
# How an article comes to stand at each stage.
WAYS = {"draft": [], "in_review": ["submit"], "ready": ["submit", "approve"], "spiked": ["bin"]}


def standing_at(stage, by) -> Article:
    article = ArticleFactory()
    for name in WAYS[stage]:
        MOVES[name](article, by)
    article.refresh_from_db()
    return article


def refusal(act, *args, **kwargs) -> list[str]:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.messages


def open_tasks(article) -> list[tuple]:
    """What is asked, of whom, and by whom."""
    tasks = Task.objects.open().about(article).order_by("kind")
    return [(task.kind, str(task.person or task.group), str(task.asked_by)) for task in tasks]


def done_tasks(article) -> list[tuple]:
    """What was asked, what came of it, and who said so, in which words."""
    tasks = Task.objects.about(article).exclude(done_at=None).order_by("pk")
    return [(task.kind, task.outcome, str(task.done_by), task.answer) for task in tasks]


def moves(article) -> list[tuple]:
    entries = LogEntry.objects.about(article).filter(action="moved").order_by("pk")
    return [(str(entry.user), entry.before, entry.after, entry.note) for entry in entries]


@pytest.mark.parametrize(
    ("name", "stage", "target"),
    [
        ("submit", "draft", "in_review"),
        ("take back", "in_review", "draft"),
        ("return", "in_review", "draft"),
        ("return", "ready", "draft"),
        ("approve", "draft", "ready"),
        ("approve", "in_review", "ready"),
        ("bin", "draft", "spiked"),
        ("bin", "in_review", "spiked"),
        ("bin", "ready", "spiked"),
        ("revive", "spiked", "draft"),
    ],
)
def test_a_move_leads_on_and_is_logged_with_the_words(name, stage, target, olha, petro):
    article = standing_at(stage, olha)

    MOVES[name](article, petro, "Look at the second paragraph.")

    article.refresh_from_db()
    assert article.stage == target
    entry = LogEntry.objects.about(article).first()
    assert (entry.user, entry.action, entry.at) == (petro, "moved", NOW)
    assert (entry.before, entry.after) == (stage, target)
    assert (entry.note, entry.fingerprint) == (
        "Look at the second paragraph.", article.fingerprint
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "stage", "told"),
    [
        ("take back", "draft", "The article is not where you saw it; its stage is: draft."),
        ("return", "draft", "The article is not where you saw it; its stage is: draft."),
        ("revive", "draft", "The article is not where you saw it; its stage is: draft."),
        ("submit", "in_review", "its stage is now: in review."),
        ("revive", "in_review", "its stage is now: in review."),
        ("submit", "ready", "its stage is now: ready."),
        ("take back", "ready", "its stage is now: ready."),
        ("approve", "ready", "its stage is now: ready."),
        ("revive", "ready", "its stage is now: ready."),
        ("submit", "spiked", "its stage is now: in the bin."),
        ("take back", "spiked", "its stage is now: in the bin."),
        ("return", "spiked", "its stage is now: in the bin."),
        ("approve", "spiked", "its stage is now: in the bin."),
        ("bin", "spiked", "its stage is now: in the bin."),
    ],
)
def test_elsewhere_a_move_is_refused_with_who_moved_it_where(name, stage, told, olha, petro):
    article = standing_at(stage, olha)
    before = moves(article), open_tasks(article), done_tasks(article)
    who = "" if stage == "draft" else "olha moved the article at 2 March, 11:00; "

    assert refusal(MOVES[name], article, petro, "Hm.") == [who + told]
    article.refresh_from_db()
    assert article.stage == stage
    assert (moves(article), open_tasks(article), done_tasks(article)) == before


def test_a_review_is_a_task_with_a_day_and_a_note(olha, editors):
    article = ArticleFactory()

    task = workflow.submit(article, olha, to=editors, due_on=TODAY + DAY, note="Check the date.")

    assert (task.record, task.kind, task.group, task.due_on, task.note, task.asked_by) == (
        article, "review", editors, TODAY + DAY, "Check the date.", olha
    )  # fmt: skip


def test_handing_in_ends_the_writing(olha, petro, editors):
    article = ArticleFactory()
    workflow.assign(article, petro, to=olha)

    workflow.submit(article, olha, to=editors)

    assert open_tasks(article) == [("review", "editor", "olha")]
    assert done_tasks(article) == [("write", "done", "olha", "")]


def test_what_is_returned_is_asked_of_whoever_handed_it_in(olha, petro, editors):
    article = ArticleFactory()
    workflow.submit(article, olha, to=petro)

    workflow.give_back(article, petro, "Shorter, please.")

    (task,) = Task.objects.open().about(article)
    assert (task.kind, task.person, task.asked_by, task.note) == (
        "write", olha, petro, "Shorter, please."
    )  # fmt: skip
    assert done_tasks(article) == [("review", "returned", "petro", "Shorter, please.")]


def test_what_was_approved_and_is_returned_is_asked_of_whoever_handed_it_in_last(olha, petro):
    article = standing_at("ready", olha)

    workflow.give_back(article, petro, "One more thing.")

    assert open_tasks(article) == [("write", "olha", "petro")]


def test_what_nobody_handed_in_is_returned_to_whoever_approved_it(olha, petro):
    article = ArticleFactory()
    workflow.approve(article, olha)

    workflow.give_back(article, petro, "Not yet.")

    (task,) = Task.objects.open().about(article)
    assert (task.kind, task.person, task.note) == ("write", olha, "Not yet.")


def test_a_return_takes_the_place_of_what_was_asked_in_the_meantime(olha, petro, editors):
    article = standing_at("in_review", olha)
    workflow.assign(article, petro, to=editors)

    workflow.give_back(article, petro, "Shorter, please.")

    assert open_tasks(article) == [("write", "olha", "petro")]


def test_a_return_says_what_is_to_be_done(olha, petro):
    article = standing_at("in_review", olha)

    assert refusal(workflow.give_back, article, petro, " ") == [
        "Say what is to be done: the notes go to whoever wrote the text."
    ]
    assert open_tasks(article) == [("review", "editor", "olha")]


@pytest.mark.parametrize(
    ("name", "outcome", "asked"),
    [("take back", "dropped", []), ("approve", "done", []), ("bin", "dropped", [])],
)
def test_other_moves_leave_nothing_asked(name, outcome, asked, olha, petro):
    article = standing_at("in_review", olha)

    MOVES[name](article, petro, "So be it.")

    assert open_tasks(article) == asked
    assert done_tasks(article) == [("review", outcome, "petro", "So be it.")]


def test_of_two_who_are_asked_to_write_the_last_one_is(olha, petro, editors):
    article = ArticleFactory()
    workflow.assign(article, olha, to=petro, due_on=TODAY)

    workflow.assign(article, olha, to=editors, note="Petro is ill.")

    assert open_tasks(article) == [("write", "editor", "olha")]
    assert done_tasks(article) == [("write", "dropped", "olha", "")]
    entries = LogEntry.objects.about(article).filter(action="assigned").order_by("pk")
    assert [(entry.after, entry.note) for entry in entries] == [
        ("petro", ""), ("editor", "Petro is ill.")
    ]  # fmt: skip


def test_nobody_is_asked_to_write_what_lies_in_the_bin(olha, petro):
    article = standing_at("spiked", olha)

    assert refusal(workflow.assign, article, olha, to=petro) == [
        "The article is in the bin: take it out first."
    ]


def test_what_readers_see_or_will_is_not_binned(olha):
    live, waiting = ArticleFactory(), ArticleFactory()
    publish(live, olha, approving=True)
    publish(waiting, olha, at=NOW + DAY, approving=True)

    told = ["Readers see this article, or will: withdraw or unschedule it first."]
    assert refusal(workflow.put_in_bin, live, olha) == told
    assert refusal(workflow.put_in_bin, waiting, olha) == told


def test_a_deleted_article_moves_nowhere(olha):
    article = ArticleFactory()
    Article.objects.filter(pk=article.pk).delete()

    assert refusal(workflow.approve, article, olha) == ["Somebody deleted the article."]


# Claiming


@pytest.fixture
def review(olha, petro, editors):
    """A review that is asked of the editors, of whom Petro is one."""
    petro.groups.add(editors)
    return workflow.submit(ArticleFactory(), olha, to=editors)


def test_one_of_the_group_has_it_in_hand(review, olha, petro, editors):
    another = UserFactory()
    another.groups.add(editors)

    workflow.claim(review, petro)

    review.refresh_from_db()
    assert review.doer == petro
    assert refusal(workflow.claim, review, another) == ["petro has it in hand already."]
    assert list(Task.objects.waiting_for(petro)) == [review]
    assert list(Task.objects.waiting_for(another)) == []


def test_whoever_has_it_in_hand_may_give_it_back_to_the_group(review, olha, petro):
    workflow.claim(review, petro)

    assert refusal(workflow.release, review, olha) == ["You do not have it in hand."]
    workflow.release(review, petro)

    review.refresh_from_db()
    assert review.doer is None


def test_only_those_who_are_asked_take_it_in_hand(review, olha):
    assert refusal(workflow.claim, review, olha) == ["This is asked of somebody else."]


def test_what_is_done_is_not_taken_in_hand(review, petro):
    workflow.approve(review.record, petro)

    assert refusal(workflow.claim, review, petro) == ["This is done already."]
    assert refusal(workflow.release, review, petro) == ["This is done already."]


# The day until which a review should be done


@pytest.mark.parametrize(
    ("kind", "starts", "ends", "expected"),
    [
        pytest.param("report", 0, None, 1, id="report: the day after"),
        pytest.param("report", 3, 5, 6, id="report: the day after the last day"),
        pytest.param("report", -9, None, 0, id="report of long ago: today"),
        pytest.param("announcement", 20, None, 13, id="announcement: a week before"),
        pytest.param("announcement", 20, 21, 13, id="announcement: a week before the first day"),
        pytest.param("announcement", 3, None, 0, id="announcement of tomorrow: today"),
    ],
)
def test_a_day_is_proposed_from_the_event(kind, starts, ends, expected):
    article = ArticleFactory(kind=kind)
    event = EventFactory(
        starts_on=TODAY + starts * DAY, ends_on=None if ends is None else TODAY + ends * DAY
    )
    article.events.add(event)

    assert workflow.proposed_due(article) == TODAY + expected * DAY


def test_without_an_event_no_day_is_proposed():
    assert workflow.proposed_due(ArticleFactory()) is None


# Approval


@pytest.mark.parametrize("field", ["headline", "kicker", "standfirst", "body"])
def test_changed_words_are_not_approved(field, olha):
    article = standing_at("ready", olha)

    setattr(article, field, "<p>Other words.</p>")
    article.save()

    article.refresh_from_db()
    assert (article.stage, article.is_approved) == ("draft", False)


def test_approval_is_of_what_is_printed_alone(olha):
    article = standing_at("ready", olha)

    article.slug, article.section, article.planned_for = "another", SectionFactory(), TODAY
    article.save()
    article.events.add(EventFactory())

    article.refresh_from_db()
    assert (article.stage, article.is_approved) == ("ready", True)


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "opinion"},
        {"language": "ru"},
        {"first_printed_on": TODAY, "first_printed_in": "The Times"},
        {"picture": PictureFactory},
    ],
)
def test_approval_lapses_with_whatever_else_is_printed(changed, olha):
    article = standing_at("ready", olha)

    for field, value in changed.items():
        setattr(article, field, value() if callable(value) else value)
    article.save()

    article.refresh_from_db()
    assert (article.stage, article.is_approved) == ("draft", False)


def test_another_byline_takes_the_approval_from_a_text(olha):
    article = standing_at("ready", olha)

    BylineFactory(article=article, text="By the President himself")

    article.refresh_from_db()
    assert not article.is_approved


def test_only_whoever_handed_a_text_in_or_an_editor_takes_it_back(olha, petro):
    article, stranger = standing_at("in_review", olha), UserFactory()

    assert refusal(workflow.take_back, article, stranger) == [
        "olha handed it in: only they, or an editor, take it back."
    ]
    workflow.take_back(article, olha)

    article.refresh_from_db()
    assert article.stage == "draft"


def test_a_text_whose_edition_waits_is_not_returned(olha, petro):
    article = standing_at("ready", olha)
    schedule(article, petro, timezone.now() + dt.timedelta(hours=1))

    assert refusal(workflow.give_back, article, petro, "Wrong.") == [
        "Edition 1 waits for its moment: have it unscheduled first."
    ]
    article.refresh_from_db()
    assert article.stage == "ready"


def test_a_ready_text_is_not_asked_to_be_written(olha, petro):
    article = standing_at("ready", olha)

    assert refusal(workflow.assign, article, petro, to=olha) == [
        "The text is ready: return it before somebody is asked to write."
    ]


@pytest.mark.parametrize("who", ["olha", "petro"])
def test_whoever_is_asked_or_asks_ends_the_asking(who, olha, petro):
    article, users = ArticleFactory(), {"olha": olha, "petro": petro}
    petro.user_permissions.add(Permission.objects.get(codename="assign_article"))
    workflow.assign(article, petro, to=olha)

    workflow.unassign(article, users[who], "Not now.")

    assert open_tasks(article) == []
    assert done_tasks(article) == [("write", "dropped", who, "Not now.")]
    assert refusal(workflow.unassign, article, olha) == ["Nobody is asked to write the text."]


def test_nobody_else_ends_the_asking(olha, petro):
    article = ArticleFactory()
    workflow.assign(article, petro, to=olha)

    assert refusal(workflow.unassign, article, UserFactory()) == ["This is asked of somebody else."]


def test_only_the_words_that_were_read_are_approved(olha, petro):
    article = standing_at("in_review", olha)
    read = article.fingerprint
    article.headline = "Another"
    article.save()

    assert refusal(workflow.approve, article, petro, seen=read) == [
        "Somebody changed the text since you opened this page: read it again."
    ]
    workflow.approve(article, petro, seen=article.fingerprint)

    article.refresh_from_db()
    assert article.is_approved


def test_the_lapse_of_an_approval_is_logged(olha, petro):
    article = standing_at("ready", olha)
    article.headline = "Another"
    article.save()

    workflow.note_lapse(article, petro, "ready")

    assert moves(article)[-1] == (
        "petro", "ready", "draft", "The text changed after it was approved."
    )  # fmt: skip


def test_nothing_is_published_that_nobody_approved(olha):
    article = standing_at("in_review", olha)

    assert refusal(publish, article, olha) == ["Nobody approved the words as they stand now."]
    assert not article.editions.exists()


def test_whoever_publishes_may_approve_with_it(olha, petro):
    article = standing_at("in_review", olha)

    publish(article, petro, approving=True)

    assert moves(article)[-1] == ("petro", "in_review", "ready", "")
    assert open_tasks(article) == []


def test_an_approval_that_the_gate_makes_idle_is_not_kept(olha):
    article = ArticleFactory(body="")

    assert refusal(publish, article, olha, approving=True) == ["The article has no text."]
    article.refresh_from_db()
    assert (article.stage, moves(article)) == ("draft", [])


# Notices


def test_those_who_are_asked_are_told_and_those_who_asked_hear_of_it(
    olha, petro, editors, mailoutbox, django_capture_on_commit_callbacks
):
    petro.groups.add(editors)
    UserFactory(email="quiet@example.org", wants_notices=False).groups.add(editors)
    UserFactory(email="left@example.org", is_active=False).groups.add(editors)
    article = ArticleFactory(headline="The ice is out")

    with django_capture_on_commit_callbacks(execute=True):
        workflow.submit(article, olha, to=editors, note="Check the date.")
        workflow.give_back(article, petro, "Shorter, please.")
        workflow.submit(article, olha, to=petro)
        workflow.approve(article, petro)

    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["petro@example.org"], "Newsroom: to review: The ice is out"),
        (["olha@example.org"], "Newsroom: to write: The ice is out"),
        (["petro@example.org"], "Newsroom: to review: The ice is out"),
        (["olha@example.org"], "Newsroom: approved: The ice is out"),
    ]
    assert mailoutbox[1].body == (
        "petro: to write\n\nShorter, please.\n\n"
        f"http://testserver/admin/articles/article/{article.pk}/change/\n"
    )


def test_nobody_is_told_what_they_did_themselves(
    olha, editors, mailoutbox, django_capture_on_commit_callbacks
):
    olha.groups.add(editors)

    with django_capture_on_commit_callbacks(execute=True):
        workflow.submit(ArticleFactory(), olha, to=editors)

    assert mailoutbox == []


def test_a_refused_move_tells_nobody(olha, petro, mailoutbox, django_capture_on_commit_callbacks):
    article = standing_at("in_review", olha)

    with django_capture_on_commit_callbacks(execute=True):
        refusal(workflow.submit, article, olha, to=petro)

    assert mailoutbox == []
