"""The answer to those who show a statement on a page of their own (oEmbed 1.0).

What they show is a frame of ours, so a withdrawal reaches them as it reaches every reader. It needs
no script and asks nothing of other hosts.
"""

import json
import re
from typing import Any
from urllib.parse import quote, unquote, urlencode, urlsplit
from xml.etree import ElementTree as ET

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import get_language, get_language_from_path, override
from django.utils.translation import gettext as _

from events.attribution import Rule
from events.models import Statement
from newsroom.languages import without_prefix
from newsroom.templatetags.newsroom import first_letter_large, in_words

WIDTH, HEIGHT = 600, 320  # of every frame: a height by the words would tell how long they are
CACHE_AGE = 60  # seconds; the frame itself is never older than any page
# What XML 1.0 holds in no form.
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def discovery(statement: Statement) -> list[tuple[str, str, str]]:
    """The links by which a page offers its statement: format, content type, address."""
    page = settings.SITE_URL + statement.get_absolute_url()
    return [
        (
            form,
            kind,
            f"{_absolute(reverse('events:oembed'))}?{urlencode({'url': page, 'format': form})}",
        )
        for form, kind in (("json", "application/json+oembed"), ("xml", "text/xml+oembed"))
    ]


def asked_for(address: str, hosts: set[str]) -> tuple[str, str]:
    """The id of the statement whose page is at the address, and the language of that page.

    Raises Http404 for any other address.
    """
    try:
        parts = urlsplit(address)
        path = unquote(parts.path, errors="strict")
        if parts.scheme not in {"http", "https"} or parts.netloc not in hosts or path[:1] != "/":
            raise Http404("That is no page of this site.")
        language = get_language_from_path(path) or settings.LANGUAGE_CODE
        with override(settings.LANGUAGE_CODE):
            match = resolve(without_prefix(path))
    except (ValueError, Resolver404) as error:
        raise Http404("There is no such page.") from error
    if match.view_name != "events:statement_detail":
        raise Http404("Only statements can be embedded.")
    return match.kwargs["public_id"], language


def answer(statement: Statement, query: QueryDict) -> dict[str, Any]:
    """What is told of a statement in the language of the page; under a rule nothing of who spoke
    nor of the words, which a stored answer would keep."""
    is_withdrawn = statement.state == Statement.State.WITHDRAWN
    told = _withdrawn() if is_withdrawn else _told(statement)
    width, height = limit(query, "maxwidth"), limit(query, "maxheight")
    width, height = min(WIDTH, width or WIDTH), min(HEIGHT, height or HEIGHT)
    return {
        "version": "1.0",
        "type": "rich",
        **told,
        "provider_name": settings.SITE_NAME,
        "provider_url": settings.SITE_URL + "/",
        "cache_age": CACHE_AGE,
        "html": _html(statement, width, height),
        "width": width,
        "height": height,
    }


def limit(query: QueryDict, name: str) -> int | None:
    """The most pixels that whoever asks has room for; None where they do not say.

    Raises BadRequest for anything but a number.
    """
    text = query.get(name, "")
    if text and not (re.fullmatch(r"[0-9]{1,6}", text) and int(text)):
        raise BadRequest(f"{name} is a number of pixels.")
    return int(text) if text else None


def as_json(told: dict[str, Any]) -> HttpResponse:
    """The answer in JSON."""
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/json")


def as_xml(told: dict[str, Any]) -> HttpResponse:
    """The answer in XML."""
    root = ET.Element("oembed")
    for name, value in told.items():
        ET.SubElement(root, name).text = NOT_XML.sub("", str(value))
    content = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(content, content_type="text/xml; charset=utf-8")


FORMATS = {"json": as_json, "xml": as_xml}


def _told(statement: Statement) -> dict[str, str]:
    if statement.effective_rule != Rule.ON_RECORD:
        return {"title": _neutral_title()}
    label = statement.label()
    words = Truncator(statement.wording.text).words(12, truncate="…")
    told = {"title": f"{first_letter_large(label)}: {words}", "author_name": str(label)}
    if label.person_url:
        told["author_url"] = _absolute(label.person_url)
    return told


def _withdrawn() -> dict[str, str]:
    return {"title": _("This statement was withdrawn")}


def _neutral_title() -> str:
    return _("A statement, %(site)s") % {"site": settings.SITE_NAME}


def _html(statement: Statement, width: int, height: int) -> str:
    """A link, for those who show no frame, and the frame; its fonts are of its own origin.

    Others keep it for ever, so it says neither who spoke nor what.
    """
    return format_html(
        '<blockquote lang="{}"><a href="{}">{}, {}</a></blockquote>'
        '<iframe src="{}" title="{}" width="{}" height="{}" lang="{}" loading="lazy" '
        'sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>',
        get_language(),
        _absolute(statement.get_absolute_url()),
        settings.SITE_NAME,
        in_words(statement.said_on),
        _absolute(reverse("events:statement_embed", args=[statement.public_id])),
        _neutral_title(),
        width,
        height,
        get_language(),
    )


def _absolute(path: str) -> str:
    return settings.SITE_URL + quote(path, safe="/%")
