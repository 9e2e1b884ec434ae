"""What the writing form asks the server while somebody writes, as views of the admin."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path

from articles import pickers
from newsroom.keys import key, keys
from newsroom.models import Picture


class DeskMixin:
    """Answers the pickers and the check of marked words, in JSON."""

    def get_urls(self):
        views = {
            "statements": self.statements_view,
            "marks": self.marks_view,
            "pictures": self.pictures_view,
        }
        own = [
            path(
                f"{name}/",
                self.admin_site.admin_view(self._guarded(view)),
                name=f"articles_article_{name}",
            )
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def _guarded(self, view):
        def answer(request):
            if not self.has_view_or_change_permission(request):
                raise PermissionDenied
            return JsonResponse({"results": view(request)})

        return answer

    def statements_view(self, request):
        events = keys(request.GET.get("events", "").split(","))
        words, language = request.GET.get("q", "")[:2000], request.GET.get("language", "")
        return pickers.find_statements(words, language, events)

    def marks_view(self, request):
        return pickers.marks(request.POST.get("body", ""), request.POST.get("language", ""))

    def pictures_view(self, request):
        language, asked = request.GET.get("language", ""), request.GET.get("id", "")
        if asked:
            found = Picture.objects.for_list().filter(pk=key(asked))
            return [pickers.picture_line(picture, language) for picture in found]
        return pickers.find_pictures(request.GET.get("q", ""), language)
