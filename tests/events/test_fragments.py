import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.fragments import address_at, read_span, span
from events.models import Recording


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.youtube.com/watch?v=a1", "https://www.youtube.com/watch?v=a1&t=754s"),
        ("https://youtube.com/watch?v=a1&t=3s#x", "https://youtube.com/watch?v=a1&t=754s"),
        ("https://youtu.be/a1?si=b2", "https://youtu.be/a1?si=b2&t=754s"),
        ("https://m.youtube.com/live/a1", "https://m.youtube.com/live/a1?t=754s"),
        ("https://YouTube.com/watch?v=a1&start=9", "https://YouTube.com/watch?v=a1&t=754s"),
        ("https://vimeo.com/12345", "https://vimeo.com/12345#t=754s"),
        ("https://player.vimeo.com/video/1#t=9s", "https://player.vimeo.com/video/1#t=754s"),
        ("https://example.org/a.mp3", "https://example.org/a.mp3#t=754.5,760"),
        ("https://example.org/a?x=1&y#t=4", "https://example.org/a?x=1&y#t=754.5,760"),
        ("https://example.org/#/talks/7", "https://example.org/#/talks/7"),
        ("https://notyoutube.com/watch?v=a", "https://notyoutube.com/watch?v=a#t=754.5,760"),
    ],
)
def test_an_address_elsewhere_opens_at_the_second_as_its_host_asks(address, expected):
    assert address_at(address, 754_500, 760_000) == expected
    assert Recording(address=address).url_at(754_500, 760_000) == expected
    assert Recording(address=address).url_at(0) == address


def test_a_file_of_ours_opens_on_its_page():
    recording = Recording(pk=3, file="recordings/a.mp3")

    assert recording.url_at(754_500, 760_000) == "/recordings/3/?t=754.5,760"
    assert recording.url_at(None) == recording.url_at(0) == "/recordings/3/"
    assert recording.file_at(754_500) == "/recordings/3/file#t=754.5"
    assert recording.file_at(None) == "/recordings/3/file"


@given(st.integers(0, 900_000_000), st.none() | st.integers(1, 90_000_000))
def test_what_is_written_is_read(start, length):
    end = None if length is None else start + length

    assert read_span(span(start, end)) == (start, end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("75", (75_000, None)),
        ("75,70", (75_000, None)),
        ("1e5", None),
        ("-1", None),
        ("", None),
        ("7" * 5000, None),
        ("٧", None),
        ("1:15", None),
    ],
)
def test_anything_else_is_no_span(text, expected):
    assert read_span(text) == expected
