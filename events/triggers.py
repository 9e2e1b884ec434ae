"""What no CHECK can say about events and statements."""

from django.utils.translation import gettext_lazy as _

from newsroom.triggers import Trigger, frozen, register, slug_leads_nowhere_else

# From a wording to the event at which it was said.
EVENT_OF_WORDING = """(SELECT p.event_id FROM events_wording w
    JOIN events_statement s ON s.id = w.statement_id
    JOIN events_participation p ON p.id = s.participation_id WHERE w.id = NEW.wording_id)"""

register(
    slug_leads_nowhere_else("event_slug_is_free", "events.Event", "'/events/' || NEW.slug || '/'"),
    Trigger(
        name="participation_session_of_same_event",
        model="events.Participation",
        on="INSERT, UPDATE",
        refuse_when="""NEW.session_id IS NOT NULL AND NEW.event_id IS DISTINCT FROM
            (SELECT s.event_id FROM events_session s WHERE s.id = NEW.session_id)""",
        sentence=_("The session belongs to another event."),
    ),
    Trigger(
        name="session_stays_in_its_event",
        model="events.Session",
        on="UPDATE",
        refuse_when=frozen(["event_id"]),
        sentence=_("A session stays in its event: make a new one in the other event."),
    ),
    Trigger(
        name="participation_post_of_same_person",
        model="events.Participation",
        on="INSERT, UPDATE",
        refuse_when="""NEW.affiliation_id IS NOT NULL AND NEW.person_id IS DISTINCT FROM
            (SELECT a.person_id FROM people_affiliation a WHERE a.id = NEW.affiliation_id)""",
        sentence=_("The post is held by another person."),
    ),
    Trigger(
        name="participation_stays_in_its_event",
        model="events.Participation",
        on="UPDATE",
        refuse_when="""NEW.event_id IS DISTINCT FROM OLD.event_id AND EXISTS
            (SELECT 1 FROM events_statement s WHERE s.participation_id = OLD.id)""",
        sentence=_("What was said stays with its event: this participant has statements there."),
    ),
    Trigger(
        name="participation_keeps_printed_capacity",
        model="events.Participation",
        on="UPDATE",
        refuse_when=frozen(
            "printed_name printed_post printed_organization printed_language".split()
        )
        + """ AND EXISTS (SELECT 1 FROM events_statement s
            WHERE s.participation_id = OLD.id AND s.state <> 'draft')""",
        sentence=_(
            "The printed capacity is frozen: confirmed statements were made in it. A new post "
            "belongs to the person, and changes no old quotation."
        ),
    ),
    Trigger(
        name="participation_keeps_its_speaker",
        model="events.Participation",
        on="UPDATE",
        # A merge has led the address of the one to the other before it moves what they said.
        refuse_when=f"""{frozen(["kind", "person_id"])} AND EXISTS (SELECT 1
            FROM events_statement s WHERE s.participation_id = OLD.id AND s.state <> 'draft')
            AND NOT EXISTS (SELECT 1 FROM newsroom_redirect r
            JOIN people_person a ON a.id = OLD.person_id
            JOIN people_person b ON b.id = NEW.person_id
            WHERE r.old_path = '/people/' || a.slug || '/'
            AND r.new_path = '/people/' || b.slug || '/')""",
        sentence=_("Confirmed statements were made by this person, and stay with them."),
    ),
    Trigger(
        name="statement_keeps_its_speaker",
        model="events.Statement",
        on="UPDATE",
        refuse_when="OLD.state <> 'draft' AND " + frozen(["participation_id"]),
        sentence=_(
            "What was confirmed stays with its speaker and event. If it was entered wrongly, "
            "withdraw it with a reason and enter it anew."
        ),
    ),
    Trigger(
        name="statement_keeps_its_form",
        model="events.Statement",
        on="UPDATE",
        refuse_when="OLD.state <> 'draft' AND " + frozen(["kind", "said_on"]),
        sentence=_(
            "What was confirmed stays of its kind and day. If it was entered wrongly, withdraw it "
            "with a reason and enter it anew."
        ),
    ),
    Trigger(
        name="statement_id_never_changes",
        model="events.Statement",
        on="UPDATE",
        refuse_when=frozen(["public_id"]),
        sentence=_("The id of a statement never changes: it is its address."),
    ),
    Trigger(
        name="statement_merged_into_its_like",
        model="events.Statement",
        on="INSERT, UPDATE",
        refuse_when="""NEW.merged_into_id IS NOT NULL AND NOT EXISTS
            (SELECT 1 FROM events_statement k WHERE k.id = NEW.merged_into_id
            AND k.participation_id = NEW.participation_id AND k.kind = NEW.kind
            AND k.rule = NEW.rule AND k.state IN ('confirmed', 'withdrawn'))""",
        sentence=_(
            "Only two confirmed statements of one speaker at one event, of one form and under one "
            "rule, can be the same."
        ),
    ),
    Trigger(
        name="statement_merged_for_ever",
        model="events.Statement",
        on="UPDATE",
        refuse_when="""NEW.state IS DISTINCT FROM OLD.state AND (OLD.state = 'merged'
            OR NEW.state NOT IN ('confirmed', 'withdrawn') AND EXISTS
            (SELECT 1 FROM events_statement m WHERE m.merged_into_id = OLD.id))""",
        sentence=_("What was made one stays so: addresses lead from the one to the other."),
    ),
    Trigger(
        name="statement_confirmed_with_words",
        model="events.Statement",
        on="INSERT, UPDATE",
        refuse_when="""NEW.state = 'confirmed' AND NOT EXISTS (SELECT 1 FROM events_wording w
            WHERE w.statement_id = NEW.id AND w.confirmed_at IS NOT NULL
            AND w.replaced_at IS NULL)""",
        sentence=_("Confirm the words first: a statement is confirmed with a confirmed wording."),
    ),
    Trigger(
        name="wording_never_changes",
        model="events.Wording",
        on="UPDATE",
        refuse_when="OLD.confirmed_at IS NOT NULL AND ("
        + frozen("statement_id language number text origin translated_from_id confirmed_at".split())
        + " OR (OLD.replaced_at IS NOT NULL AND NEW.replaced_at IS DISTINCT FROM OLD.replaced_at))",
        sentence=_("Confirmed words never change: correct them, and the old ones stay on record."),
    ),
    Trigger(
        name="wording_translated_within_statement",
        model="events.Wording",
        on="INSERT, UPDATE",
        refuse_when="""NEW.translated_from_id IS NOT NULL AND NEW.statement_id IS DISTINCT FROM
            (SELECT w.statement_id FROM events_wording w WHERE w.id = NEW.translated_from_id)""",
        sentence=_("A translation is made from words of the same statement."),
    ),
    Trigger(
        name="check_never_changes",
        model="events.Check",
        on="UPDATE",
        refuse_when=frozen(
            "wording_id method recording_id start_ms end_ms outcome heard note checked_by_id "
            "checked_at".split()
        ),
        sentence=_("A check is never changed: add another one."),
    ),
    Trigger(
        name="check_of_confirmed_words",
        model="events.Check",
        on="INSERT",
        refuse_when="""EXISTS (SELECT 1 FROM events_wording w
            WHERE w.id = NEW.wording_id AND w.confirmed_at IS NULL)""",
        sentence=_("Confirm the words before you check them: a draft may still change."),
    ),
    Trigger(
        name="answer_to_confirmed_words",
        model="events.SpeakerAnswer",
        on="INSERT",
        refuse_when="""EXISTS (SELECT 1 FROM events_wording w
            WHERE w.id = NEW.wording_id AND w.confirmed_at IS NULL)""",
        sentence=_("A speaker answers for confirmed words: a draft may still change."),
    ),
    Trigger(
        name="answer_never_changes",
        model="events.SpeakerAnswer",
        on="UPDATE",
        refuse_when=frozen(
            "wording_id participation_id kind proposal reason invitation_id invited "
            "answered_at".split()
        )
        + " OR (OLD.settled_at IS NOT NULL AND ("
        + frozen("settled_at settled_by_id outcome outcome_reason saved".split())
        + "))",
        sentence=_("An answer of a speaker is never changed, nor what was decided of it."),
    ),
    Trigger(
        name="check_with_recording_of_event",
        model="events.Check",
        on="INSERT",
        refuse_when=f"""NEW.recording_id IS NOT NULL AND {EVENT_OF_WORDING} IS DISTINCT FROM
            (SELECT r.event_id FROM events_recording r WHERE r.id = NEW.recording_id)""",
        sentence=_("The recording is of another event."),
    ),
    Trigger(
        name="recording_stays_with_its_event",
        model="events.Recording",
        on="UPDATE",
        refuse_when=frozen(["event_id"]),
        sentence=_("A recording stays with its event."),
    ),
)
