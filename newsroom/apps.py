from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from newsroom import triggers


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self):
        post_migrate.connect(triggers.install, sender=self)
        triggers.autodiscover_modules("triggers")
