"""Dates, sources and counts of a summary in words, in its language."""

from collections.abc import Iterable
from datetime import date, time

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from events.summaries.summary import Choice, Summary


def capitalized(text: str) -> str:
    """The text with a capital letter at its head."""
    return text[:1].upper() + text[1:]


def day(when: date) -> str:
    """A day in words, in the active language."""
    return date_format(when, "j E Y")


def days(summary: Summary) -> str:
    """The day of the event, or the first and the last."""
    first, last = summary.when.starts_on, summary.when.ends_on
    return f"{day(first)} – {day(last)}" if last and last != first else day(first)


def hours(summary: Summary) -> str:
    """The hours with their time zone; empty when they are not known."""
    when = summary.when
    if when.starts_at is None:
        return ""
    until = f"–{_hour(when.ends_at)}" if when.ends_at else ""
    return f"{_hour(when.starts_at)}{until} ({when.time_zone})"


def _hour(when: time) -> str:
    return when.strftime("%H:%M")


def joined(choices: Iterable[Choice]) -> str:
    """The labels in one line."""
    return ", ".join(choice.label for choice in choices)


def verification_lines(summary: Summary) -> list[str]:
    """What backs the statements, in sentences; zeros are said."""
    note, kinds = summary.verification, summary.verification.by_kind
    with override(summary.language):
        lines = [
            ngettext("%d statement:", "%d statements:", note.statements) % note.statements
            + " "
            + _(
                "%(direct)d direct, %(mixed)d partly quoted, %(indirect)d paraphrased, "
                "%(collective)d collective"
            )
            % kinds,
            ngettext(
                "%(checked)d of %(direct)d direct quotation checked against a recording",
                "%(checked)d of %(direct)d direct quotations checked against a recording",
                kinds["direct"],
            )
            % {"checked": note.direct_checked, "direct": kinds["direct"]},
            _("Statements checked by method: %s")
            % ", ".join(f"{method.label} {count}" for method, count in note.by_method),
            ngettext("%d original", "%d originals", note.originals) % note.originals
            + " "
            + _("(the words as they were spoken, in the language in which they were spoken)"),
        ]
        return lines + _countries_lines(summary)


def _countries_lines(summary: Summary) -> list[str]:
    stated, unnamed = len(summary.countries), summary.verification.countries_unnamed
    if not stated:
        return []
    line = (
        ngettext(
            "%d country stated by the organiser", "%d countries stated by the organiser", stated
        )
        % stated
    )
    without = pgettext("countries", "without a named speaker: %d") % len(unnamed)
    names = f" ({joined(unnamed)})" if unnamed else ""
    return [f"{line}, {without}{names}"]


def citation(summary: Summary) -> str:
    """One line that names the source, for a footnote."""
    with override(summary.language):
        kind = f"{capitalized(summary.kind.label)}, {days(summary)}"
        return f"{summary.site_name}. {summary.title.text}. {kind}. {summary.url}"


def made_note(summary: Summary) -> str:
    """From where and when the summary was taken."""
    with override(summary.language):
        moment = date_format(timezone.localtime(summary.at), "j E Y, H:i")
        return _(
            "Made from the record of %(site)s on %(moment)s (%(zone)s), as readers saw it then."
        ) % {
            "site": summary.site_name,
            "moment": moment,
            "zone": timezone.get_current_timezone_name(),
        }
