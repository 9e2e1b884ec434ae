"""The pages of events and statements."""

from http import HTTPStatus

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from events.finding import Choice
from events.fragments import read_span
from events.models import Event, Recording, Statement
from events.summaries.register import TABLES, TooMany
from events.summaries.views import table_response
from events.timecode import timecode
from newsroom.media import ranged
from newsroom.paging import page
from newsroom.views import wrong


def event_list(request):
    events = Event.objects.published().for_list()
    context = {
        "coming": events.coming()[:20],
        "past": page(request, events.past(), "-starts_on", "-id"),
    }
    return render(request, "events/event_list.html", context)


def event_detail(request, slug):
    event = get_object_or_404(Event.objects.published().for_page(), slug=slug)
    coverage = event.coverage.live().in_language(get_language())
    statements = Statement.objects.public().at_event(event).in_order().for_event()
    recordings = [(one, one.checks_of(statements)) for one in event.recordings.public()]
    context = {
        "event": event,
        "participations": event.participations.listable().present().for_event(),
        "statements": statements,
        "recordings": recordings,
        "editions": coverage.newest("event_rows").for_links(),
    }
    return render(request, "events/event_detail.html", context)


def statement_list(request):
    choice = Choice(request.GET)
    found = page(request, choice.statements().for_list(), "-said_on", "-id")
    return render(request, "events/statement_list.html", {"choice": choice, "statements": found})


def statement_table(request, form):
    if form not in TABLES:
        raise Http404("There is no such table.")
    choice = Choice(request.GET)
    if faults := choice.faults:
        return wrong(request, HTTPStatus.BAD_REQUEST, told=" ".join(faults))
    try:
        return table_response(choice.statements().newest(), form, get_language())
    except TooMany as error:
        return wrong(request, HTTPStatus.BAD_REQUEST, told=str(error))


def recording_detail(request, pk):
    recording = get_object_or_404(Recording.objects.public().for_page(), pk=pk)
    start, end = read_span(request.GET.get("t", "")) or (0, None)
    if not recording.file:
        return HttpResponseRedirect(recording.url_at(start, end))
    statements = Statement.objects.public().at_event(recording.event).for_event()
    context = {
        "recording": recording,
        "source": recording.file_at(start, end),
        "start_ms": start,
        "starts_at": timecode(start) if start else "",
        "checks": recording.checks_of(statements),
    }
    return render(request, "events/recording_detail.html", context)


def recording_file(request, pk):
    recording = get_object_or_404(Recording.objects.public(), pk=pk)
    if not recording.file:
        return HttpResponseRedirect(recording.address)
    return ranged(request, recording.file.name)
