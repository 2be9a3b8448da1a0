"""Results as JSON values: every key present, in a stable order.

What belongs to the web (addresses, HTML) is added by the web server.
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
    hits = [hit(found) for found in results.hits]
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


def hit(found: Hit) -> models.Hit:
    return {
        **head(found.release),
        "title_matches": spans(found.title_matches),
        "score": round(found.score, 4),
        "snippets": [snippet(each) for each in found.snippets],
        "source": found.release.source,
    }


def head(release: Release) -> models.Head:
    """What a hit and a whole release have in common. A release without a title is called by its first words."""
    return {
        "id": release.id,
        "title": release.headline,
        "published": iso(release.published),
        "event_date": iso(release.event_date),
        "place": release.place,
        "agency": release.agency,
        "language": release.language,
    }


def snippet(found: Snippet) -> models.Snippet:
    return {
        "field": found.field,
        "text": found.text,
        "matches": spans(found.matches),
        "offset": found.offset,
    }


def spans(found: Sequence[Span]) -> list[models.Span]:
    return [{"start": span.start, "end": span.end} for span in found]


def facets(found: Mapping[str, Sequence[FacetValue]]) -> dict[str, list[models.FacetValue]]:
    return {
        name: [
            {"value": value.value, "count": value.count, "selected": value.selected}
            for value in values
        ]
        for name, values in found.items()
    }


def generation(status: GenerationStatus) -> models.Generation:
    return {
        "generation": status.name,
        "built_at": status.built_at.isoformat(),
        "releases": status.releases,
    }


def token(found: Token, reading: Reading) -> models.Token:
    """How one word was read; offsets are code points of the text it stands in."""
    word = found.word
    return {
        "surface": found.surface,
        "start": found.start,
        "end": found.end,
        "position": found.position,
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
