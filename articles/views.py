"""Placeholder until the pages are written."""

from django.http import Http404


def front_page(request, **kwargs):
    raise Http404


def article_list(request, **kwargs):
    raise Http404


def article_year(request, **kwargs):
    raise Http404


def article_month(request, **kwargs):
    raise Http404


def article_detail(request, **kwargs):
    raise Http404


def edition_list(request, **kwargs):
    raise Http404


def edition_detail(request, **kwargs):
    raise Http404


def edition_difference(request, **kwargs):
    raise Http404


def section_list(request, **kwargs):
    raise Http404


def section_detail(request, **kwargs):
    raise Http404


def correction_list(request, **kwargs):
    raise Http404


def page_detail(request, **kwargs):
    raise Http404
