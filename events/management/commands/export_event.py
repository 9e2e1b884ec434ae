import json
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from events.models import Event
from events.summaries.as_csv import render_with_bom
from events.summaries.builder import summarize
from events.summaries.exporting import log_export
from events.summaries.formats import FORMATS
from events.transfer.writer import record


class Command(BaseCommand):
    """Writes one event: what readers may see of it, or its whole record."""

    help = (
        "Writes an event as a file. The profile `recap` shows what a reader may see at this "
        "moment; `record` holds everything, is not for publication, and is read back by "
        "import_event."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("--format", required=True, choices=sorted(FORMATS), dest="format_name")
        parser.add_argument("--profile", choices=["recap", "record"], default="recap")
        parser.add_argument("--language", metavar="L", help="en, uk or ru (default: the site's)")
        parser.add_argument("--bom", action="store_true", help="CSV that Excel opens as UTF-8")
        parser.add_argument("-o", "--output", metavar="FILE", help="default: standard output")

    def handle(self, *, slug, format_name, profile, language, bom, output, **options):
        language = self._language(language)
        event = self._event(slug)
        if bom and format_name != "csv":
            raise CommandError("--bom goes with --format csv.")
        if FORMATS[format_name].is_binary and output is None and self.stdout.isatty():
            raise CommandError(
                f"{format_name} is not for a terminal: name a file with -o, or redirect."
            )
        if profile == "record":
            content = self._record(event, format_name)
        else:
            content = self._recap(event, format_name, language, bom)
        self._write(content, output, is_binary=FORMATS[format_name].is_binary)
        log_export(None, event, format_name, profile, language)

    def _language(self, language: str | None) -> str:
        known = [code for code, name in settings.LANGUAGES]
        if language not in {None, *known}:
            raise CommandError(
                f"The site has no language “{language}”; choose one of: {', '.join(known)}."
            )
        return language or settings.LANGUAGE_CODE

    def _event(self, slug: str) -> Event:
        event = Event.objects.filter(slug=slug).first()
        if event is None:
            raise CommandError(f"There is no event “{slug}”.")
        return event

    def _record(self, event: Event, format_name: str) -> bytes:
        if format_name != "json":
            raise CommandError("The profile record is written as JSON only: --format json.")
        return (json.dumps(record(event), ensure_ascii=False, indent=1) + "\n").encode()

    def _recap(self, event: Event, format_name: str, language: str, bom: bool) -> bytes:
        if not Event.objects.published().filter(pk=event.pk).exists():
            raise CommandError(
                f"“{event.slug}” is not public, and a summary shows only what readers may see. "
                "Its whole record, not for publication: --profile record --format json."
            )
        render = render_with_bom if bom else FORMATS[format_name].render
        return render(summarize(event, language))

    def _write(self, content: bytes, output: str | None, *, is_binary: bool) -> None:
        if output is not None:
            try:
                Path(output).write_bytes(content)
            except OSError as error:
                raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        elif is_binary:
            sys.stdout.buffer.write(content)
        else:
            self.stdout.write(content.decode(), ending="")
