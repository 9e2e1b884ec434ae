import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from events.reading.announcement import read_announcement
from events.reading.eventwords import LANGUAGES


class Command(BaseCommand):
    """Reads an announcement into an event and its participants."""

    help = (
        "Reads an announcement, text or HTML, and prints as JSON what it says of the event and of "
        "who takes part; null where it says nothing. Nothing is written to the database."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", default="-", help="`-` reads standard input")
        parser.add_argument("--language", choices=LANGUAGES, help="left out, it is found out")
        parser.add_argument(
            "--jsonl",
            action="store_true",
            help='reads lines of {"id", "text"}, and "language" where known; prints one for each',
        )

    def handle(self, *, file, language, jsonl, **options):
        content = self._content(file)
        if not jsonl:
            read = read_announcement(content, language).as_json()
            self.stdout.write(json.dumps(read, ensure_ascii=False, indent=2))
            return
        for number, line in enumerate(content.split("\n"), start=1):
            if line.strip():
                self._answer(number, line, language)

    def _answer(self, number: int, line: str, language: str | None) -> None:
        try:
            asked = json.loads(line)
        except ValueError as error:
            raise CommandError(f"Line {number} is no JSON: {error}.") from error
        text = asked.get("text") if isinstance(asked, dict) else None
        if not isinstance(text, str):
            raise CommandError(f'Line {number} is no object with "id" and "text".')
        tag = asked.get("language") or language
        if tag not in (None, *LANGUAGES):
            raise CommandError(f"Line {number}: the language is {tag!r}; write en, uk or ru.")
        read = {"id": asked.get("id"), **read_announcement(text, tag).as_json()}
        self.stdout.write(json.dumps(read, ensure_ascii=False))

    def _content(self, file: str) -> str:
        try:
            content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        return content.decode("utf-8-sig", "replace")
