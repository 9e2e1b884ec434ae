"""What a summary says, as plain data: every format only renders it."""

from dataclasses import dataclass
from datetime import date, datetime, time

from events.attribution import Rule


@dataclass(frozen=True)
class Words:
    """Text of the record, with the language it stands in; empty text says nothing."""

    text: str
    language: str

    def __bool__(self):
        return bool(self.text)


@dataclass(frozen=True)
class Choice:
    """One of several kinds: its name in the data, and its label for people."""

    value: str
    label: str


@dataclass(frozen=True)
class When:
    """The days and hours of an event; None for what is not known."""

    starts_on: date
    starts_at: time | None
    ends_on: date | None
    ends_at: time | None
    time_zone: str


@dataclass(frozen=True)
class Organizer:
    """What an organization did for the event."""

    kind: Choice
    name: Words
    acknowledgement: str
    grant_number: str


@dataclass(frozen=True)
class Speaker:
    """Who spoke, as far as it may be told: the parts that may not are empty."""

    name: str
    post: str
    organization: str
    language: str
    url: str

    @property
    def capacity(self) -> str:
        """Post and organization in one line."""
        return ", ".join(part for part in (self.post, self.organization) if part)


@dataclass(frozen=True)
class Participant:
    """One capacity in which somebody took part; where even the post is hidden, only that."""

    speaker: Speaker
    kind: Choice
    part: Choice | None
    attendance: Choice
    presence: Choice | None
    country: Choice | None
    session: Words


@dataclass(frozen=True)
class Mark:
    """How words were checked, and what came of it."""

    method: Choice
    outcome: Choice
    checked_on: date
    timecode: str
    recording_url: str
    is_of_original: bool = False  # not these words were checked, but what they are translated from


@dataclass(frozen=True)
class Said:
    """One statement."""

    id: str
    url: str
    kind: Choice
    said_on: date
    session: Words
    speaker: Speaker
    rule: Rule
    words: Words
    origin: Choice
    translator: str
    original: Words | None  # the words as spoken, where they are kept
    certainty: Choice
    topics: list[Words]
    mark: Mark | None
    is_checked: bool  # these very words found on a recording, exactly or nearly so
    methods: list[Choice]
    reply_to: str
    forecast_due_on: date | None
    forecast_outcome: Choice | None

    @property
    def is_quoted(self) -> bool:
        """Whether the words stand in quotation marks."""
        return self.kind.value in {"direct", "mixed"}

    @property
    def is_translated(self) -> bool:
        """Whether other words than these were spoken, and are kept."""
        return self.original is not None and self.original != self.words


@dataclass(frozen=True)
class Heard:
    """A recording that readers may hear."""

    title: str
    url: str
    language: str
    length_ms: int | None
    archive_url: str


@dataclass(frozen=True)
class Printed:
    """An article of ours about the event."""

    headline: Words
    kind: Choice
    printed_on: date
    url: str


@dataclass(frozen=True)
class Verification:
    """How well the statements are backed; every count is said, also when it is zero."""

    statements: int
    by_kind: dict[str, int]
    direct_checked: int
    originals: int
    by_method: list[tuple[Choice, int]]
    countries_unnamed: list[Choice]


@dataclass(frozen=True)
class Summary:
    """One event, for a language and a moment."""

    language: str
    at: datetime
    site_name: str
    site_url: str
    slug: str
    url: str
    title: Words
    other_titles: list[Words]
    kind: Choice
    status: Choice
    mode: Choice
    when: When
    place: Words
    venue: Words
    stream: str
    working_languages: list[Choice]
    attending: int | None
    organizers: list[Organizer]
    rule: Rule
    session_rules: list[tuple[Words, Rule]]  # of the sessions that are stricter than the event
    lead: Words
    description: Words
    questions: list[Words]
    open_questions: list[Words]
    topics: list[Words]
    countries: list[Choice]
    participants: list[Participant]
    present: int  # how many people took part, named here or not
    is_record_open: bool
    statements: list[Said]
    recordings: list[Heard]
    coverage: list[Printed]
    verification: Verification

    @property
    def is_ruled(self) -> bool:
        """Whether a rule other than “on the record” holds for some part of the event."""
        return self.rule > Rule.ON_RECORD or bool(self.session_rules)
