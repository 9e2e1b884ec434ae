"""The one act that makes records and an article of a report whose lines are decided."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.intake.body import Mark, article_body
from articles.intake.deciding import CONFIRMED, Sheet, locked
from articles.intake.proposing import Line
from articles.intake.recording import ReportRecorder
from articles.models import Article, Byline, Intake
from articles.workflow import Refused
from events import naming
from events.models import Event, Participation, Statement, Wording
from newsroom.addresses import propose_slug
from newsroom.models import LogEntry, User
from newsroom.refusals import sentence

QUOTED = {Statement.Kind.DIRECT, Statement.Kind.MIXED}
CONFIRM = "events.confirm_statement"


def finish(intake: Intake, user: User) -> Article:
    """The draft of an article, with the records that it speaks of. Raises Refused, and makes
    nothing, where a line stands against it or somebody finished the report before."""
    try:
        with transaction.atomic():
            held = locked(intake)
            if told := list(obstacles(Sheet(held))):
                raise Refused(told)
            return Finishing(held, user).carry_out()
    except ValidationError as error:
        raise Refused(error.messages) from error
    except IntegrityError as error:
        raise Refused(str(sentence(error))) from error


def obstacles(sheet: Sheet) -> Iterator[str]:
    """What has to be decided before an article can be made, in sentences."""
    if count := len(sheet.open):
        yield ngettext(
            "%(count)d line is not decided yet.", "%(count)d lines are not decided yet.", count
        ) % {"count": count}
    if sheet.head["state"] == CONFIRMED and not sheet.head["headline"]:
        yield _("The article has no headline.")
    is_new = sheet.event["state"] == CONFIRMED and not sheet.event.get("record")
    if is_new and not (sheet.event["title"] and sheet.event["starts_on"]):
        yield _("A new event needs a title and a date.")
    yield from _unspoken(sheet)
    yield from _overlapping(sheet)


def _unspoken(sheet: Sheet) -> Iterator[str]:
    """Statements of nobody, or of somebody who was crossed out; or of an event that was."""
    if sheet.confirmed and sheet.event["state"] != CONFIRMED:
        yield _("The statements were made at an event: confirm it, or cross them out.")
    for line in sheet.confirmed:
        speaker = sheet.line(line["speaker"])
        words = _first_words(sheet, line)
        if speaker is None:
            yield _("“%(words)s”: choose who said it.") % {"words": words}
        elif speaker["state"] != CONFIRMED:
            told = _("“%(words)s” was said by %(name)s, who is crossed out.")
            yield told % {"words": words, "name": speaker["name"]}


def _overlapping(sheet: Sheet) -> Iterator[str]:
    lines = {line["key"]: line for line in sheet.confirmed}
    spans = sorted((*span, line["key"]) for line in sheet.confirmed for span in line["passages"])
    for (_start, end, key), (start, _end, other) in pairwise(spans):
        if start < end and key != other:
            told = _("“%(words)s” begins within another statement: move its first word.")
            yield told % {"words": _first_words(sheet, lines[other])}


def _first_words(sheet: Sheet, line: Line) -> str:
    return " ".join(sheet.words(line).split()[:8])


class Finishing:
    """The making of the records of one report, in the order in which they need each other."""

    def __init__(self, intake: Intake, user: User):
        self.intake, self.user = intake, user
        self.sheet = Sheet(intake)
        self.recorder = ReportRecorder(intake, user)

    def carry_out(self) -> Article:
        event = self._event()
        speakers = self._speakers(event) if event else {}
        marks = list(self._statements(event, speakers)) if event else []
        article = self._article(event, marks)
        self.intake.finished_at = timezone.now()
        self.intake.article = article
        self.intake.save(update_fields=["finished_at", "article", "changed_at"])
        return article

    def _event(self) -> Event | None:
        line = self.sheet.event
        if line["state"] != CONFIRMED:
            return None
        return self.recorder.event(line)

    def _speakers(self, event: Event) -> dict[str, Participation]:
        """The participation of each line of a participant."""
        spoke = {line["speaker"] for line in self.sheet.confirmed}
        lines = [line for line in self.sheet.people if line["state"] == CONFIRMED]
        return {
            line["key"]: self.recorder.participation(event, line, spoke=line["key"] in spoke)
            for line in lines
        }

    def _statements(self, event: Event, speakers: dict[str, Participation]) -> Iterator[Mark]:
        said = Statement.objects.filter(participation__event=event)
        last = said.aggregate(last=Max("order"))["last"] or 0
        for order, line in enumerate(self.sheet.confirmed, start=last + 1):
            public_id = line.get("recorded") or self._statement(
                line, speakers[line["speaker"]], order
            )
            for start, end in line["passages"]:
                yield Mark(start, end, public_id, line["kind"] in QUOTED)

    def _statement(self, line: Line, speaker: Participation, order: int) -> str:
        statement = Statement(
            participation=speaker,
            order=order,
            kind=line["kind"],
            certainty=line["certainty"],
            said_on=speaker.event.starts_on,
        )
        self.recorder.keep(statement)
        is_confirmed, words = self.user.has_perm(CONFIRM), self.sheet.words(line)
        if is_confirmed and (told := naming.faults_beside(statement, words)):
            raise ValidationError([f"“{_first_words(self.sheet, line)} …”: {one}" for one in told])
        self.recorder.save(
            Wording(
                statement=statement,
                language=self.intake.language,
                text=words,
                origin=Wording.Origin.AS_PUBLISHED,
                confirmed_at=timezone.now() if is_confirmed else None,
            )
        )
        if is_confirmed:
            statement.state = Statement.State.CONFIRMED
            statement.save()
            self.recorder.log(statement, LogEntry.Action.CONFIRMED)
        return statement.public_id

    def _article(self, event: Event | None, marks: list[Mark]) -> Article:
        head = self.sheet.head
        printed_on = head.get("printed_on")
        article = Article(
            kind=Article.Kind.REPORT if event else Article.Kind.NEWS,
            language=self.intake.language,
            headline=head["headline"] or self.intake.name,
            first_printed_on=date.fromisoformat(printed_on) if printed_on else None,
        )
        body = article_body(self.intake.text, marks, self.intake.proposal["left_out"])
        article.body = Article._meta.get_field("body").clean(body, article)
        article.slug = propose_slug(article, article.headline, article.language) or "report"
        self.recorder.keep(article)
        if event:
            article.events.add(event)
        if byline := self.recorder.byline(head):
            self.recorder.save(Byline(article=article, **byline))
        return article
