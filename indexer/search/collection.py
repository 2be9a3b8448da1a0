"""The releases of the current generation, and all requests for them."""

import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import NamedTuple, Self

from indexer import deadline
from indexer.answers.results import (
    Completions,
    GenerationStatus,
    MarkedRelease,
    QueryReading,
    SearchRequest,
    SearchResults,
    SimilarReleases,
    Suggestion,
)
from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.layers import Layer
from indexer.arabic.orthography.tokenizer import cut_before
from indexer.arabic.reading import stemmer
from indexer.engines.protocol import Engine, Matches, Searcher
from indexer.errors import GenerationGone, IndexUnavailable, QueryError
from indexer.generations import Follower, Generation, GenerationStore, Handle
from indexer.installation.installation import Installation, identity
from indexer.limits import MARKED_CHARACTERS, MAX_SIMILAR, QUERY_CHARACTERS
from indexer.marking.landmarks import Landmarks
from indexer.marking.marker import as_spans
from indexer.releases.release import Release
from indexer.search import limits
from indexer.search.counts import Counts
from indexer.search.facets import mark_selected
from indexer.search.hits import make_hits
from indexer.search.left_out import count_undated, leaves_out_untitled
from indexer.search.query_cache import QueryCache
from indexer.search.repeats import find_repeats
from indexer.search.resolution import ResolvedQuery
from indexer.search.result_cache import ResultCache
from indexer.search.result_warnings import query_warnings, result_warnings
from indexer.search_warnings import Warn
from indexer.settings import Settings
from indexer.suggest.completion.completions import complete
from indexer.suggest.context import SearchContext
from indexer.suggest.examples import choose_examples
from indexer.suggest.similar import find_similar
from indexer.suggest.suggestions import likelier_searches, suggest_searches

_NO_SEARCH = SearchRequest()


class CollectionStatus(NamedTuple):
    """What is served. If that is not the generation published last, ``degraded`` says why."""

    generation: GenerationStatus
    degraded: IndexUnavailable | None


class _View(NamedTuple):
    """An open generation."""

    searcher: Searcher
    status: GenerationStatus
    queries: QueryCache
    counts: Counts
    results: ResultCache


class ScanResults(NamedTuple):
    """Everything that a search finds: ``releases`` are read lazily, and ``read_query`` computes how
    the query was read."""

    total: int
    releases: Iterator[Release]
    generation: GenerationStatus
    read_query: Callable[[], QueryReading]
    warnings: tuple[Warn, ...]


class Collection:
    """The releases of the current generation; follows new generations by itself.

    Safe to share between threads. Methods raise IndexUnavailable while there is nothing to serve,
    and SearchTooLong when finding the matches takes longer than `limits.SEARCH_SECONDS`.
    """

    def __init__(self, store: GenerationStore, engine: Engine, analyzer: Analyzer) -> None:
        self._engine = engine
        self._analyzer = analyzer
        # Generations have most of their texts in common.
        self._landmarks = Landmarks()
        self._handle: Handle[_View] = Handle(
            store,
            open_view=self._open_view,
            close_view=lambda view: view.searcher.close(),
            expected=identity(engine, analyzer),
        )
        self._follower = Follower(self._handle.refresh, self._handle.interval)

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Does not read the index yet."""
        installation = Installation(settings)
        return cls(installation.store, installation.engine, installation.analyzer)

    def close(self) -> None:
        self._follower.close()
        self._handle.close()

    def search(self, request: SearchRequest) -> SearchResults:
        """Raises QueryError beyond the limits; `request` is otherwise assumed to be valid.

        Raises GenerationGone when `request` names a generation that is not served.
        """
        started = time.perf_counter()
        _require_within_limits(request)
        self._follow_to(request.generation)
        with self._view() as view:
            _require_generation(view, request)
            results = view.results.get_or_answer(request, lambda: self._answer(view, request))
        # A cached answer was made for an equivalent request, which may differ in details.
        took_ms = (time.perf_counter() - started) * 1000
        return dataclasses.replace(results, request=request, took_ms=took_ms)

    @contextmanager
    def scan(self, request: SearchRequest) -> Iterator[ScanResults]:
        """All releases that `request` finds, in its order, from one generation, ignoring its page.
        Raises as `search` does."""
        _require_within_limits(request)
        self._follow_to(request.generation)
        with self._lease() as view:
            _require_generation(view, request)
            with deadline.start(limits.SEARCH_SECONDS):  # reading all releases may take longer
                resolved = view.queries.resolved(request)
                total, releases = view.searcher.scan(
                    resolved.parsed.query,
                    filters=request.filters,
                    sort=resolved.effective_sort(request),
                )
            read_query = partial(view.queries.reading, request)
            yield ScanResults(
                total, releases, view.status, read_query, query_warnings(resolved, request)
            )

    def release(self, release_id: str, request: SearchRequest = _NO_SEARCH) -> MarkedRelease | None:
        """One release with the matches of a search marked in it, ignoring the filters; None for an
        unknown id."""
        _require_within_limits(request)
        with self._view() as view:
            release = view.searcher.release(release_id)
            if release is None:
                return None
            markers = view.queries.markers(request)
        return MarkedRelease(
            release,
            as_spans(markers.for_field("title").marks(release.headline)),
            as_spans(markers.for_field("body").marks(_markable(release.body))),
            view.status,
            as_spans(markers.for_field("dateline").marks(release.place or "")),
            as_spans(markers.for_field("agency").marks(release.agency or "")),
        )

    def complete(self, q: str) -> Completions:
        """Completions of `q`, the beginning of a query. Raises QueryError if it is too long."""
        if len(q) > QUERY_CHARACTERS:
            raise QueryError(_too_long())
        with self._view() as view:
            context = self._suggestion_context(view, SearchRequest(q))
            return Completions(q, complete(context), view.status)

    def similar(self, release_id: str) -> SimilarReleases | None:
        """Similar releases; None for an unknown id."""
        with self._view() as view:
            release = view.searcher.release(release_id)
            if release is None:
                return None
            releases = find_similar(release, self._analyzer, view.searcher, MAX_SIMILAR)
            return SimilarReleases(release_id, releases, view.status)

    def status(self) -> CollectionStatus:
        with self._lease() as view:
            return CollectionStatus(view.status, self._handle.degraded)

    def examples(self, titles: Iterable[str]) -> list[str]:
        """Words from some titles of the collection that make good example searches."""
        return choose_examples(titles, self._analyzer)

    def analyze(self, text: str) -> list[tuple[Token, stemmer.Reading]]:
        """The analysis of each word of `text`; needs no index."""
        return self._analyzer.read(text)

    @contextmanager
    def _lease(self) -> Iterator[_View]:
        """The open generation. The first successful call starts the thread that follows new
        generations; until then each call looks for one itself."""
        with self._handle.lease() as view:
            self._follower.follow()
            yield view

    def _follow_to(self, generation: str | None) -> None:
        """Look for a new generation if `generation` is not served: another process may have begun
        to serve it a moment ago."""
        if generation is None:
            return
        with self._lease() as view:
            is_served = view.status.name == generation
        if not is_served:
            self._handle.refresh()

    @contextmanager
    def _view(self) -> Iterator[_View]:
        """The open generation for one request, with its deadline."""
        with self._lease() as view, deadline.start(limits.SEARCH_SECONDS):
            yield view

    def _answer(self, view: _View, request: SearchRequest) -> SearchResults:
        resolved = view.queries.resolved(request)
        matches = _evaluate(view.searcher, resolved, request)
        hits = make_hits(
            view.searcher, matches.page, request, partial(view.queries.markers, request)
        )
        suggestions = self._suggestions(view, request, matches.total)
        modes, repeats = _guidance(view, request, matches) if request.guided else ({}, {})
        return SearchResults(
            request=request,
            query=view.queries.reading(request),
            total=matches.total,
            relation=resolved.relation,
            hits=hits,
            facets=mark_selected(matches, request),
            suggestions=suggestions,
            modes=modes,
            warnings=result_warnings(
                resolved,
                matches,
                request,
                hits,
                undated=count_undated(view.searcher, resolved, request.filters),
                untitled=leaves_out_untitled(view.searcher, resolved, request.filters),
            ),
            generation=view.status,
            took_ms=0.0,
            repeats=repeats,
        )

    def _suggestions(
        self, view: _View, request: SearchRequest, total: int
    ) -> tuple[Suggestion, ...]:
        """Other searches, if this one finds nothing; a guided reader is offered likelier ones also
        if it has `total` matches."""
        context = self._suggestion_context(view, request)
        if not total:
            return suggest_searches(context)
        if not request.guided or request.first_hit:
            return ()
        return likelier_searches(context, total)

    def _suggestion_context(self, view: _View, request: SearchRequest) -> SearchContext:
        count_hits = view.counts.count_hits_unless_empty
        return SearchContext(request, self._analyzer, view.searcher, count_hits)

    def _open_view(self, generation: Generation) -> _View:
        manifest = generation.manifest
        searcher = self._engine.open(generation.place)
        spellings = lru_cache(limits.MAX_SPELLED_WORDS)(searcher.spellings)
        queries = QueryCache(self._analyzer, searcher, spellings, self._landmarks)
        return _View(
            searcher,
            GenerationStatus(generation.name, manifest.built_at, manifest.meta.releases),
            queries,
            Counts(searcher, queries),
            ResultCache(),
        )


def _too_long() -> str:
    return f"the query has more than {QUERY_CHARACTERS} characters"


def _require_within_limits(request: SearchRequest) -> None:
    if len(request.q) > QUERY_CHARACTERS:
        raise QueryError(_too_long())


def _require_generation(view: _View, request: SearchRequest) -> None:
    if request.generation not in (None, view.status.name):
        raise GenerationGone(f"{request.generation} is not served; {view.status.name} is")


def _guidance(
    view: _View, request: SearchRequest, matches: Matches
) -> tuple[Mapping[Layer, int], Mapping[str, str]]:
    """For a guided reader, the number of matches in each mode, and the hits that repeat others."""
    ids = [match.id for match in matches.page]
    return (
        view.counts.count_by_mode(request, matches.total),
        find_repeats(view.searcher, ids),
    )


def _markable(body: str) -> str:
    """The beginning of `body` in which matches are marked, up to the end of a word."""
    if len(body) <= MARKED_CHARACTERS:
        return body
    return body[: cut_before(body, MARKED_CHARACTERS)]


def _evaluate(searcher: Searcher, resolved: ResolvedQuery, request: SearchRequest) -> Matches:
    return searcher.search(
        resolved.parsed.query,
        filters=request.filters,
        sort=resolved.effective_sort(request),
        start=request.first_hit,
        size=request.per_page,
        facets=request.facets,
    )
