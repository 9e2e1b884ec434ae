"""The copies that a browser keeps of unsaved words: it is told which of them were saved."""

import re

from django.urls import reverse

COOKIE, FIELD = "newsroom_saved", "_copy"
NAME = re.compile(r"[a-z0-9]{1,40}")
MOST, KEPT_SECONDS = 20, 14 * 24 * 3600


class CopiesMixin:
    """Answers a save with the name of the copy that was sent, so that it is offered no more."""

    def response_add(self, request, obj, post_url_continue=None):
        return confirm(request, super().response_add(request, obj, post_url_continue))

    def response_change(self, request, obj):
        return confirm(request, super().response_change(request, obj))


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
