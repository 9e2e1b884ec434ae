"""Which of the three languages a text is in."""

import re

# Letters that only one of the two Cyrillic languages has.
UKRAINIAN, RUSSIAN = re.compile("[іїєґІЇЄҐ]"), re.compile("[ыэъёЫЭЪЁ]")
CYRILLIC, LATIN = re.compile("[а-яіїєґёА-ЯІЇЄҐЁ]"), re.compile("[a-zA-Z]")
ENOUGH = 20_000  # characters


def detect_language(text: str) -> str:
    """en, uk or ru, by the letters; en where there are none."""
    text = text[:ENOUGH]
    if len(CYRILLIC.findall(text)) <= len(LATIN.findall(text)) / 2:
        return "en"
    return "uk" if len(UKRAINIAN.findall(text)) >= len(RUSSIAN.findall(text)) else "ru"
