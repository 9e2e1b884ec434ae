"""The same page in other languages: what the switcher and `hreflang` lead to."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language


@dataclass(frozen=True)
class Version:
    """A page in one language."""

    language: str
    path: str

    @property
    def is_current(self) -> bool:
        return self.language == get_language()

    @property
    def url(self) -> str:
        return settings.SITE_URL + self.path

    @property
    def is_default(self) -> bool:
        return self.language == settings.LANGUAGE_CODE


def versions(path: str, alternates: dict[str, str] | None = None) -> list[Version]:
    """The versions of the page at `path`: the given ones, or the same address in each language."""
    if alternates is None:
        bare = without_prefix(path)
        alternates = {code: prefix(code) + bare for code, _name in settings.LANGUAGES}
    order = [code for code, _name in settings.LANGUAGES]
    return [Version(code, alternates[code]) for code in order if code in alternates]


def fronts() -> dict[str, str]:
    """The front page in each language: where a page leads that has no versions of its own."""
    return {code: prefix(code) + "/" for code, _name in settings.LANGUAGES}


def prefix(language: str) -> str:
    """What the addresses of a language begin with; nothing for the default one."""
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"


def without_prefix(path: str) -> str:
    """The path as the default language has it."""
    first = path.split("/", 2)[1]
    is_prefix = first in dict(settings.LANGUAGES) and first != settings.LANGUAGE_CODE
    return path.removeprefix(f"/{first}") if is_prefix else path
