"""All that readers read or hear of a piece: where a name would be seen."""

from collections.abc import Iterable
from typing import Any

from articles import prose
from newsroom.models import Picture
from newsroom.texts import pick


def words(piece: Any, pictures: Iterable[Picture]) -> str:
    """The words of an article or an edition that shows these pictures; its byline is no part."""
    told = [pick(picture.texts.all(), piece.language) for picture in pictures]
    return "\n".join(
        [
            piece.headline,
            getattr(piece, "article", piece).slug,
            piece.kicker,
            piece.standfirst,
            prose.plain_text(piece.body),
            *(f"{text.alt} {text.caption}" for text in told if text),
            *(picture.credit for picture in pictures),
        ]
    )


def byline(lines: Iterable[Any]) -> str:
    """The names that a byline prints, in every spelling where the record has them."""
    return "\n".join(
        line.text or "\n".join(name.text for name in line.person.names.all())
        for line in lines
        if line.text or line.person
    )


def picture_ids(edition: Any) -> list[int]:
    """The ids of the pictures that an edition shows."""
    shown = [int(part.value) for part in prose.parts(edition.body) if part.kind == "picture"]
    return [*shown, edition.picture_id] if edition.picture_id else shown


def all_words(editions: Iterable[Any]) -> list[str]:
    """The words of each edition with its byline, whose names are fetched already."""
    shown = {edition.pk: picture_ids(edition) for edition in editions}
    keys = {key for keys in shown.values() for key in keys}
    pictures = Picture.objects.for_list().in_bulk(keys) if keys else {}
    return [
        words(edition, [pictures[key] for key in shown[edition.pk] if key in pictures])
        + "\n"
        + byline(edition.bylines.all())
        for edition in editions
    ]
