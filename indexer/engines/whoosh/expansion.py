"""From a pattern to the words of the collection that it stands for."""

import re
from collections.abc import Callable, Sequence

import numpy as np

from indexer import limits
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.postings import PostingsReader
from indexer.query.values import Expansion, Fuzzy, Pattern, Prefix, Term, Wildcard
from indexer.schema import TEXT_FIELDS

_FIELDS = tuple(field.name for field in TEXT_FIELDS)


class Expander:
    """Expands patterns over one index; safe to share between threads."""

    def __init__(self, postings: PostingsReader) -> None:
        self._postings = postings

    def expand(self, pattern: Pattern) -> Expansion:
        fields = pattern.fields or _FIELDS
        prefix = _prefix(pattern)
        texts = {
            text
            for field in fields
            for text in self._postings.terms(layout.layer_field(pattern.layer, field), prefix)
        }
        matching = _matcher(pattern)
        terms = [Term(pattern.layer, text) for text in texts if matching(text)]
        counted = [(term, self._releases(term, fields)) for term in terms]
        return _cut(sorted(counted, key=lambda one: (-one[1], one[0].text)))

    def frequencies(self, terms: Sequence[Term]) -> list[int]:
        return [self._releases(term, _FIELDS) for term in terms]

    def _releases(self, term: Term, fields: Sequence[str]) -> int:
        """In how many live releases a term stands, in any of the fields."""
        names = (layout.layer_field(term.layer, field) for field in fields)
        found = [self._postings.postings(name, term.text).rows for name in names]
        return len(np.unique(np.concatenate(found)))


def _cut(counted: Sequence[tuple[Term, int]]) -> Expansion:
    """The first ones within the bounds, without those that stand in no live release."""
    live = [(term, count) for term, count in counted if count]
    total, kept = 0, list[tuple[Term, int]]()
    for term, count in live[: limits.EXPANSIONS]:
        total += count
        if kept and total > limits.EXPANSION_POSTINGS:
            break
        kept.append((term, count))
    return Expansion(tuple(kept), len(kept) == len(live))


def _prefix(pattern: Pattern) -> str:
    match pattern:
        case Prefix(text):
            return text
        case Wildcard(form):
            return re.split(r"[*?]", form)[0]
        case Fuzzy():
            return ""


def _matcher(pattern: Pattern) -> Callable[[str], bool]:
    match pattern:
        case Prefix():
            return lambda _: True
        case Wildcard(form):
            return lambda text: fits(form, text)
        case Fuzzy(text, distance):
            return lambda other: edits(text, other, distance) <= distance


def fits(form: str, text: str) -> bool:
    """Whether `text` has the form of a wildcard pattern; linear, by going back to the last star only."""
    at = place = 0
    star = back = -1
    while place < len(text):
        if at < len(form) and form[at] == "*":
            star, back = at, place
            at += 1
        elif at < len(form) and form[at] in ("?", text[place]):
            at, place = at + 1, place + 1
        elif star >= 0:
            back += 1
            at, place = star + 1, back
        else:
            return False
    return not form[at:].strip("*")


def edits(one: str, other: str, most: int) -> int:
    """The optimal string alignment distance of two words, or more than `most` if it is."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, opposite in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == opposite:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(last) > most:
            return most + 1
        before, last = last, row
    return last[-1]
