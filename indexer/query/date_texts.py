"""The text behind the name of a date field that may be a date."""

import re

from indexer.query import limits
from indexer.query.operators import SIGNS, find_operator
from indexer.query.patterns import CHUNK
from indexer.query.quotes import QUOTES, quoted_range


def possible(text: str, start: int) -> list[tuple[int, str]]:
    """The texts from `start` that may be a date, each behind its end, longest first."""
    ends = [end for end in _ends(text, start) if end > start]
    return [(end, _without_signs(text[start:end])) for end in reversed(ends)]


def _without_signs(text: str) -> str:
    return " ".join(re.sub(rf"[{QUOTES}()|]", " ", text).split())


def _ends(text: str, start: int) -> list[int]:
    """The possible ends of a date that begins at `start`: behind its quotes or brackets, or after
    some words."""
    sign = text[start : start + 1]
    if sign and sign in QUOTES:
        inside = quoted_range(text, sign, start + 1)
        return [inside[1]] if inside else []
    if sign in ("(", "["):
        end = text.find(")" if sign == "(" else "]", start) + 1
        return [end] if end else []
    ends: list[int] = []
    at = start
    while len(ends) < limits.DATE_WORDS and (word := CHUNK.match(text, at)):
        if find_operator(word[0]) and word[0] not in SIGNS:
            break
        ends.append(word.end())
        behind = text[word.end() :]
        at = word.end() + len(behind) - len(behind.lstrip())
    return ends
