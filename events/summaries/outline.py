"""The sections of a summary in their order, as blocks that every text format renders."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from events.summaries.blocks import (
    Block,
    Facts,
    Heading,
    Items,
    Line,
    Paragraph,
    Run,
    Section,
    Table,
    run,
    runs,
    separated,
    without_empty,
)
from events.summaries.phrases import (
    capitalized,
    citation,
    day,
    days,
    hours,
    joined,
    made_note,
    verification_lines,
)
from events.summaries.quotations import quotation
from events.summaries.summary import Participant, Said, Speaker, Summary, Words


def outline(summary: Summary) -> list[Section]:
    """The sections that have something to say, under the summary's language."""
    with override(summary.language):
        sections = [
            Section(_("In short"), _lead(summary)),
            Section(_("Questions for discussion"), _items(summary.questions)),
            Section(_("Participants"), _participants(summary)),
            Section(_("What was said"), _statements(summary)),
            Section(_("What the participants agreed on"), _agreed(summary)),
            Section(_("Questions left open"), _items(summary.open_questions)),
            Section(_("Recordings"), _recordings(summary)),
            Section(_("Our articles about the event"), _coverage(summary)),
            Section(_("How the words were checked"), _verification(summary)),
            Section(_("How to cite"), _citation(summary)),
        ]
        return [section for section in sections if section.blocks]


def subtitle(summary: Summary) -> Line:
    """Kind and date, below the title."""
    with override(summary.language):
        return [Run(f"{capitalized(summary.kind.label)} · {days(summary)}")]


def facts(summary: Summary) -> Facts:
    """When, where, and who organised it, at the head of the summary."""
    with override(summary.language):
        rows: list[tuple[str, Line]] = [
            (_("Date"), [Run(days(summary))]),
            (_("Time"), runs(hours(summary))),
            (_("Place"), _place(summary)),
            (_("Mode"), runs("" if summary.mode.value == "unknown" else summary.mode.label)),
            (_("Status"), runs(summary.status.label)),
            *_organizers(summary),
            (_("Attribution"), _rules(summary)),
            (_("Countries stated by the organiser"), runs(joined(summary.countries))),
            (_("Working languages"), runs(joined(summary.working_languages))),
            (_("Number attending"), runs(str(summary.attending or ""))),
            (_("Topics"), separated([run(topic) for topic in summary.topics])),
            (_("Stream"), [Run(summary.stream, href=summary.stream)] if summary.stream else []),
            (_("Permanent address"), [Run(summary.url, href=summary.url)]),
        ]
        return Facts(_("Facts of the event"), [row for row in rows if row[1]])


def _rules(summary: Summary) -> Line:
    """The rules in force in plain sentences, of the event and of sessions that have their own."""
    sentences = runs(str(summary.rule.sentence) if summary.rule else "")
    for title, rule in summary.session_rules:
        sentences += [Run(" "), run(title), Run(f": {rule.sentence}")]
    return sentences


def _place(summary: Summary) -> Line:
    return separated([run(words) for words in [summary.place or summary.venue] if words])


def _organizers(summary: Summary) -> list[tuple[str, Line]]:
    """One row for each kind, with the acknowledgements that donors ask for."""
    rows: dict[str, Line] = {}
    for row in summary.organizers:
        line = rows.setdefault(capitalized(row.kind.label), [])
        line += [Run("; ")] if line else []
        line.append(run(row.name))
        if row.grant_number:
            line.append(Run(" (" + _("grant %s") % row.grant_number + ")"))
        if row.acknowledgement:
            line.append(Run(f". {row.acknowledgement}"))
    return list(rows.items())


def _lead(summary: Summary) -> list[Block]:
    return [
        Paragraph([Run(line, words.language)])
        for words in (summary.lead, summary.description)
        for line in words.text.splitlines()
        if line.strip()
    ]


def _items(lines: list[Words]) -> list[Block]:
    return [Items([[run(line)] for line in lines])] if lines else []


def _participants(summary: Summary) -> list[Block]:
    blocks: list[Block] = []
    if summary.participants:
        blocks.append(_participant_table(summary))
    if summary.is_ruled or not summary.participants:
        number = summary.attending or summary.present
        count = ngettext("%d person took part.", "%d people took part.", number) % number
        blocks.append(Paragraph([Run(count)], is_note=True))
    return blocks


def _part(row: Participant) -> str:
    if row.kind.value == "group":
        return row.kind.label
    return row.part.label if row.part else ""


def _participant_table(summary: Summary) -> Table:
    rows = [
        [
            _named(row.speaker),
            runs(row.speaker.capacity, row.speaker.language),
            runs(_part(row)),
            runs(row.country.label if row.country else ""),
            runs(row.presence.label if row.presence and row.presence.value != "unknown" else ""),
            [run(row.session)] if row.session else [],
        ]
        for row in summary.participants
    ]
    header = [
        _("Name"),
        _("Capacity at the event"),
        _("Part"),
        _("Country"),
        _("Presence"),
        _("Session"),
    ]
    return without_empty(Table(_("Participants"), header, rows, [21, 28, 15, 13, 14, 15]))


def _named(speaker: Speaker) -> Line:
    if not speaker.name:
        return []
    return [Run(speaker.name, speaker.language, speaker.url, is_strong=True)]


def _statements(summary: Summary) -> list[Block]:
    said = [each for each in summary.statements if each.kind.value != "collective"]
    if said:
        return list(_by_session(said, summary))
    if summary.is_record_open:
        note = _("No statement of this event is public.")
    else:
        note = _("The record of what was said is not public yet.")
    return [Paragraph([Run(note)], is_note=True)]


def _by_session(said: list[Said], summary: Summary) -> Iterator[Block]:
    """The statements in their order, with a heading wherever another session begins."""
    session = Words("", "")
    for each in said:
        if each.session and each.session != session:
            yield Heading(run(each.session))
        session = each.session
        yield quotation(each, summary)


def _agreed(summary: Summary) -> list[Block]:
    said = [each for each in summary.statements if each.kind.value == "collective"]
    return [quotation(each, summary) for each in said]


def _recordings(summary: Summary) -> list[Block]:
    lines = []
    for row in summary.recordings:
        line = [Run(row.title or _("Recording"), href=row.url)]
        if row.length_ms:
            line.append(Run(", " + _("%d min") % round(row.length_ms / 60_000)))
        if row.archive_url:
            line += [Run(", "), Run(_("archive copy"), href=row.archive_url)]
        lines.append(line)
    return [Items(lines)] if lines else []


def _coverage(summary: Summary) -> list[Block]:
    rows = [
        [
            [Run(day(row.printed_on))],
            runs(row.kind.label),
            [Run(row.headline.text, row.headline.language, row.url)],
        ]
        for row in summary.coverage
    ]
    title = _("Our articles about the event")
    return [Table(title, [_("Date"), _("Kind"), _("Headline")], rows, [20, 16, 64])] if rows else []


def _verification(summary: Summary) -> list[Block]:
    if not summary.is_record_open:
        return []
    return [Items([[Run(line)] for line in verification_lines(summary)])]


def _citation(summary: Summary) -> list[Block]:
    return [
        Paragraph([Run(citation(summary))]),
        Paragraph([Run(made_note(summary))], is_note=True),
    ]
