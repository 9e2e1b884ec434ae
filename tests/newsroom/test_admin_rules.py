"""Each rule of the ground floor, broken through its form."""

import io

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.models import Article
from newsroom.models import Picture, Redirect, Topic
from newsroom.triggers import REGISTRY
from tests.adminforms import add, address, assert_told, errors
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def drawn() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (60, 40)).save(file, "PNG")
    return file.getvalue()


def new_picture(client, name="a.png", content=None, lines=(), **fields):
    file = SimpleUploadedFile(name, drawn() if content is None else content)
    fields = {"credit": "Olha Rii", "ppoi": "0.5x0.5"} | fields
    return add(client, Picture, lines=lines, file=file, **fields)


def comment(client, words):
    article = ArticleFactory()
    return client.post(address(Article, "comments", article.pk), {"comment-text": words})


BREAKS = {
    "comment_has_text": lambda c: comment(c, ""),
    "newsroom_picturetext_one_per_language": lambda c: new_picture(
        c, lines=[("texts", {"language": "en", "alt": "a"})] * 2
    ),
    "newsroom_topictext_one_per_language": lambda c: add(
        c, Topic, lines=[("texts", {"language": "en", "name": "a"})] * 2, name="a"
    ),
}
UNREACHABLE = {
    "comment_resolved_by_somebody": "a button writes who and when together",
    "invitation_names_somebody": "the field is required",
    "invitation_expires_later": "the form asks for a number of days from now",
    "presence_once_per_record": "the page says by itself that it is open",
    "task_for_person_or_group": "one field asks for either",
    "task_open_once_per_kind": "no step asks before it closes what was asked before",
    "task_done_by_somebody": "the steps write who, when and what together",
    "picture_has_credit": "the field is required",
    "redirect_leads_elsewhere": "redirects are shown, not typed",
    "redirect_paths_start_with_slash": "redirects are shown, not typed",
    "redirect_stays_on_this_site": "redirects are shown, not typed",
    "topic_slug_is_free": "the model's clean says it first, at the slug",
    "log_entry_never_changes": "the log is shown, not typed",
}


@pytest.mark.parametrize("rule", BREAKS)
def test_a_broken_rule_is_told_on_the_form(admin_client, rule):
    assert_told(rule, BREAKS[rule](admin_client))


def test_no_rule_is_forgotten():
    models = apps.get_app_config("newsroom").get_models()
    rules = {c.name for model in models for c in model._meta.constraints}
    rules |= {t.name for t in REGISTRY.values() if t.model.startswith("newsroom.")}

    assert rules == set(BREAKS) | set(UNREACHABLE)


def test_an_old_address_is_refused_as_slug(admin_client):
    Redirect.objects.create(old_path="/topics/ice/", new_path="/topics/winter/")

    response = add(admin_client, Topic, name="Ice", slug="ice")

    assert errors(response) == ["An earlier address of another record is the same."]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        pytest.param("a.jpg", b"words, not a picture", "Upload a valid image.", id="text"),
        pytest.param(
            "a.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "Upload a valid image.",
            id="svg",
        ),
        pytest.param(
            "a.svg", None, "Allowed extensions are: jpg, jpeg, png, webp, avif", id="name"
        ),
        pytest.param("a.jpg", b"", "The submitted file is empty.", id="empty"),
    ],
)
def test_what_is_no_picture_is_refused(admin_client, name, content, sentence):
    response = new_picture(admin_client, name, content)

    assert response.status_code == 200
    assert sentence in " ".join(errors(response))
    assert not Picture.objects.exists()


def test_a_picture_of_200_mb_is_refused(admin_client, tmp_path):
    path = tmp_path / "large.png"
    Image.new("RGB", (60, 40)).save(path)
    with path.open("ab") as file:
        file.truncate(200 * 2**20)

    with path.open("rb") as file:
        response = add(admin_client, Picture, file=file, credit="a", ppoi="0.5x0.5")

    assert errors(response) == [
        "The picture has 200.0\xa0MB; the limit is 25.0\xa0MB. Save it smaller and try again."
    ]
    assert not Picture.objects.exists()
