"""Work that somebody asks of a person or of a group, on any record."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.fields import NFCTextField


class TaskQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Not done yet."""
        return self.filter(done_at=None)

    def about(self, record) -> Self:
        """On one record."""
        content_type = ContentType.objects.get_for_model(record)
        return self.filter(content_type=content_type, object_id=record.pk)

    def on(self, model: type[models.Model]) -> Self:
        """On records of one model."""
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def waiting_for(self, user) -> Self:
        """Open, and the user's to do: theirs by name, claimed by them, or still free in one of
        their groups."""
        free = Q(group__in=user.groups.all(), claimed_by=None)
        return self.open().filter(Q(person=user) | Q(claimed_by=user) | free)

    def involving(self, user) -> Self:
        """Those that the user has in hand by name, or asked for."""
        return self.filter(Q(person=user) | Q(claimed_by=user) | Q(asked_by=user))

    def late(self, today: date | None = None) -> Self:
        """Those that should have been done before `today` (default: the date here); equals
        `is_late`."""
        return self.open().filter(due_on__lt=today or timezone.localdate())

    def for_list(self) -> Self:
        """With who asked, who is asked, and the record; the most urgent first."""
        return (
            self.select_related("person", "group", "asked_by", "claimed_by")
            .prefetch_related("record")
            .order_by(models.F("due_on").asc(nulls_last=True), "asked_at", "id")
        )


class Task(models.Model):
    """What a person or a group is asked to do with a record, and what came of it."""

    class Kind(models.TextChoices):
        WRITE = "write", _("to write")
        REVIEW = "review", _("to review")

    class Outcome(models.TextChoices):
        DONE = "done", _("done")
        RETURNED = "returned", _("returned with notes")
        DROPPED = "dropped", _("no longer needed")

    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("person"),
    )
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("group")
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    note = NFCTextField(_("note"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("claimed by"),
    )
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("done by"),
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    answer = NFCTextField(_("answer"), blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["content_type", "object_id"]),
            models.Index(
                fields=["content_type", "due_on"],
                condition=Q(done_at=None),
                name="task_open_by_due",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, group__isnull=False) | Q(person__isnull=False, group=None),
                name="task_for_person_or_group",
                violation_error_message=_("Ask one person or one group."),
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_id", "kind"],
                condition=Q(done_at=None),
                name="task_open_once_per_kind",
                violation_error_message=_("Somebody is asked for this already."),
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, outcome="")
                | Q(done_at__isnull=False, done_by__isnull=False) & ~Q(outcome=""),
                name="task_done_by_somebody",
                violation_error_message=_("A task that is done says by whom and with what result."),
            ),
        ]

    def __str__(self):
        return f"{self.record}: {self.get_kind_display()}"

    @property
    def doer(self):
        """Who has it in hand: the person, whoever claimed it, or None while it is free."""
        return self.person or self.claimed_by

    def is_for(self, user) -> bool:
        """Whether the user may do it; equals `waiting_for` while it is open."""
        return user in {self.person, self.claimed_by} or (
            self.claimed_by is None and self.group in user.groups.all()
        )

    def is_late(self, today=None) -> bool:
        """Whether it should have been done before `today` (default: the date here)."""
        today = today or timezone.localdate()
        return self.done_at is None and self.due_on is not None and self.due_on < today

    def finish(self, by, outcome: str, answer: str = "", at: datetime | None = None) -> None:
        """Marks it as done, with the answer to whoever asked."""
        self.done_at, self.done_by = at or timezone.now(), by
        self.outcome, self.answer = outcome, answer
        self.save()
