"""Ukrainian and Russian names with a patronymic, with initials, or with the surname first."""

import re
from collections.abc import Sequence

PATRONYMIC = re.compile(
    r"(?:[оеєё]вич|(?:іллі|ильи|луки|хоми|фоми|кузьми|савв?и|никити|микити)ч)"
    r"(?:а|у|ем|ом|еві|ові|е|і)?$|(?:[іїоеё]вн|(?:ини|ити|вви)чн)(?:а|и|ы|і|е|у|ою|ой|ої)$"
)
INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|[^\W\d_]")
FULL, SHORT = 3, 2  # words of a name


def is_patronymic(low: str) -> bool:
    """«Степанівна», «Ильича»; a surname may look so too: «Петрович»."""
    return bool(PATRONYMIC.search(low))


def is_surname_first(words: Sequence[str], are_given: Sequence[bool]) -> bool:
    """«Гук Марта Олегівна», «Ткач І. І.», «Ткач Іван»; `are_given` tells of each word whether it
    is a given name."""
    if len(words) < SHORT or are_given[0] or is_initial(words[0]):
        return False
    if all(is_initial(word) for word in words[1:]):
        return True
    if len(words) == FULL:
        return are_given[1] and is_patronymic(words[2].lower())
    return len(words) == SHORT and are_given[1]


def is_initial(word: str) -> bool:
    """«І.» or «І.І.», or «І» where the stop ends the sentence."""
    return bool(INITIALS.fullmatch(word)) and word.isupper()


def initials(name: str) -> str:
    """The letters of the initials of a name: «вн» of «В. Н. Тропін»."""
    letters = "".join(word for word in name.split() if is_initial(word))
    return letters.replace(".", "").lower()


def surname_last(words: Sequence[str]) -> str:
    """The name with its surname behind: «І. І. Ткач» for «Ткач І. І»."""
    stopped = (f"{word.rstrip('.')}." if is_initial(word) else word for word in words[1:])
    return " ".join([*stopped, words[0]])


def is_polite_form(parts: Sequence[str], name: str) -> bool:
    """Whether «Ганна Степанівна» may mean somebody named «Ганна Гриценко» or «Г. Гриценко»."""
    if len(parts) != SHORT or not is_patronymic(parts[1]):
        return False
    words = name.lower().split()
    short = initials(name)
    if short:
        return short == "".join(part[0] for part in parts)[: len(short)]
    patronymics = [word for word in words[1:] if is_patronymic(word)]
    return not patronymics or patronymics[0][:4] == parts[1][:4]
