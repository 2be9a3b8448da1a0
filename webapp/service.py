"""What machines ask of the service itself: its document, what they may read, whether it is alive and ready."""

from collections.abc import Iterator

from flask import Blueprint, Response, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import Metric
from prometheus_client.registry import Collector

from indexer.errors import IndexUnavailable
from indexer.search import Collection
from indexer.search.probe import finds_itself
from webapp import openapi
from webapp.addresses import links, parameters
from webapp.examples import EXAMPLES, SITE
from webapp.middleware.metrics import gauge
from webapp.responses import METRICS, collection, html_answer, json_answer, standing
from webapp.site import Site
from webapp.texts import errors
from webapp.views import reference

blueprint = Blueprint("service", __name__)
_TEXT = "text/plain; charset=utf-8"


@blueprint.get(links.OPENAPI)
def document() -> Response:
    """The API as OpenAPI 3.1 describes it."""
    parameters.read(request.args, "status")
    answer = json_answer({**openapi.document(), "servers": [{"url": links.at("") or "/"}]})
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


@blueprint.get("/help/api", strict_slashes=False)
def help_page() -> Response:
    """The API in words, with examples."""
    parameters.read(request.args, "prose")
    site = Site.current()

    def answer() -> Response:
        return html_answer(
            "api.html",
            operations=[(each, reference.rows(each.surface)) for each in openapi.OPERATIONS],
            examples=[each.below(links.at("")) for each in EXAMPLES],
            asked=SITE,
            errors=[(status, errors.causes(status)) for status in errors.STATUSES],
        )

    return site.label(standing(site.key(links.at("/help/api")), answer))


@blueprint.get("/robots.txt")
def robots() -> Response:
    """What crawlers may read: the releases, and the pages that lead to all of them. Searches have no end."""
    rules = (
        ("Disallow", "/*?"),
        ("Allow", "/?page="),
        ("Disallow", "/?page=*&"),
        ("Disallow", "/api/"),
    )
    lines = ["User-agent: *", *(f"{verb}: {links.at(path)}" for verb, path in rules)]
    answer = Response("\n".join(lines) + "\n", content_type=_TEXT)
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


@blueprint.get("/metrics")
def metrics() -> Response:
    """Counts for Prometheus: of requests and searches, and which build of the index answers."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(current_app.extensions[METRICS])
    registry.register(_Index(collection()))
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Index(Collector):
    """The build of the index, as gauges; none while there is no index."""

    def __init__(self, served: Collection) -> None:
        self._served = served

    def collect(self) -> Iterator[Metric]:
        try:
            status = self._served.status()
        except IndexUnavailable:
            yield gauge("kashaf_index_ready", "Whether there is an index", 0)
            return
        built = status.generation
        yield gauge("kashaf_index_ready", "Whether there is an index", 1)
        degraded = status.degraded is not None
        yield gauge("kashaf_index_degraded", "Whether it is not the newest", degraded)
        yield gauge("kashaf_index_releases", "Releases in the index", built.releases)
        yield gauge("kashaf_index_built_seconds", "When it was built", built.built_at.timestamp())
        yield gauge("kashaf_index_info", "The build that answers", 1, generation=built.name)


@blueprint.get("/livez")
def livez() -> Response:
    """Whether the process answers at all."""
    return Response("ok\n", content_type=_TEXT)


@blueprint.get("/readyz")
def readyz() -> Response:
    """Whether searches can be answered, if only from an older generation."""
    try:
        found = finds_itself(collection())
        degraded = collection().status().degraded is not None
    except IndexUnavailable:
        return Response("no index\n", 503, content_type=_TEXT)
    if not found:
        return Response("the index does not find what it holds\n", 503, content_type=_TEXT)
    return Response("degraded\n" if degraded else "ok\n", content_type=_TEXT)
