"""No key that a browser sends brings a page down, whatever record it is for."""

import pytest
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse

from articles.models import Article, Section
from events.models import Event, Participation
from newsroom.keys import LARGEST, key, keys
from tests.adminforms import address, shown, sign_in
from tests.factories import ArticleFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db

HUGE = "9" * 26
NONSENSE = ["x", HUGE, "-1", "²", "9" * 5000, f"1,{HUGE}"]
MODELS = [*admin.site._registry]
PARTICIPANTS = {
    "app_label": "events", "model_name": "statement", "field_name": "participation"
}  # fmt: skip
NOT_MADE = {"auth.group", "newsroom.logentry", "newsroom.redirect"}
NOT_MADE |= {"articles.edition", "events.wording", "events.speakeranswer"}
MADE = [model for model in MODELS if model._meta.label_lower not in NOT_MADE]


def named(model) -> str:
    return model._meta.label_lower


@pytest.fixture
def chief(client):
    client.force_login(UserFactory(admin=True))
    return client


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", 1), (str(LARGEST), LARGEST), (7, 7), (str(LARGEST + 1), None), (HUGE, None),
        ("9" * 5000, None), ("x", None), ("", None), ("-1", None), ("1.5", None), (None, None),
    ],
)  # fmt: skip
def test_a_key_is_a_number_that_a_record_can_have(text, expected):
    assert key(text) == expected


def test_keys_are_those_among_the_texts():
    assert keys(["1", "x", HUGE, "2"]) == [1, 2]


def relations(model) -> list[str]:
    fields = [*model._meta.get_fields()]
    return [field.name for field in fields if field.is_relation and not field.auto_created]


@pytest.mark.parametrize("model", MADE, ids=named)
def test_a_new_form_opens_whatever_its_address_proposes(chief, model):
    url, names = address(model, "add"), [*relations(model), "event", "participation", "topics"]

    told = [
        (nonsense[:30], chief.get(url, dict.fromkeys(names, nonsense)).status_code)
        for nonsense in NONSENSE
    ]

    assert [line for line in told if line[1] != 200] == []


@pytest.mark.parametrize("model", MADE, ids=named)
@pytest.mark.parametrize("nonsense", NONSENSE[:3])
def test_a_form_comes_back_whatever_its_choices_hold(chief, model, nonsense):
    data = shown(chief.get(address(model, "add")).content)

    chosen = dict.fromkeys([*relations(model), "topics"], nonsense)
    answer = chief.post(address(model, "add"), data | chosen)

    assert answer.status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_a_list_opens_by_whatever_it_is_narrowed(chief, model):
    day, url = admin.site._registry[model].date_hierarchy, address(model, "changelist")
    names = {"id", "id__in", "p", "o", "q", "section", "event", "language", f"{day}__year"}
    names |= {f"{name}{end}" for name in relations(model) for end in ("", "__id__exact")}

    told = [
        (name, nonsense[:30], chief.get(url, {name: nonsense}).status_code)
        for name in names
        for nonsense in [*NONSENSE, "99999"]
    ]

    # What a list cannot be narrowed by, it leads away from or refuses.
    assert [line for line in told if line[2] not in {200, 302, 400}] == []


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_a_list_does_nothing_with_what_is_no_record(chief, model):
    url = address(model, "changelist")

    told = [
        (nonsense[:30], chief.post(url, {"action": action, ACTION_CHECKBOX_NAME: nonsense}))
        for action in ("delete_selected", "publish_selected", "bin")
        for nonsense in NONSENSE
    ]

    assert [line for line in told if line[1].status_code not in {200, 302}] == []


def test_a_list_of_lines_saves_nothing_that_is_no_record(chief):
    sent = {"_save": "1", "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1"}

    told = [
        chief.post(
            address(Section, "changelist"), sent | {"form-0-id": nonsense, "form-0-order": 1}
        )
        for nonsense in NONSENSE
    ]

    assert [answer.status_code for answer in told] == [200] * len(NONSENSE)


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_there_is_no_such_record(chief, model):
    told = [
        (page, nonsense[:30], chief.get(address(model, page, nonsense)).status_code)
        for page in ("change", "delete", "history")
        for nonsense in NONSENSE
    ]

    assert [line for line in told if line[2] not in {302, 403, 404}] == []


@pytest.mark.parametrize("nonsense", NONSENSE, ids=lambda text: text[:30])
def test_the_desk_answers_whatever_it_is_asked(client, nonsense):
    article, event = ArticleFactory(), StatementFactory().event
    sign_in(client, "editor")
    asked = [
        (address(Article, "statements"), {"events": nonsense}),
        (address(Article, "pictures"), {"id": nonsense}),
        (address(Article, "calendar"), {"week": nonsense, "day": nonsense}),
        (address(Article, "compare", article.pk), {"older": f"version-{nonsense}"}),
        (reverse("admin:events_capacity"), {"person": nonsense, "affiliation": nonsense}),
        (address(Participation, "choices"), PARTICIPANTS | {"event": nonsense}),
        (address(Event, "listen", event.pk), {"wording": nonsense}),
        (address(Event, "listen", event.pk), {"recording": nonsense}),
        (address(Event, "listen", event.pk), {"start": nonsense, "end": nonsense}),
    ]

    told = [client.get(url, query).status_code for url, query in asked]

    assert set(told) <= {200, 404}


@pytest.mark.parametrize("nonsense", NONSENSE[:3])
@pytest.mark.parametrize("name", ["topics", "events", "picture", "section"])
def test_a_preview_is_drawn_whatever_the_form_holds(client, name, nonsense):
    article = ArticleFactory()
    sign_in(client, "editor")
    data = shown(client.get(address(Article, "change", article.pk)).content)

    told = [
        client.post(address(Article, "preview", article.pk), data | {name: nonsense}).status_code,
        client.post(address(Article, "preview_new"), data | {name: nonsense}).status_code,
        client.post(address(Article, "change", article.pk), data | {name: nonsense}).status_code,
    ]

    assert set(told) <= {200, 302}


def test_a_preview_is_drawn_whatever_picture_the_text_names(client):
    article = ArticleFactory()
    sign_in(client, "editor")
    data = shown(client.get(address(Article, "change", article.pk)).content)
    body = f'<p>Text.</p><figure data-picture="{HUGE}"></figure>'

    answer = client.post(address(Article, "preview", article.pk), data | {"body": body})

    assert answer.status_code == 200


@pytest.mark.parametrize("nonsense", NONSENSE, ids=lambda text: text[:30])
@pytest.mark.parametrize("url", [
    "/statements/?year={}", "/statements/?before={}", "/articles/?before={}", "/events/?before={}",
    "/people/?before={}", "/topics/?before={}", "/statements/?speaker={}", "/articles/{}/",
    "/events/{}/", "/statements/{}/", "/articles/2026/{}/", "/articles/{}/1/",
    "/recordings/{}/", "/recordings/{}/file", "/articles/a/editions/{}/",
])  # fmt: skip
def test_a_reader_gets_a_page_or_is_told_that_there_is_none(client, url, nonsense):
    assert client.get(url.format(nonsense)).status_code in {200, 301, 302, 404}
