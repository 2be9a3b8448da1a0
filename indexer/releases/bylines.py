"""The byline at the beginning of a text."""

import re

from indexer.releases import agencies

# Bullets and invisible marks before the first word, and dashes that are no minus.
_BULLETS = re.compile(r"(?:[\s*•●▪◦\u200b\u200e\u200f\u202a-\u202e]|[-–—](?=\s))+")
# A byline ends in a colon: name, newspaper or agency, place, with dashes between them, each of a
# few words. Other parts with dashes between them are as often a subject: مصر - السعودية.
_CHARACTERS, _PART = 80, 3
_DASH, _COMMA = re.compile("[-–—]"), "،"
_PUBLISHERS = frozenset(
    (*agencies.NAMES, *agencies.LATIN, *agencies.NEWSPAPERS, "وكالات", "الوكالات")
)
# These are publishers only between a name and a place.
_WORDS = frozenset((*agencies.WORDS, *agencies.NEWSPAPER_WORDS))
# The least words that go on behind a byline.
_REST = 2


def without_byline(text: str) -> str:
    """A text without the bullet and the byline that it begins with: حسن العيسي- سبق- القنفذة: …"""
    text = _without_bullets(text)
    byline, colon, _ = text[:_CHARACTERS].partition(":")
    rest = _without_bullets(text[len(byline) + 1 :]) if colon else ""
    return rest if len(rest.split(maxsplit=_REST)) >= _REST and _is_byline(byline) else text


def _without_bullets(text: str) -> str:
    bullets = _BULLETS.match(text)
    return text[bullets.end() :] if bullets else text


def _is_byline(text: str) -> bool:
    parts = [" ".join(part.split()) for part in _DASH.split(text)]
    if len(parts) == 1 or not all(map(_is_short, parts)):
        return False
    return not (_PUBLISHERS.isdisjoint(parts) and _WORDS.isdisjoint(parts[1:-1]))


def _is_short(part: str) -> bool:
    """Whether a part is a publisher, a name of a few words, or several with commas between them."""
    names = [name.split() for name in part.split(_COMMA)]
    return part in _PUBLISHERS or all(
        0 < len(words) <= _PART and all(map(str.isalpha, words)) for words in names
    )
