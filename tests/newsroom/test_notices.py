import logging
from contextlib import suppress
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy, override

from articles import workflow
from newsroom.models import Task
from newsroom.notices import notify
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db
HEADLINE = "Winter\r\nBcc: everybody@evil.example\u2028 and ice"
FAULTS: dict[str, Exception] = {}


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_NAME, settings.SITE_URL = "Brid Centre", "https://brid.example"
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def delivered(django_capture_on_commit_callbacks):
    """Runs an act as one transaction, and says who was told what after it."""

    def run(act):
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            act()
            assert mail.outbox == []
        return [(message.to, message.subject) for message in mail.outbox]

    return run


def user(name, **fields):
    return UserFactory(username=name, email=f"{name}@brid.example", **fields)


def group(name, *users):
    found = Group.objects.get(name=name)
    for member in users:
        member.groups.add(found)
    return found


def tell(*users, subject="Ice", text="Look.", path="/admin/"):
    notify(users, subject, text, path)


def test_each_is_told_in_the_language_of_their_admin(delivered):
    users = [user("a", language="uk"), user("b", language="ru"), user("c", language="en")]
    lazy = format_lazy("{what}: {title}", what=gettext_lazy("article"), title="Лід")

    told = delivered(lambda: tell(*users, user("d"), subject=lazy, text=gettext_lazy("section")))

    assert told == [
        (["a@brid.example"], "Brid Centre: стаття: Лід"),
        (["b@brid.example"], "Brid Centre: статья: Лід"),
        (["c@brid.example"], "Brid Centre: article: Лід"),
        (["d@brid.example"], "Brid Centre: article: Лід"),
    ]
    assert [message.body for message in mail.outbox] == [
        "рубрика\n\nhttps://brid.example/admin/\n",
        "рубрика\n\nhttps://brid.example/admin/\n",
        "section\n\nhttps://brid.example/admin/\n",
        "section\n\nhttps://brid.example/admin/\n",
    ]


def test_who_is_named_twice_is_told_once(delivered):
    one = user("one")

    assert delivered(lambda: tell(one, one)) == [(["one@brid.example"], "Brid Centre: Ice")]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"wants_notices": False}, id="switched off"),
        pytest.param({"email": ""}, id="no address"),
        pytest.param({"is_active": False}, id="no longer here"),
    ],
)
def test_who_wants_none_gets_none(delivered, fields):
    silent = UserFactory(**{"email": "silent@brid.example"} | fields)

    assert delivered(lambda: tell(silent, user("other"))) == [
        (["other@brid.example"], "Brid Centre: Ice")
    ]


def test_the_site_sends_none_when_it_is_told_so(delivered, settings):
    settings.NOTICES = False

    assert delivered(lambda: tell(user("a"))) == []


def test_nobody_is_told_of_what_was_rolled_back(delivered):
    def undone():
        with suppress(ZeroDivisionError), transaction.atomic():
            tell(user("a"))
            raise ZeroDivisionError

    assert delivered(undone) == []


def test_no_headline_adds_a_header(delivered):
    delivered(lambda: tell(user("a"), subject=HEADLINE, text=HEADLINE))

    (message,) = mail.outbox
    assert message.subject == "Brid Centre: Winter Bcc: everybody@evil.example and ice"
    assert message.recipients() == ["a@brid.example"]
    sent = message.message()
    assert (sent["Bcc"], sent["Cc"], sent["To"]) == (None, None, "a@brid.example")
    assert sent["Auto-Submitted"] == "auto-generated"


class FailingBackend(EmailBackend):
    """Delivers all letters but those to an address of FAULTS."""

    def send_messages(self, messages):
        for message in messages:
            if message.to[0] in FAULTS:
                raise FAULTS[message.to[0]]
        return super().send_messages(messages)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        pytest.param(SMTPRecipientsRefused({}), [["c@brid.example"]], id="address refused"),
        pytest.param(SMTPServerDisconnected(), [], id="server gone"),
        pytest.param(ConnectionRefusedError(), [], id="no server"),
        pytest.param(TimeoutError(), [], id="slow server"),
        pytest.param(ValueError("Invalid address"), [], id="no address at all"),
    ],
)
def test_a_mail_server_that_fails_stops_nothing(
    settings, monkeypatch, caplog, django_capture_on_commit_callbacks, fault, told
):
    settings.EMAIL_BACKEND = f"{__name__}.FailingBackend"
    monkeypatch.setitem(FAULTS, "b@brid.example", fault)
    article = ArticleFactory(stage="draft")
    by, readers = user("a"), group("editor", user("b"), user("c"))

    with caplog.at_level(logging.ERROR), django_capture_on_commit_callbacks(execute=True):
        workflow.submit(article, by, to=readers)

    article.refresh_from_db()
    assert article.stage == "in_review"
    assert [message.to for message in mail.outbox] == told
    assert len(caplog.records) == 1


def test_who_is_asked_to_read_is_told_and_not_whoever_asks(delivered):
    writer, reader, other = user("writer"), user("reader", language="uk"), user("other")
    group("reporter", other)
    article = ArticleFactory(headline="Ice", pk=7)
    editors = group("editor", writer, reader)

    told = delivered(lambda: workflow.submit(article, writer, to=editors, note="Please, today."))

    with override("uk"):
        review = str(Task.Kind.REVIEW.label)
    assert told == [(["reader@brid.example"], f"Brid Centre: {review}: Ice")]
    assert mail.outbox[0].body == (
        f"writer: {review}\n\nPlease, today.\n\n"
        "https://brid.example/admin/articles/article/7/change/\n"
    )


def test_who_wrote_is_told_what_became_of_the_text(delivered):
    writer, reader = user("writer"), user("reader")
    article = ArticleFactory(headline="Ice")
    workflow.submit(article, writer, to=reader)
    mail.outbox.clear()

    returned = delivered(lambda: workflow.give_back(article, reader, "Name the sum."))
    mail.outbox.clear()
    workflow.submit(article, writer, to=reader)
    approved = delivered(lambda: workflow.approve(article, reader))

    assert returned == [(["writer@brid.example"], "Brid Centre: to write: Ice")]
    assert approved == [(["writer@brid.example"], "Brid Centre: approved: Ice")]


def test_who_is_assigned_is_told(delivered):
    by, writer = user("by"), user("writer")

    told = delivered(lambda: workflow.assign(ArticleFactory(headline="Ice"), by, to=writer))

    assert told == [(["writer@brid.example"], "Brid Centre: to write: Ice")]
    assert Task.objects.get().person == writer


def test_nobody_is_told_of_an_act_that_is_refused(delivered):
    article = ArticleFactory(stage="in_review")
    reader = user("reader")

    def refused():
        with pytest.raises(workflow.Refused):
            workflow.submit(article, user("writer"), to=reader)

    assert delivered(refused) == []
