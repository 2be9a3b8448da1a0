"""Routes about the service itself: the API's document and help, robots.txt, metrics, health."""

from collections.abc import Iterator

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import Metric
from prometheus_client.registry import Collector

from indexer.errors import IndexUnavailable
from indexer.search import Searchable
from indexer.search.probe import finds_newest
from webapp.addresses import hosts, links, parameters
from webapp.addresses.site import Site
from webapp.api import openapi
from webapp.api.examples import EXAMPLES, SITE
from webapp.middleware.metrics import METRICS, gauge
from webapp.responses import (
    collection,
    conditional_static_response,
    html_response,
    json_response,
)
from webapp.texts import errors
from webapp.views import reference

blueprint = Blueprint("service", __name__)
_TEXT = "text/plain; charset=utf-8"


@blueprint.get(links.OPENAPI)
def document() -> Response:
    """The OpenAPI 3.1 document of the API."""
    parameters.read(request.args, "status")
    servers = [{"url": links.from_root("") or "/"}]
    response = json_response({**openapi.document(), "servers": servers})
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@blueprint.get(links.API_HELP, strict_slashes=False)
def help_page() -> Response:
    """The help of the API, with examples."""
    parameters.read(request.args, "prose")
    site = Site.for_request()
    base, root = hosts.base_address(), links.from_root("")

    def respond() -> Response:
        return html_response(
            "api.html",
            operations=[(each, reference.rows(each.surface)) for each in openapi.OPERATIONS],
            examples=[each.at(base or SITE, root) for each in EXAMPLES],
            example_site="" if base else SITE,
            errors=[(status, errors.messages(status)) for status in errors.STATUSES],
        )

    key = site.cache_key(f"{base}{root}{links.API_HELP}")
    return site.add_language_headers(conditional_static_response(key, respond))


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Crawlers may read releases and the pages that list them; searches would be endless."""
    rules = (
        ("Disallow", "/*?"),
        ("Allow", "/?page="),
        ("Disallow", "/?page=*&"),
        ("Disallow", "/api/"),
    )
    lines = ["User-agent: *", *(f"{verb}: {links.from_root(path)}" for verb, path in rules)]
    response = Response("\n".join(lines) + "\n", content_type=_TEXT)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@blueprint.get("/metrics")
def metrics() -> Response:
    """Metrics for Prometheus: requests, searches, and the index that is served."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(METRICS.get())
    registry.register(_IndexCollector(collection()))
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _IndexCollector(Collector):
    """Gauges of the index that is served."""

    def __init__(self, collection: Searchable) -> None:
        self._collection = collection

    def collect(self) -> Iterator[Metric]:
        try:
            status = self._collection.status()
        except IndexUnavailable:
            yield gauge("kashaf_index_ready", "Whether there is an index", 0)
            return
        generation = status.generation
        yield gauge("kashaf_index_ready", "Whether there is an index", 1)
        degraded = status.degraded is not None
        yield gauge("kashaf_index_degraded", "Whether it is not the newest", degraded)
        yield gauge("kashaf_index_releases", "Releases in the index", generation.releases)
        yield gauge(
            "kashaf_index_built_seconds", "When it was built", generation.built_at.timestamp()
        )
        yield gauge("kashaf_index_info", "The build that answers", 1, generation=generation.name)


@blueprint.get("/livez")
def livez() -> Response:
    """Whether the process responds at all."""
    return Response("ok\n", content_type=_TEXT)


@blueprint.get("/readyz")
def readyz() -> Response:
    """Whether searches can be answered, if only from an older generation."""
    try:
        is_sound = finds_newest(collection())
        degraded = collection().status().degraded is not None
    except IndexUnavailable:
        return Response("no index\n", 503, content_type=_TEXT)
    if not is_sound:
        return Response("the index does not find what it holds\n", 503, content_type=_TEXT)
    return Response("degraded\n" if degraded else "ok\n", content_type=_TEXT)
