from typing import Self

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.fields import FoldedField, NFCCharField, NFCTextField


class LogEntryQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """About records of the kinds that the user may see, deleted ones too."""
        seen = Q(pk=None)
        for model in apps.get_models():
            app, name = model._meta.app_label, model._meta.model_name
            if user.has_perm(f"{app}.view_{name}") or user.has_perm(f"{app}.change_{name}"):
                seen |= Q(app_label=app, model=name)
        # Said the other way round, a database reads on from the newest until a page is full; asked
        # for what is seen it would gather all of that first.
        return self.exclude(content_type__in=ContentType.objects.exclude(seen))

    def about(self, record):
        """What was done to the record, newest first."""
        return self.filter(
            content_type=ContentType.objects.get_for_model(record), object_id=record.pk
        ).select_related("user", "content_type")

    def write(self, user, record, action, **details):
        """The new entry that `user` did `action` to `record` now; details are columns."""
        return self.create(
            user=user,
            content_type=ContentType.objects.get_for_model(record),
            object_id=record.pk,
            label=str(record)[:300],
            action=action,
            **details,
        )


class LogEntry(models.Model):
    """Who did what to which record; written once and never changed."""

    class Action(models.TextChoices):
        ADDED = "added", _("added")
        CHANGED = "changed", _("changed")
        DELETED = "deleted", _("deleted")
        RESTORED = "restored", _("restored")
        MOVED = "moved", _("moved to another stage")
        PUBLISHED = "published", _("published")
        SCHEDULED = "scheduled", _("scheduled")
        UNSCHEDULED = "unscheduled", _("unscheduled")
        RESCHEDULED = "rescheduled", _("rescheduled")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REMOVAL_PLANNED = "removal_planned", _("removal planned")
        TAKEN_DOWN = "taken_down", _("taken down")
        CONFIRMED = "confirmed", _("confirmed")
        CORRECTED = "corrected", _("corrected")
        MERGED = "merged", _("merged")
        EXPORTED = "exported", _("exported")
        IMPORTED = "imported", _("imported")
        ASSIGNED = "assigned", _("assigned")
        EMBARGOED = "embargoed", _("embargoed")
        EMBARGO_LIFTED = "embargo_lifted", _("embargo lifted")
        INVITED = "invited", _("link given")
        REVOKED = "revoked", _("link taken back")
        OPENED = "opened", _("opened by link")
        DISMISSED = "dismissed", _("dismissed")
        ANSWERED = "answered", _("answered by the speaker")
        SETTLED = "settled", _("answer of the speaker settled")

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    action = models.CharField(_("what"), max_length=20, choices=Action)
    content_type = models.ForeignKey(
        ContentType, models.PROTECT, related_name="+", verbose_name=_("kind")
    )
    object_id = models.PositiveBigIntegerField(null=True)
    record = GenericForeignKey()
    # Kept so that the entry still says what it was about when the record is gone.
    label = NFCCharField(_("record"), max_length=300)
    folded = FoldedField("label")
    before = models.CharField(_("from"), max_length=100, blank=True)
    after = models.CharField(_("to"), max_length=100, blank=True)
    note = NFCTextField(_("note"), blank=True)
    fingerprint = models.CharField(_("fingerprint of the text"), max_length=64, blank=True)
    detail = models.JSONField(_("details"), default=dict, blank=True)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["content_type", "object_id", "-at"])]

    def __str__(self):
        return f"{self.label}: {self.get_action_display()}"
