"""Search results as the JSON of the API: what `indexer.present` says, with addresses and HTML."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from indexer import present
from indexer.arabic.analyzer import Token
from indexer.arabic.stemmer import Reading
from indexer.release import Release
from indexer.results import Hit, MarkedRelease, SearchRequest, SearchResults, Snippet, Span
from webapp import links
from webapp.marks import marked
from webapp.paging import Paging


def search(results: SearchResults) -> dict[str, Any]:
    """The answer of `/api/v1/search`."""
    return {
        **present.search(replace(results, hits=())),
        "hits": [_hit(hit) for hit in results.hits],
        "links": _links(results),
    }


def _hit(found: Hit) -> dict[str, Any]:
    return {
        **_head(found.release, found.title_matches),
        **present.hit(replace(found, snippets=())),
        "snippets": [_snippet(snippet) for snippet in found.snippets],
    }


def _head(release: Release, title_matches: tuple[Span, ...]) -> dict[str, Any]:
    """What a hit and a release have in common; the address stands next to the id."""
    head = {
        "id": release.id,
        "url": links.release(release.id),
        "title": release.title,
        "title_html": str(marked(release.title, title_matches)),
    }
    return {**head, **present.head(release)}


def _snippet(found: Snippet) -> dict[str, Any]:
    return {**present.snippet(found), "html": str(marked(found.text, found.matches))}


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


def release(found: MarkedRelease) -> dict[str, Any]:
    """The answer of `/api/v1/releases/<id>`: the text, and where the query matches in it."""
    shown = found.release
    return {
        **_head(shown, found.title_matches),
        "title_matches": present.spans(found.title_matches),
        "dateline": shown.dateline,
        "body": shown.body,
        "body_html": str(marked(shown.body, found.body_matches)),
        "body_matches": present.spans(found.body_matches),
        "original_url": shown.url,
        "source": shown.source,
        "links": {"self": links.api_release(shown.id), "html": links.release(shown.id)},
        "index": present.generation(found.generation),
    }


def tokens(text: str, found: Sequence[tuple[Token, Reading]]) -> dict[str, Any]:
    """The answer of `/api/v1/analyze`: how each word is read."""
    return {"text": text, "tokens": [present.token(*each) for each in found]}
