"""Placeholder until the pages are written."""

from django.http import Http404


def event_list(request, **kwargs):
    raise Http404


def event_detail(request, **kwargs):
    raise Http404


def statement_list(request, **kwargs):
    raise Http404


def statement_detail(request, **kwargs):
    raise Http404


def recording_file(request, **kwargs):
    raise Http404
