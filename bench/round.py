"""Asks a filled database for its pages, a round for each line of standard input."""

import gc
import json
import os
import sys
import time
from http import HTTPStatus

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.conf import settings  # noqa: E402  after setup, as all that touches the models
from django.test import Client  # noqa: E402

from articles.models import Edition  # noqa: E402

REPEATS = 5


def addresses() -> dict[str, str]:
    """A page of each kind, from the newest English article on."""
    edition = Edition.objects.live().in_language("en").listed().newest().first()
    quotation = edition.quotations.select_related("statement__participation__person").first()
    return {
        "front": "/",
        "articles": "/articles/",
        "article": edition.get_absolute_url(),
        "section": edition.section.get_absolute_url(),
        "topic": edition.topics.first().get_absolute_url(),
        "events": "/events/",
        "event": edition.events.first().get_absolute_url(),
        "people": "/people/",
        "person": quotation.statement.participation.person.get_absolute_url(),
        "statements": "/statements/",
        "statement": quotation.statement.get_absolute_url(),
    }


def cost(client: Client, address: str) -> float:
    """CPU milliseconds of one request, a mean of some."""
    started = time.process_time()
    for _ in range(REPEATS):
        response = client.get(address)
    if response.status_code != HTTPStatus.OK:
        raise SystemExit(f"{address} answers {response.status_code}")
    return (time.process_time() - started) * 1000 / REPEATS


def main() -> None:
    """A JSON line of costs for each line asked."""
    settings.ALLOWED_HOSTS = ["testserver"]
    # Nobody collected static files for this.
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    client, pages = Client(), addresses()
    for _ in sys.stdin:
        gc.collect()
        print(json.dumps({name: cost(client, url) for name, url in pages.items()}), flush=True)


if __name__ == "__main__":
    main()
