"""A sentence with what is known of its tokens: the names, and which marked words are titles."""

from dataclasses import dataclass, field
from functools import cached_property

from .names import (
    PERSON,
    Name,
    as_body,
    as_english_body,
    names_in,
    opens_sentence,
    without_english_place,
    without_opener,
    without_place,
)
from .passages import Pages, Piece, Sentence
from .text import DASHES, ENDS, NUMBER, QUOTED, SIGN, WORD, Token
from .words import Words

MOTTOS = {"motto", "slogan", "theme", "title", "tagline", "hashtag", "topic", "headline"}
SHORT_NAME = 4  # words that a preposition governs
NEAR = 5  # tokens between “called” and the marks
OPENING = 4  # tokens that begin a sentence
FAR = 8  # tokens between “a sign” and what it reads
ACRONYM = range(2, 6)  # letters
SHORT_TITLE = 9  # words; a longer passage after “project” is no title
CAPITALS = 0.6  # the share of capitals that makes a title


@dataclass
class Line:
    """One sentence, ready to be searched for who says what."""

    pages: Pages
    sentence: Sentence
    titles: set[int] = field(default_factory=set)  # the tokens that are marked names

    def __post_init__(self) -> None:
        self.tokens: list[Token] = self.sentence.tokens
        self.lows: list[str] = self.sentence.lows
        self.count = len(self.tokens)
        for i, token in enumerate(self.tokens):
            if token.kind == QUOTED and self._is_title(i):
                self.titles.add(i)

    @property
    def words(self) -> Words:
        return self.pages.words

    @cached_property
    def names(self) -> list[Name]:
        """The names of the sentence from left to right."""
        found = names_in(self.tokens, self.words)
        if not self.words.is_english:
            found = [as_body(self.tokens, name, self.words) for name in found]
            found = [without_place(self.tokens, name, self.words) for name in found]
            found = sorted([*found, *self._callsigns(found)], key=lambda name: name.first)
        else:
            found = [without_english_place(self.tokens, name, self.words) for name in found]
            found = [as_english_body(self.tokens, name) for name in found]
        if self.words.is_english or not found or not opens_sentence(self.tokens, found[0]):
            return found
        first = without_opener(self.tokens, found[0], self.words, self.pages.capitals)
        return [first, *found[1:]] if first else found[1:]

    def _callsigns(self, found: list[Name]) -> list[Name]:
        """«командир батареї з позивним „Вишня“»: the marked word is how a person is called."""
        named = {name.last for name in found if name.kind == PERSON}
        return [
            Name(i, i + 1, PERSON, max(i - 2, 0), is_sure=True)
            for i in self.titles
            if self.is_in(i - 1, "callsigns") and not named & {i - 1, i - 2}
        ]

    @cached_property
    def ends(self) -> dict[int, Name]:
        """The names by the place after their last token."""
        return {name.last: name for name in self.names}

    def text(self, first: int, last: int) -> str:
        """The text from one token up to another."""
        if last <= first:
            return ""
        return self.pages.text[self.tokens[first].start : self.tokens[last - 1].end]

    def piece(self, i: int) -> Piece:
        """The marked passage that a token stands for."""
        return self.pages.pieces[self.tokens[i].quoted]

    def is_in(self, i: int, key: str) -> bool:
        """Whether the token is in a list of the language."""
        return 0 <= i < self.count and self.lows[i] in self.words.sets[key]

    def is_speech(self, i: int) -> bool:
        """Whether the token stands for marked words that are not a title."""
        return 0 <= i < self.count and self.tokens[i].kind == QUOTED and i not in self.titles

    def is_text(self, i: int, *texts: str) -> bool:
        return 0 <= i < self.count and self.tokens[i].text in texts

    def is_sign(self, i: int) -> bool:
        return 0 <= i < self.count and self.tokens[i].kind == SIGN

    def is_stop(self, i: int) -> bool:
        """Whether the token ends a sentence, and is no stop within a name: “Ms. Hart”."""
        if self.tokens[i].text not in ENDS or self.tokens[i].kind != SIGN:
            return False
        return not any(name.run_first <= i < name.last for name in self.names)

    def count_words(self, first: int, last: int) -> int:
        """How many words stand from one token up to another, marked ones included."""
        return sum(
            self.piece(i).count if self.tokens[i].kind == QUOTED else self.tokens[i].kind != SIGN
            for i in range(max(first, 0), min(last, self.count))
        )

    def _is_title(self, i: int) -> bool:
        """Whether marked words are a name: by the noun before or after, or by their capitals."""
        piece = self.piece(i)
        if piece.count == 0 or self.is_in(i - 1, "callsigns"):
            return True
        if piece.family in {"dash", "turn"}:
            return False
        if self.is_inscription(i):
            return True
        if piece.count > SHORT_TITLE + 6:
            return False
        if piece.ends_comma and not self._is_programme(i, piece):
            return False
        if not (self.words.is_english or piece.begins_capital):
            return False
        before = self._noun_before(i)
        if before and before in self.words.stems["title_nouns"] and not self._is_named_here(i):
            return True
        if piece.count > SHORT_TITLE:
            return False
        if not self.words.is_english and self._is_governed(i, piece):
            return True
        if self._has_title_after(i, piece):
            return True
        return self._is_in_capitals(piece, i)

    def _is_programme(self, i: int, piece: Piece) -> bool:
        """“On NBC’s ‘Meet the Press,’ Doe said”: the comma is only typography."""
        if not self.words.is_english or not i > 0 or piece.count > SHORT_TITLE:
            return False
        is_noun = self.is_text(i - 1, ",") and i > 1
        if is_noun and self.lows[i - 2] in self.words.stems["title_nouns"]:
            return self._is_in_capitals(piece, i)  # “In a paper, ‘The Key Under the Mat,’ he”
        if piece.count > SHORT_NAME + 2:
            return False
        is_tied = self.lows[i - 1].endswith(("’s", "s’")) or self.is_in(i - 1, "prepositions")
        return is_tied and self._is_in_capitals(piece, i)

    def is_inscription(self, i: int) -> bool:
        """“A sign on the door read, ‘No dogs’”: what stands on a thing is nobody’s statement."""
        if self.tokens[i].kind != QUOTED:
            return False
        k = i - 1
        while self.is_text(k, ",", ":"):
            k -= 1
        things = self.words.sets["carriers"] | self.words.sets["mottoes"]
        if self.is_text(i - 1, ":") and any(low in things for low in self.lows[:OPENING]):
            return True  # “A line from the play stays: ‘…’”
        if not self.is_in(k, "inscribed"):
            return False
        between = range(max(k - FAR, 0), k)
        carrier = next((j for j in reversed(between) if self.is_in(j, "carriers")), None)
        if carrier is None:
            return False
        return self.lows[k].startswith("read") or not any(
            self.tokens[j].is_capital or self.lows[j] in self.words.pronouns
            for j in range(carrier, k)
        )

    def _is_governed(self, i: int, piece: Piece) -> bool:
        """«у „Горизонті“ заявили», «за даними „Горизонту“»: what is said has no case."""
        is_short = piece.count <= SHORT_NAME and piece.begins_capital and not piece.ends_sentence
        if is_short and (self._speaks(i) or self._is_within_post(i)):
            return True
        is_source = any(
            self.words.phrase_at("source", self.lows, i - size) == size
            for size in (2, 3)
            if i >= size
        )
        is_described = self.is_text(i + 1, ",") and self.is_in(i + 2, "relatives")
        before = self.tokens[i - 1].text if i else ""
        is_company = before.isupper() and len(before) in ACRONYM  # «СК „Берег“»
        is_told = i > 1 and self._is_addressed(i)
        is_tied = self.is_in(i - 1, "prepositions") or is_company or is_told
        return is_short and (is_tied or is_source or is_described)

    def _is_within_post(self, i: int) -> bool:
        """«експертка дому „Фогель і сини“ Анна Фогель»: a name that a post and a person enclose."""
        is_before = i + 1 < self.count and self.tokens[i + 1].is_capital
        if not is_before or i == 0 or not self.tokens[i - 1].is_word:
            return False
        words = range(i - 1, max(i - NEAR, -1), -1)
        start = next((k for k in words if self.is_sign(k) or self.lows[k] in self.words.verbs), -1)
        heads = self.words.stems["heads"]
        return any(self.lows[k] in heads for k in range(max(start + 1, i - NEAR, 0), i - 1))

    def _speaks(self, i: int) -> bool:
        """«„Водоканал“ запевняє, що …»: a body that the marked words alone name."""
        k = i + 1
        while self.is_in(k, "adverbs"):
            k += 1
        is_first = not any(token.is_word for token in self.tokens[:i])
        verb = self.words.verbs.get(self.lows[k]) if k < self.count else None
        if not (is_first and verb) or self.tokens[k].is_capital:
            return False
        return self.is_text(k + 1, ":") or (self.is_text(k + 1, ",") and self.is_in(k + 2, "that"))

    def _is_addressed(self, i: int) -> bool:
        """«Як розповів „Часу“ лікар», «…», – розповів він „Часу“»: to whom it was said."""
        if self.lows[i - 1] in self.words.verbs and self.is_in(i - 2, "as"):
            return True
        for k in range(i - 1, max(i - NEAR, 0), -1):
            if not self.tokens[k].is_word:
                return False
            if self.lows[k] in self.words.verbs:
                is_last = k < i - 1 or (i + 1 < self.count and self.tokens[i + 1].is_word)
                return self.tokens[k - 1].text in DASHES and is_last
        return False

    def _is_named_here(self, i: int) -> bool:
        """“called the plan ‘a blank cheque’”: the speaker gives the name."""
        named = self.words.verbs.get(self.lows[i - 1])
        is_hers = i > 1 and self.lows[i - 2] in self.words.pronouns
        is_hers = is_hers or (i > 1 and self.words.is_english and self.tokens[i - 2].is_capital)
        if named and named.has("naming") and is_hers:
            return True  # “which he called ‘a first step’”, “what Hill called ‘a first step’”
        for k in range(max(i - NEAR, 0), i - 1):
            verb = self.words.verbs.get(self.lows[k])
            if verb and verb.has("naming") and not self.tokens[k].is_capital:
                return not self.is_in(k + 1, "prepositions")
        return False

    def _has_title_after(self, i: int, piece: Piece) -> bool:
        if not self.words.is_english or i + 1 >= self.count or piece.count > 4:
            return False
        return self.lows[i + 1] in self.words.stems["title_heads"]

    def _noun_before(self, i: int) -> str:
        """The noun that a marked name would belong to; other names may stand between."""
        j = i - 1
        while j >= 0 and (
            (self.tokens[j].kind == QUOTED and j in self.titles)
            or (self.is_text(j, ",") and j - 1 in self.titles)
            or (self.is_in(j, "coordinators") and j - 1 in self.titles)
        ):
            j -= 1
        if self.is_text(j, ":") and self.is_in(j - 1, "headings"):
            j -= 1  # «на тему: „…“»
        if j < 0 or self.tokens[j].kind != WORD:
            return ""
        if self.is_in(j, "copulas") and j > 0 and self.lows[j - 1] in MOTTOS:
            return self.lows[j - 1]  # “Its motto is ‘…’”
        if (
            self.tokens[j].is_capital
            and j > 0
            and self.lows[j] not in self.words.stems["title_nouns"]
        ):
            # “Інститут історичної пам’яті «Перехрестя»”: the noun opens the name.
            return ""
        if self.words.is_english or self.lows[j] in self.words.stems["title_nouns"]:
            return self.lows[j]
        return self._noun_further(j)

    def _noun_further(self, j: int) -> str:
        """In Slavic languages the noun may have its own words behind it."""
        for k in range(j, max(j - 4, -1), -1):
            if self.tokens[k].kind != WORD or self.lows[k] in self.words.verbs:
                return ""
            if self.is_in(k, "conjunctions") or self.is_in(k, "prepositions"):
                return ""
            if self.lows[k] in self.words.stems["title_nouns"]:
                return self.lows[k]
        return ""

    def _is_in_capitals(self, piece: Piece, i: int) -> bool:
        """Whether the passage looks like a title by itself: “West 2021”, “Slow Water”."""
        words = [word for word in piece.words if word.kind != SIGN]
        if piece.ends_sentence and i + 1 < self.count and not self.is_sign(i + 1):
            return False
        capitals = sum(word.is_capital or word.kind == NUMBER for word in words)
        if len(words) == 1:
            return (
                words[0].is_capital
                and i > 0
                and not self.is_sign(i - 1)
                and not self._is_after_speech(i)
            )
        small = sum(len(word.low) <= 3 and not word.is_capital for word in words)
        share = (len(words) - small if self.words.is_english else len(words)) * CAPITALS
        is_all = capitals + small == len(words) and capitals >= max(2, share)
        return is_all and not self._is_after_speech(i) and i > 0

    def _is_after_speech(self, i: int) -> bool:
        j = i - 1
        while j >= 0 and (self.is_sign(j) or self.is_in(j, "that")):
            j -= 1
        return j >= 0 and self.lows[j] in self.words.verbs
