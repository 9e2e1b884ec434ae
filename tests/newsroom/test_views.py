import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override
from lxml import html

from newsroom import views
from newsroom.models import TopicText
from tests.factories import (
    ArticleFactory,
    EventFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    publish,
)
from tests.pages import links, queries, read, texts

pytestmark = pytest.mark.django_db


def topic_with(number):
    topic = TopicFactory(slug=f"topic-with-{number}")
    for _n in range(number):
        article = ArticleFactory()
        article.topics.add(topic)
        publish(article, UserFactory())
        EventFactory().topics.add(topic)
        StatementFactory().topics.add(topic)
    return topic


def test_topic_list_shows_published_topics_by_name(client):
    for name in ("Water", "Bread"):
        TopicFactory(name=name, slug=name.lower())
    TopicFactory(name="Secret", slug="secret", published_at=None)

    assert texts(read(client, "/topics/"), ".name") == ["Bread", "Water"]


def test_topic_list_says_what_will_stand_there(client):
    assert texts(read(client, "/topics/"), ".empty") == [
        "The topics of the articles, events and statements will stand here."
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_topic_list_costs(client, number):
    for _n in range(number):
        TopicFactory()

    # topics, texts, plain pages
    assert queries(client, "/topics/") == 3


def test_topic_detail_shows_what_is_about_it(client):
    topic = topic_with(1)

    page = read(client, topic.get_absolute_url())

    assert texts(page, "h1") == [topic.name]
    assert len(texts(page, ".entry-title")) == 1
    assert texts(page, ".words") == ["“We heard it.”"]


def test_topic_detail_prints_the_name_in_the_language_of_the_page(client):
    topic = TopicFactory(slug="water")
    TopicText.objects.create(topic=topic, language="uk", name="Вода")

    assert texts(read(client, "/uk/topics/water/"), "h1") == ["Вода"]


def test_topic_detail_is_not_there_before_it_is_published(client):
    TopicFactory(slug="secret", published_at=None)

    read(client, "/topics/secret/", status=404)


@pytest.mark.parametrize("number", [1, 3])
def test_topic_detail_costs(client, number):
    topic = topic_with(number)

    # topic, texts; editions, section texts; statements: rows, records, wordings, checks,
    # printed capacities, event texts; events: rows, records, texts; plain pages
    assert queries(client, topic.get_absolute_url()) == 14


def test_healthz_answers_after_asking_the_database(client):
    assert client.get("/healthz").content == b"ok\n"


def test_robots_keep_out_of_the_admin_and_of_previews(client):
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /previews/",
        "Disallow: /uk/previews/",
        "Disallow: /ru/previews/",
        "Disallow: /statements/answers/",
        "Disallow: /uk/statements/answers/",
        "Disallow: /ru/statements/answers/",
    ]


def test_page_not_found_leads_on(client):
    page = read(client, "/uk/nowhere/at/all/", status=404)

    assert links(page, ".error") == ["/uk/", "/uk/articles/", "/uk/statements/"]
    assert links(page, ".languages") == ["/", "/uk/", "/ru/"]


@pytest.mark.parametrize(
    ("view", "status"),
    [(views.bad_request, 400), (views.permission_denied, 403), (views.page_not_found, 404)],
)
def test_error_pages_answer_with_their_status(view, status):
    response = view(RequestFactory().get("/"), exception=None)

    assert response.status_code == status


def test_a_login_that_leads_elsewhere_ends_on_the_first_page(client):
    user = UserFactory(admin=True)
    user.set_password("newsroom-demo")
    user.save()

    sent = {"username": user.username, "password": "newsroom-demo", "next": "//evil.example/"}
    answer = client.post(reverse("admin:login"), sent)

    assert answer.headers["Location"] == reverse("admin:index")


def test_the_login_bears_the_name_of_the_site(client, settings):
    settings.SITE_NAME = "Brid Centre"
    page = read(client, reverse("admin:login"))

    assert page.xpath("string(//title)").strip() == "Log in | Brid Centre"
    assert page.xpath("string(//*[@id='site-name'])").strip() == "Brid Centre"


def test_a_form_without_cookies_is_told_why_it_is_not_taken():
    careful = Client(enforce_csrf_checks=True)

    answer = careful.post(reverse("admin:login"), {"username": "danylo"})

    told = texts(html.fromstring(answer.content.decode()), "div[@class='error']/p")
    assert answer.status_code == 403
    assert told == [
        "This browser did not send the mark that belongs to the form, so it cannot be taken. "
        "Either you signed in or out since you opened the form, or your browser keeps no cookies: "
        "allow them for this site.",
        "Open the form again, and sign in if you are asked to. What you wrote in an article is "
        "kept in this browser and offered to you there.",
        "Open the form again",
    ]


def test_server_error_asks_nothing_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0), override("en"):
        response = views.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "Something failed" in response.content.decode()


def test_every_page_can_be_read_in_each_language(client, settings):
    page = read(client, "/uk/people/")

    assert links(page, ".languages") == ["/people/", "/uk/people/", "/ru/people/"]
    assert page.get("lang") == "uk"
    assert [
        (link.get("hreflang"), link.get("href").removeprefix(settings.SITE_URL))
        for link in page.xpath("//link[@rel='alternate']")
    ] == [
        ("en", "/people/"),
        ("x-default", "/people/"),
        ("uk", "/uk/people/"),
        ("ru", "/ru/people/"),
    ]


def test_a_cursor_that_is_none_is_not_found(client):
    read(client, "/articles/?before=rubbish", status=404)
