"""The form on which an article is written, and the list of articles."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.publishing import withdraw
from tests.adminforms import add, address, change, errors, shown, text
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    EventFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    mark,
    publish,
    schedule,
)
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def client(admin_client):
    return admin_client


def body_after(client, body: str) -> str:
    """What is kept of a body that was sent."""
    article = ArticleFactory()
    response = change(client, article, body=body)
    assert errors(response) == [] if response.status_code == 200 else True
    article.refresh_from_db()
    return article.body


def test_an_article_is_written_with_topics_events_and_bylines(client):
    event, topic = EventFactory(), TopicFactory()

    add(
        client,
        Article,
        lines=[("bylines", {"text": "Halyna Verbova", "credit": "author", "order": "1"})],
        headline="Who minds the river?",
        body="<p>Nobody.</p>",
        events=[event.pk],
        topics=[topic.pk],
    )

    article = Article.objects.get()
    assert (article.headline, article.body) == ("Who minds the river?", "<p>Nobody.</p>")
    assert list(article.events.all()) == [event]
    assert list(article.topics.all()) == [topic]
    assert [str(byline) for byline in article.bylines.all()] == ["Halyna Verbova"]


@pytest.mark.parametrize(
    ("language", "slug"),
    [("uk", "zghoda-i-hora"), ("ru", "zgoda-i-gora")],
)
def test_a_slug_is_made_from_the_headline_in_its_language(client, language, slug):
    add(client, Article, headline="Згода і гора", language=language)

    assert Article.objects.get().slug == slug


def test_a_headline_has_one_line(client):
    add(client, Article, headline="Who minds\r\nthe  river?")

    assert Article.objects.get().headline == "Who minds the river?"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        pytest.param("<p>Hm<script>alert(1)</script></p>", "<p>Hm</p>", id="script"),
        pytest.param('<p onclick="x()">Hm</p>', "<p>Hm</p>", id="handler"),
        pytest.param('<p style="color:red">Hm</p>', "<p>Hm</p>", id="style"),
        pytest.param('<a href="javascript:x()">Hm</a>', "<a>Hm</a>", id="address"),
        pytest.param('<iframe src="https://a.org"></iframe><p>Hm</p>', "<p>Hm</p>", id="frame"),
    ],
)
def test_html_is_cleaned_at_the_door(client, sent, kept):
    assert body_after(client, sent) == kept


def test_marks_and_figures_pass_the_door(client):
    said = StatementFactory()
    video = '<figure data-embed="https://youtu.be/abc"></figure>'

    assert body_after(client, f"<p>{mark(said)}</p>{video}") == f"<p>{mark(said)}</p>{video}"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param(
            '<figure data-embed="https://evil.example/v"></figure>',
            "The embed https://evil.example/v is from a place that we do not show; allowed are "
            "YouTube and Vimeo. Make it a link instead.",
            id="embed",
        ),
        pytest.param(
            '<figure data-picture="77"></figure>',
            "There is no picture 77: take it out or pick another.",
            id="picture",
        ),
        pytest.param(
            '<p><q data-statement="szzzzzzz">“Hm”</q></p>',
            "“Hm” is marked as statement szzzzzzz, which does not exist: mark it anew.",
            id="statement",
        ),
        pytest.param(
            '<p><q data-statement="7">“Hm”</q></p>',
            "“Hm” is marked, but with no statement: mark it anew.",
            id="id",
        ),
    ],
)
def test_a_reference_to_nothing_is_told_on_the_form_with_the_text_kept(client, body, told):
    article = ArticleFactory()

    response = change(client, article, body=body)

    assert errors(response) == [told]
    assert shown(response.content)["body"] == [body]


def test_words_that_are_not_recorded_are_a_warning_for_a_draft(client):
    said = StatementFactory(words="The river is polite.")
    article = ArticleFactory()

    response = client.post(
        address(Article, "change", article.pk),
        shown(client.get(address(Article, "change", article.pk)).content)
        | {"body": f"<p>{mark(said, 'The river is rude.')}</p>", "_continue": "1"},
        follow=True,
    )

    assert f"Not the recorded words of {said.public_id}: printed “rude”, recorded “polite”" in text(
        response
    )
    article.refresh_from_db()
    assert "rude" in article.body


def test_the_form_lists_the_other_languages(client):
    original = ArticleFactory(headline="The river")
    ArticleFactory(headline="Ріка", language="uk", translation_group=original.translation_group)

    page = read(client, address(Article, "change", original.pk))

    assert texts(page, ".panel-translations") == ["Ukrainian Ріка", "Russian Translate"]


def test_scripts_run_by_their_hash_alone(client):
    response = client.get(address(Article, "change", ArticleFactory().pk))

    policy = response.headers["Content-Security-Policy"]
    [scripts] = [part for part in policy.split("; ") if part.startswith("script-src")]
    assert "unsafe-inline" not in scripts
    assert scripts.count("'sha256-") == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_fixed_number_of_queries(client, count, django_assert_num_queries):
    for _ in range(count):
        publish(ArticleFactory(), UserFactory())

    # session, user; sections of the filter and their texts; events of the filter; count, articles,
    # texts of their sections, editions; their tasks
    with django_assert_num_queries(10):
        read(client, address(Article, "changelist"))


@pytest.fixture
def standings():
    """An article in each standing towards its readers."""
    by, now = UserFactory(), timezone.now()
    live, waiting, _never, withdrawn, changing = (
        ArticleFactory(headline=name)
        for name in ("live", "waiting", "never", "withdrawn", "changing")
    )
    for article in (live, withdrawn, changing):
        publish(article, by, at=now - HOUR)
    schedule(waiting, by, now + HOUR)
    withdraw(withdrawn, by, "It was wrong.")
    schedule(changing, by, now + HOUR, change="minor")


@pytest.mark.parametrize(
    ("standing", "found"),
    [
        ("live", {"live", "changing"}),
        ("waiting", {"waiting", "changing"}),
        ("never", {"never"}),
        ("withdrawn", {"withdrawn"}),
    ],
)
def test_the_list_is_narrowed_by_standing(client, standings, standing, found):
    page = read(client, address(Article, "changelist") + f"?standing={standing}")

    assert set(texts(page, ".field-headline")) == found


def test_the_list_says_what_readers_see(client, standings):
    page = read(client, address(Article, "changelist") + "?o=1")
    told = dict(zip(texts(page, ".field-headline"), texts(page, ".field-readers"), strict=True))

    assert told["live"] == "live, edition 1"
    assert told["never"] == "-"
    assert told["withdrawn"] == "withdrawn"
    assert told["waiting"].startswith("waits for ")
    assert told["changing"].startswith("change waits for ")


def test_the_list_is_searched_in_any_case_and_order_of_words(client):
    ArticleFactory(headline="Їжак і Ґанок", language="uk")
    ArticleFactory(headline="The river")

    page = read(client, address(Article, "changelist") + "?q=ҐАНОК їжак")

    assert texts(page, ".field-headline") == ["Їжак і Ґанок"]


def test_the_list_is_narrowed_by_event(client):
    event = EventFactory()
    ArticleFactory(headline="About it").events.add(event)
    ArticleFactory(headline="Not about it")

    page = read(client, address(Article, "changelist") + f"?event={event.pk}")

    assert texts(page, ".field-headline") == ["About it"]


def test_editions_are_read_and_never_touched(client):
    edition = publish(ArticleFactory(body="<p>Words.</p>"), UserFactory())
    page = client.get(address(type(edition), "change", edition.pk))

    assert "<p>Words.</p>" in text(page)
    assert client.get(address(type(edition), "add")).status_code == 403
    assert (
        client.post(address(type(edition), "delete", edition.pk), {"post": "yes"}).status_code
        == 403
    )


def test_a_preview_shows_the_form_and_saves_nothing(client):
    said = StatementFactory(words="The river is polite.")
    article = ArticleFactory(headline="Before", body="<p>Old.</p>")
    BylineFactory(article=article, text="Halyna Verbova")
    url = address(Article, "change", article.pk)
    typed = shown(client.get(url).content) | {
        "headline": "After",
        "body": f"<p>{mark(said)}<script>x()</script></p>",
    }

    response = client.post(reverse("admin:articles_article_preview", args=[article.pk]), typed)

    page = text(response)
    assert "<script>x()" not in page
    wanted = ["After", "Halyna Verbova", "The river is polite"]
    assert [words for words in wanted if words in page] == wanted
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    article.refresh_from_db()
    assert article.headline == "Before"
    assert article.editions.count() == 0


def test_a_new_article_is_previewed_before_it_is_saved(client):
    typed = shown(client.get(address(Article, "add")).content) | {
        "headline": "After",
        "slug": "after",
        "body": "<p>New.</p>",
    }

    response = client.post(reverse("admin:articles_article_preview_new"), typed)

    assert "<p>New.</p>" in text(response)
    assert Article.objects.count() == 0


@pytest.mark.parametrize("page", ["change", "preview"])
def test_who_may_not_see_articles_sees_no_text(client, page):
    article = ArticleFactory()
    client.force_login(UserFactory(is_staff=True))

    assert client.get(address(Article, page, article.pk)).status_code == 403


def test_who_only_reads_sees_the_text_without_its_editor(client):
    article, reader = ArticleFactory(body="<p>Some <em>words</em>.</p>"), UserFactory(is_staff=True)
    reader.groups.add(Group.objects.get(name="staff"))
    client.force_login(reader)

    page = client.get(address(Article, "change", article.pk))

    assert "<p>Some <em>words</em>.</p>" in text(page)
    assert "<textarea" not in text(page)
