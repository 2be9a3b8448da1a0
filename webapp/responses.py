"""Answers to requests: bytes, types and validators, in one place for pages, JSON and feed."""

import datetime
import hashlib
import json
from collections.abc import Callable
from typing import Any

import msgspec
from flask import Response, current_app, render_template, request
from werkzeug.datastructures import MIMEAccept

from indexer.results import SearchRequest, SearchResults
from indexer.search import Collection
from webapp.middleware.observation import TOTAL
from webapp.site import Site

COLLECTION, EDITION, ASSETS, METRICS = (
    "kashaf_collection",
    "kashaf_edition",
    "kashaf_assets",
    "kashaf_metrics",
)


def collection() -> Collection:
    """The collection that the current application reads."""
    found: Collection = current_app.extensions[COLLECTION]
    return found


def search(asked: SearchRequest) -> SearchResults:
    """What the current application finds; noted for the log and the metrics."""
    results = collection().search(asked)
    request.environ[TOTAL] = results.total
    return results


def accepted_kinds() -> MIMEAccept:
    """The media types that the client accepts, without their parameters: none of them changes an answer
    here, as every text is in UTF-8."""
    sent = request.accept_mimetypes
    return MIMEAccept([(kind.partition(";")[0].strip(), quality) for kind, quality in sent])


def json_answer(body: Any, status: int = 200, kind: str = "application/json") -> Response:
    """JSON in UTF-8, keys in the order given."""
    return json_content(encoded(body), status, kind)


def json_content(content: bytes, status: int = 200, kind: str = "application/json") -> Response:
    return Response(content + b"\n", status, content_type=kind)


def encoded(body: Any) -> bytes:
    """A value as JSON. A lone surrogate in a text becomes a question mark."""
    try:
        return msgspec.json.encode(body)
    except UnicodeEncodeError:
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace")


def html_answer(template: str, status: int = 200, **shown: Any) -> Response:
    """A page of a template in the language of the request: `t` are its texts, `site` its links."""
    site = Site.current()
    page = render_template(template, site=site, t=site.texts, **shown)
    body = page.encode("utf-8", "replace")
    return site.label(Response(body, status, content_type="text/html; charset=utf-8"))


def etag(generation: str, canonical: str) -> str:
    """Validator of what a canonical address answers while a generation lives.

    It changes with the edition of the program too, so that an upgrade is not hidden by old copies; and
    with the day, for a query may count its dates from today.
    """
    edition: str = current_app.extensions[EDITION]
    text = "\0".join((edition, generation, canonical, datetime.date.today().isoformat()))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def fresh(canonical: str, answer: Callable[[], tuple[str, Response]]) -> Response:
    """The answer with its ETag, or 304 where the client has it already.

    `answer` gives the generation that answered and the response; it is not called when the copy of
    the client is still good. The tag is weak: `took_ms` differs from call to call.
    """
    sent = request.if_none_match
    if sent and not sent.star_tag:
        current = etag(collection().status().generation.name, canonical)
        if sent.contains_weak(current):
            return unchanged(current)
    generation, response = answer()
    # `*` is any copy of something that exists: only the answer knows whether it does.
    if sent.star_tag:
        response.close()
        response = Response(status=304)
    return validated(response, etag(generation, canonical))


def standing(canonical: str, answer: Callable[[], Response]) -> Response:
    """The same for what stands in the program itself and needs no index."""
    tag = etag("", canonical)
    if request.if_none_match.contains_weak(tag):
        return unchanged(tag)
    return validated(answer(), tag)


def unchanged(tag: str) -> Response:
    """The client has what it asked for."""
    return validated(Response(status=304), tag)


def validated(response: Response, tag: str) -> Response:
    """The response with its validator; see `etag`."""
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
