"""What those who work here say to each other about a record."""

from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.fields import NFCTextField
from newsroom.models.task import Task


class CommentQuerySet(models.QuerySet):
    def about(self, record) -> Self:
        """On one record, the earliest first."""
        content_type = ContentType.objects.get_for_model(record)
        return self.filter(content_type=content_type, object_id=record.pk)

    def open(self) -> Self:
        """Not resolved yet."""
        return self.filter(resolved_at=None)

    def on_work_of(self, user, model: type[models.Model]) -> Self:
        """What others say about records of a model on which the user is asked to work, or asked
        others to."""
        tasks = Task.objects.open().on(model).involving(user)
        content_type = ContentType.objects.get_for_model(model)
        on_them = self.filter(content_type=content_type, object_id__in=tasks.values("object_id"))
        return on_them.exclude(author=user)

    def for_list(self) -> Self:
        """With who wrote and who resolved them."""
        return self.select_related("author", "resolved_by")


class Comment(models.Model):
    """A remark on a record or on one of its fields; it never stops a save, and readers never
    see it."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    # The name of a field of the record; the record may lose that field, and keeps the comment.
    field = models.CharField(_("about"), max_length=60, blank=True)
    text = NFCTextField(_("comment"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author")
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("resolved by"),
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["content_type", "object_id", "written_at"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="comment_has_text",
                violation_error_message=_("Write something."),
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_resolved_by_somebody",
                violation_error_message=_("A resolved comment says by whom."),
            ),
        ]

    def __str__(self):
        return self.text

    def resolve(self, by) -> None:
        """Puts it aside as answered; of two at once the first one did it."""
        still_open = Comment.objects.open().filter(pk=self.pk)
        still_open.update(resolved_at=timezone.now(), resolved_by=by)

    def reopen(self) -> None:
        """Takes it up again."""
        Comment.objects.filter(pk=self.pk).update(resolved_at=None, resolved_by=None)
