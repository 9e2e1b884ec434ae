"""What happens to every request: the page cache, the policy for scripts, language, redirects."""

import hashlib
import re
from copy import copy
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.http import (
    HttpResponseNotAllowed,
    HttpResponseNotModified,
    HttpResponsePermanentRedirect,
    QueryDict,
)
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_from_path, get_language_from_request

from newsroom.models import Redirect

KEPT_SECONDS = 2
# Pages that differ by who asks, or that are files of their own.
NEVER_KEPT = re.compile(
    r"^/(admin|media|static|healthz|"
    r"([a-z]{2}/)?(previews|statements/answers|recordings/\d+/file))"
)
# The one place at which somebody without an account sends anything: speakers, of their words.
ANSWERED = re.compile(r"^/([a-z]{2}/)?statements/answers/[^/]+/$")
ADMIN = re.compile(r"^/admin(/|$)")


class SoundRequestMiddleware:
    """Refuses what no page answers: another method than reading, and NUL, which no text holds."""

    READING = ("GET", "HEAD")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("The address holds a NUL character.")
        path, is_answer = request.path_info, request.method == "POST"
        if request.method not in self.READING and not (
            ADMIN.match(path) or (is_answer and ANSWERED.match(path))
        ):
            return HttpResponseNotAllowed(self.READING)
        return self.get_response(request)


class PageCacheMiddleware:
    """Answers anonymous readers from a copy that is at most two seconds old.

    Nothing has to be purged: a withdrawal is everywhere within two seconds, and within four
    behind a shared cache, which is told the same in `s-maxage`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not self._may_keep(request):
            response = self.get_response(request)
            if not response.has_header("Cache-Control"):
                patch_cache_control(response, private=True)
            return response
        key = self._key(request)
        response = cache.get(key)
        if response is None:
            response = self.get_response(request)
            if response.status_code == HTTPStatus.OK and not response.streaming:
                self._keep(key, response)
        return self._fresh_or_not_modified(request, response)

    def _may_keep(self, request) -> bool:
        return (
            request.method in {"GET", "HEAD"}
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and not NEVER_KEPT.match(request.path_info)
        )

    def _key(self, request) -> str:
        address = f"{request.method} {request.get_host()}{request.get_full_path()}"
        scheme = request.META.get("HTTP_X_FORWARDED_PROTO", request.scheme)
        return "page:" + hashlib.sha256(f"{scheme} {address}".encode()).hexdigest()

    def _keep(self, key: str, response) -> None:
        patch_cache_control(response, public=True, max_age=0, s_maxage=KEPT_SECONDS)
        response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        if not response.cookies and not response.has_header("Vary"):
            cache.set(key, response, KEPT_SECONDS)

    def _fresh_or_not_modified(self, request, response):
        etag = response.headers.get("ETag")
        if etag and request.headers.get("If-None-Match", "").removeprefix("W/") == etag:
            unchanged = HttpResponseNotModified()
            for name in ("ETag", "Cache-Control"):
                unchanged.headers[name] = response.headers[name]
            return unchanged
        return response


class ContentSecurityPolicyMiddleware:
    """Sends the policy of `settings.SECURE_CSP`; Django 6 brings its own."""

    # The prose editor adds its style sheet and an import map from a script; both are the admin's.
    ADMIN = {"style-src": ["'self'", "'unsafe-inline'"], "script-src": ["'self'"]}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        policy = settings.SECURE_CSP
        if ADMIN.match(request.path_info):
            policy = policy | self.ADMIN | getattr(response, "csp", {})
        text = "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())
        response.headers.setdefault("Content-Security-Policy", text)
        return response


class LanguageMiddleware(LocaleMiddleware):
    """The site's language comes from the path alone; the admin's from the user's own choice.

    So a page never varies by `Accept-Language`, and one copy serves every reader.
    """

    def process_request(self, request):
        if ADMIN.match(request.path_info):
            own = request.user.language if request.user.is_authenticated else ""
            language = own or get_language_from_request(request)
        else:
            language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class LostLoginMiddleware:
    """Leads whoever sends something into the admin without a login over the login back to the page
    from which it was sent: many addresses that take what is sent cannot be opened."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        page = self._page(request) if request.method == "POST" else ""
        if page and ADMIN.match(request.path_info) and not request.user.is_authenticated:
            login = reverse("admin:login")
            if request.path != login:
                return redirect_to_login(page, login)
        return self.get_response(request)

    def _page(self, request) -> str:
        """The page of the admin from which something was sent; empty where that is not known."""
        _scheme, _sign, rest = request.headers.get("Referer", "").partition("://")
        host, slash, path = rest.partition("/")
        page = slash + path
        return page if host == request.get_host() and ADMIN.match(page) else ""


class RedirectMiddleware:
    """Leads an address that is no longer served to where its record stands now."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == HTTPStatus.NOT_FOUND and not ADMIN.match(request.path_info):
            return self._moved(request) or response
        return response

    def _moved(self, request):
        prefix, path = self._without_language(request.path_info)
        # The longest old path that the address begins with: pages below a record move with it.
        parents = [path[: slash.end()] for slash in re.finditer("/", path)][1:]
        candidates = {prefix + p for p in parents} | set(parents)
        found = Redirect.objects.filter(old_path__in=candidates)
        best = max(found, key=lambda redirect: len(redirect.old_path), default=None)
        if best is None:
            return None
        kept = prefix if prefix and not best.old_path.startswith(prefix + "/") else ""
        rest = (prefix + path).removeprefix(kept).removeprefix(best.old_path)
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        new = kept + best.new_path + rest
        return HttpResponsePermanentRedirect(new + query) if self._stands(request, new) else None

    def _stands(self, request, path: str) -> bool:
        """Whether readers find anything there; else the new address would tell of what is hidden,
        by the slug of a person who has no page."""
        asked = copy(request)
        asked.path = asked.path_info = path
        # Whatever else is asked there is asked again by whoever follows.
        asked.META = request.META | {"QUERY_STRING": ""}
        asked.GET = QueryDict()
        return self.get_response(asked).status_code != HTTPStatus.NOT_FOUND

    def _without_language(self, path: str) -> tuple[str, str]:
        language = get_language_from_path(path)
        prefix = f"/{language}" if language and path.startswith(f"/{language}/") else ""
        return prefix, path.removeprefix(prefix)
