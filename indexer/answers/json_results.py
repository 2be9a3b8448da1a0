"""Results as values for `msgspec` to encode in JSON: every key present, in a stable order.

The web server adds what belongs to the web (addresses, HTML).
"""

from indexer.answers import json_models
from indexer.answers.results import GenerationStatus, Hit, QueryReading, SearchResults, Suggestion
from indexer.arabic.analyzer import Token
from indexer.arabic.reading.stemmer import Reading
from indexer.releases.release import Release


def search(results: SearchResults) -> dict[str, object]:
    """What `kashaf search --json` prints."""
    hits = [_hit(hit) for hit in results.hits]
    return {**opening(results), "hits": hits, **closing(results)}


def _hit(hit: Hit) -> dict[str, object]:
    return {
        **head(hit.release),
        "title_matches": hit.title_matches,
        "score": round(hit.score, 4),
        "snippets": hit.snippets,
        "source": hit.release.source,
    }


def opening(results: SearchResults) -> json_models.Opening:
    return {
        "query": query(results.query),
        "total": {"value": results.total, "relation": results.relation},
        "page": results.request.page,
        "per_page": results.request.per_page,
    }


def closing(results: SearchResults) -> json_models.Closing:
    return {
        "facets": dict(results.facets),
        "undated": results.undated,
        "suggestions": [suggestion(other) for other in results.suggestions],
        "warnings": [
            {"code": warning.code, "detail": warning.detail} for warning in results.warnings
        ],
        "index": generation(results.generation),
        "took_ms": round(results.took_ms, 1),
    }


def query(reading: QueryReading) -> json_models.Query:
    return {
        "q": reading.q,
        "mode": reading.mode,
        "reading": reading.text,
        "words": reading.words,
        "dropped": reading.dropped,
        "left_out": [{"typed": left.typed, "reason": left.reason} for left in reading.left_out],
        "dates": reading.dates,
        "excluded": reading.excluded,
    }


def suggestion(other: Suggestion) -> json_models.Suggestion:
    return {
        "kind": other.kind,
        "q": other.q,
        "mode": other.request.mode,
        "match": other.request.match,
        "without": other.without,
        "total": other.total,
    }


def head(release: Release) -> json_models.Head:
    """The common part of a hit and a whole release. Without a title the release has its first
    words."""
    return {
        "id": release.id,
        "title": release.headline,
        "published": release.published,
        "event_date": release.event_date,
        "place": release.place,
        "agency": release.agency,
        "language": release.language,
    }


def generation(status: GenerationStatus) -> json_models.IndexStatus:
    return {
        "generation": status.name,
        "built_at": status.built_at.isoformat(),
        "releases": status.releases,
    }


def token(analysed: Token, reading: Reading) -> json_models.Token:
    """How a word was analysed; offsets are code points of its text.

    A stop word is searched for as written only. What the stemmer finds for one (وفى for في) is
    never used.
    """
    word = analysed.word
    return {
        "surface": analysed.surface,
        "start": analysed.start,
        "end": analysed.end,
        "position": analysed.position,
        "normalised": word.form,
        "exact": word.exact,
        "stem": word.exact if word.stop else word.stem,
        "root": word.exact if word.stop else word.root,
        "proclitics": reading.proclitics,
        "enclitic": reading.enclitic,
        "stop": word.stop,
        "protected": reading.protected,
        "rule": "stop word" if word.stop else reading.rule,
    }
