"""A statement as schema.org describes it, for machines that read its page.

Only where the name may stand: under a rule nothing is said, not even the words, which would be
nobody's.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from events.attribution import Rule
from events.citing import Citation
from events.models import Participation, Recording, Statement

# What could end the element or be taken for markup in it.
MARKUP = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
SOUND = (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav")
ANNOTATIONS = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
Node = dict[str, Any]


def script(node: Node | None) -> SafeString:
    """The node as the content of a script element of data, which nothing in it can leave."""
    if node is None:
        return SafeString()
    return mark_safe(json.dumps(node, ensure_ascii=False).translate(MARKUP))  # noqa: S308 - above


def quotation(citation: Citation, quotations: Iterable[Any] = ()) -> Node | None:
    """A Quotation of exact words, a CreativeWork that sums up others; None under a rule.

    `quotations` are the uses in articles, the first one first.
    """
    statement, wording = citation.statement, citation.wording
    if statement.effective_rule != Rule.ON_RECORD:
        return None
    uses = list(quotations)
    return _known(
        {
            "@context": "https://schema.org",
            **_work(statement, wording),
            "@id": _absolute(statement.get_absolute_url()),
            "url": _absolute(statement.get_absolute_url()),
            "version": wording.version,
            "creator": _in_capacity(citation),
            "spokenByCharacter": _speaker(citation) if statement.is_verbatim else None,
            "recordedAt": _event(citation),
            "dateCreated": statement.said_on.isoformat(),
            "datePublished": _moment(min((u.edition.dated_at for u in uses), default=None)),
            "isPartOf": [{"@id": _absolute(u.edition.get_absolute_url())} for u in uses],
            "translator": _person(citation.translator),
            "translationOfWork": _original(citation),
            "workTranslation": _translations(citation),
            "isBasedOn": _recording(citation),
            "publisher": {
                "@type": "Organization",
                "name": settings.SITE_NAME,
                "url": settings.SITE_URL + "/",
            },
        }
    )


def annotations(statement: Statement, quotations: Iterable[Any]) -> Node:
    """Where articles print the words, for programs that mark them there: a page of Web Annotations,
    one for each passage.

    Under a rule there are none: what stands beside the words in an article, also in one that was
    printed before the rule, may tell who spoke.
    """
    address = _absolute(statement.get_absolute_url())
    marked = quotations if statement.effective_rule == Rule.ON_RECORD else []
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _absolute(reverse("events:statement_annotations", args=[statement.public_id])),
        "type": "AnnotationPage",
        "items": [
            {
                "id": f"{address}#{quotation.edition.language}-{quotation.pk}-{number}",
                "type": "Annotation",
                "motivation": "linking",
                "body": address,
                "target": {
                    "source": _absolute(quotation.edition.get_absolute_url()),
                    "selector": selector,
                },
            }
            for quotation in marked
            for number, selector in enumerate(quotation.selectors, 1)
        ],
    }


def _work(statement: Statement, wording: Any) -> Node:
    """The words, as exact ones or as a summary."""
    words = {"inLanguage": wording.language}
    if statement.is_verbatim:
        return {"@type": "Quotation", "text": wording.text, **words}
    return {"@type": "CreativeWork", "abstract": wording.text, **words}


def _of_wording(statement: Statement, wording: Any) -> Node:
    """The same words in another language, at the address where they stay."""
    address = _absolute(wording.get_absolute_url())
    translator = Citation(statement, wording).translator
    return _known({**_work(statement, wording), "@id": address, "translator": _person(translator)})


def _original(citation: Citation) -> Node | None:
    """What the words are a translation of, where that is kept."""
    original = citation.statement.original
    is_itself = original is None or original == citation.wording
    return None if is_itself else _of_wording(citation.statement, original)


def _translations(citation: Citation) -> list[Node]:
    """What was made of the words, where they are the original."""
    if citation.wording != citation.statement.original:
        return []
    others = [w for w in citation.statement.current_wordings if w != citation.wording]
    return [_of_wording(citation.statement, wording) for wording in others]


def _speaker(citation: Citation) -> Node | None:
    """Who spoke, by name."""
    label = citation.label
    is_group = citation.statement.participation.kind == Participation.Kind.GROUP
    kind = "Organization" if is_group else "Person"
    page = _absolute(label.person_url) if label.person_url else None
    return _known({"@type": kind, "@id": page, "name": label.name, "url": page})


def _in_capacity(citation: Citation) -> Node | None:
    """Who spoke, and in what capacity.

    A post of that day is no property of the person, so the node is nobody's address: the speaker in
    that role. Validators refuse a Role that only leads to a person, where a person is expected.
    """
    speaker, capacity = _speaker(citation), citation.label.capacity
    if speaker is None or not capacity:
        return speaker
    told = {name: value for name, value in speaker.items() if name != "@id"}
    return {**told, "@type": [speaker["@type"], "Role"], "roleName": capacity}


def _person(name: str) -> Node | None:
    return {"@type": "Person", "name": name} if name else None


def _event(citation: Citation) -> Node:
    """Where it was said; by its address alone as long as no place is known."""
    event = citation.statement.event
    address = _absolute(event.get_absolute_url())
    if not citation.place:
        return {"@id": address}
    return {
        "@type": "Event",
        "@id": address,
        "name": citation.event_title,
        "startDate": _moment(event.beginning) or event.starts_on.isoformat(),
        "location": {"@type": "Place", "name": citation.place, "address": citation.place},
    }


def _recording(citation: Citation) -> Node | None:
    """The recording on which the words were found, and the part in which they are heard."""
    check = citation.check
    if check is None or check.recording is None or check.start_ms is None:
        return None
    title = check.recording.title or citation.event_title
    end = check.end_ms / 1000 if check.end_ms else None
    clip = {
        "@type": "Clip",
        "name": citation.title,
        "startOffset": check.start_ms / 1000,
        "endOffset": end,
        "url": _absolute(check.recording_url),
    }
    about = {"name": title, "url": _absolute(check.recording.get_absolute_url())}
    return {**_medium(check.recording, citation), **about, "hasPart": _known(clip)}


def _medium(recording: Recording, citation: Citation) -> Node:
    """Sound, or pictures with what a video cannot be described without."""
    if recording.file.name.lower().endswith(SOUND) or recording.address.lower().endswith(SOUND):
        return {"@type": "AudioObject"}
    card = reverse("events:statement_card", args=[citation.id])
    return {
        "@type": "VideoObject",
        "thumbnailUrl": _absolute(card),
        "uploadDate": _moment(citation.statement.event.record_from),
    }


def _moment(at: Any) -> str | None:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None


def _absolute(path: str) -> str:
    return settings.SITE_URL + path if path.startswith("/") else path


def _known(node: Node) -> Node:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}
