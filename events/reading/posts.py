"""The nominative of a Ukrainian or Russian post that a text gives in the genitive or the
instrumental, where its first noun has an ending that only these cases have."""

import re

from .eventwords import EventWords

# Endings of the noun in the other cases, the longer ones first, and of its nominative.
NOUNS = {
    "uk": """
        посла посол, послом посол, голови голова, головою голова, риси риса, ині иня, инею иня, ниці
        ниця, ницею ниця, ки ка, кою ка, чем ч, цем ець, ця ець, лем ль, ля ль, рем р, ря р, ром р,
        ра р, та т, том т, ка к, ком к, га г, гом г, на н, ном н, да д, дом д, ла л, лом л, фа ф,
        фом ф, ча ч, ва в, вом в
    """,
    "ru": """
        посла посол, послом посол, главы глава, главой глава, рисы риса, ницы ница, ницей ница, ки
        ка, кой ка, ца ец, цем ец, лем ль, ля ль, рём рь, рем рь, ря рь, ром р, ра р, та т, том т,
        ка к, ком к, га г, гом г, на н, ном н, да д, дом д, фа ф, фом ф, ча ч, чом ч, ва в, вом в
    """,
}
ADJECTIVES = {
    "uk": "ського ський, цького цький, ього ій, ого ий, ьої я, ої а, ською ська, ою а, ім ій"
    ", им ий",
    "ru": "ского ский, его ий, ого ый, ским ский, им ий, ым ый, ской ская, ой ая, ей ая",
}
PAIRS = {
    kind: {
        language: [tuple(pair.split()) for pair in " ".join(text.split()).split(",")]
        for language, text in table.items()
    }
    for kind, table in (("noun", NOUNS), ("adjective", ADJECTIVES))
}
FARTHEST = 4  # words before the noun


def nominative_post(post: str, words: EventWords) -> str:
    """The post with its first noun and the adjectives before it in the nominative; unchanged where
    that is not sure."""
    if words.language not in NOUNS or not post:
        return post
    tokens = post.split(" ")
    changed: list[str] = []
    for token in tokens[:FARTHEST]:
        bare = token.rstrip(",")
        adjective = _other(bare, "adjective", words)
        is_last = token is tokens[-1]  # «директоркою» ends like an adjective
        if adjective and words.is_ending("adjective", bare) and token == bare and not is_last:
            changed.append(adjective)
            continue
        noun = _other(bare, "noun", words)
        if not noun or not words.find("capacities", "posts").match(bare):
            return post
        return " ".join([*changed, noun + token[len(bare) :], *tokens[len(changed) + 1 :]])
    return post


def _other(word: str, kind: str, words: EventWords) -> str:
    for old, new in PAIRS[kind][words.language]:
        if re.fullmatch(rf"\w+{old}|{old}", word, re.IGNORECASE):
            changed = word[: len(word) - len(old)] + new
            return changed[0].upper() + changed[1:] if word[0].isupper() else changed
    return ""
