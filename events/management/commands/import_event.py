import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from events.transfer.faults import Refused
from events.transfer.loading import load
from events.transfer.reader import read_event
from newsroom.models import LogEntry


class Command(BaseCommand):
    """Reads the whole record of an event from a file."""

    help = (
        "Reads what `export_event --profile record` wrote. People, organizations and topics are "
        "matched by slug and never changed. A faulty file is refused with a line for each fault, "
        "and nothing is written."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE.json", help="`-` reads standard input")

    def handle(self, *, file, **options):
        try:
            reading = read_event(load(self._content(file)))
        except Refused as refusal:
            lines = "\n".join(f"{file}: {line}" for line in refusal.lines)
            raise CommandError(f"{lines}\nNothing was written.") from refusal
        for notice in reading.notices:
            self.stderr.write(notice)
        if reading.is_new:
            LogEntry.objects.write(None, reading.event, LogEntry.Action.IMPORTED)
        done = "Imported" if reading.is_new else "On record already, and nothing differs:"
        self.stdout.write(f"{done} {reading.event.slug}")

    def _content(self, file: str) -> bytes:
        try:
            return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
