"""A sentence of a language read, and written down so that a table of them can be looked at."""

from events.reading.report import read_report

# A report does not begin with what somebody says: the first line would be a headline.
OPENING = {"en": "The room was full.", "uk": "Зала була повна.", "ru": "Зал был полон."}


def said(text: str, language: str) -> list[tuple[str, str, str | None]]:
    """Kind, words and speaker of each statement in the order of the text."""
    text = f"{OPENING[language]}\n\n{text}"
    report = read_report(text, language)
    return [(one.kind, text[one.start : one.end], one.speaker_name) for one in report.quotes]


def roles(text: str, language: str) -> list[str | None]:
    """The printed capacity of each speaker."""
    text = f"{OPENING[language]}\n\n{text}"
    return [one.role for one in read_report(text, language).quotes]
