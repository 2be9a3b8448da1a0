"""Chooses snippets: the stretches of a text that show best why it matched.

A snippet is a text and the ranges of its matches; callers make HTML of it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from indexer import limits
from indexer.answers.results import Snippet, Span
from indexer.marking.boundaries import AFTER_LAST, MAX_LENGTH, Boundaries
from indexer.marking.landmarks import Landmarks, Sentences
from indexer.marking.marker import Mark
from indexer.query.values import Term

# The most characters of a cluster of matches. The rest is for the text before them.
_CLUSTER_LENGTH = 200
# The value of each different word of a cluster, and of room for the beginning of its sentence, in
# repetitions of a word.
_NEW_TERM, _WHOLE_SENTENCE = 10, 2
# The least characters of a snippet that ends with a sentence, before marks that only repeat words.
_SHORTEST = 60
# Clusters to try for each snippet.
_TRIES = 40
# Matches that compete for the best snippet of a text.
_MAX_MARKS = 500
_ALIKE: Mapping[Term, float] = {}

_START = itemgetter(0)


class _Cluster(NamedTuple):
    """``marks[first:last]``, near enough to each other for one snippet; the best ones sort
    first."""

    cost: float
    first: int
    last: int


class _Stretch(NamedTuple):
    """The place of a snippet in its text."""

    start: int
    end: int


def choose_snippets(
    field: str,
    text: str,
    marks: Sequence[Mark],
    count: int,
    landmarks: Landmarks,
    *,
    weights: Mapping[Term, float] = _ALIKE,
    begin: int = 0,
) -> tuple[Snippet, ...]:
    """At most `count` snippets of `text` from `begin`, in the order of the text; without marks
    there, its beginning.

    They begin and end at words, at sentences where these fit, and neither overlap nor repeat each
    other. `weights` say how informative each word is, from 0 to 1; a word without a weight has 1.
    """
    if count == 0 or begin >= len(text):
        return ()
    first = bisect_left(marks, begin, key=_START) if begin else 0
    marks = marks[first : first + _MAX_MARKS]
    # In a long text only the part that snippets can reach is read.
    reached = (marks[-1].end if marks else begin) + 2 * MAX_LENGTH
    read = text if len(text) <= limits.SNIPPET_CHARACTERS else text[:reached]
    sentences = landmarks.sentences(read)
    boundaries = Boundaries(text, sentences)
    if not marks:
        end = boundaries.last_end(begin + 1 if begin else 0, begin + MAX_LENGTH)
        return (_snippet(field, text, begin, end, ()),)
    # Most clusters overlap a better one; enough of these do not.
    clusters = sorted(_clusters(sentences, marks, weights))[: _TRIES * count]
    best = islice(_stretches(text, boundaries, marks, weights, clusters, begin), count)
    return tuple(_snippet(field, text, start, end, marks) for start, end in sorted(best))


def _stretches(
    text: str,
    boundaries: Boundaries,
    marks: Sequence[Mark],
    weights: Mapping[Term, float],
    clusters: Iterable[_Cluster],
    begin: int,
) -> Iterator[_Stretch]:
    """The stretches around the clusters from `begin`, without those that overlap or repeat an
    earlier one."""
    taken: list[_Stretch] = []
    texts: set[str] = set()
    for _, first, last in clusters:
        anchor = marks[first].start
        if any(start <= anchor < end for start, end in taken):
            continue
        stretch = _stretch(boundaries, marks[first:last], weights)
        if stretch.start < begin:
            stretch = stretch._replace(start=begin)
        if any(start < stretch.end and stretch.start < end for start, end in taken):
            continue
        taken.append(stretch)
        shown = text[stretch.start : stretch.end]
        if shown not in texts:
            texts.add(shown)
            yield stretch


def _clusters(
    sentences: Sentences, marks: Sequence[Mark], weights: Mapping[Term, float]
) -> Iterator[_Cluster]:
    """The cluster that begins with each mark; different words count more than repetitions."""
    ends = [mark.end for mark in marks]
    worth = [weights.get(mark.term, 1.0) for mark in marks] if weights else ()
    counts: dict[Term, int] = {}
    begins = (0, *sentences.starts)
    last = sentence = 0
    for first, (start, _, term) in enumerate(marks):
        while last <= first or (last < len(marks) and ends[last] <= start + _CLUSTER_LENGTH):
            counts[marks[last].term] = counts.get(marks[last].term, 0) + 1
            last += 1
        while sentence + 1 < len(begins) and begins[sentence + 1] <= start:
            sentence += 1
        if weights:
            value = _NEW_TERM * sum(weights.get(each, 1.0) for each in counts)
            value += sum(worth[first:last])
        else:
            value = _NEW_TERM * len(counts) + last - first
        if ends[last - 1] - begins[sentence] <= MAX_LENGTH:
            value += _WHOLE_SENTENCE
        yield _Cluster(-value, first, last)
        counts[term] -= 1
        if not counts[term]:
            del counts[term]


def _stretch(
    boundaries: Boundaries, marks: Sequence[Mark], weights: Mapping[Term, float]
) -> _Stretch:
    """The place of the snippet around `marks`. It may end before marks that only repeat words if
    their sentence does not end within the snippet."""
    anchor, last = marks[0].start, marks[-1].end
    start = boundaries.first_start(anchor, max(0, MAX_LENGTH - (last - anchor)))
    most = max(last, start + MAX_LENGTH)
    stop = boundaries.last_sentence_end(most)
    if stop >= last:
        return _Stretch(start, stop)
    needed = marks[: _last_new_mark(marks, weights) + 1]
    least = needed[-1].end
    if stop >= least:
        earlier = boundaries.first_start(anchor, MAX_LENGTH - (stop - anchor))
        if stop - earlier >= _SHORTEST:
            return _Stretch(earlier, stop)
    if most - least < AFTER_LAST:
        latest = needed[-1 - _last_new_mark(needed[::-1], weights)].start
        start = boundaries.later_start(start, latest, least)
    return _Stretch(start, boundaries.last_end(last, max(last, start + MAX_LENGTH)))


def _last_new_mark(marks: Sequence[Mark], weights: Mapping[Term, float]) -> int:
    """The index of the last mark whose word has weight and is in no mark before it."""
    terms: set[Term] = set()
    last = 0
    for place, mark in enumerate(marks):
        if mark.term not in terms and weights.get(mark.term, 1.0):
            terms.add(mark.term)
            last = place
    return last


def _snippet(field: str, text: str, start: int, end: int, marks: Sequence[Mark]) -> Snippet:
    first = bisect_left(marks, start, key=_START)
    matches = []
    for mark_start, mark_end, _ in islice(marks, first, None):
        if mark_end > end:
            break
        matches.append(Span(mark_start - start, mark_end - start))
    return Snippet(field, text[start:end], tuple(matches), start)
