"""The copies that a browser keeps of unsaved words: it is told which of them were saved."""

import re
from http import HTTPStatus

from django.urls import reverse

COOKIE, FIELD = "newsroom_saved", "_copy"
NAME = re.compile(r"[a-z0-9]{1,40}")
MOST, KEPT_SECONDS = 20, 14 * 24 * 3600


class CopiesMixin:
    """Answers a save with the name of the copy that was sent, so that it is offered no more."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        response = super().changeform_view(request, object_id, form_url, extra_context)
        return confirm(request, response) if _is_saved(response) else response


def _is_saved(response) -> bool:
    """Whether the form leads on, or closes its window, since what was sent is stored."""
    is_window = "popup_response_data" in (getattr(response, "context_data", None) or {})
    return response.status_code == HTTPStatus.FOUND or is_window


def confirm(request, response):
    """The response, with a cookie that names the copies saved last."""
    name = request.POST.get(FIELD, "")
    if NAME.fullmatch(name):
        earlier = NAME.findall(request.COOKIES.get(COOKIE, ""))
        response.set_cookie(
            COOKIE,
            ".".join([*earlier, name][-MOST:]),
            max_age=KEPT_SECONDS,
            path=reverse("admin:index"),
            secure=request.is_secure(),
            samesite="Lax",
        )
    return response
