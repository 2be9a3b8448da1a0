"""A collection in memory, without an index: a `Searchable` for tests of the web package."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from indexer.answers.results import (
    Completion,
    Completions,
    FacetValue,
    GenerationStatus,
    Hit,
    MarkedRelease,
    QueryReading,
    Relation,
    SearchRequest,
    SearchResults,
    SimilarRelease,
    SimilarReleases,
    Snippet,
    Span,
    Suggestion,
    WordReading,
)
from indexer.arabic.analyzer import Token, standard
from indexer.arabic.layers import LAYERS, Layer
from indexer.arabic.reading.stemmer import Reading
from indexer.engines.protocol import FormCount
from indexer.errors import GenerationGone, IndexUnavailable, KashafError
from indexer.query.parsed_query import DateReading
from indexer.releases.release import Release
from indexer.releases.schema import FACETS
from indexer.search import CollectionStatus, ScanResults
from indexer.search_warnings import Warn
from indexer.suggest.examples import choose_examples

BUILT = datetime.datetime(2025, 11, 20, 8, 30, tzinfo=datetime.UTC)


def release(release_id: str, title: str, body: str, **fields: Any) -> Release:
    known: dict[str, Any] = {"published": datetime.date(2025, 10, 14), **fields}
    return Release(release_id, title, body, **known)


class FakeCollection:
    """Finds every release that has the words of the query, newest first.

    ``failure`` is raised by every call when it is set; ``generation`` can be changed to simulate a new
    build; ``searches`` counts the searches that were made, ``asked`` is the last request.
    """

    def __init__(self, releases: Iterable[Release] = ()) -> None:
        self.releases = {release.id: release for release in releases}
        self.generation = "gen-000001-aaaaaaaa"
        self.failure: KashafError | None = None
        self.warnings: tuple[Warn, ...] = ()
        self.relation: Relation = "eq"
        self.dates: tuple[DateReading, ...] = ()
        self.searches = 0
        self.forms: tuple[FormCount, ...] = ()
        self.asked = SearchRequest()
        self.repeats: dict[str, str] = {}
        self.degraded: IndexUnavailable | None = None

    def search(self, request: SearchRequest) -> SearchResults:
        self._check()
        if request.generation not in (None, self.generation):
            raise GenerationGone(f"{request.generation} is not served")
        self.searches += 1
        self.asked = request
        found = self._found(request)
        found.sort(key=lambda r: r.published or datetime.date.min, reverse=True)
        start = request.first_hit
        shown = found[start : start + request.per_page]
        return SearchResults(
            request=request,
            query=self._reading(request),
            total=len(found),
            relation=self.relation,
            hits=tuple(self._hit(release, request) for release in shown),
            facets=self._facets(request) if request.facets else {},
            suggestions=self._suggestions(request, found),
            warnings=(*self.warnings, *self._own_warnings(request)),
            generation=self._status(),
            took_ms=1.2345,
            modes={mode: len(self._found(replace(request, mode=mode))) for mode in LAYERS}
            if request.guided
            else {},
            repeats=self.repeats if request.guided else {},
        )

    def _own_warnings(self, request: SearchRequest) -> tuple[Warn, ...]:
        has_words = bool(self._wanted(request.q, request.mode))
        return (Warn("nothing_to_search"),) if request.q.strip() and not has_words else ()

    def _found(self, request: SearchRequest) -> list[Release]:
        wanted = self._wanted(request.q, request.mode)
        test = all if request.match == "all" else any
        return [
            release
            for release in self.releases.values()
            if not wanted or test(term in self._terms(release, request.mode) for term in wanted)
            if self._passes(release, request)
        ]

    @contextmanager
    def scan(self, request: SearchRequest) -> Iterator[ScanResults]:
        everything = replace(request, page=1, per_page=max(len(self.releases), 1), snippets=0)
        results = self.search(everything)
        releases = (hit.release for hit in results.hits)
        yield ScanResults(
            results.total, releases, results.generation, lambda: results.query, results.warnings
        )

    def release(
        self,
        release_id: str,
        request: SearchRequest = SearchRequest(),  # noqa: B008
    ) -> MarkedRelease | None:
        self._check()
        self.asked = request
        release = self.releases.get(release_id)
        if release is None:
            return None
        return MarkedRelease(
            release,
            self._matches(release.title, request.q, request.mode),
            self._matches(release.body, request.q, request.mode),
            self._status(),
            self._matches(release.place or "", request.q, request.mode),
            self._matches(release.agency or "", request.q, request.mode),
        )

    def status(self) -> CollectionStatus:
        self._check()
        return CollectionStatus(self._status(), self.degraded)

    def examples(self, titles: Iterable[str]) -> list[str]:
        return choose_examples(titles, standard())

    def analyze(self, text: str) -> list[tuple[Token, Reading]]:
        return [(token, standard().reading(token.word)) for token in standard().tokens(text)]

    def close(self) -> None:
        pass

    def _check(self) -> None:
        if self.failure:
            raise self.failure

    def _status(self) -> GenerationStatus:
        return GenerationStatus(self.generation, BUILT, len(self.releases))

    def _wanted(self, q: str, mode: Layer) -> list[str]:
        return [token.word.term(mode) for token in standard().tokens(q)]

    def _terms(self, release: Release, mode: Layer) -> set[str]:
        text = f"{release.title} {release.body}"
        return {token.word.term(mode) for token in standard().tokens(text)}

    def _passes(self, release: Release, request: SearchRequest) -> bool:
        filters = request.filters
        for facet in FACETS:
            chosen = filters.facets.get(facet.name)
            if chosen and not set(chosen) & set(facet.values(release)):
                return False
        day = release.published or datetime.date.min
        return (filters.first or day) <= day <= (filters.last or day)

    def _matches(self, text: str, q: str, mode: Layer) -> tuple[Span, ...]:
        wanted = set(self._wanted(q, mode))
        return tuple(
            Span(token.start, token.end)
            for token in standard().tokens(text)
            if token.word.term(mode) in wanted
        )

    def _hit(self, release: Release, request: SearchRequest) -> Hit:
        matches = self._matches(release.body, request.q, request.mode)
        snippets: Sequence[Snippet] = ()
        if release.body and request.snippets:
            text = release.body[:200]
            inside = tuple(match for match in matches if match.end <= len(text))
            snippets = (Snippet("body", text, inside, 0),)
        title = self._matches(release.title, request.q, request.mode)
        return Hit(release, 1.5, title, tuple(snippets), len(title) + len(matches))

    def _facets(self, request: SearchRequest) -> dict[str, tuple[FacetValue, ...]]:
        """Counted as if no value of the same facet were chosen."""
        counted = {}
        for facet in FACETS:
            others = {**request.filters.facets, facet.name: ()}
            asked = replace(request, filters=replace(request.filters, facets=others))
            values = (value for found in self._found(asked) for value in facet.values(found))
            counted[facet.name] = Counter(values)
        return {
            name: tuple(
                FacetValue(value, count, value in request.filters.facets.get(name, ()))
                for value, count in counts.most_common()
            )
            for name, counts in counted.items()
        }

    def _reading(self, request: SearchRequest) -> QueryReading:
        words = tuple(
            WordReading(token.surface, self.forms) for token in standard().tokens(request.q)
        )
        reading = " + ".join(word.typed for word in words)
        return QueryReading(
            request.q, request.mode, reading, words, dates=self.dates, ranks=bool(words)
        )

    def complete(self, q: str) -> Completions:
        self._check()
        found = [
            Completion(release.title, "title", 1, release.id)
            for release in self.releases.values()
            if q and release.title.startswith(q)
        ]
        word = [Completion(q, "word", len(found))] if found else []
        return Completions(q, (*word, *found), self._status())

    def similar(self, release_id: str) -> SimilarReleases | None:
        self._check()
        if release_id not in self.releases:
            return None
        others = (each for each in self.releases.values() if each.id != release_id)
        alike = tuple(SimilarRelease(each, 1.5, 0.9) for each in others)
        return SimilarReleases(release_id, alike, self._status())

    def _suggestions(
        self, request: SearchRequest, found: Sequence[Release]
    ) -> tuple[Suggestion, ...]:
        if found or request.match == "any" or not request.q:
            return ()
        return (Suggestion("match_any", replace(request, match="any"), 2),)
