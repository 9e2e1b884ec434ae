from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self):
        # Auth stands behind all our apps, so their permissions are there by then.
        sync = import_string("articles.groups.sync")  # needs models, which are loaded by now
        post_migrate.connect(sync, sender=apps.get_app_config("auth"))
