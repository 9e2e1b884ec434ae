"""Uploaded files, handed out with rights and by ranges: nobody else serves them, and Django knows
no Range, without which a recording cannot be played from its second."""

import mimetypes
import re
from collections.abc import Iterator
from http import HTTPStatus

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse

# The sizes made of a picture: flat, without metadata, under names that cannot be guessed.
RENDITIONS = "__processed__/"
# Eighteen digits are more bytes than any file has.
RANGE = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$")
CHUNK = 64 * 1024


def media(request, path: str) -> HttpResponseBase:
    """A file of the media storage: renditions for everybody, originals for the staff."""
    if not path.startswith(RENDITIONS) and not request.user.is_staff:
        raise Http404
    response = ranged(request, path)
    if path.startswith(RENDITIONS):
        # A rendition never changes: another focal point or file gives it another name.
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def ranged(request, path: str) -> HttpResponseBase:
    """The stored file, or the part of it that the request asks for (RFC 9110, section 14).

    Several ranges at once are answered with the whole, which the standard allows. Raises Http404.
    """
    try:
        file = default_storage.open(path, "rb")
    except (OSError, ValueError) as error:  # none, a folder, or a name that no file can have
        raise Http404 from error
    asked = _range(request.headers.get("Range", ""), file.size)
    if asked is None:
        return _answer(file, path, 0, file.size)
    if asked[0] >= file.size:
        file.close()
        return HttpResponse(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            headers={"Content-Range": f"bytes */{file.size}", "Accept-Ranges": "bytes"},
        )
    response = _answer(file, path, *asked)
    response.status_code = HTTPStatus.PARTIAL_CONTENT
    response.headers["Content-Range"] = f"bytes {asked[0]}-{asked[1] - 1}/{file.size}"
    return response


def _answer(file: File, path: str, start: int, end: int) -> StreamingHttpResponse:
    """The bytes from `start` up to, not including, `end`."""
    return StreamingHttpResponse(
        FilePart(file, start, end),
        content_type=mimetypes.guess_type(path)[0] or "application/octet-stream",
        headers={
            "Accept-Ranges": "bytes",
            "Content-Length": str(end - start),
            "Content-Disposition": "inline",
            # An uploaded file is never a page of ours, whatever is in it.
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


def _range(header: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; None when the header asks for no single range."""
    match = RANGE.match(header.strip())
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        return (max(0, size - int(last)) if int(last) else size), size
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1 if last else size, size)


class FilePart:
    """The bytes of a file from `start` up to, not including, `end`; closes it, read or not."""

    def __init__(self, file: File, start: int, end: int):
        self.file, self.start, self.end = file, start, end

    def __iter__(self) -> Iterator[bytes]:
        left = self.end - self.start
        with self.file:
            self.file.seek(self.start)
            while left > 0 and (piece := self.file.read(min(CHUNK, left))):
                left -= len(piece)
                yield piece

    def close(self) -> None:
        """Called by the response when it is done."""
        self.file.close()
