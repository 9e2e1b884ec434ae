from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class RedirectManager(models.Manager):
    """Keeps chains short: an old address leads straight to where the record stands now."""

    def taken(self, path: str, by: str | None = None) -> bool:
        """Whether the path leads to a record that stands elsewhere than `by`."""
        return self.filter(old_path=path).exclude(new_path=by or "").exists()

    def free(self, path: str, by: str) -> None:
        """Gives a record that stands at `by` its own old address back."""
        self.filter(old_path=path, new_path=by).delete()

    def lead(self, old_path: str, new_path: str) -> None:
        """Makes the old address, and all that led there, lead to the new one."""
        self.filter(new_path=old_path).update(new_path=new_path)
        self.update_or_create(old_path=old_path, defaults={"new_path": new_path})


class Redirect(models.Model):
    """An address that was published once, and where it leads now."""

    old_path = models.CharField(_("old path"), max_length=400, unique=True)
    new_path = models.CharField(_("new path"), max_length=400, db_index=True)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = RedirectManager()

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        constraints = [
            models.CheckConstraint(
                condition=~Q(old_path=F("new_path")),
                name="redirect_leads_elsewhere",
                violation_error_message=_("A redirect cannot lead to itself."),
            ),
            models.CheckConstraint(
                condition=Q(old_path__startswith="/") & Q(new_path__startswith="/"),
                name="redirect_paths_start_with_slash",
                violation_error_message=_("Both paths begin with a slash and stay on this site."),
            ),
            models.CheckConstraint(
                condition=~Q(new_path__startswith="//"),
                name="redirect_stays_on_this_site",
                violation_error_message=_("Both paths begin with a slash and stay on this site."),
            ),
        ]

    def __str__(self):
        return f"{self.old_path} → {self.new_path}"
