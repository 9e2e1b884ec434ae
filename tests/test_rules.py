"""No rule of the record is without a write that tries to break it."""

import pytest
from django.apps import apps
from django.db import connection

from newsroom import triggers
from tests.articles.test_rules import BREAKS as ARTICLES
from tests.events.test_rules import BREAKS as EVENTS
from tests.newsroom.test_rules import BREAKS as NEWSROOM
from tests.people.test_rules import BREAKS as PEOPLE

OURS = ["articles", "events", "people", "newsroom"]


def constraints() -> set[str]:
    models = [model for app in OURS for model in apps.get_app_config(app).get_models()]
    return {constraint.name for model in models for constraint in model._meta.constraints}


def test_every_constraint_and_trigger_is_tried():
    assert set(ARTICLES | EVENTS | PEOPLE | NEWSROOM) == constraints() | set(triggers.REGISTRY)


def test_no_two_rules_share_a_name():
    assert constraints() & set(triggers.REGISTRY) == set()


@pytest.mark.django_db
def test_the_database_holds_the_triggers_of_the_list():
    assert set(triggers.installed()) == set(triggers.wanted(connection.vendor))
