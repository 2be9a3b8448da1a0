"""Makes hits of matches: stored releases with marks and snippets."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from indexer import deadline, limits
from indexer.answers.results import Hit, SearchRequest, Snippet, Span
from indexer.engines.protocol import Match, Searcher
from indexer.marking.marker import Mark, Marker, as_spans
from indexer.marking.markers import Markers
from indexer.marking.snippets import choose_snippets
from indexer.query.values import Term
from indexer.releases.release import CUT, Release
from indexer.releases.schema import TEXT_FIELDS

_SHORT_FIELDS = tuple(field for field in TEXT_FIELDS if field.name not in ("title", "body"))


class _Unseen(NamedTuple):
    """Where the query matches besides title and body: snippets of short fields, and the matches in
    place and agency."""

    snippets: Iterable[Snippet]
    place: tuple[Span, ...]
    agency: tuple[Span, ...]


_NOTHING = _Unseen((), (), ())


def make_hits(
    searcher: Searcher,
    page: Sequence[Match],
    request: SearchRequest,
    markers: Callable[[], Markers],
) -> tuple[Hit, ...]:
    """The hits of a page, with the marks and snippets that `request` asks for, as far as time
    allows."""
    if not page:
        return ()
    if not (request.marks or request.snippets):
        return tuple(
            Hit(release, match.score, (), ())
            for match, release in zip(page, _read_releases(searcher, page), strict=True)
        )
    return _mark_hits(searcher, page, markers(), request.snippets)


def _mark_hits(
    searcher: Searcher, page: Sequence[Match], markers: Markers, count: int
) -> tuple[Hit, ...]:
    """Hits with at most `count` snippets each, as far as time allows."""
    weights = _weights(searcher, markers) if count and len(markers.words) > 1 else {}
    return tuple(
        _hit(release, match.score, markers, weights, 0 if deadline.has_passed() else count)
        for match, release in zip(page, _read_releases(searcher, page), strict=True)
    )


def _weights(searcher: Searcher, markers: Markers) -> dict[Term, float]:
    """The inverse document frequency of each word of the query, scaled to a maximum of 1; 0 for
    connectives."""
    words = [word for word in markers.words if word not in markers.connectives]
    count = searcher.count()
    # Unlike `bm25.idf`, this is not nearly 0 for a word in all releases, whose matches count too.
    idfs = [math.log(1 + count / (1 + n)) for n in searcher.frequencies(words)]
    most = max(idfs, default=1.0)
    weights = {word: idf / most for word, idf in zip(words, idfs, strict=True)}
    return weights | dict.fromkeys(markers.connectives, 0.0)


def _weights_without(
    weights: Mapping[Term, float], parts: Collection[Term]
) -> Mapping[Term, float]:
    """The weights of words in a text with names that have these parts: single parts add nothing
    there."""
    return {**weights, **dict.fromkeys(parts, 0.0)} if parts else weights


def _read_releases(searcher: Searcher, page: Sequence[Match]) -> Sequence[Release]:
    """The release of each match."""
    releases = searcher.releases_by_id([match.id for match in page])
    if len(releases) < len(page):
        raise LookupError("a release matched but is not stored")
    return releases


def _hit(
    release: Release, score: float, markers: Markers, weights: Mapping[Term, float], count: int
) -> Hit:
    if not count:
        title = markers.for_field("title").marks(release.headline)
        return Hit(release, score, as_spans(title), ())
    body = markers.for_field("body").first_marks(release.body)
    title = _headline_marks(release, markers, body)
    seen = _with_implied_terms({mark.term for mark in (*body, *title)}, markers)
    all_seen = seen.issuperset(markers.words)
    unseen = _NOTHING if all_seen else _find_unseen(release, markers, seen)
    of_body = _body_snippets(release, body, markers, weights, count)
    return Hit(
        release,
        score,
        as_spans(title),
        _select_snippets(of_body, unseen.snippets, count, body_matches=bool(body)),
        _count_marks(release, title, body),
        unseen.place,
        unseen.agency,
    )


def _body_snippets(
    release: Release,
    marks: Sequence[Mark],
    markers: Markers,
    weights: Mapping[Term, float],
    count: int,
) -> tuple[Snippet, ...]:
    parts = markers.name_parts({mark.term for mark in marks})
    return choose_snippets(
        "body",
        release.body,
        marks,
        count,
        markers.landmarks,
        weights=_weights_without(weights, parts),
        begin=_snippets_begin(release, marks),
    )


def _find_unseen(release: Release, markers: Markers, seen: set[Term]) -> _Unseen:
    """The matches outside of title and body that have words of the query not among the `seen`
    ones."""
    return _Unseen(
        _short_field_snippets(release, markers, seen),
        _unseen_marks(markers.for_field("dateline"), release.place or "", seen),
        _unseen_marks(markers.for_field("agency"), release.agency or "", seen),
    )


def _with_implied_terms(terms: set[Term], markers: Markers) -> set[Term]:
    """The terms of marks, with those that need not be shown beside them: connectives, and the parts
    of names."""
    others = markers.connectives if terms else frozenset()
    return terms | others | markers.name_parts(terms | others)


def _select_snippets(
    of_body: Sequence[Snippet], others: Iterable[Snippet], count: int, *, body_matches: bool
) -> tuple[Snippet, ...]:
    """At most `count` snippets of the body and of other fields."""
    if body_matches:
        # Each hit shows place and agency anyway, so they take no room from matches in the body.
        return (*of_body, *islice(others, count - len(of_body)))[:count]
    # One of several snippets is from the body: a place alone says nothing about a release.
    return (*islice(others, max(count - 1, 1)), *of_body)[:count]


def _count_marks(release: Release, title: Sequence[Mark], body: Sequence[Mark]) -> int | None:
    """The number of matches in title and body; None for a longer body, as only its part with the
    first matches was marked."""
    if len(release.body) > limits.SNIPPET_CHARACTERS:
        return None
    # The headline of a release without a title is the beginning of the body.
    return len(body) + (len(title) if release.title else 0)


def _snippets_begin(release: Release, marks: Sequence[Mark]) -> int:
    """Where the snippets of the body may begin: behind its first words if these are the headline,
    unless `marks` stand before them, or one continues behind them."""
    start, end = release.headline_range
    if marks and marks[0].start < start:
        return 0
    return next((mark.start for mark in marks if mark.start < end < mark.end), end)


def _headline_marks(release: Release, markers: Markers, body: Sequence[Mark]) -> list[Mark]:
    """The marks of the headline; `body` are the first marks of the body. A headline that is the
    beginning of the body has the marks of the body, so that it is not marked again."""
    marker, headline = markers.for_field("title"), release.headline
    if not release.title.strip() and marker is markers.for_field("body"):
        beginning = headline.removesuffix(CUT)
        if release.body.startswith(beginning):
            return [mark for mark in body if mark.end <= len(beginning)]
    return marker.marks(headline)


def _unseen_marks(marker: Marker, text: str, seen: set[Term]) -> tuple[Span, ...]:
    """The marks of a short text, if any of their words is not among the `seen` ones."""
    marks = marker.marks(text)
    return () if seen.issuperset(mark.term for mark in marks) else as_spans(marks)


def _short_field_snippets(release: Release, markers: Markers, seen: set[Term]) -> Iterator[Snippet]:
    """Snippets of the short fields that have a word of the query that is not among the `seen`
    ones."""
    for field in _SHORT_FIELDS:
        text = field.text(release)
        marks = markers.for_field(field.name).marks(text)
        if not seen.issuperset(mark.term for mark in marks):
            yield from choose_snippets(field.holder(release), text, marks, 1, markers.landmarks)
