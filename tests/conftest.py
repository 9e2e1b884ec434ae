"""What every test finds: plain static files, quick passwords, no leavings of the test before."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from tests.environment import FOLDER

# The same examples each time, however slow the machine. To search for others:
# pytest --hypothesis-profile search, with --hypothesis-seed for yet others.
hypothesis_settings.register_profile("search", max_examples=500, deadline=None, print_blob=True)
hypothesis_settings.register_profile("steady", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("steady")


def pytest_configure():
    # No test collects static files, so there is no manifest and no folder of them.
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.STATIC_ROOT = None
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        # A file, not memory: each thread of a live server has its own connection, as in real life.
        # By both names: a live server may ask before the database is made.
        file = f"{FOLDER.name}/db.sqlite3"
        database["NAME"] = database.setdefault("TEST", {})["NAME"] = file
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# Walks over all pages, which ask what templates and rights let through, and no more of the database
# than the tests of each page do.
WALKS = {
    "test_demo",
    "test_every_output",
    "test_keys",
    "test_leaks",
    "test_rights",
    "test_translations",
}


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL, leaves out what a browser shows, walks over all pages and what asks no
    database: on SQLite it ran already."""
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        return
    rest = [item for item in items if not _asks_the_database(item)]
    config.hook.pytest_deselected(items=rest)
    left_out = set(rest)
    items[:] = [item for item in items if item not in left_out]


def _asks_the_database(item) -> bool:
    fixtures = set(item.fixturenames)
    asks = item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"}
    is_walk = item.module.__name__.rpartition(".")[2] in WALKS
    return bool(asks) and "browser" not in fixtures and not is_walk


@pytest.fixture(autouse=True)
def _fresh_process():
    """Empty cache and default language: pages are kept for two seconds, a language for a thread."""
    cache.clear()
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(scope="module")
def lasting(django_db_setup, django_db_blocker):
    """`with lasting():` what is recorded at its start stands for all tests of a module, each of
    which finds it unchanged: for records that take longer to make than to ask about."""

    @contextmanager
    def recorded():
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return recorded
