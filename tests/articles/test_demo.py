import io

import pytest
from django.core.management import call_command
from PIL import Image

from articles.demo import drawings, files, loader, sound
from articles.models import Article, Edition, Quotation
from events.models import Event, Recording, Statement
from newsroom.models import LogEntry, Picture, User
from people.models import Person


@pytest.fixture
def small(monkeypatch, settings, tmp_path):
    """The demonstration with one picture and the articles of one event."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(drawings, "LANDSCAPE", (160, 106))
    monkeypatch.setattr(drawings, "UPRIGHT", (100, 125))
    monkeypatch.setattr(sound, "SECONDS", 40)
    wanted = files.articles()
    monkeypatch.setattr(
        loader.files,
        "articles",
        lambda: [
            file
            for file in wanted
            if file.slug in {"about", "the-sixth-year-online-panel", "shistnadtsiat-stiltsiv"}
        ],
    )


def counts():
    models = (User, Person, Picture, Event, Statement, Article, Edition, Quotation, LogEntry)
    return [model._default_manager.count() for model in models]


@pytest.mark.django_db
def test_demo_loads_once_and_changes_nothing_afterwards(small, capsys):
    call_command("demo")
    first = counts()
    said = capsys.readouterr().out
    call_command("demo")

    assert counts() == first
    assert "5 users" in said
    assert capsys.readouterr().out.startswith(
        "The demonstration is there already; nothing changed."
    )
    assert Recording.objects.exclude(file="").get().file.size > 0
    assert sorted(Edition.objects.values_list("article__slug", "number")) == [
        ("about", 1),
        ("about", 1),
        ("about", 1),
        ("shistnadtsiat-stiltsiv", 1),
        ("the-sixth-year-online-panel", 1),
        ("the-sixth-year-online-panel", 2),
    ]


@pytest.mark.django_db
def test_demo_makes_a_user_of_each_group_who_can_sign_in(small, settings, capsys):
    settings.SITE_URL = "http://127.0.0.1:8000"
    call_command("demo")

    assert "password newsroom-demo" in capsys.readouterr().out
    users = {user.username: user for user in User.objects.filter(is_active=True)}
    assert {name: [g.name for g in user.groups.all()] for name, user in users.items()} == {
        "admin": [],
        "editor": ["editor"],
        "publisher": ["publisher"],
        "reporter": ["reporter"],
        "staff": ["staff"],
    }
    assert all(user.is_staff and user.check_password("newsroom-demo") for user in users.values())


@pytest.mark.django_db
def test_demo_on_a_public_address_gives_a_password_that_nobody_knows(small, settings, capsys):
    settings.SITE_URL = "https://demo.example.org"
    call_command("demo")

    assert "newsroom-demo" not in capsys.readouterr().out
    assert not User.objects.get(username="admin").check_password("newsroom-demo")


@pytest.mark.parametrize("kind", drawings.SCENES)
def test_same_seed_draws_the_same_picture(kind, monkeypatch):
    monkeypatch.setattr(drawings, "LANDSCAPE", (160, 106))
    monkeypatch.setattr(drawings, "UPRIGHT", (100, 125))

    one, again, other = drawings.draw(kind, 1), drawings.draw(kind, 1), drawings.draw(kind, 2)

    assert one == again
    assert one != other
    assert Image.open(io.BytesIO(one)).format == "JPEG"


def test_every_drawing_of_the_demonstration_is_known():
    assert {row["drawing"] for row in files.base()["pictures"]} <= set(drawings.SCENES)
