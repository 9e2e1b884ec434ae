"""Addresses proposed for new records, from what they are called."""

import copy
from itertools import count

from newsroom.models import Redirect
from newsroom.romanization import slugify


def propose_slug(record, words: str, language: str = "uk") -> str:
    """A slug made of the words that no record has and no earlier address takes; empty when the
    words hold no letter that can be written so."""
    length = record._meta.get_field("slug").max_length
    stem = slugify(words, language, min(80, length - 4))
    if not stem:
        return ""
    proposals = (stem if n == 1 else f"{stem}-{n}" for n in count(1))
    return next(slug for slug in proposals if _is_free(record, slug))


def _is_free(record, slug: str) -> bool:
    candidate = copy.copy(record)
    candidate.slug = slug
    if Redirect.objects.taken(candidate.lasting_path(), by=candidate._stored_path()):
        return False
    same = {"slug": slug}
    if hasattr(record, "translation_group"):
        same["language"] = record.language
    return not type(record)._base_manager.filter(**same).exclude(pk=record.pk).exists()
