import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml.html import fragment_fromstring, fromstring

from newsroom.comments import LONGEST
from newsroom.models import Comment, LogEntry, User
from tests.adminforms import address, change, errors, shown, sign_in, text
from tests.factories import (
    MOMENT,
    ArticleFactory,
    CommentFactory,
    EventFactory,
    StatementFactory,
    TaskFactory,
)

pytestmark = pytest.mark.django_db
RECORDS = {"article": ArticleFactory, "event": EventFactory, "statement": StatementFactory}
BESIDE_FORM = {"X-Requested-With": "comments.js"}
COLLEAGUES = iter(range(1000))


def colleague(client, group="editor", **fields):
    """Somebody of the group, with an address; the client is theirs."""
    sign_in(client, group)
    user = User.objects.latest("id")
    fields = {"email": f"colleague{next(COLLEAGUES)}@brid.example", **fields}
    for name, value in fields.items():
        setattr(user, name, value)
    user.save()
    return user


def comments_of(record):
    return address(type(record), "comments", record.pk)


def write(client, record, words="Is it so?", field="", **headers):
    sent = {"comment-text": words, "comment-field": field}
    return client.post(comments_of(record), sent, headers=headers)


def resolve(client, comment, word="resolve"):
    return client.post(f"{comments_of(comment.record)}{comment.pk}/{word}/")


def said(record):
    return list(Comment.objects.about(record).values_list("text", "field"))


@pytest.mark.parametrize("make", RECORDS.values(), ids=RECORDS)
@pytest.mark.parametrize("group", ["reporter", "editor", "publisher"])
def test_those_who_work_on_a_record_write_resolve_and_reopen(client, make, group):
    record = make()
    user = colleague(client, group)

    write(client, record)
    comment = Comment.objects.get()
    assert (comment.record, comment.author, comment.text) == (record, user, "Is it so?")
    resolve(client, comment)
    comment.refresh_from_db()
    assert comment.resolved_by == user
    resolve(client, comment, "reopen")

    comment.refresh_from_db()
    assert (comment.resolved_by, comment.resolved_at) == (None, None)


@pytest.mark.parametrize("make", RECORDS.values(), ids=RECORDS)
def test_staff_neither_read_nor_write_comments(client, make):
    comment = CommentFactory(record=make(), text="Not for staff.")
    sign_in(client, "staff")
    page = comments_of(comment.record)

    answers = [
        client.get(page),
        write(client, comment.record),
        resolve(client, comment),
        resolve(client, comment, "reopen"),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
    assert said(comment.record) == [("Not for staff.", "")]
    form = client.get(address(type(comment.record), "change", comment.record.pk))
    assert form.status_code == 200
    assert "Not for staff." not in text(form)
    assert fromstring(form.content).xpath("//*[@id='comments-form']") == []


@pytest.mark.parametrize("make", RECORDS.values(), ids=RECORDS)
def test_a_stranger_is_sent_to_the_login(client, make):
    comment = CommentFactory(record=make())
    page = comments_of(comment.record)

    answers = [client.get(page), write(client, comment.record), resolve(client, comment)]

    assert [answer.url.partition("?")[0] for answer in answers] == ["/admin/login/"] * 3
    assert len(said(comment.record)) == 1
    assert Comment.objects.get().resolved_at is None


def test_a_comment_is_resolved_at_its_own_record_alone(client):
    comment, other = CommentFactory(), ArticleFactory()
    colleague(client)

    answer = client.post(f"{comments_of(other)}{comment.pk}/resolve/")

    assert answer.status_code == 404
    assert Comment.objects.get().resolved_at is None


def test_nothing_is_resolved_by_opening_an_address(client):
    comment = CommentFactory()
    colleague(client)

    answer = client.get(f"{comments_of(comment.record)}{comment.pk}/resolve/")

    assert answer.status_code == 405
    assert Comment.objects.get().resolved_at is None


def test_whoever_resolved_first_did_it(client):
    comment = CommentFactory(author=colleague(client))
    comment.resolve(comment.author)
    colleague(client)

    resolve(client, comment)

    comment.refresh_from_db()
    assert comment.resolved_by == comment.author


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        pytest.param(ArticleFactory, ["", "headline", "body", "topics", "bylines"], id="article"),
        pytest.param(EventFactory, ["", "rule", "starts_on", "texts"], id="event"),
        pytest.param(StatementFactory, ["", "participation", "wordings"], id="statement"),
    ],
)
def test_a_comment_is_about_the_whole_or_a_part_of_the_form(client, make, fields):
    record = make()
    colleague(client, "publisher")

    for field in fields:
        write(client, record, "Why?", field)

    assert said(record) == [("Why?", field) for field in fields]


@pytest.mark.parametrize(
    ("words", "field", "told"),
    [
        pytest.param("", "", "Write something.", id="nothing"),
        pytest.param(" \n ", "", "Write something.", id="white space"),
        pytest.param(
            "a",
            "password",
            "Select a valid choice. password is not one of the available choices.",
            id="no part of the form",
        ),
        pytest.param(
            "a" * 100 * 1024,
            "",
            "A comment has at most 5000 characters, and this one has 102400: write it shorter, or "
            "put the text where it belongs.",
            id="too long",
        ),
        pytest.param("a\0b", "", "Null characters are not allowed.", id="nul"),
    ],
)
@pytest.mark.parametrize("headers", [{}, BESIDE_FORM], ids=["page", "beside the form"])
def test_what_is_no_comment_is_told_and_kept_in_the_box(client, words, field, told, headers):
    article = ArticleFactory()
    colleague(client)

    answer = write(client, article, words, field, **headers)

    assert errors(answer) == [told]
    assert said(article) == []
    box = fromstring(text(answer)).xpath("string(//textarea[@name='comment-text'])")
    assert box.removeprefix("\n") == words.replace("\0", "\N{REPLACEMENT CHARACTER}")


def test_the_longest_comment_is_written(client):
    article = ArticleFactory()
    colleague(client)

    write(client, article, "a" * LONGEST)

    assert said(article) == [("a" * LONGEST, "")]


def test_a_comment_is_shown_as_it_was_typed(client):
    article = ArticleFactory()
    colleague(client, first_name="Marta", last_name="Zalizniak")

    write(client, article, "<script>alert(1)</script>\n{{ 7|add:7 }}", "headline")

    answer = client.get(comments_of(article))
    (line,) = fromstring(text(answer)).find_class("comment")
    assert b"<script>alert(1)</script>" not in answer.content
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;\n{{ 7|add:7 }}" in answer.content
    assert "Marta Zalizniak" in line.text_content()


def test_a_script_beside_the_form_gets_the_comments_alone(client):
    article = ArticleFactory()
    colleague(client)

    answer = write(client, article, "Is it so?", "headline", **BESIDE_FORM)

    panel = fragment_fromstring(text(answer).strip())
    assert panel.get("id") == "id_comments"
    assert panel.xpath(".//template/@data-place") == ["headline"]
    assert panel.xpath("string(.//textarea)").strip() == ""


def test_without_script_the_page_of_the_comments_comes_back(client):
    article = ArticleFactory()
    colleague(client)

    answer = write(client, article)

    comment = Comment.objects.get()
    assert answer.url == f"{comments_of(article)}#comment-{comment.pk}"
    resolved = resolve(client, comment)
    assert resolved.url == answer.url


def test_a_place_with_open_comments_is_marked_with_their_number(client):
    article = ArticleFactory()
    first = CommentFactory(record=article, field="headline")
    CommentFactory(record=article, field="headline")
    CommentFactory(record=article, field="body", resolved_at=MOMENT, resolved_by=first.author)
    CommentFactory(record=article)
    CommentFactory(field="kicker")
    colleague(client)

    page = fromstring(text(client.get(address(type(article), "change", article.pk))))

    marks = [
        (template.get("data-place"), template.text_content().strip(), *template.xpath(".//@href"))
        for template in page.xpath("//template[@data-place]")
    ]
    assert marks == [("headline", "2 comments", f"#comment-{first.pk}")]


def test_the_gate_leads_to_the_comments_beside_the_text(client):
    comment = CommentFactory()
    colleague(client)

    page = fromstring(text(client.get(address(type(comment.record), "change", comment.record.pk))))

    assert page.xpath("//a[substring-after(@href, '#') = 'id_comments']/../span/text()") == [
        "advised",
        "Comments that nobody resolved yet: 1.",
    ]
    assert len(page.xpath("//form[@id='article_form']//section[@id='id_comments']")) == 1


@pytest.mark.parametrize("make", RECORDS.values(), ids=RECORDS)
def test_no_form_stands_in_another_and_no_comment_in_a_save(client, make):
    record = make()
    colleague(client, "publisher")

    page = fromstring(text(client.get(address(type(record), "change", record.pk))))

    assert page.xpath("//form//form") == []
    writing = page.xpath("//*[starts-with(@name, 'comment-')]")
    assert [field.get("form") for field in writing] == ["comments-form", "comments-form"]
    buttons = page.xpath("//section[@id='id_comments']//button")
    assert [button.get("form") for button in buttons] == ["comments-form"]
    assert len(page.xpath("//form[@id='comments-form']")) == 1


def test_a_save_does_not_look_at_the_comments(client):
    article = ArticleFactory(headline="Old")
    Comment.objects.bulk_create(
        [
            # Of a field that is gone, and longer than anybody could write today.
            Comment(record=article, field="gone", text="a" * LONGEST * 2, author=colleague(client))
        ]
    )
    form = shown(client.get(address(type(article), "change", article.pk)).content)

    with CaptureQueriesContext(connection) as queries:
        client.post(address(type(article), "change", article.pk), form | {"headline": "New"})

    article.refresh_from_db()
    assert article.headline == "New"
    assert [q["sql"] for q in queries if "newsroom_comment" in q["sql"]] == []


def test_a_comment_on_a_field_that_is_gone_is_still_read(client):
    comment = CommentFactory(field="gone", text="It was here.")
    colleague(client)

    for page in ("change", "comments"):
        answer = client.get(address(type(comment.record), page, comment.record.pk))
        (line,) = fromstring(text(answer)).find_class("comment")
        assert "gone" in line.text_content()
        assert "It was here." in line.text_content()


def test_comments_outlive_their_record(client, admin_client):
    comment = CommentFactory(record=EventFactory())
    page = comments_of(comment.record)
    colleague(client)

    comment.record.delete()

    comment = Comment.objects.get()
    assert (comment.record, str(comment)) == (None, "Is it so?")
    assert client.get(page).status_code == 404
    assert client.post(f"{page}{comment.pk}/resolve/").status_code == 404
    # Whoever wrote it is still known, and cannot be deleted.
    author = address(User, "delete", comment.author.pk)
    assert "protected related objects" in text(admin_client.get(author))


def test_a_new_record_has_no_comments_yet(client):
    colleague(client)

    page = client.get("/admin/articles/article/add/")

    assert page.status_code == 200
    assert fromstring(text(page)).xpath("//*[@id='id_comments']") == []


def test_a_comment_is_not_in_the_log_of_the_record(client):
    article = ArticleFactory()
    colleague(client)

    write(client, article)

    assert list(LogEntry.objects.all()) == []


# Session, user, the article with its section and editions, two for rights; and the comments.
COST_OF_PAGE = 8


def test_the_page_of_the_comments_costs_the_same_for_one_and_three(client):
    article = ArticleFactory()
    colleague(client)
    costs = []
    for more in (1, 2):
        for _ in range(more):
            CommentFactory(record=article)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(comments_of(article)).status_code == 200
        costs.append(len(queries))

    assert costs == [COST_OF_PAGE, COST_OF_PAGE]


@pytest.mark.parametrize("make", RECORDS.values(), ids=RECORDS)
def test_a_form_costs_the_same_with_one_comment_and_three(client, make):
    record = make()
    colleague(client)
    costs = []
    for more in (1, 2):
        for _ in range(more):
            CommentFactory(record=record)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(type(record), "change", record.pk)).status_code == 200
        costs.append(sum("newsroom_comment" in query["sql"] for query in queries))

    # The gate of an article counts them once more.
    expected = 2 if make is ArticleFactory else 1
    assert costs == [expected, expected]


def test_beside_the_form_stand_the_last_resolved_and_on_the_page_all(client):
    article = ArticleFactory()
    user = colleague(client)
    for n in range(12):
        moment = MOMENT + dt.timedelta(hours=n)
        CommentFactory(
            record=article,
            text=f"Number {n}.",
            written_at=moment,
            resolved_at=moment,
            resolved_by=user,
        )

    seen = {
        page: [
            line.text
            for line in fromstring(
                text(client.get(address(type(article), page, article.pk)))
            ).find_class("comment-text")
        ]
        for page in ("change", "comments")
    }

    newest_first = [f"Number {n}." for n in reversed(range(12))]
    assert seen == {"change": newest_first[:10], "comments": newest_first}


# Notices


def test_those_who_wrote_or_have_a_task_are_told_and_nobody_else(
    client, django_capture_on_commit_callbacks, settings
):
    settings.SITE_NAME, settings.SITE_URL = "Brid Centre", "https://brid.example"
    article = ArticleFactory(headline="Line\nof\r\nBcc: x@evil.example")
    colleague(client, email="bystander@brid.example")
    CommentFactory(record=article, author=colleague(client, email="writer@brid.example"))
    CommentFactory(author=colleague(client, email="elsewhere@brid.example"))
    asked = colleague(client, email="asked@brid.example", language="uk")
    TaskFactory(record=article, person=asked)
    done = colleague(client, email="done@brid.example")
    TaskFactory(
        record=article, kind="write", person=done, done_at=MOMENT, done_by=done, outcome="done"
    )
    author = colleague(client, first_name="Marta", last_name="Zalizniak")
    CommentFactory(record=article, author=author)

    with django_capture_on_commit_callbacks(execute=True):
        write(client, article, "Is it\nso?", "headline")

    comment = Comment.objects.latest("id")
    path = f"/admin/articles/article/{article.pk}/change/#comment-{comment.pk}"
    assert sorted(message.to for message in mail.outbox) == [
        ["asked@brid.example"],
        ["writer@brid.example"],
    ]
    (letter,) = [m for m in mail.outbox if m.to == ["writer@brid.example"]]
    assert letter.subject == "Brid Centre: comment: Line of Bcc: x@evil.example"
    assert letter.body == (
        f"Marta Zalizniak (Headline): Is it\nso?\n\nhttps://brid.example{path}\n"
    )


def test_a_group_member_who_has_the_task_in_hand_is_told(
    client, django_capture_on_commit_callbacks
):
    claimer = colleague(client, email="claimer@brid.example")
    article = ArticleFactory()
    TaskFactory(record=article, person=None, group=claimer.groups.get(), claimed_by=claimer)
    colleague(client)

    with django_capture_on_commit_callbacks(execute=True):
        write(client, article)

    assert [message.to for message in mail.outbox] == [["claimer@brid.example"]]


def test_whoever_may_no_longer_read_comments_is_not_told(
    client, django_capture_on_commit_callbacks
):
    article = ArticleFactory()
    gone = colleague(client, "staff")
    CommentFactory(record=article, author=gone)
    colleague(client)

    with django_capture_on_commit_callbacks(execute=True):
        write(client, article)

    assert mail.outbox == []


def test_nobody_is_told_of_what_was_refused_or_resolved(client, django_capture_on_commit_callbacks):
    comment = CommentFactory(author=colleague(client))
    colleague(client)

    with django_capture_on_commit_callbacks(execute=True):
        write(client, comment.record, "")
        resolve(client, comment)

    assert mail.outbox == []


def test_the_change_form_still_saves_with_a_comment_half_written(client):
    article = ArticleFactory()
    colleague(client)

    response = change(client, article, headline="New", **{"comment-text": "Half"})

    assert response.status_code == 302
    assert said(article) == []
