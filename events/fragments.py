"""Addresses that open a recording at a moment."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

YOUTUBE = re.compile(r"^((www|m|music)\.)?(youtube\.com|youtube-nocookie\.com|youtu\.be)$")
VIMEO = re.compile(r"^((www|player)\.)?vimeo\.com$")
# Their own ways to say where to begin; ours replaces one that the address had.
YOUTUBE_START = {"t", "start", "time_continue"}
# Six digits are more seconds than any event lasts.
SPAN = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)(?:,(\d{1,6}(?:\.\d{1,3})?))?", re.ASCII)


def span(start_ms: int, end_ms: int | None = None) -> str:
    """From where to where, in seconds, as Media Fragments URI 1.0 writes it: “754.5,760”."""
    return ",".join(_seconds(ms) for ms in (start_ms, end_ms) if ms is not None)


def read_span(text: str) -> tuple[int, int | None] | None:
    """The beginning and the end in ms of what `span` writes; None for anything else."""
    found = SPAN.fullmatch(text)
    if not found:
        return None
    start, end = (round(float(s) * 1000) if s else None for s in found.groups())
    return start or 0, end if end and end > (start or 0) else None


def address_at(address: str, start_ms: int, end_ms: int | None = None) -> str:
    """The address elsewhere that opens there: as its host asks for it, or as a media fragment."""
    parts = urlsplit(address)
    host, second = (parts.hostname or "").lower(), f"{start_ms // 1000}s"
    if YOUTUBE.match(host):
        kept = [(k, v) for k, v in parse_qsl(parts.query, True) if k not in YOUTUBE_START]
        return parts._replace(query=urlencode([*kept, ("t", second)]), fragment="").geturl()
    if VIMEO.match(host):
        return parts._replace(fragment=f"t={second}").geturl()
    if parts.fragment and not parts.fragment.startswith("t="):
        return address  # it leads to a place of the page, and a page has one fragment
    return parts._replace(fragment=f"t={span(start_ms, end_ms)}").geturl()


def _seconds(ms: int) -> str:
    return f"{ms / 1000:.3f}".rstrip("0").rstrip(".")
