"""What the newsroom of the demonstration is at work on: texts under way, tasks, remarks."""

import datetime as dt

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from articles import embargo, workflow
from articles.models import Article
from events.models import Event, Wording
from newsroom.models import Comment, LogEntry, Task, User

NAMES = {
    "reporter": ("Danylo", "Horishnii"),
    "editor": ("Marta", "Zalizniak"),
    "publisher": ("Ostap", "Verbytskyi"),
    "staff": ("Iryna", "Kovalenko"),
    "admin": ("Lesia", "Panas"),
}
# A translation put right after it was printed: the Russian says “harder”, not “not at all”.
CORRECTED = ("sqt8k3cp", "en", "three garrets do not.", "three garrets burn less easily.")


def name(user: User) -> None:
    """Gives a user of the demonstration a name and an address."""
    user.first_name, user.last_name = NAMES[user.username]
    user.email = f"{user.username}@brid.example"
    user.save()


@transaction.atomic
def furnish() -> int:
    """Puts texts on the desks of those who work here, once; how many tasks there are now."""
    drafts = {a.slug: a for a in Article.objects.filter(stage=Article.Stage.DRAFT)}
    users = {user.username: user for user in User.objects.filter(username__in=NAMES)}
    if LogEntry.objects.filter(action=LogEntry.Action.MOVED, user=users["reporter"]).exists():
        return 0
    for slug, act in _acts(users, timezone.localdate()).items():
        if slug in drafts:
            act(drafts[slug])
    _correct()
    return Task.objects.count()


def _acts(users: dict[str, User], today: dt.date) -> dict:
    """What happened to each draft."""
    reporter, editor = users["reporter"], users["editor"]

    def count_hearings(article: Article) -> None:
        workflow.submit(
            article,
            reporter,
            to=Group.objects.get(name="editor"),
            due_on=today + dt.timedelta(days=1),
            note="The court administration has not answered yet. Can we go without it?",
        )
        Comment.objects.create(
            record=article,
            field="headline",
            text="“Fail” is strong. Most of them were adjourned, not lost.",
            author=editor,
        )

    def keeper(article: Article) -> None:
        workflow.submit(article, reporter, to=editor, due_on=today)
        workflow.give_back(
            article, editor, "Name the body that promised the answer, and give the sum."
        )
        _plan(article, today + dt.timedelta(days=2))

    def doors(article: Article) -> None:
        due = today + dt.timedelta(days=3)
        workflow.assign(article, editor, to=reporter, due_on=due, note="Three more schools.")
        _plan(article, today + dt.timedelta(days=4))

    def seat(article: Article) -> None:
        embargo.set_until_event_ends(
            article, editor, Event.objects.get(slug="children-who-come-back")
        )

    return {
        "how-many-hearings-fail": count_hearings,
        "a-keeper-for-the-winter-road": keeper,
        "khto-vidchyniaie-dveri": doors,
        "a-seat-by-the-window": seat,
    }


def _plan(article: Article, day: dt.date) -> None:
    article.refresh_from_db()
    article.planned_for = day
    article.save()


def _correct() -> None:
    """Puts a printed translation right, so that the article that prints it is to be looked at."""
    public_id, language, printed, right = CORRECTED
    wording = Wording.objects.filter(
        statement__public_id=public_id, language=language, replaced_at=None
    ).first()
    if wording and printed in wording.text:
        wording.correct(wording.text.replace(printed, right))
