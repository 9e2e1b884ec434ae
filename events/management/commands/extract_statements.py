import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from events.reading.documents import text_of
from events.reading.report import Known, Quote, Report, read_report

LANGUAGES = ("en", "uk", "ru")
PARTICIPANT = {"name": str, "other_names": list, "role": str, "organization": str}


class Command(BaseCommand):
    """Reads a report and prints who said what in it."""

    help = (
        "Reads a report, text or HTML, and prints its statements as JSON: where each stands, who "
        "said it, in which capacity, and how the text tells it. The offsets count characters of "
        "`text`: the text as given, or that of the HTML. Nothing is written to the database."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", default="-", help="`-` reads standard input")
        parser.add_argument(
            "--participants",
            metavar="FILE",
            help='JSON of those who took part: [{"name", "other_names", "role", "organization"}]',
        )
        parser.add_argument("--language", choices=LANGUAGES, help="left out, it is found out")
        parser.add_argument(
            "--jsonl",
            action="store_true",
            help='reads lines of {"id", "text"}, and "language" and "participants" where known; '
            "prints a line for each",
        )

    def handle(self, *, file, participants, language, jsonl, **options):
        content = _content(file)
        known = _participants(_parsed(_content(participants), participants)) if participants else []
        if jsonl:
            # All is read before the first line is written: a fault leaves no half of an answer.
            lines = [(n, line) for n, line in enumerate(content.split("\n"), 1) if line.strip()]
            answers = [_answer(number, line, language, known) for number, line in lines]
            self.stdout.write("".join(answer + "\n" for answer in answers), ending="")
        else:
            report = read_report(text_of(content), language, known)
            self.stdout.write(_json(_as_json(report), indent=2))


def _answer(number: int, line: str, language: str | None, known: list[Known]) -> str:
    place = f"Line {number}"
    asked = _parsed(line, place)
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str) or "id" not in asked:
        raise CommandError(f'{place} is no object with "id" and "text".')
    tag = asked.get("language") or language
    if tag not in (None, *LANGUAGES):
        raise CommandError(f"{place}: the language is {tag!r}; write en, uk or ru.")
    if asked.get("participants") is not None:
        known = _participants(asked["participants"], f"{place}, participants")
    report = read_report(asked["text"], tag, known)
    return _json({"id": asked["id"], "quotes": [_quote(quote) for quote in report.quotes]})


def _as_json(report: Report) -> dict:
    return {
        "text": report.text,
        "language": report.language,
        "quotes": [_quote(quote) for quote in report.quotes],
        "event": report.event.as_json(),
        "warnings": [
            {
                "code": oddity.code,
                "start": oddity.text_start,
                "end": oddity.text_end,
                "sentence": oddity.sentence,
            }
            for oddity in report.warnings
        ],
    }


def _quote(quote: Quote) -> dict:
    return {
        "start": quote.start,
        "end": quote.end,
        "kind": quote.kind,
        "speaker_name": quote.speaker_name,
        "speaker_start": quote.speaker_start,
        "speaker_end": quote.speaker_end,
        "role": quote.role,
        "cue": quote.cue,
        "certainty": quote.certainty,
    }


def _participants(listed: object, place: str = "The list of participants") -> list[Known]:
    if not isinstance(listed, list):
        raise CommandError(f"{place}: not a list.")
    return [_known(one, f"{place}, number {number}") for number, one in enumerate(listed, 1)]


def _known(one: object, place: str) -> Known:
    """Somebody known; a bare string is a name."""
    given = {"name": one} if isinstance(one, str) else one
    if not isinstance(given, dict) or not str(given.get("name") or "").strip():
        raise CommandError(f'{place} is no object with a "name".')
    for key, kind in PARTICIPANT.items():
        if not isinstance(given.get(key) or kind(), kind):
            raise CommandError(f"{place}: {key} is {given[key]!r}.")
    other_names = given.get("other_names") or []
    if not all(isinstance(name, str) for name in other_names):
        raise CommandError(f"{place}: other_names is {other_names!r}.")
    return Known(
        given["name"], other_names, given.get("role") or "", given.get("organization") or ""
    )


def _content(file: str) -> str:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        shown = "Standard input" if file == "-" else file
        raise CommandError(
            f"{shown} is not UTF-8 (byte {error.start}): save it as UTF-8 and try again."
        ) from error


def _parsed(text: str, place: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{place} is no JSON: {error}.") from error


def _json(value: dict, indent: int | None = None) -> str:
    """The value as JSON, its letters as they are, save where UTF-8 has none for them."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        written.encode()
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return written
