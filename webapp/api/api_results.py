"""Search results as the JSON of the API: adds addresses and HTML to `indexer.answers.json_results`."""

from collections.abc import Sequence
from typing import cast

from indexer.answers import json_results
from indexer.answers.results import (
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
from indexer.arabic.analyzer import Token
from indexer.arabic.reading.stemmer import Reading
from indexer.releases.release import Release
from webapp import models, paging
from webapp.addresses import links
from webapp.addresses.search_address import ApiAddress, Highlight, SearchAddress
from webapp.texts import Texts
from webapp.texts.marks import mark_matches


def search(address: ApiAddress, results: SearchResults, texts: Texts) -> models.Search:
    """The answer of `/api/v1/search`; its warnings are in the language of `texts`."""
    closing = json_results.closing(results)
    for warning in closing["warnings"]:
        warning["message"] = texts.warning_text(warning["code"], warning["detail"])
    return {
        **json_results.opening(results),
        **_guidance(results),
        "hits": [_hit(hit, address) for hit in results.hits],
        **closing,
        "links": _links(address, results),
    }


def _guidance(results: SearchResults) -> models.Guidance:
    """The keys that only a guided search has."""
    if not results.request.guided:
        return {}
    return {"modes": dict(results.modes), "repeats": dict(results.repeats)}


# Keys of a hit that a way of highlighting leaves out; others leave out all marks of the title.
_HIDDEN_KEYS = {"html": (), "offsets": ("title_html",)}


def _hit(hit: Hit, address: ApiAddress) -> models.Hit:
    whole: models.Hit = {
        **_head(hit.release, hit.title_matches),
        "score": round(hit.score, 4),
        "snippets": [_snippet(snippet, address.highlight) for snippet in hit.snippets],
    }
    hidden = _HIDDEN_KEYS.get(address.highlight, ("title_html", "title_matches"))
    if not address.fields and not hidden:
        return whole
    shown = {"id", *(address.fields or whole)}.difference(hidden)
    return cast(models.Hit, {key: value for key, value in whole.items() if key in shown})


def _head(release: Release, title_matches: tuple[Span, ...]) -> models.MarkedHead:
    """The keys that a hit and a whole release have in common."""
    return {
        # `head` has the id and the title, too; here they come first.
        "id": release.id,
        "url": links.release(release.id),
        "title": release.headline,
        "title_html": str(mark_matches(release.headline, title_matches)),
        **json_results.head(release),
        "title_matches": title_matches,
    }


def _snippet(snippet: Snippet, highlight: Highlight) -> models.Snippet:
    shown: models.Snippet = {
        "field": snippet.field,
        "text": snippet.text,
        "offset": snippet.offset,
    }
    if highlight in ("html", "offsets"):
        shown["matches"] = snippet.matches
    if highlight == "html":
        shown["html"] = str(mark_matches(snippet.text, snippet.matches))
    return shown


def _links(address: ApiAddress, results: SearchResults) -> models.Links:
    per_page, page = results.request.per_page, results.request.page
    next_hit = results.request.first_hit + per_page
    previous = min(page - 1, max(paging.page_count(results.total, per_page), 1))
    # The same hits for readers, or the last page that they can open.
    readers_page = min(page, paging.Paging.from_results(results).count)
    return {
        "self": links.api(address),
        "next": links.api_next(address, results.generation.name, next_hit)
        if next_hit < results.total
        else None,
        "prev": links.api(address.at_page(previous)) if previous else None,
        "feed": links.feed(address),
        "html": links.page(address.at_page(readers_page)),
    }


def release(marked: MarkedRelease) -> models.Release:
    """The answer of `/api/v1/releases/<id>`: the text, and where the query matches in it."""
    release = marked.release
    return {
        **_head(release, marked.title_matches),
        "dateline": release.dateline,
        "body": release.body,
        "body_html": str(mark_matches(release.body, marked.body_matches)),
        "body_matches": marked.body_matches,
        "original_url": release.url,
        "source": release.source,
        "extra": dict(release.extra),
        "links": {
            "self": links.api_release(release.id),
            "html": links.release(release.id),
            "similar": links.similar(release.id),
            "ris": links.cite(release.id, "ris"),
            "bibtex": links.cite(release.id, "bibtex"),
        },
        "index": json_results.generation(marked.generation),
    }


def completions(results: Completions) -> models.Completions:
    """The answer of `/api/v1/suggest`."""
    return {
        "query": {"q": results.q},
        "suggestions": [
            {
                "text": each.text,
                "kind": each.kind,
                "count": each.count,
                "url": _completion_link(each),
            }
            for each in results.completions
        ],
        "index": json_results.generation(results.generation),
    }


def opensearch_completions(results: Completions) -> list[object]:
    """The same in OpenSearch Suggestions 1.0: the beginning, then parallel lists of texts,
    descriptions (which may be empty) and addresses."""
    texts = [each.text for each in results.completions]
    addresses = [_completion_link(each) for each in results.completions]
    return [results.q, texts, ["" for _ in texts], addresses]


def _completion_link(completion: Completion) -> str:
    if completion.release_id is not None:
        return links.release(completion.release_id)
    return links.page(SearchAddress(SearchRequest(completion.text)))


def similar(results: SimilarReleases) -> models.SimilarReleases:
    """The answer of `/api/v1/releases/<id>/similar`."""
    return {
        "id": results.release_id,
        "hits": [_similar(each) for each in results.releases],
        "links": {
            "self": links.similar(results.release_id),
            "html": links.release(results.release_id),
        },
        "index": json_results.generation(results.generation),
    }


def _similar(similar: SimilarRelease) -> models.Similar:
    return {
        **json_results.head(similar.release),
        "url": links.release(similar.release.id),
        "score": round(similar.score, 4),
        "shared": round(similar.shared, 2),
        "duplicate": similar.is_duplicate,
    }


def tokens(text: str, analyzed: Sequence[tuple[Token, Reading]]) -> models.Analysis:
    """The answer of `/api/v1/analyze`: how each word is analysed."""
    return {"text": text, "tokens": [json_results.token(*each) for each in analyzed]}
