"""What machines ask of the service itself: its document, and whether it is alive and ready."""

from flask import Blueprint, Response, request

from indexer.engines.protocol import Filters
from indexer.errors import IndexUnavailable
from indexer.results import SearchRequest
from indexer.search import Collection
from webapp import links, openapi, params
from webapp.answers import collection, json_answer

blueprint = Blueprint("service", __name__)
_TEXT = "text/plain; charset=utf-8"


@blueprint.get(links.OPENAPI)
def document() -> Response:
    """The API as OpenAPI 3.1 describes it."""
    params.read(request.args, "status")
    answer = json_answer(openapi.document())
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


@blueprint.get("/livez")
def livez() -> Response:
    """Whether the process answers at all."""
    return Response("ok\n", content_type=_TEXT)


@blueprint.get("/readyz")
def readyz() -> Response:
    """Whether searches can be answered, if only from an older generation."""
    try:
        found = _finds_itself(collection())
        degraded = collection().status().degraded is not None
    except IndexUnavailable:
        return Response("no index\n", 503, content_type=_TEXT)
    if not found:
        return Response("the index does not find what it holds\n", 503, content_type=_TEXT)
    return Response("degraded\n" if degraded else "ok\n", content_type=_TEXT)


def _finds_itself(searched: Collection) -> bool:
    """Whether the newest release is found by the first word of its title."""
    newest = searched.search(SearchRequest(per_page=1, facets=False, snippets=0)).hits
    for hit in newest:
        words = (token for token, _ in searched.analyze(hit.release.title))
        probe = next((each.surface for each in words if not each.word.stop), "")
        only = Filters(ids=frozenset({hit.release.id}))
        asked = SearchRequest(probe, "exact", filters=only, per_page=1, facets=False, snippets=0)
        return searched.search(asked).total > 0
    return True
