"""The byline at the beginning of a text."""

import re

# Bullets and invisible marks before the first word, and dashes that are no minus.
_BULLETS = re.compile(r"(?:[\s*•●▪◦\u200e\u200f\u202a-\u202e]|[-–—](?=\s))+")
# A byline ends in a colon: name, newspaper or agency, place, with dashes between them, each of a few
# words.
_BYLINE_CHARACTERS, _BYLINE_PART = 80, 3
_BETWEEN_NAMES = re.compile("[-–—،]")


def without_byline(text: str) -> str:
    """A text without the bullet and the byline that it begins with: حسن العيسي- سبق- القنفذة: …"""
    text = _without_bullets(text)
    byline, colon, _ = text[:_BYLINE_CHARACTERS].partition(":")
    rest = _without_bullets(text[len(byline) + 1 :]) if colon else ""
    return rest if rest and _is_byline(byline) else text


def _without_bullets(text: str) -> str:
    bullets = _BULLETS.match(text)
    return text[bullets.end() :] if bullets else text


def _is_byline(text: str) -> bool:
    parts = [part.split() for part in _BETWEEN_NAMES.split(text)]
    return len(parts) > 1 and all(
        0 < len(words) <= _BYLINE_PART and all(map(str.isalpha, words)) for words in parts
    )
