import json

import pytest
from django.core.signing import b64_encode

pytestmark = pytest.mark.django_db
LISTS = ["/articles/", "/corrections/", "/events/", "/people/", "/statements/", "/topics/"]


def cursor(text: str) -> str:
    return b64_encode(text.encode()).decode()


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("[]", id="no values"),
        pytest.param('["2020-01-01T00:00:00Z", Infinity]', id="infinite"),
        pytest.param("[" * 1500, id="deep"),
        pytest.param(json.dumps(["\ud800", 1]), id="half a letter"),
        pytest.param(json.dumps(["\0", 1]), id="NUL"),
        pytest.param('["0001-01-01T00:00:00Z", 1]', id="first year"),
        pytest.param('["9999-12-31T23:59:59Z", 1]', id="last year"),
        pytest.param('{"a": 1}', id="no list"),
    ],
)
def test_no_cursor_breaks_a_list(client, address, text):
    response = client.get(address, {"before": cursor(text)})

    assert response.status_code in {200, 404}


@pytest.mark.parametrize("path", ["/articles/1/", "/articles/9999/", "/articles/2020/13/"])
def test_no_year_breaks_the_archive(client, path):
    assert client.get(path).status_code == 404
