"""Results as JSON values: every key present, in a stable order.

The web server adds what belongs to the web (addresses, HTML).
"""

from collections.abc import Mapping, Sequence

from indexer import models
from indexer.arabic.analyzer import Token
from indexer.arabic.stemmer import Reading
from indexer.release import Release, iso
from indexer.results import (
    FacetValue,
    GenerationStatus,
    Hit,
    QueryReading,
    SearchResults,
    Snippet,
    Span,
    Suggestion,
)


def search(results: SearchResults) -> models.Results:
    hits = [hit(each) for each in results.hits]
    return {**opening(results), "hits": hits, **closing(results)}


def opening(results: SearchResults) -> models.Opening:
    return {
        "query": query(results.query),
        "total": {"value": results.total, "relation": results.relation},
        "page": results.request.page,
        "per_page": results.request.per_page,
    }


def closing(results: SearchResults) -> models.Closing:
    return {
        "facets": facets(results.facets),
        "undated": results.undated,
        "suggestions": [suggestion(other) for other in results.suggestions],
        "warnings": [
            {"code": warning.code, "detail": warning.detail} for warning in results.warnings
        ],
        "index": generation(results.generation),
        "took_ms": round(results.took_ms, 1),
    }


def query(reading: QueryReading) -> models.Query:
    return {
        "q": reading.q,
        "mode": reading.mode,
        "reading": reading.reading,
        "words": [
            {
                "typed": word.typed,
                "forms": [
                    {"form": form.form, "count": form.count, "left_out": form.left_out}
                    for form in word.forms
                ],
            }
            for word in reading.words
        ],
        "dropped": list(reading.dropped),
        "left_out": [{"typed": left.typed, "reason": left.reason} for left in reading.left_out],
        "dates": [
            {"typed": date.typed, "first": iso(date.first), "last": iso(date.last)}
            for date in reading.dates
        ],
        "excluded": list(reading.excluded),
    }


def suggestion(other: Suggestion) -> models.Suggestion:
    return {
        "kind": other.kind,
        "q": other.q,
        "mode": other.request.mode,
        "match": other.request.match,
        "without": list(other.without),
        "total": other.total,
    }


def hit(result: Hit) -> models.Hit:
    return {
        **head(result.release),
        "title_matches": spans(result.title_matches),
        "score": round(result.score, 4),
        "snippets": [snippet(each) for each in result.snippets],
        "source": result.release.source,
    }


def head(release: Release) -> models.Head:
    """The common part of a hit and a whole release. Without a title the release has its first
    words."""
    return {
        "id": release.id,
        "title": release.headline,
        "published": iso(release.published),
        "event_date": iso(release.event_date),
        "place": release.place,
        "agency": release.agency,
        "language": release.language,
    }


def snippet(stretch: Snippet) -> models.Snippet:
    return {
        "field": stretch.field,
        "text": stretch.text,
        "matches": spans(stretch.matches),
        "offset": stretch.offset,
    }


def spans(matches: Sequence[Span]) -> list[models.Span]:
    return [{"start": span.start, "end": span.end} for span in matches]


def facets(counts: Mapping[str, Sequence[FacetValue]]) -> dict[str, list[models.FacetValue]]:
    return {
        name: [
            {"value": value.value, "count": value.count, "selected": value.selected}
            for value in values
        ]
        for name, values in counts.items()
    }


def generation(status: GenerationStatus) -> models.Generation:
    return {
        "generation": status.name,
        "built_at": status.built_at.isoformat(),
        "releases": status.releases,
    }


def token(analysed: Token, reading: Reading) -> models.Token:
    """How a word was analysed; offsets are code points of its text."""
    word = analysed.word
    return {
        "surface": analysed.surface,
        "start": analysed.start,
        "end": analysed.end,
        "position": analysed.position,
        "normalised": word.form,
        "exact": word.exact,
        "stem": word.stem,
        "root": word.root,
        "proclitics": list(reading.proclitics),
        "enclitic": reading.enclitic,
        "stop": word.stop,
        "protected": reading.protected,
        "rule": reading.rule,
    }
