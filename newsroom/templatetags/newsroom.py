"""What every template says about language, dates and marks; loaded in all of them."""

import datetime as dt
import re

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from newsroom.languages import Version, versions

register = template.Library()

NBSP = "\u00a0"
# `E` is the month as it stands after a day: “травня”, not “травень”.
DAY = {"en": "j\u00a0F Y", "uk": "j\u00a0E Y\u00a0року", "ru": "j\u00a0E Y\u00a0года"}
DAY_AND_MONTH = {"en": "j\u00a0F", "uk": "j\u00a0E", "ru": "j\u00a0E"}
# After “since” and “until” Ukrainian and Russian set the genitive.
MONTH_AFTER = {"en": "F Y", "uk": "E Y\u00a0року", "ru": "E Y\u00a0года"}
YEAR_AFTER = {"en": "Y", "uk": "Y\u00a0року", "ru": "Y\u00a0года"}
MARKS = {"en": "“”", "de": "„“", "pl": "„”"}
# A word of one or two letters does not end a line, nor does a dash begin one.
SHORT_WORD = re.compile(r"(?<![\w\u00a0-])(\w{1,2}) (?=\S)")
DASH = re.compile(r" (?=[–—] )")


def _format(value: dt.date, formats: dict[str, str]) -> str:
    pattern = formats.get(get_language() or "", formats["en"])
    for word in ("року", "года"):
        pattern = pattern.replace(word, "".join(f"\\{letter}" for letter in word))
    return dateformat.format(value, pattern)


def _local(value: dt.date) -> dt.date:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def language_of(row: object) -> str:
    """The language tag of a row, or the tag itself."""
    return row if isinstance(row, str) else getattr(row, "language", "") or ""


@register.simple_tag
def lang(row: object) -> str:
    """The `lang` attribute of a passage, where its language is not the page's."""
    tag = language_of(row)
    return format_html(' lang="{}"', tag) if tag and tag != get_language() else ""


@register.filter
def in_words(value: dt.date | None) -> str:
    """“13 May 2021”, “13 травня 2021 року”; empty of nothing."""
    return _format(_local(value), DAY) if value else ""


@register.filter
def day_and_month(value: dt.date) -> str:
    """“13 May”."""
    return _format(_local(value), DAY_AND_MONTH)


@register.filter
def month_in_words(value: dt.date) -> str:
    """“May 2021”, “травень 2021”."""
    month = dateformat.format(_local(value), "F Y")
    return month if get_language() == "en" else month.lower()


@register.filter
def month_beside_day(value: dt.date) -> str:
    """The month as it stands after the day: “May”, “травня”."""
    return dateformat.format(_local(value), "F" if get_language() == "en" else "E")


@register.filter
def moment_in_words(value: dt.datetime) -> str:
    """“13 May 2021, 14:05”, in the site's time zone."""
    return f"{in_words(value)}, {hour(value)}"


@register.filter
def hour(value: dt.datetime | dt.time) -> str:
    """“14:05”."""
    local = _local(value) if isinstance(value, dt.datetime) else value
    return f"{local:%H:%M}"


@register.filter
def iso(value: dt.date) -> str:
    """The date or moment as machines read it."""
    local = _local(value)
    return local.isoformat(timespec="seconds") if isinstance(local, dt.datetime) else str(local)


@register.filter
def precisely(value: dt.date | None, precision: str) -> str:
    """A date in words, as precise as it is known."""
    if value is None:
        return ""
    return {"year": f"{value:%Y}", "month": month_in_words(value)}.get(precision, in_words(value))


@register.filter
def precisely_after(value: dt.date | None, precision: str) -> str:
    """A date as precise as it is known, as it reads after “since” and “until”."""
    formats = {"year": YEAR_AFTER, "month": MONTH_AFTER}.get(precision, DAY)
    return _format(value, formats) if value else ""


@register.filter
def quoted(text: str, language: object) -> str:
    """The text between the quotation marks of its language."""
    opening, closing = quote_marks(language)
    return format_html("{}{}{}", opening, typeset(text, language), closing)


def quote_marks(language: object) -> tuple[str, str]:
    """The outer quotation marks of a language, which may be given as a row of it."""
    marks = MARKS.get(language_of(language)[:2], "«»")
    return marks[0], marks[1]


@register.filter
def typeset(text: str, language: object = "") -> str:
    """The text with short words bound to the next, and dashes to the word before."""
    bound = DASH.sub(NBSP, str(text))
    if language_of(language)[:2] in {"uk", "ru", "be"}:
        bound = SHORT_WORD.sub(rf"\1{NBSP}", bound)
    return conditional_escape(bound) if not hasattr(text, "__html__") else mark_safe(bound)  # noqa: S308 - it was safe when it came


@register.filter
def first_letter_large(text: object) -> str:
    """The text with a capital first letter, as a label begins."""
    text = str(text)
    return text[:1].upper() + text[1:]


@register.filter
def initials(name: object) -> str:
    """The first letters of the first two words of a name."""
    words = [word for word in re.split(r"\s+", str(name or "")) if word[:1].isalpha()]
    return "".join(word[0].upper() for word in words[:2])


@register.filter
def lines(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


@register.filter
def language_name(tag: str) -> str:
    """The name of a language in the language of the page; the tag itself when it has none."""
    base = (tag or "").partition("-")[0]
    known = dict(settings.RECORD_LANGUAGES)
    if base not in known:
        return tag
    name = _(get_language_info(base)["name"])
    return name if get_language() == "en" else name.lower()


@register.filter
def own_name(tag: str) -> str:
    """The name of a language in that language, as a switcher shows it."""
    return first_letter_large(get_language_info(tag)["name_local"])


@register.simple_tag(takes_context=True)
def page_versions(context) -> list[Version]:
    """This page in each of the languages in which it exists, the present one among them."""
    request = context.get("request")
    return versions(request.path if request else "/", context.get("alternates"))


@register.simple_tag(takes_context=True)
def canonical(context) -> str:
    """The one address of this page; a later page of a list is a page of its own."""
    request = context["request"]
    before = request.GET.urlencode() if "before" in request.GET else ""
    return settings.SITE_URL + request.path + (f"?{before}" if before else "")


@register.simple_tag
def today() -> dt.date:
    """The day where the newsroom is."""
    return timezone.localdate()


@register.filter
def weekday(value: dt.date) -> str:
    """“Wednesday”."""
    return first_letter_large(dateformat.format(value, "l"))


@register.filter
def lately(value: dt.datetime) -> str:
    """The hour of today, the day of this year, or the date: as much as a reader needs."""
    local, now = timezone.localtime(value), timezone.localtime()
    if local.date() == now.date():
        return hour(value)
    return day_and_month(value) if local.year == now.year else in_words(value)


@register.simple_tag
def words(statement, wording) -> str:
    """The words of a statement as they are printed: exact ones between marks, others without."""
    marked = quoted if statement.is_verbatim else typeset
    return marked(wording.text, wording.language)


@register.simple_tag(takes_context=True)
def menu(context) -> list[dict]:
    """The site's departments: name, address, and whether this page belongs to it."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.url_name.partition("_")[0] if match and match.url_name else ""
    return [
        {"name": name, "url": reverse(view), "is_current": here in nouns}
        for name, view, nouns in (
            (_("Articles"), "articles:article_list", {"article", "edition"}),
            (_("Events"), "events:event_list", {"event", "recording"}),
            (_("Statements"), "events:statement_list", {"statement"}),
            (_("People"), "people:person_list", {"person"}),
            (_("Organizations"), "people:organization_list", {"organization"}),
            (_("Sections"), "articles:section_list", {"section"}),
            (_("Topics"), "newsroom:topic_list", {"topic"}),
        )
    ]
