"""Finds the text behind the name of a date field that may be a date."""

import re

from indexer.query import limits, quotes
from indexer.query.operators import SIGNS, find_operator
from indexer.query.patterns import CHUNK
from indexer.query.quotes import QUOTES


def possible_dates(text: str, start: int) -> list[tuple[int, str]]:
    """The ends and texts of all stretches from `start` that may be a date, longest first."""
    ends = [end for end in _possible_ends(text, start) if end > start]
    return [(end, _without_signs(text[start:end])) for end in reversed(ends)]


def _without_signs(text: str) -> str:
    return " ".join(re.sub(rf"[{QUOTES}()|]", " ", text).split())


def _possible_ends(text: str, start: int) -> list[int]:
    """Where a date that begins at `start` may end: behind its quotes or brackets, or behind any of
    its first words."""
    sign = text[start : start + 1]
    if sign and sign in QUOTES:
        inside = quotes.find_end(text, sign, start + 1)
        return [inside.behind] if inside else []
    if sign in ("(", "["):
        end = text.find(")" if sign == "(" else "]", start) + 1
        return [end] if end else []
    ends: list[int] = []
    at = start
    while len(ends) < limits.MAX_DATE_WORDS and (word := CHUNK.match(text, at)):
        if find_operator(word[0]) and word[0] not in SIGNS:
            break
        ends.append(word.end())
        behind = text[word.end() :]
        at = word.end() + len(behind) - len(behind.lstrip())
    return ends
