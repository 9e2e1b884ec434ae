"""How a statement stands in a summary: its words, who said them, how they were checked."""

from django.conf import settings
from django.utils.translation import gettext as _

from events.summaries.blocks import Line, Quotation, Run, run
from events.summaries.phrases import capitalized, day
from events.summaries.summary import Mark, Said, Summary, Words

MARKS = {"en": ("“", "”"), "de": ("„", "“"), "pl": ("„", "”")}


def quotation(said: Said, summary: Summary) -> Quotation:
    """The block of one statement."""
    mark = quoted if said.is_quoted else run
    return Quotation(
        words=mark(said.words),
        attribution=_attribution(said),
        details=[line for line in _details(said, summary) if line],
        original=_original(said),
    )


def quoted(words: Words) -> Run:
    """The words in the quotation marks of their language."""
    opening, closing = MARKS.get(words.language, ("«", "»"))
    return Run(f"{opening}{words.text}{closing}", words.language)


def language_name(tag: str) -> str:
    """The name of a language in the language of the summary."""
    return str(dict(settings.RECORD_LANGUAGES).get(tag, tag))


def _original(said: Said) -> Line:
    if said.original is None or not said.is_translated:
        return []
    label = _("Original (%s):") % language_name(said.original.language)
    return [Run(f"{label} "), quoted(said.original) if said.is_quoted else run(said.original)]


def _attribution(said: Said) -> Line:
    speaker = said.speaker
    line: Line = []
    if speaker.name:
        line.append(Run(speaker.name, speaker.language, speaker.url, is_strong=True))
    if speaker.capacity:
        line += [Run(", ")] if line else []
        line.append(Run(speaker.capacity, speaker.language))
    return line or [Run(_("a participant"))]


def _details(said: Said, summary: Summary) -> list[Line]:
    return [
        [
            Run(capitalized(said.kind.label)),
            *_certainty(said),
            *_origin(said, summary),
            Run(" · "),
            _reference(said.id, said.url),
        ],
        _checked(said),
        _reply(said, summary),
        _forecast(said),
    ]


def _reference(public_id: str, url: str) -> Run:
    return Run(public_id, href=url)


def _certainty(said: Said) -> Line:
    if said.certainty.value == "explicit":
        return []
    return [Run(", " + _("attribution: %s") % said.certainty.label)]


def _origin(said: Said, summary: Summary) -> Line:
    if said.words.language != summary.language:
        return [Run(" · " + _("in %s") % language_name(said.words.language))]
    if said.translator:
        return [Run(" · " + _("translated by %s") % said.translator)]
    if said.is_translated:
        return [Run(" · " + _("translation"))]
    return []


def _checked(said: Said) -> Line:
    if said.mark is None:
        return [Run(_("Not checked."))]
    return [Run(("✓ " if said.is_checked else "") + _mark(said.mark)), *_timecode(said.mark)]


def _mark(mark: Mark) -> str:
    told = _("Checked against: %(method)s – %(outcome)s, %(day)s")
    if mark.is_of_original:
        told = _("The original was checked against: %(method)s – %(outcome)s, %(day)s")
    return told % {
        "method": mark.method.label,
        "outcome": mark.outcome.label,
        "day": day(mark.checked_on),
    }


def _timecode(mark: Mark) -> Line:
    if not mark.timecode:
        return []
    return [Run(" · "), Run(_("listen at %s") % mark.timecode, href=mark.recording_url)]


def _reply(said: Said, summary: Summary) -> Line:
    if not said.reply_to:
        return []
    answered = next(each for each in summary.statements if each.id == said.reply_to)
    before, _sign, after = _("Reply to %s.").partition("%s")
    return [
        Run(before),
        *_attribution(answered),
        Run(" ("),
        _reference(answered.id, answered.url),
        Run(")" + after),
    ]


def _forecast(said: Said) -> Line:
    if said.forecast_due_on is None:
        return []
    if said.forecast_outcome is None:
        return [Run(_("A forecast for %s.") % day(said.forecast_due_on))]
    outcome = {"day": day(said.forecast_due_on), "outcome": said.forecast_outcome.label}
    return [Run(_("A forecast for %(day)s: %(outcome)s.") % outcome)]
