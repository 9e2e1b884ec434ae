"""The pages of articles, their editions, sections, corrections, and the plain pages."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from articles import reading
from articles.archive import Archive
from articles.difference import any_changed, difference
from articles.front import Front
from articles.models import Correction, Edition, Section
from newsroom.paging import page

NEWEST = ("-dated_at", "-id")


def front_page(request):
    return render(request, "articles/front_page.html", {"front": Front(get_language())})


def article_list(request, year=None, month=None):
    archive = Archive(year, month)
    listed = Edition.objects.live().listed().in_language(get_language())
    context = {
        "archive": archive,
        "editions": page(request, archive.of(listed).for_list(), *NEWEST),
    }
    return render(request, "articles/article_list.html", context)


@reading.explains_absence
def article_detail(request, slug):
    edition = reading.find(Edition.objects.listed(), slug)
    context = {"edition": edition, "reading": reading.Reading(edition)}
    return render(request, "articles/article_detail.html", context | reading.languages(edition))


@reading.explains_absence
def page_detail(request, slug):
    edition = reading.find(Edition.objects.plain(), slug)
    context = {"edition": edition, "reading": reading.Reading(edition)}
    return render(request, "articles/page_detail.html", context | reading.languages(edition))


@reading.explains_absence
def edition_list(request, slug):
    editions = reading.editions(slug)
    context = {"editions": editions} | reading.languages(editions[0])
    return render(request, "articles/edition_list.html", context)


@reading.explains_absence
def edition_detail(request, slug, number):
    edition = reading.edition(slug, number)
    context = {"edition": edition, "reading": reading.Reading(edition)}
    return render(request, "articles/edition_detail.html", context | reading.languages(edition))


@reading.explains_absence
def edition_difference(request, slug, older, newer):
    if older == newer:
        return redirect("articles:edition_detail", slug, newer)
    if older > newer:
        return redirect("articles:edition_difference", slug, newer, older)
    before, after = reading.edition(slug, older), reading.edition(slug, newer)
    parts = difference(before, after)
    context = {
        "older": before,
        "newer": after,
        "parts": parts,
        "is_changed": any_changed(parts),
        "corrected": reading.corrected_between(before, after),
    }
    return render(request, "articles/edition_difference.html", context | reading.languages(after))


def section_list(request):
    return render(request, "articles/section_list.html", {"sections": Section.objects.for_list()})


def section_detail(request, slug):
    section = get_object_or_404(Section.objects.for_list(), slug=slug)
    coverage = section.coverage.live().listed().in_language(get_language()).for_list()
    context = {"section": section, "editions": page(request, coverage, *NEWEST)}
    return render(request, "articles/section_detail.html", context)


def correction_list(request):
    corrections = Correction.objects.public().in_language(get_language()).for_list()
    context = {"corrections": page(request, corrections, "-edition__live_from", "-id")}
    return render(request, "articles/correction_list.html", context)
