"""Reading the rows of an event itself: who took part, what was said, how it was checked."""

import hashlib
import re
from typing import Any

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from events.models import (
    Check,
    Event,
    EventOrganization,
    EventText,
    EventTopic,
    Participation,
    ParticipationText,
    Recording,
    Session,
    SessionText,
    SpeakerAnswer,
    Statement,
    StatementTopic,
    Wording,
)
from events.transfer import format as shapes
from events.transfer.faults import BAD
from events.transfer.naming import Named
from events.transfer.rows import Rows, each, of_file

STORED_RECORDING = re.compile(r"recordings/[\w-]+\.\w+", re.ASCII)


class EventRows:
    """One event on its way into the database, with all that belongs to it."""

    def __init__(self, data: dict[str, Any], rows: Rows, named: Named):
        self.data, self.rows, self.named = data, rows, named
        self.event: Any = BAD
        self.sessions: dict[str, Any] = {}
        self.participations: dict[str, Any] = {}
        self.recordings: dict[str, Any] = {}
        self.statements: dict[str, Any] = {}

    def write(self) -> Any:
        """The written event, or BAD."""
        self._write_event()
        for path, row in each(self.data["sessions"], "event.sessions"):
            self._write_session(path, row)
        for path, row in each(self.data["organizations"], "event.organizations"):
            self._write_organization(path, row)
        for path, row in each(self.data["participations"], "event.participations"):
            self._write_participation(path, row)
        for path, row in each(self.data["recordings"], "event.recordings"):
            self._write_recording(path, row)
        statements = list(each(self.data["statements"], "event.statements"))
        written = [self._write_statement(path, row) for path, row in statements]
        finished = zip(statements, written, strict=True)
        # Another one is merged only into a statement that is confirmed already.
        for (path, row), statement in sorted(finished, key=lambda f: bool(f[0][1]["merged_into"])):
            self._finish_statement(path, row, statement)
        return self.event

    def _write_event(self) -> None:
        values = of_file(self.data, [*shapes.EVENT_FIELDS, "announced", "rule", "countries"])
        values["venue"] = self.named.organization("event.venue", self.data["venue"])
        languages = self.data["working_languages"]
        values["working_languages"] = languages if languages is BAD else ", ".join(languages)
        self.event = self.rows.add("event", Event, values)
        self.rows.add_texts("event", EventText, "event", self.event, self.data["texts"])
        self._add_topics("event", EventTopic, self.event, self.data["topics"])

    def _add_topics(self, path: str, model: Any, row: Any, slugs: Any) -> None:
        for index, slug in enumerate([] if slugs is BAD else slugs):
            place = f"{path}.topics[{index}]"
            topic = self.named.topic(place, slug)
            if BAD not in (topic, row):
                model.objects.create(tag=topic, content_object=row)

    def _write_session(self, path: str, row: dict[str, Any]) -> None:
        values = of_file(row, [*shapes.SESSION_FIELDS, "rule"])
        session = self.rows.add(path, Session, {"event": self.event, **values})
        self.rows.add_texts(path, SessionText, "session", session, row["texts"])
        self.sessions[row["key"]] = session

    def _write_organization(self, path: str, row: dict[str, Any]) -> None:
        organization = self.named.organization(f"{path}.organization", row["organization"])
        values = of_file(row, shapes.EVENT_ORGANIZATION_FIELDS)
        self.rows.add(
            path, EventOrganization, {"event": self.event, "organization": organization, **values}
        )

    def _write_participation(self, path: str, row: dict[str, Any]) -> None:
        printed = {} if row["printed"] is BAD else row["printed"]
        values = {
            "event": self.event,
            **of_file(row, [*shapes.PARTICIPATION_FIELDS, "rule"]),
            **{f"printed_{key}": value for key, value in printed.items()},
            "person": self.named.person(f"{path}.person", row["person"]),
            "affiliation": self.named.post(
                f"{path}.affiliation", row["person"], row["affiliation"]
            ),
            "session": self.rows.find(
                f"{path}.session",
                self.sessions.get,
                row["session"],
                _("There is no session with the key “%s”."),
            ),
        }
        keys = {f"printed_{key}": f"printed.{key}" for key in shapes.PRINTED.keys}
        participation = self.rows.add(path, Participation, values, keys)
        self.rows.add_texts(path, ParticipationText, "participation", participation, row["texts"])
        self.write_answers(f"{path}.answers", row["answers"], participation=participation)
        self.participations[row["key"]] = participation

    def write_answers(self, path: str, answers: Any, **about: Any) -> None:
        """Writes what a speaker said of words or of a name."""
        for place, row in each(answers, path):
            settled_by = self.named.user(f"{place}.settled_by", row["settled_by"])
            values = {**about, **of_file(row, shapes.ANSWER_FIELDS), "settled_by": settled_by}
            self.rows.add(place, SpeakerAnswer, values)

    def _write_recording(self, path: str, row: dict[str, Any]) -> None:
        values = of_file(row, shapes.RECORDING_FIELDS)
        values["file"] = self._stored(f"{path}.file", row["file"])
        self._hold_against_sum(f"{path}.sha256", values)
        self.recordings[row["key"]] = self.rows.add(
            path, Recording, {"event": self.event, **values}
        )

    def _stored(self, path: str, name: Any) -> Any:
        """The name of a recording that lies in the storage; the file itself does not travel."""
        if name is None or name is BAD:
            return "" if name is None else BAD
        if not STORED_RECORDING.fullmatch(name):
            return self.rows.faults.add(path, _("Recordings lie in the folder “recordings/”."))
        if not default_storage.exists(name):
            missing = _("“%s” is not in the storage: copy it there first, or give an address.")
            return self.rows.faults.add(path, missing % name)
        return name

    def _hold_against_sum(self, path: str, values: dict[str, Any]) -> None:
        """Refuses a stored file that is not the one that was exported."""
        if BAD in values.values() or not (values["file"] and values["sha256"]):
            return
        with default_storage.open(values["file"]) as stored:
            found = hashlib.file_digest(stored, "sha256").hexdigest()
        if found != values["sha256"].lower():
            self.rows.faults.add(path, _("The file in the storage is another one: %s.") % found)

    def _write_statement(self, path: str, row: dict[str, Any]) -> Any:
        """The statement and its words; a confirmed one stays a draft until they are there."""
        values = {
            **of_file(row, [*shapes.STATEMENT_FIELDS, "rule"]),
            "participation": self.rows.find(
                f"{path}.participation",
                self.participations.get,
                row["participation"],
                _("There is no participation with the key “%s”."),
            ),
        }
        if row["id"] is not None:
            values["public_id"] = row["id"]
        if values["state"] in {Statement.State.CONFIRMED, Statement.State.MERGED}:
            values["state"] = Statement.State.DRAFT
        statement = self._add_without_history(path, values)
        self._add_topics(path, StatementTopic, statement, row["topics"])
        words = WordingRows(self, path, statement)
        words.write(row["wordings"])
        self.statements[row["id"]] = statement
        return BAD if BAD in words.written.values() else statement

    def _add_without_history(self, path: str, values: dict[str, Any]) -> Any:
        """The statement, whose history begins only when it is whole."""
        good = {name: value for name, value in values.items() if value is not BAD}
        statement: Any = Statement(**good)
        statement.skip_history_when_saving = True
        keys = {"public_id": "id"}
        return self.rows.write(path, statement, values.keys() - good.keys(), keys)

    def _finish_statement(self, path: str, row: dict[str, Any], statement: Any) -> None:
        """Sets what needs the other rows: the state, what the statement replies to, and which one
        it is the same as."""
        missing = _("There is no statement “%s”, neither in the file nor on record.")
        others = [
            self.rows.find(f"{path}.{key}", self._statement, row[key], missing)
            for key in ("reply_to", "merged_into")
        ]
        if BAD in (statement, *others):
            return
        del statement.skip_history_when_saving
        statement.state = row["state"]
        statement.reply_to, statement.merged_into = others
        self.rows.write(path, statement)

    def _statement(self, public_id: str) -> Any:
        if public_id in self.statements:
            return self.statements[public_id]
        return Statement.objects.filter(public_id=public_id).first()


class WordingRows:
    """The wordings of one statement on their way into the database, with their checks."""

    def __init__(self, parent: EventRows, path: str, statement: Any):
        self.parent, self.rows = parent, parent.rows
        self.path, self.statement = path, statement
        self.written: dict[tuple, Any] = {}

    def write(self, wordings: Any) -> None:
        """Writes each wording after the one that it was translated from."""
        waiting = list(each(wordings, f"{self.path}.wordings"))
        while waiting:
            open_ids = {_id(row) for path, row in waiting}
            ready = [(path, row) for path, row in waiting if _source(row) not in open_ids]
            if not ready:
                place = f"{waiting[0][0]}.translated_from"
                self.rows.faults.add(place, _("A wording is no translation of itself."))
                return
            for path, row in ready:
                self._write_wording(path, row)
            waiting = [item for item in waiting if item not in ready]

    def _write_wording(self, path: str, row: dict[str, Any]) -> None:
        values = {
            "statement": self.statement,
            **of_file(row, shapes.WORDING_FIELDS),
            "translated_from": self.rows.find(
                f"{path}.translated_from",
                self.written.get,
                _source(row),
                _("The statement has no wording in “%s” with the number %s."),
            ),
            "translator": self.parent.named.person(f"{path}.translator", row["translator"]),
            "agreed_by": self.parent.named.user(f"{path}.agreed_by", row["agreed_by"]),
        }
        wording = self.rows.add(path, Wording, values)
        self.written[_id(row)] = wording
        for place, check in each(row["checks"], f"{path}.checks"):
            self._write_check(place, wording, check)
        self.parent.write_answers(f"{path}.answers", row["answers"], wording=wording)

    def _write_check(self, path: str, wording: Any, row: dict[str, Any]) -> None:
        values = {
            "wording": wording,
            **of_file(row, shapes.CHECK_FIELDS),
            "recording": self.rows.find(
                f"{path}.recording",
                self.parent.recordings.get,
                row["recording"],
                _("There is no recording with the key “%s”."),
            ),
            "checked_by": self.parent.named.user(f"{path}.checked_by", row["checked_by"]),
        }
        self.rows.add(path, Check, values)


def _id(row: dict[str, Any]) -> tuple:
    return row["language"], row["number"]


def _source(row: dict[str, Any]) -> Any:
    """The language and number of the wording that one was translated from."""
    source = row["translated_from"]
    if not isinstance(source, dict):
        return source
    return BAD if BAD in source.values() else _id(source)
