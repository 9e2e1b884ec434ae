import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import RequestFactory

from newsroom.media import ranged
from tests.factories import PictureFactory, UserFactory

DIGITS = b"0123456789"


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(
    ("header", "status", "content", "content_range"),
    [
        ("", 200, DIGITS, None),
        ("bytes=0-", 206, DIGITS, "bytes 0-9/10"),
        ("bytes=2-4", 206, b"234", "bytes 2-4/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=5-99", 206, b"56789", "bytes 5-9/10"),
        ("bytes=0-1,4-5", 200, DIGITS, None),
        ("bytes=4-2", 200, DIGITS, None),
        ("lines=1-2", 200, DIGITS, None),
        ("bytes=" + 5000 * "9" + "-", 200, DIGITS, None),
    ],
)
def test_ranged_gives_the_bytes_that_are_asked_for(header, status, content, content_range):
    name = default_storage.save("a.mp3", ContentFile(DIGITS))

    response = ranged(RequestFactory().get("/", headers={"Range": header}), name)

    assert (response.status_code, response.getvalue()) == (status, content)
    assert response.headers.get("Content-Range") == content_range
    assert response.headers["Content-Type"] == "audio/mpeg"


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=-0"])
def test_ranged_refuses_a_range_outside_the_file(header):
    name = default_storage.save("a.mp3", ContentFile(DIGITS))

    response = ranged(RequestFactory().get("/", headers={"Range": header}), name)

    assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */10")


def kind_of(client, address):
    response = client.get(address)
    assert response.getvalue()
    return response.headers["Content-Type"]


@pytest.mark.django_db
def test_media_gives_everybody_the_renditions_and_only_staff_the_original(client):
    picture = PictureFactory()
    assert kind_of(client, picture.file.small) == "image/webp"
    assert client.get(picture.file.url).status_code == 404

    client.force_login(UserFactory(is_staff=True))

    assert kind_of(client, picture.file.url) == "image/png"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["__processed__/../db.sqlite3", "__processed__/no.webp", "__processed__/", "x"]
)
def test_media_knows_no_other_files(client, path):
    assert client.get(f"/media/{path}").status_code in {400, 404}
