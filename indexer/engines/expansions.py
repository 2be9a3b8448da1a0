"""How many words a pattern stands for, in every engine."""

import math
from collections.abc import Iterable

from indexer import limits
from indexer.query.values import Expansion, Term


def most(*, excluded: bool) -> int:
    """How many words a pattern stands for at the most."""
    return limits.EXCLUDED_EXPANSIONS if excluded else limits.EXPANSIONS


def cut(counted: Iterable[tuple[Term, int]], *, excluded: bool) -> tuple[Expansion, int]:
    """The first of the words that a pattern matches, most frequent first, within the bounds; and in how many releases the
    first one is that was left out, or 0."""
    postings = math.inf if excluded else limits.EXPANSION_POSTINGS
    total, kept = 0, list[tuple[Term, int]]()
    for term, count in counted:
        total += count
        if len(kept) == most(excluded=excluded) or (kept and total > postings):
            return Expansion(tuple(kept), complete=False), count
        kept.append((term, count))
    return Expansion(tuple(kept), complete=True), 0
