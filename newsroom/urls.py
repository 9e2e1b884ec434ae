"""The addresses of the site: each app brings its own."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from newsroom import views
from newsroom.me import me
from newsroom.media import media

handler400 = "newsroom.views.bad_request"
handler403 = "newsroom.views.permission_denied"
handler404 = "newsroom.views.page_not_found"
handler500 = "newsroom.views.server_error"

urlpatterns = [
    path("admin/me/", admin.site.admin_view(me), name="me"),
    path("admin/", admin.site.urls),
    path("media/<path:path>", media, name="media"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    *i18n_patterns(
        path("", include("newsroom.site_urls")),
        path("", include("people.urls")),
        path("", include("events.urls")),
        # The last one: it ends with the plain pages, whose addresses match everything.
        path("", include("articles.urls")),
        prefix_default_language=False,
    ),
]
