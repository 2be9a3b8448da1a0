"""Snippets: the stretches of a text that show best why it matched.

A snippet is text and ranges; HTML is made at the edge.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import TypeAlias

from indexer import limits
from indexer.arabic import tokenizer
from indexer.marking.landmarks import Landmarks, Sentences
from indexer.marking.marker import Mark
from indexer.query.values import Term
from indexer.results import Snippet, Span

# About two lines of a results page.
LENGTH = 240
# Matches are gathered within this much, so that there is room for what stands before them.
_GATHERED = 200
# A further word of the query in a snippet is worth this many repetitions of one that is there.
_NEW_TERM = 10
# So many is it worth that the snippet can begin with a sentence.
_WHOLE_SENTENCE = 2
# A snippet ends with a sentence before words that it has shown, if so many characters are left.
_SHORTEST = 60
# So many are wanted behind the last new word, where its sentence has them: what it says of it.
_BEHIND = 60
# Gatherings that are tried for each snippet wanted.
_TRIES = 40
_ALIKE: Mapping[Term, float] = {}

_START = itemgetter(0)
_SPACE = re.compile(r"\s+")
# The end of a clause, and the white space after it.
_CLAUSE_END = re.compile(r"،\s+|؛\s+|:\s+|,\s+|;\s+")
# Up to where the last white space begins.
_LAST_SPACE = re.compile(r"(?s:.*)(?<!\s)(?=\s)")


# A cost and a slice of the marks, near enough to each other for one snippet; the best sort first.
_Gathering: TypeAlias = tuple[float, int, int]
# Where a snippet begins and ends in its text.
_Stretch: TypeAlias = tuple[int, int]


def snippets(
    field: str,
    text: str,
    marks: Sequence[Mark],
    count: int,
    landmarks: Landmarks,
    weights: Mapping[Term, float] = _ALIKE,
) -> tuple[Snippet, ...]:
    """At most `count` snippets of `text`, in the order of the text.

    They begin and end at words, at sentences where those fit, and never overlap. Without marks, the
    beginning of the text. `weights` say how much each word tells, from 0 to 1, where that differs.
    """
    if count == 0 or not text:
        return ()
    marks = marks[: limits.SNIPPET_MARKS]
    # Of a long text only what snippets may reach.
    reached = (marks[-1].end if marks else 0) + 2 * LENGTH
    found = landmarks.sentences(text if len(text) <= limits.SNIPPET_CHARACTERS else text[:reached])
    if not marks:
        return (_snippet(field, text, 0, _end(text, found, 0, LENGTH), ()),)
    # A gathering that overlaps a better one is most often beside it: more than these need no try.
    gatherings = sorted(_gatherings(found, marks, weights))[: _TRIES * count]
    best = islice(_stretches(text, found, marks, weights, gatherings), count)
    return tuple(_snippet(field, text, start, end, marks) for start, end in sorted(best))


def _stretches(
    text: str,
    sentences: Sentences,
    marks: Sequence[Mark],
    weights: Mapping[Term, float],
    gatherings: Iterable[_Gathering],
) -> Iterator[_Stretch]:
    """The stretches around the gatherings, without those that overlap one before them."""
    taken: list[_Stretch] = []
    for _, first, last in gatherings:
        anchor = marks[first].start
        if any(start <= anchor < end for start, end in taken):
            continue
        begin, stop = _edges(text, sentences, marks[first:last], weights)
        if all(stop <= start or end <= begin for start, end in taken):
            taken.append((begin, stop))
            yield begin, stop


def _gatherings(
    sentences: Sentences, marks: Sequence[Mark], weights: Mapping[Term, float]
) -> Iterator[_Gathering]:
    """For each mark, those that follow it closely. Different words count more than repetitions."""
    ends = [mark.end for mark in marks]
    worth = [weights.get(mark.term, 1.0) for mark in marks] if weights else ()
    gathered: dict[Term, int] = {}
    begins = (0, *sentences.starts)
    last = sentence = 0
    for first, (start, _, term) in enumerate(marks):
        while last <= first or (last < len(marks) and ends[last] <= start + _GATHERED):
            gathered[marks[last].term] = gathered.get(marks[last].term, 0) + 1
            last += 1
        while sentence + 1 < len(begins) and begins[sentence + 1] <= start:
            sentence += 1
        if weights:
            value = _NEW_TERM * sum(weights.get(each, 1.0) for each in gathered)
            value += sum(worth[first:last])
        else:
            value = _NEW_TERM * len(gathered) + last - first
        if ends[last - 1] - begins[sentence] <= LENGTH:
            value += _WHOLE_SENTENCE
        yield -value, first, last
        gathered[term] -= 1
        if not gathered[term]:
            del gathered[term]


def _edges(
    text: str, sentences: Sentences, marks: Sequence[Mark], weights: Mapping[Term, float]
) -> _Stretch:
    """Where the snippet begins and ends around `marks`. Those that bring no new word are left out where
    their sentence is not finished."""
    anchor, last = marks[0].start, marks[-1].end
    start = _start(text, sentences, anchor, max(0, LENGTH - (last - anchor)))
    most = max(last, start + LENGTH)
    stop = _stop(text, sentences, most)
    if stop >= last:
        return start, stop
    told = marks[: _last_new(marks, weights) + 1]
    least = told[-1].end
    if stop >= least:
        sooner = _start(text, sentences, anchor, LENGTH - (stop - anchor))
        if stop - sooner >= _SHORTEST:
            return sooner, stop
    if most - least < _BEHIND:
        latest = told[-1 - _last_new(told[::-1], weights)].start
        start = _later(text, sentences, start, latest, least)
    return start, _end(text, sentences, last, max(last, start + LENGTH))


def _last_new(marks: Sequence[Mark], weights: Mapping[Term, float]) -> int:
    """The place of the last mark whose word tells something and stands in none before it."""
    seen: set[Term] = set()
    found = 0
    for place, mark in enumerate(marks):
        if mark.term not in seen and weights.get(mark.term, 1.0):
            seen.add(mark.term)
            found = place
    return found


def _later(text: str, sentences: Sentences, start: int, latest: int, least: int) -> int:
    """A sentence or clause that begins between `start` and `latest`, so that there is room for the rest of the sentence
    in which `least` is, or else for some of it; `start` if there is none."""
    stops, starts = sentences
    begun = starts[bisect_right(starts, start) : bisect_right(starts, latest)]
    clauses = [found.end() for found in _CLAUSE_END.finditer(text, start, latest)]
    place = bisect_left(stops, least)
    rest = stops[place] if place < len(stops) else len(text)
    for end in (rest, min(rest, least + _BEHIND)):
        for begins in (begun, clauses):
            for begin in begins:
                if end - begin <= LENGTH:
                    return begin
    return start


def _start(text: str, sentences: Sentences, anchor: int, room: int) -> int:
    """The beginning of the anchor's sentence if it is within `room`, else of a word half-way."""
    least = max(0, anchor - room)
    begin = _begin(sentences, anchor)
    if begin >= least:
        return begin
    space = _SPACE.search(text, anchor - room // 2, anchor)
    return space.end() if space else anchor


def _begin(sentences: Sentences, at: int) -> int:
    """Where the sentence begins that `at` is in."""
    number = bisect_right(sentences.starts, at)
    return sentences.starts[number - 1] if number else 0


def _stop(text: str, sentences: Sentences, most: int) -> int:
    """The last end of a sentence, or of the text, up to `most`; 0 if there is none."""
    if most >= len(text):
        return len(text)
    last = bisect_right(sentences.stops, most) - 1
    return sentences.stops[last] if last >= 0 else 0


def _end(text: str, sentences: Sentences, least: int, most: int) -> int:
    """The last end of a sentence, else of a word, between `least` and `most`; the end of the text
    if that is there."""
    stop = _stop(text, sentences, most)
    if stop >= least and stop:
        return stop
    if found := _LAST_SPACE.match(text, least, most + 1):
        return found.end()
    # No space at all: Chinese, a list without spaces, or one word that is too long.
    words = tokenizer.spans(text[least : most + LENGTH])
    ends = [end for word in words if (end := least + word.end) <= most]
    return max(ends, default=least or most)


def _snippet(field: str, text: str, start: int, end: int, marks: Sequence[Mark]) -> Snippet:
    first = bisect_left(marks, start, key=_START)
    matches = []
    for begun, ended, _ in islice(marks, first, None):
        if ended > end:
            break
        matches.append(Span(begun - start, ended - start))
    return Snippet(field, text[start:end], tuple(matches), start)
