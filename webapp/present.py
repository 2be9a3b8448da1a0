"""Search results as the JSON of the API: what `indexer.present` says, with addresses and HTML."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from indexer import present
from indexer.arabic.analyzer import Token
from indexer.arabic.stemmer import Reading
from indexer.release import Release
from indexer.results import (
    Completion,
    Completions,
    Hit,
    MarkedRelease,
    SearchRequest,
    SearchResults,
    SimilarRelease,
    SimilarReleases,
    Snippet,
    Span,
)
from webapp import models, paging
from webapp.addresses import links
from webapp.addresses.requests import ApiRequest
from webapp.marks import marked
from webapp.models import Highlight
from webapp.texts import Texts


def search(asked: ApiRequest, results: SearchResults, told: Texts) -> models.Search:
    """The answer of `/api/v1/search`; its warnings also in the words of `told`."""
    closing = present.closing(results)
    for warning in closing["warnings"]:
        warning["message"] = told.warning_text(warning["code"], warning["detail"])
    return {
        **present.opening(results),
        "hits": [_hit(hit, asked) for hit in results.hits],
        **closing,
        "links": _links(asked, results),
    }


_UNMARKED = {"html": (), "offsets": ("title_html",)}


def _hit(found: Hit, asked: ApiRequest) -> models.Hit:
    whole: models.Hit = {
        **_head(found.release, found.title_matches),
        "score": round(found.score, 4),
        "snippets": [_snippet(snippet, asked.highlight) for snippet in found.snippets],
    }
    hidden = _UNMARKED.get(asked.highlight, ("title_html", "title_matches"))
    if not asked.fields and not hidden:
        return whole
    shown = {"id", *(asked.fields or whole)}.difference(hidden)
    return cast(models.Hit, {key: value for key, value in whole.items() if key in shown})


def _head(release: Release, title_matches: tuple[Span, ...]) -> models.MarkedHead:
    """What a hit and a release have in common; the address stands next to the id."""
    return {
        "id": release.id,
        "url": links.release(release.id),
        "title": release.headline,
        "title_html": str(marked(release.headline, title_matches)),
        **present.head(release),
        "title_matches": present.spans(title_matches),
    }


def _snippet(found: Snippet, highlight: Highlight) -> models.Snippet:
    plain = present.snippet(found)
    shown: models.Snippet = {
        "field": plain["field"],
        "text": plain["text"],
        "offset": plain["offset"],
    }
    if highlight in ("html", "offsets"):
        shown["matches"] = plain["matches"]
    if highlight == "html":
        shown["html"] = str(marked(found.text, found.matches))
    return shown


def _links(asked: ApiRequest, results: SearchResults) -> models.Links:
    following = results.request.first_hit + asked.per_page
    last = max(paging.count(results.total, asked.per_page), 1)
    before = min(results.request.page - 1, last)
    return {
        "self": links.api(asked),
        "next": links.api_next(asked, results.generation.name, following)
        if following < results.total
        else None,
        "prev": links.api(replace(asked, page=before, cursor=None)) if before else None,
        "feed": links.feed(asked),
        "html": _as_page(asked, results.request.page),
    }


def _as_page(asked: ApiRequest, page: int) -> str:
    """The same page of hits for readers, or the last one that they are shown."""
    shown = min(page, paging.deepest(asked.per_page))
    return links.page(replace(asked, page=shown, cursor=None))


def release(found: MarkedRelease) -> models.Release:
    """The answer of `/api/v1/releases/<id>`: the text, and where the query matches in it."""
    shown = found.release
    return {
        **_head(shown, found.title_matches),
        "dateline": shown.dateline,
        "body": shown.body,
        "body_html": str(marked(shown.body, found.body_matches)),
        "body_matches": present.spans(found.body_matches),
        "original_url": shown.url,
        "source": shown.source,
        "extra": dict(shown.extra),
        "links": {"self": links.api_release(shown.id), "html": links.release(shown.id)},
        "index": present.generation(found.generation),
    }


def completions(found: Completions) -> models.Completions:
    """The answer of `/api/v1/suggest`."""
    return {
        "query": {"q": found.q},
        "suggestions": [
            {"text": each.text, "kind": each.kind, "count": each.count, "url": _leads_to(each)}
            for each in found.completions
        ],
        "index": present.generation(found.generation),
    }


def opensearch_completions(found: Completions) -> list[object]:
    """The same as browsers want it (OpenSearch Suggestions 1.0): the beginning, then lists of texts,
    of remarks on them, which may be empty, and of addresses."""
    texts = [each.text for each in found.completions]
    return [found.q, texts, ["" for _ in texts], [_leads_to(each) for each in found.completions]]


def _leads_to(found: Completion) -> str:
    if found.release_id is not None:
        return links.release(found.release_id)
    return links.page(SearchRequest(found.text))


def similar(found: SimilarReleases) -> models.SimilarReleases:
    """The answer of `/api/v1/releases/<id>/similar`."""
    return {
        "id": found.release_id,
        "hits": [_similar(each) for each in found.releases],
        "links": {
            "self": links.similar(found.release_id),
            "html": links.release(found.release_id),
        },
        "index": present.generation(found.generation),
    }


def _similar(found: SimilarRelease) -> models.Similar:
    return {
        **present.head(found.release),
        "url": links.release(found.release.id),
        "score": round(found.score, 4),
        "shared": round(found.shared, 2),
        "duplicate": found.duplicate,
    }


def tokens(text: str, found: Sequence[tuple[Token, Reading]]) -> models.Analysis:
    """The answer of `/api/v1/analyze`: how each word is read."""
    return {"text": text, "tokens": [present.token(*each) for each in found]}
