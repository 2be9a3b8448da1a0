"""Finds the sorted terms of a dictionary that match a pattern, for all terms at once."""

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec.letter_codes import LetterCodes
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.query.values import Fuzzy, Pattern, Prefix, Wildcard

# Larger than any allowed distance, and still small enough to add to.
_FAR = 100


def matching_terms(pattern: Wildcard | Fuzzy, letters: LetterCodes, among: slice) -> Numbers:
    """The numbers of the terms that match `pattern`, in order; only those in `among` are
    compared."""
    match pattern:
        case Wildcard(form):
            return _match_wildcard(form, letters, among)
        case Fuzzy(text, distance):
            return _match_fuzzy(text, distance, letters)


def literal_prefix(pattern: Pattern) -> str:
    """The literal prefix of all words that match a pattern."""
    match pattern:
        case Prefix(text):
            return text
        case Wildcard(form):
            return form.split("*")[0].split("?")[0]
        case Fuzzy():
            return ""


def _match_wildcard(form: str, letters: LetterCodes, among: slice) -> Numbers:
    """Match the parts between the stars: the first and last at the ends of the term, the others in
    order, each at its first occurrence (if any way fits, the greedy one does)."""
    head, *rest = form.split("*")
    letters_of = form.replace("*", "").replace("?", "")
    shortest = len(form.replace("*", ""))
    own = letters.mask(letters_of)
    if any(letters.code(letter) < 0 for letter in letters_of):
        return np.zeros(0, np.int64)
    terms: Numbers = np.flatnonzero(letters.masks[among] & own == own) + among.start
    lengths = letters.lengths(terms)
    terms = terms[lengths >= shortest if rest else lengths == shortest]
    at = letters.starts[terms].astype(np.int64)
    fits = _matches_at(letters, at, head)
    terms, at = terms[fits], at[fits] + len(head)
    if not rest:
        return terms
    *middle, tail = rest
    ends = letters.starts[terms + 1].astype(np.int64) - len(tail)
    fits = _matches_at(letters, ends, tail)
    terms, at, ends = terms[fits], at[fits], ends[fits]
    for part in filter(None, middle):
        next_at = _find_next(letters, at, ends, part)
        fits = next_at + len(part) <= ends
        terms, at, ends = terms[fits], next_at[fits] + len(part), ends[fits]
    return terms[at <= ends]


def _matches_at(letters: LetterCodes, at: Numbers, part: str) -> NDArray[np.bool_]:
    """Whether the letters from each position on are those of `part`."""
    fits = np.ones(len(at), np.bool_)
    for offset, letter in enumerate(part):
        if letter != "?":
            fits &= letters.codes[at + offset] == letters.code(letter)
    return fits


def _find_next(letters: LetterCodes, at: Numbers, ends: Numbers, part: str) -> Numbers:
    """For each position the next occurrence of `part`; a number beyond all positions if there is
    none."""
    fixed = [(offset, letters.code(letter)) for offset, letter in enumerate(part) if letter != "?"]
    if not fixed or not len(at):
        return at
    low, high = int(at[0]), int(ends[-1])
    codes = letters.codes[low:high]
    offset, letter = fixed[0]
    starts = np.flatnonzero(codes == letter) - offset
    for offset, letter in fixed[1:]:
        starts = starts[starts + offset < len(codes)]
        starts = starts[codes[starts + offset] == letter]
    places = np.append(starts + low, np.iinfo(np.int64).max - len(part))
    return places[np.searchsorted(places, at)]


def _match_fuzzy(text: str, distance: int, letters: LetterCodes) -> Numbers:
    """Prefilter by letter mask and length: one edit adds or removes at most one letter. The first
    filter leaves few terms, so only that one runs over all of them."""
    own = letters.mask(text)
    terms: Numbers = np.flatnonzero(np.bitwise_count(letters.masks & ~own) <= distance)
    terms = terms[np.bitwise_count(own & ~letters.masks[terms]) <= distance]
    terms = terms[np.abs(letters.lengths(terms) - len(text)) <= distance]
    return terms[_distances(text, letters, terms, distance) <= distance]


def _distances(text: str, letters: LetterCodes, terms: Numbers, most: int) -> NDArray[np.int8]:
    """Optimal string alignment distances for all terms at once: cell j of a row is an array over
    the terms.

    Only cells within `most` of the diagonal are computed; the others are larger than that anyway.
    """
    count, width = len(terms), len(text) + most
    if not count:
        return np.zeros(0, np.int8)
    starts, lengths = letters.starts[terms].astype(np.int64), letters.lengths(terms)
    last = len(letters.codes) - 1
    columns = [
        np.where(j < lengths, letters.codes[np.minimum(starts + j, last)], 0) for j in range(width)
    ]
    far = np.full(count, _FAR, np.int8)
    rows = [[np.full(count, min(j, _FAR), np.int8) for j in range(width + 1)]]
    own = [letters.code(letter) for letter in text]
    for i, letter in enumerate(own, 1):
        row = [far] * (width + 1)
        if i <= most:
            row[0] = np.full(count, i, np.int8)
        for j in range(max(1, i - most), min(width, i + most) + 1):
            same = columns[j - 1] == letter
            cell = np.minimum(rows[-1][j], row[j - 1]) + np.int8(1)
            cell = np.minimum(cell, rows[-1][j - 1] + ~same)
            if i > 1 and j > 1:
                swapped = (columns[j - 2] == letter) & (columns[j - 1] == own[i - 2])
                cell = np.where(swapped, np.minimum(cell, rows[-2][j - 2] + np.int8(1)), cell)
            row[j] = np.minimum(cell, far)
        rows = [*rows[-1:], row]
    final = rows[-1]
    distances = far.copy()
    for j in range(max(0, len(text) - most), width + 1):
        distances = np.where(lengths == j, final[j], distances)
    return distances
