"""What can be asked of statements, in words that chain to a sentence."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.lookups import Exact

from events.attribution import Rule, statement_rule
from events.models.event import Event
from events.models.participation import is_post_shared
from events.publicity import is_statement_printable, is_statement_public, is_statement_told
from newsroom.folding import holds
from newsroom.models import Topic
from people.models import OrganizationName, PersonName

# Values of Statement.Outcome that leave a forecast without an answer.
UNANSWERED = ["", "open"]


class StatementQuerySet(models.QuerySet):
    """Statements, with the words by which they are chosen, ordered and fetched."""

    model: Any  # Statement, which is built of this

    def public(self, at: datetime | None = None) -> Self:
        """Those whose words may be printed at the moment `at`."""
        return self.filter(is_statement_public(at))

    def printable(self, at: datetime | None = None) -> Self:
        """The public ones, and those merged into one that is: articles may go on printing them."""
        return self.filter(is_statement_printable(at))

    def named(self, at: datetime | None = None) -> Self:
        """Those of the public ones that may bear the speaker's name at the moment `at`."""
        return self.public(at).filter(Exact(statement_rule(), Rule.ON_RECORD))

    def public_or_withdrawn(self, at: datetime | None = None) -> Self:
        """The public ones, and those whose address tells why they were withdrawn."""
        return self.filter(is_statement_told(at))

    def by(self, person) -> Self:
        """Those of one speaker."""
        return self.filter(participation__person=person)

    def speaking_for(self, organization) -> Self:
        """Those made in a post at an organization."""
        return self.filter(participation__affiliation__organization=organization)

    def at_event(self, event: Event) -> Self:
        """Those made at one event."""
        return self.filter(participation__event=event)

    def beside(self, statement: Any) -> Self:
        """The other confirmed ones of the same participant, in their order."""
        same = self.filter(participation=statement.participation_id, state="confirmed")
        return same.exclude(pk=statement.pk).in_order()

    def about(self, topic: Topic) -> Self:
        """Those about a topic."""
        return self.filter(topic_rows__tag=topic)

    def in_year(self, year: int) -> Self:
        """Those made in one year."""
        return self.filter(said_on__year=year)

    def since(self, day: date) -> Self:
        """Those made on a day or later."""
        return self.filter(said_on__gte=day)

    def until(self, day: date) -> Self:
        """Those made on a day or before."""
        return self.filter(said_on__lte=day)

    def holding(self, words: str) -> Self:
        """Those whose words that stand hold all of the given ones, in one language."""
        stands = self._current_wordings().filter(holds(words))
        return self.filter(Exists(stands))

    def said_by(self, name: str) -> Self:
        """Those of whoever bears a name, or words of it, in any spelling and alphabet, or who
        spoke for an organization that does, on record or as printed."""
        printed = self._translated_labels()
        people = PersonName.objects.bearing(name).order_by()
        organizations = OrganizationName.objects.bearing(name).order_by()
        return self.filter(
            holds(name, "participation__folded")
            | holds(name, "participation__folded_organization")
            | Exists(printed.filter(holds(name) | holds(name, "folded_organization")))
            | Q(participation__person__in=people.values("person"))
            | Q(participation__affiliation__organization__in=organizations.values("organization"))
        )

    def worded_in(self, language: str) -> Self:
        """Those whose words stand in a language."""
        return self.filter(Exists(self._current_wordings().filter(language=language)))

    def checked(self) -> Self:
        """Those of which words that stand were found on a recording; equals `is_checked`."""
        return self.filter(Exists(self._current_wordings().found_on_recording()))

    def not_checked(self) -> Self:
        """Those of which no words that stand were found on a recording."""
        return self.filter(~Exists(self._current_wordings().found_on_recording()))

    def forecasts(self) -> Self:
        """Those that say what will be by a day."""
        return self.filter(forecast_due_on__isnull=False)

    def answered(self) -> Self:
        """The forecasts whose outcome is known."""
        return self.forecasts().exclude(forecast_outcome__in=UNANSWERED)

    def due(self, on: date) -> Self:
        """The forecasts whose day has come and whose outcome nobody has told."""
        return self.filter(forecast_due_on__lte=on, forecast_outcome__in=UNANSWERED)

    def ahead(self, on: date) -> Self:
        """The forecasts whose day is still to come."""
        return self.filter(forecast_due_on__gt=on, forecast_outcome__in=UNANSWERED)

    def with_older_translations(self) -> Self:
        """Confirmed ones with a translation that is older than its original."""
        older = self._current_wordings().older_than_original()
        return self.filter(Exists(older), state=self.model.State.CONFIRMED)

    def replying(self) -> Self:
        """Those that answer another statement which is public."""
        return self.filter(is_statement_public(path="reply_to__"))

    def verbatim(self) -> Self:
        """Those in exact words, whole or in part."""
        return self.filter(kind__in=[self.model.Kind.DIRECT, self.model.Kind.MIXED])

    def unchecked(self) -> Self:
        """Confirmed exact words that nobody of the newsroom ever held against any source."""
        checked = self._current_wordings().filter(checks__checked_by__isnull=False)
        return self.verbatim().filter(~Exists(checked), state=self.model.State.CONFIRMED)

    def _translated_labels(self):
        """The printed capacity of the speaker of each of them in other languages."""
        participation = self.model._meta.get_field("participation").related_model
        texts = participation._meta.get_field("texts").related_model.objects
        return texts.filter(participation=OuterRef("participation"))

    def _current_wordings(self):
        """The words that stand of each of them, for a condition."""
        wordings = self.model._meta.get_field("wordings").related_model.objects
        return wordings.current().filter(statement=OuterRef("pk"))

    def newest(self) -> Self:
        """The latest first."""
        return self.order_by("-said_on", "-id")

    def in_order(self) -> Self:
        """As they were made."""
        return self.order_by("order", "id")

    def for_event(self) -> Self:
        """With the words and who said them, for the page of their event."""
        return self._with_speaker().prefetch_related(self._checks())

    def for_listening(self) -> Self:
        """Confirmed exact words, with who said them and how they were checked."""
        confirmed = self.verbatim().filter(state=self.model.State.CONFIRMED)
        return confirmed.select_related("participation").prefetch_related("wordings__checks")

    def for_speaker(self) -> Self:
        """With the words in every language and how they were checked."""
        return self.prefetch_related(self._checks())

    def for_front(self) -> Self:
        """With the words and who said them in what capacity."""
        return self._with_speaker().prefetch_related("wordings")

    def for_list(self) -> Self:
        """With the words in every language, speaker and event."""
        return self.for_event().prefetch_related("participation__event__texts")

    def _with_speaker(self) -> Self:
        """With all that a label says."""
        return (
            self.select_related(
                "participation__person", "participation__event", "participation__session"
            )
            .prefetch_related("participation__texts")
            .annotate(shares_post=is_post_shared("participation__"))
        )

    def _checks(self) -> Prefetch:
        """How the words were checked, and whether readers may hear the recording."""
        wording = self.model._meta.get_field("wordings").related_model
        checks = wording._meta.get_field("checks").related_model.objects
        return Prefetch("wordings__checks", checks.for_readers())

    def for_citation(self) -> Self:
        """With all that a citation, a picture or an embed of it says."""
        return (
            self.for_list()
            .select_related("participation__event__venue")
            .prefetch_related(
                "participation__event__venue__names",
                "wordings__translator__names",
            )
        )

    def for_page(self) -> Self:
        """With all that the statement's own page says about it."""
        return self.for_citation().prefetch_related(
            "topics__texts",
            "wordings__translated_from",
            "merged__wordings",
        )


class StatementTopicQuerySet(models.QuerySet):
    """The topics of statements, each with the date of its statement."""

    def public(self, at: datetime | None = None) -> Self:
        """Those of statements that may be printed at the moment `at`."""
        return self.filter(is_statement_public(at, "content_object__"))

    def newest(self) -> Self:
        """The latest first."""
        return self.order_by("-said_on", "-content_object_id")

    def for_list(self) -> Self:
        """With the words, speaker and event."""
        return self.prefetch_related(Prefetch("content_object", self._statements().for_list()))

    def _statements(self) -> StatementQuerySet:
        return self.model._meta.get_field("content_object").related_model.objects.all()
