import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.utils import translation

from newsroom.models import Redirect
from tests.factories import ArticleFactory, PersonFactory, TopicFactory, UserFactory, publish

pytestmark = pytest.mark.django_db


def rename(record, slug):
    record.slug = slug
    record.save()


def test_a_page_is_kept_for_two_seconds_for_every_reader(client, django_assert_num_queries):
    TopicFactory(name="Ice")
    first = client.get("/topics/")

    with django_assert_num_queries(0):
        second = client.get("/topics/")

    assert second.content == first.content
    assert second.headers["Cache-Control"] == "public, max-age=0, s-maxage=2"
    assert not second.has_header("Vary")
    assert not second.has_header("Set-Cookie")


def test_a_reader_with_the_same_page_is_told_so(client):
    etag = client.get("/topics/").headers["ETag"]

    response = client.get("/topics/", headers={"If-None-Match": f"W/{etag}"})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=2"


def test_somebody_signed_in_is_never_answered_from_the_copy(client):
    client.get("/topics/")
    TopicFactory(name="Ice")
    client.force_login(UserFactory())

    response = client.get("/topics/")

    assert "Ice" in response.content.decode()
    assert response.headers["Cache-Control"] == "private"


def test_errors_and_the_admin_are_not_kept(client):
    client.get("/nothing/")
    client.get("/admin/login/")

    assert not list(getattr(cache, "_cache", {}))


@pytest.mark.parametrize(
    ("path", "language"), [("/topics/", "en"), ("/uk/topics/", "uk"), ("/ru/topics/", "ru")]
)
def test_the_language_of_a_page_comes_from_its_path_alone(client, path, language):
    response = client.get(path, headers={"Accept-Language": "ru"})

    assert response.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in response.content.decode()


def test_the_admin_speaks_the_language_of_its_user(client):
    client.force_login(UserFactory(language="uk", is_staff=True, is_superuser=True))

    response = client.get("/admin/", headers={"Accept-Language": "ru"})

    assert response.headers["Content-Language"] == "uk"


def test_without_a_choice_the_admin_speaks_the_language_of_the_browser(client):
    response = client.get("/admin/login/", headers={"Accept-Language": "ru"})

    assert response.headers["Content-Language"] == "ru"


@pytest.mark.parametrize("prefix", ["", "/uk"])
def test_an_old_address_leads_to_the_record_in_the_language_asked_for(client, prefix):
    rename(PersonFactory(slug="ada-rii"), "ada-rij")

    response = client.get(f"{prefix}/people/ada-rii/?before=x")

    assert response.status_code == 301
    assert response.headers["Location"] == f"{prefix}/people/ada-rij/?before=x"


def test_pages_below_an_old_address_move_with_it(client):
    publish(ArticleFactory(slug="kryha", language="uk"), UserFactory())
    Redirect.objects.create(old_path="/uk/articles/lid/", new_path="/uk/articles/kryha/")

    response = client.get("/uk/articles/lid/editions/1/")

    assert response.headers["Location"] == "/uk/articles/kryha/editions/1/"


def test_an_old_address_tells_nothing_of_a_record_without_a_page(client):
    rename(PersonFactory(slug="ada-rii", draft=True), "ada-rij")

    response = client.get("/people/ada-rii/")

    assert response.status_code == 404
    assert "ada-rij" not in response.content.decode()


def test_an_address_that_is_served_is_never_redirected(client):
    person = PersonFactory(slug="ada")
    Redirect.objects.bulk_create([Redirect(old_path="/people/", new_path="/elsewhere/")])

    assert client.get(person.get_absolute_url()).status_code == 200


def test_the_site_allows_nothing_from_elsewhere(client):
    policy = client.get("/topics/").headers["Content-Security-Policy"]

    assert policy == (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )
    assert translation.get_language() == "en"


@pytest.mark.parametrize("path", ["/x%00y/", "/people/%00/", "/statements/?speaker=%00"])
def test_an_address_with_nul_is_refused(client, path):
    assert client.get(path).status_code == 400


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "trace"])
def test_public_pages_are_only_read(client, method):
    response = getattr(client, method)("/topics/")

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


HOME = "http://testserver/admin/articles/article/?stage=draft"


@pytest.mark.parametrize(
    ("sent_from", "opened"),
    [
        pytest.param(HOME, "/admin/articles/article/%3Fstage%3Ddraft", id="page of the admin"),
        pytest.param("", "/admin/articles/article/tasks/7/claim/", id="unknown"),
        pytest.param(
            "http://testserver/articles/",
            "/admin/articles/article/tasks/7/claim/",
            id="page of the site",
        ),
        pytest.param(
            "https://example.org/admin/", "/admin/articles/article/tasks/7/claim/", id="elsewhere"
        ),
        pytest.param("http://[x/admin/", "/admin/articles/article/tasks/7/claim/", id="no address"),
    ],
)
def test_what_is_sent_without_a_login_leads_back_to_where_it_was_sent_from(
    client, sent_from, opened
):
    response = client.post("/admin/articles/article/tasks/7/claim/", headers={"Referer": sent_from})

    assert (response.status_code, response.headers["Location"]) == (
        302, f"/admin/login/?next={opened}"
    )  # fmt: skip


def test_the_login_itself_takes_what_is_sent(client):
    UserFactory(username="olena", is_staff=True, password=make_password("long enough"))
    typed = {"username": "olena", "password": "long enough", "next": "/admin/"}

    response = client.post("/admin/login/", typed, headers={"Referer": HOME})

    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")
