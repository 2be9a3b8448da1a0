"""Search results as the JSON that the contract promises: every key present, in a stable order."""

import datetime
from dataclasses import replace
from typing import Any

from indexer.arabic.analyzer import Token
from indexer.release import Release
from indexer.results import (
    GenerationStatus,
    Hit,
    MarkedRelease,
    QueryReading,
    SearchRequest,
    SearchResults,
    Snippet,
    Span,
)
from webapp import links
from webapp.marks import marked
from webapp.paging import Paging


def search(results: SearchResults) -> dict[str, Any]:
    """The answer of `/api/v1/search`."""
    return {
        "query": _query(results.query),
        "total": {"value": results.total, "relation": results.relation},
        "page": results.request.page,
        "per_page": results.request.per_page,
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {
            name: [
                {"value": value.value, "count": value.count, "selected": value.selected}
                for value in values
            ]
            for name, values in results.facets.items()
        },
        "suggestions": [
            {"kind": other.kind, "q": other.q, "match": other.match, "total": other.total}
            for other in results.suggestions
        ],
        "warnings": [{"code": warn.code, "detail": warn.detail} for warn in results.warnings],
        "links": _links(results),
        "index": generation(results.generation),
        "took_ms": round(results.took_ms, 1),
    }


def _query(query: QueryReading) -> dict[str, Any]:
    return {
        "q": query.q,
        "mode": query.mode,
        "reading": query.reading,
        "words": [
            {
                "typed": word.typed,
                "forms": [{"form": form.form, "count": form.count} for form in word.forms],
            }
            for word in query.words
        ],
        "dropped": list(query.dropped),
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        **_head(hit.release, hit.title_matches),
        "score": round(hit.score, 4),
        "snippets": [_snippet(snippet) for snippet in hit.snippets],
    }


def _head(release: Release, title_matches: tuple[Span, ...]) -> dict[str, Any]:
    """What a hit and a release have in common."""
    return {
        "id": release.id,
        "url": links.release(release.id),
        "title": release.title,
        "title_html": str(marked(release.title, title_matches)),
        "published": _iso(release.published),
        "event_date": _iso(release.event_date),
        "place": release.place,
        "agency": release.agency,
        "language": release.language,
    }


def _snippet(snippet: Snippet) -> dict[str, Any]:
    return {
        "field": snippet.field,
        "text": snippet.text,
        "html": str(marked(snippet.text, snippet.matches)),
        "matches": _spans(snippet.matches),
        "offset": snippet.offset,
    }


def _spans(spans: tuple[Span, ...]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _links(results: SearchResults) -> dict[str, str | None]:
    request, paging = results.request, Paging.of(results)
    return {
        "self": links.api(request),
        "next": _api_page(request, paging.next),
        "prev": _api_page(request, paging.previous),
        "feed": links.feed(request),
        "html": links.page(request),
    }


def _api_page(request: SearchRequest, page: int | None) -> str | None:
    return links.api(replace(request, page=page)) if page else None


def generation(status: GenerationStatus) -> dict[str, Any]:
    return {
        "generation": status.name,
        "built_at": status.built_at.isoformat(),
        "releases": status.releases,
    }


def release(found: MarkedRelease) -> dict[str, Any]:
    """The answer of `/api/v1/releases/<id>`: the text, and where the query matches in it."""
    shown = found.release
    return {
        **_head(shown, found.title_matches),
        "title_matches": _spans(found.title_matches),
        "dateline": shown.dateline,
        "body": shown.body,
        "body_html": str(marked(shown.body, found.body_matches)),
        "body_matches": _spans(found.body_matches),
        "original_url": shown.url,
        "source": shown.source,
        "links": {"self": links.api_release(shown.id), "html": links.release(shown.id)},
        "index": generation(found.generation),
    }


def tokens(text: str, found: list[Token]) -> dict[str, Any]:
    """The answer of `/api/v1/analyze`: how each word is read."""
    return {
        "text": text,
        "tokens": [
            {
                "surface": token.surface,
                "start": token.start,
                "end": token.end,
                "position": token.position,
                "normalised": token.word.exact,
                "proclitics": list(token.word.reading.proclitics),
                "enclitic": token.word.reading.enclitic,
                "stem": token.word.stem,
                "root": token.word.root,
                "stop": token.word.stop,
                "protected": token.word.reading.protected,
                "rule": token.word.reading.rule,
            }
            for token in found
        ],
    }
