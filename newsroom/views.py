"""Topics, what machines ask of the site, and the pages that say that something went wrong."""

from http import HTTPStatus

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template import loader
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from newsroom.languages import fronts, prefix
from newsroom.models import Topic
from newsroom.paging import page

# What no robot is to ask for; a preview is for whom its link was given.
CLOSED = [
    "/admin/",
    *(
        f"{prefix(code)}/{private}/"
        for private in ("previews", "statements/answers")
        for code, _name in settings.LANGUAGES
    ),
]
ROBOTS = "".join(["User-agent: *\n", *(f"Disallow: {path}\n" for path in CLOSED)])


def topic_list(request):
    topics = page(request, Topic.objects.published().for_list(), "name", "id", size=200)
    return render(request, "newsroom/topic_list.html", {"topics": topics})


def topic_detail(request, slug):
    topic = get_object_or_404(Topic.objects.published().for_list(), slug=slug)
    coverage = topic.edition_rows.live().listed().in_language(get_language()).for_list()
    context = {
        "topic": topic,
        "editions": page(request, coverage, "-dated_at", "-id").each("edition"),
        "events": topic.event_rows.published().newest().for_list()[:5],
        "statements": topic.statement_rows.public().newest().for_list()[:5],
    }
    return render(request, "newsroom/topic_detail.html", context)


@never_cache
def healthz(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def robots(request):
    return HttpResponse(ROBOTS, content_type="text/plain")


def wrong(request, status: HTTPStatus, **context):
    """The page that tells a reader what went wrong; the switcher leads to the front pages."""
    context |= {"alternates": fronts()}
    return render(request, f"{status.value}.html", context, status=status)


def bad_request(request, exception=None):
    return wrong(request, HTTPStatus.BAD_REQUEST)


def permission_denied(request, exception=None):
    return wrong(request, HTTPStatus.FORBIDDEN)


def csrf_failure(request, reason=""):
    """The form is older than a sign-in or sign-out, or came without cookies: it is not taken, and
    has to be opened again."""
    # Whoever has no account has nothing kept in the browser: what they typed comes back to copy.
    names = ("proposal", "reason") if request.user.is_anonymous else ()
    typed = [request.POST[name] for name in names if request.POST.get(name)]
    return wrong(request, HTTPStatus.FORBIDDEN, is_form_too_old=True, typed=typed)


def page_not_found(request, exception=None):
    return wrong(request, HTTPStatus.NOT_FOUND)


def gone(request, reason: str, at=None):
    """The page that says since when, and why, something is no longer published."""
    return wrong(request, HTTPStatus.GONE, reason=reason, at=at)


def server_error(request):
    # Nothing of the request and no query: whatever failed may fail again here.
    return HttpResponse(
        loader.get_template("500.html").render(), status=HTTPStatus.INTERNAL_SERVER_ERROR
    )
