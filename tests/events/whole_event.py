"""An event with everything that its record can hold, for tests of export and import."""

import datetime as dt

from django.core.files.base import ContentFile

from events.attribution import Rule
from events.merging import merge
from events.models import EventText, Participation, ParticipationText, SessionText, Statement
from people.models import AffiliationText, PersonLink, PersonText
from tests.factories import (
    DAY,
    MOMENT,
    AffiliationFactory,
    CheckFactory,
    EventFactory,
    EventOrganizationFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    RecordingFactory,
    SessionFactory,
    SpeakerAnswerFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    WordingFactory,
)

HOUR = dt.timedelta(hours=1)


def whole_event():
    """An event with sessions, consents, replies, forecasts, withdrawals, translations, checks."""
    service = OrganizationFactory(slug="service", kind="state_body", country="UA")
    venue = OrganizationFactory(slug="agency", kind="news_agency", parent=service)
    event = EventFactory(
        slug="river",
        title="The river – who keeps it?",
        venue=venue,
        starts_at=dt.time(14),
        ends_on=DAY,
        ends_at=dt.time(17, 30),
        mode="mixed",
        stream="https://example.org/stream",
        accreditation="press@example.org",
        working_languages="uk, en",
        attending=48,
        countries=["UA", "MD", "RO"],
        announced={
            "kept_on": "2026-01-02",
            "title": "The river",
            "date": DAY.isoformat(),
            "time": None,
            "place": "Hall 2",
            "participants": [
                {"name": "Oleh", "post": "pilot", "organization": "", "part": "speaker"}
            ],
        },
    )
    EventText.objects.create(
        event=event,
        language="uk",
        title="Річка – хто її береже?",
        questions="Хто?\nКоли?",
        open_questions="Чому?",
        place="Пресзала",
    )
    event.topics.add(TopicFactory(slug="danube", name="Danube"))
    EventOrganizationFactory(event=event, organization=OrganizationFactory(slug="centre"))
    EventOrganizationFactory(
        event=event,
        organization=OrganizationFactory(slug="fund", kind="donor"),
        kind="donor",
        order=2,
        acknowledgement="With the support of the Fund.",
        grant_number="F-12",
    )
    _add_people(event)
    return event


def _add_people(event):
    session = SessionFactory(event=event, order=1, starts_at=dt.time(15), rule=Rule.POST_ONLY)
    SessionText.objects.create(session=session, language="en", title="Ice")
    pilot = PersonFactory(slug="olena-pilot", name="Olena Pilot")
    PersonText.objects.create(person=pilot, language="en", biography="A pilot.")
    PersonLink.objects.create(person=pilot, url="https://example.org/pilot", title="Own page")
    AffiliationFactory(person=pilot, post="cadet", held_from=DAY, held_from_precision="year")
    post = AffiliationFactory(
        person=pilot, organization=event.venue, post="пілотка", post_language="uk", seen_on=DAY
    )
    AffiliationText.objects.create(affiliation=post, language="en", post="pilot")
    speaker = ParticipationFactory(
        event=event, person=pilot, affiliation=post, country="UA", order=2, presence="online"
    )
    ParticipationText.objects.create(
        participation=speaker, language="uk", name="Олена Пілот", post="пілотка"
    )
    consenting = ParticipationFactory(
        event=event,
        session=session,
        person=PersonFactory(slug="ivan-ice", name="Ivan Ice", draft=True),
        consent_on=DAY,
        consent_note="By letter.",
        order=3,
    )
    moderator = ParticipationFactory(
        event=event, person=PersonFactory(slug="mod"), part=Participation.Part.MODERATOR, order=9
    )
    group = ParticipationFactory(event=event, group=True, order=4)
    _add_statements(speaker, consenting, moderator, group)


def _add_statements(speaker, consenting, moderator, group):
    event = speaker.event
    said = StatementFactory(
        public_id="sbcdfg1", participation=speaker, order=1, words="", draft=True
    )
    original = WordingFactory(
        statement=said, language="uk", text="Ми чули лід.", origin="as_spoken"
    )
    replaced = WordingFactory(
        statement=said,
        text="We heared the ice.",
        origin="human_translation",
        translated_from=original,
        translator=PersonFactory(slug="lidiia", name="Lidiia Temnyk"),
    )
    replaced.correct("We heard the ice.", at=MOMENT + HOUR)
    WordingFactory(
        statement=said, language="ru", text="Мы слышали лёд.", origin="machine_draft", draft=True
    )
    recording = RecordingFactory(event=event, title="Sound", language="uk", sha256="0" * 64)
    CheckFactory(
        wording=original,
        recording=recording,
        outcome="minor",
        heard="Ми чули той лід.",
        checked_by=UserFactory(username="halyna"),
    )
    CheckFactory(
        wording=original,
        method="speaker",
        recording=None,
        start_ms=None,
        end_ms=None,
        checked_by=None,
        checked_at=MOMENT + HOUR,
    )
    for kind, proposal, reason in [
        ("change", "Ми чули кригу.", "So I said."),
        ("dispute", "", "I was not there."),
        ("confirmed", "", ""),
    ]:
        SpeakerAnswerFactory(
            wording=original,
            kind=kind,
            proposal=proposal,
            reason=reason,
            settled_at=MOMENT + 2 * HOUR if kind == "dispute" else None,
            settled_by=UserFactory(username="danylo") if kind == "dispute" else None,
            outcome="dismissed" if kind == "dispute" else "",
            outcome_reason="The list has the name." if kind == "dispute" else "",
        )
    decided = {"settled_at": MOMENT + HOUR, "settled_by": UserFactory(username="lesia")}
    SpeakerAnswerFactory(
        wording=replaced,
        kind="change",
        proposal="We heard ice.",
        outcome="accepted",
        saved="We heard the ice.",
        **decided,
    )
    SpeakerAnswerFactory(
        wording=None, participation=speaker, kind="capacity", reason="I am an editor."
    )
    agreed = {"agreed_at": MOMENT + 3 * HOUR, "agreed_by": UserFactory(username="taras")}
    said.wordings.filter(text="We heard the ice.").update(**agreed)
    stored = RecordingFactory(event=event, address="", file=ContentFile(b"RIFF", "sound.wav"))
    assert stored.file.name.startswith("recordings/")
    said.topics.add(TopicFactory(slug="ice", name="Ice"))
    said.state = Statement.State.CONFIRMED
    said.save()
    reply = StatementFactory(
        public_id="sbcdfg2", participation=consenting, order=2, reply_to=said, kind="mixed"
    )
    StatementFactory(
        public_id="sbcdfg3",
        participation=speaker,
        order=3,
        kind="indirect",
        certainty="inferred",
        words="ice will come by June.",
        forecast_due_on=dt.date(2021, 6, 1),
        forecast_outcome="did_not",
    )
    StatementFactory(public_id="sbcdfg4", participation=speaker, order=4, withdrawn=True)
    StatementFactory(public_id="sbcdfg5", participation=moderator, order=5, draft=True)
    StatementFactory(
        public_id="sbcdfg6", participation=group, order=6, kind="collective", words="it is cold."
    )
    StatementFactory(public_id="sbcdfg7", participation=moderator, order=7, rule=Rule.OFF_RECORD)
    twins = {"participation": moderator, "words": "All had been told.", "rule": Rule.OFF_RECORD}
    kept = StatementFactory(public_id="sbcdfg9", order=9, **twins)
    merge(StatementFactory(public_id="sbcdfg8", order=8, **twins), kept)
    assert reply.reply_to_id
