"""Limits for the expansion of patterns, shared by all engines."""

import math
from collections.abc import Iterable

from indexer.engines import limits
from indexer.query.expansion import Expansion
from indexer.query.values import Term


def max_words(*, excluded: bool) -> int:
    """How many words a pattern may expand to."""
    return limits.MAX_EXCLUDED_EXPANSIONS if excluded else limits.MAX_EXPANSIONS


def truncate(counted: Iterable[tuple[Term, int]], *, excluded: bool) -> tuple[Expansion, int]:
    """The first of the matching words, most frequent first, within the limits; and the number of
    releases of the first word that was left out, or 0."""
    postings = math.inf if excluded else limits.MAX_EXPANSION_POSTINGS
    total, kept = 0, list[tuple[Term, int]]()
    for term, count in counted:
        total += count
        if len(kept) == max_words(excluded=excluded) or (kept and total > postings):
            return Expansion(tuple(kept), complete=False), count
        kept.append((term, count))
    return Expansion(tuple(kept), complete=True), 0
