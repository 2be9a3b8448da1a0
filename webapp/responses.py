"""Responses of all kinds (pages, JSON, feed): their bytes, media types and validators."""

import datetime
import hashlib
import json
from collections.abc import Callable
from typing import Any

import msgspec
from flask import Response, render_template, request
from werkzeug.datastructures import MIMEAccept

import indexer
import webapp
from indexer.answers.results import SearchRequest, SearchResults
from indexer.search import Searchable
from indexer.source_digest import source_digest
from webapp.addresses.site import Site
from webapp.extension import Extension
from webapp.middleware.observation import TOTAL

COLLECTION: Extension[Searchable] = Extension("collection")
EDITION: Extension[str] = Extension("edition")
# Files of the program that can change an answer: code, templates, static files, data.
PROGRAM_SUFFIXES = frozenset(
    {".py", ".html", ".css", ".js", ".svg", ".woff2", ".gz", ".tsv", ".txt"}
)


def edition() -> str:
    """A digest of the program and its data: for one generation, answers change only with it."""
    return source_digest(indexer, webapp, suffixes=PROGRAM_SUFFIXES)


def collection() -> Searchable:
    """The collection of the current application."""
    return COLLECTION.get()


def run_search(search_request: SearchRequest) -> SearchResults:
    """Search the collection; the total is noted for log and metrics."""
    results = collection().search(search_request)
    request.environ[TOTAL] = results.total
    return results


def accepted_media_types() -> MIMEAccept:
    """The media types that the client accepts. Their parameters are dropped: none changes a
    response here, as all text is UTF-8."""
    accepted = request.accept_mimetypes
    return MIMEAccept([(kind.partition(";")[0].strip(), quality) for kind, quality in accepted])


def json_response(body: Any, status: int = 200, media_type: str = "application/json") -> Response:
    """`body` as JSON in UTF-8; keys keep their order."""
    return encoded_json_response(encode_json(body), status, media_type)


def encoded_json_response(
    content: bytes, status: int = 200, media_type: str = "application/json"
) -> Response:
    return Response(content + b"\n", status, content_type=media_type)


def encode_json(body: Any) -> bytes:
    """`body` as JSON. Lone surrogates become question marks."""
    try:
        return msgspec.json.encode(body)
    except UnicodeEncodeError:
        values = msgspec.to_builtins(body)
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace")


def html_response(template: str, status: int = 200, **variables: Any) -> Response:
    """A rendered template in the language of the request; it gets `t` (texts) and `site`, too."""
    site = Site.for_request()
    page = render_template(template, site=site, t=site.texts, **variables)
    body = page.encode("utf-8", "replace")
    response = Response(body, status, content_type="text/html; charset=utf-8")
    return site.add_language_headers(response)


def etag(generation: str, canonical: str) -> str:
    """Validator of the answer of a canonical address, in one generation of the index.

    It depends on the edition of the program, so that no cache hides an upgrade, and on the day, as
    queries may have dates relative to today.
    """
    text = "\0".join((EDITION.get(), generation, canonical, datetime.date.today().isoformat()))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def conditional_response(canonical: str, respond: Callable[[], tuple[str, Response]]) -> Response:
    """The response with its ETag, or 304 if the client's copy is current.

    `respond` returns the name of the generation that answered, and the response; it is not called
    if the client's copy is current. The tag is weak, as `took_ms` differs from call to call.
    """
    condition = request.if_none_match
    if condition and not condition.star_tag:
        current = etag(collection().status().generation.name, canonical)
        if condition.contains_weak(current):
            return not_modified(current)
    generation, response = respond()
    # `*` matches any copy of something that exists, which is not known before.
    if condition.star_tag:
        response.close()
        response = Response(status=304)
    return add_validator(response, etag(generation, canonical))


def conditional_static_response(canonical: str, respond: Callable[[], Response]) -> Response:
    """`conditional_response` for what is part of the program and needs no index."""
    tag = etag("", canonical)
    if request.if_none_match.contains_weak(tag):
        return not_modified(tag)
    return add_validator(respond(), tag)


def not_modified(tag: str) -> Response:
    return add_validator(Response(status=304), tag)


def add_validator(response: Response, tag: str) -> Response:
    """Set the ETag of a response; caches must revalidate it."""
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
