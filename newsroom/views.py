"""Placeholder until the pages are written."""

from django.http import Http404


def topic_list(request, exception=None, **kwargs):
    raise Http404


def topic_detail(request, exception=None, **kwargs):
    raise Http404


def bad_request(request, exception=None, **kwargs):
    raise Http404


def permission_denied(request, exception=None, **kwargs):
    raise Http404


def page_not_found(request, exception=None, **kwargs):
    raise Http404


def server_error(request, exception=None, **kwargs):
    raise Http404
