"""The OpenAPI 3.1 document, made from the table of parameters and the models of the answers."""

import functools
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any, NamedTuple

import msgspec

from indexer import limits
from indexer.export import FORMATS
from webapp import models
from webapp.addresses import table
from webapp.addresses.parameter import Parameter, Surface
from webapp.errors import rfc9457
from webapp.texts import errors

_REFERENCE = "#/components/schemas/{name}"


class Operation(NamedTuple):
    """A route of the API. ``path`` is an OpenAPI template, ``answer`` the model of a 200.

    Generated clients name a function by ``name``, and types of its parameters by ``name`` and
    parameter. These must not collide with a model and its key, as
    `search` and `facets` would with `Search.facets`.
    """

    name: str
    tag: str
    path: str
    surface: Surface
    answer: Any
    summary: str
    statuses: tuple[int, ...] = (422,)
    # Media types, if the answer is a file.
    formats: tuple[str, ...] = ()
    # Whether the answer has an ETag.
    validated: bool = True
    description: str = ""


TAGS = {
    "search": "Searches, and what may be typed into one",
    "releases": "A release, and those like it",
    "analysis": "How words are read",
    "service": "The service itself",
}
OPERATIONS = (
    Operation(
        name="find_releases",
        tag="search",
        path="/api/v1/search",
        surface="api",
        answer=models.Search,
        summary="Search the releases",
        statuses=(410, 422),
        description=f"`facets` has at most {limits.MAX_FACET_VALUES} values of each facet, the most frequent ones. For "
        "others narrow the search by a filter or a period, or count in an export of all that is found.",
    ),
    Operation(
        name="read_release",
        tag="releases",
        path="/api/v1/releases/{id}",
        surface="release",
        answer=models.Release,
        summary="One release, with the matches of a query",
        statuses=(404, 422),
    ),
    Operation(
        name="find_similar_releases",
        tag="releases",
        path="/api/v1/releases/{id}/similar",
        surface="similar",
        answer=models.SimilarReleases,
        summary="Releases like one",
        statuses=(404, 422),
    ),
    Operation(
        name="complete_query",
        tag="search",
        path="/api/v1/suggest",
        surface="suggest",
        answer=models.Completions,
        summary="What may be typed next, with counts",
        description="Words and phrases come first, ordered by how many releases have them as typed here; `count` is "
        "what a search finds, other forms included, so that it may rise from one to the next. Titles follow, best "
        "match first.",
    ),
    Operation(
        name="analyze_text",
        tag="analysis",
        path="/api/v1/analyze",
        surface="analyze",
        answer=models.Analysis,
        summary="How each word of a text is read",
        validated=False,
    ),
    Operation(
        name="export_releases",
        tag="search",
        path="/api/v1/export",
        surface="export",
        answer=str,
        summary="All releases that a search finds, as a file",
        formats=tuple(each.media_type.partition(";")[0] for each in FORMATS.values()),
        description="Few files are sent at a time: one for every four threads of a process. As many more requests wait up "
        "to half a second for their turn; others are answered with 503, and `Retry-After` says when to ask again.",
    ),
    Operation(
        name="read_status",
        tag="service",
        path="/api/v1/status",
        surface="status",
        answer=models.Status,
        summary="Which build of the index answers",
        validated=False,
    ),
)
# Headers of responses, with schema and meaning.
_RESPONSE_HEADERS: Mapping[str, tuple[dict[str, Any], str]] = {
    "ETag": ({"type": "string"}, "Identifies this answer; to be sent as `If-None-Match` with the next request"),
    "X-Request-ID": ({"type": "string"}, "Identifies the request in the log of the server"),
    "Retry-After": ({"type": "integer", "minimum": 0}, "Seconds after which to ask again"),
    "Content-Disposition": ({"type": "string"}, "The name for the file"),
}  # fmt: skip
_REQUEST_HEADERS: Mapping[str, str] = {
    "Accept-Language": "The languages to be told errors and warnings in: en, ar or zh",
    "If-None-Match": "The `ETag` of an answer that the client has; answered with 304 while it is current",
}
# Statuses with a Retry-After header.
_RETRIABLE = (429, 503)
# Statuses that any route may answer with.
_COMMON_STATUSES = (400, 406, 413, 414, 429, 431, 500, 501, 503)


@functools.cache
def document() -> Mapping[str, Any]:
    shapes = [operation.answer for operation in OPERATIONS]
    references, components = msgspec.json.schema_components(
        [*shapes, models.Problem], ref_template=_REFERENCE
    )
    *answers, problem = references
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kashaf",
            "version": version("kashaf"),
            "summary": "Full-text search for Arabic press releases",
            "description": "All requests are GET (or HEAD; others are answered with 405) and need no "
            "key. Addresses in answers are relative to this site. `links.next` is followed as it is: its "
            "cursor stays in one build of the index, and is answered with 410 when another is current. Where "
            "builds are more frequent than a walk is long, `/api/v1/export` gives all releases from one build.",
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": meaning} for name, meaning in TAGS.items()],
        "paths": {
            operation.path: {"get": _operation(operation, answer, problem)}
            for operation, answer in zip(OPERATIONS, answers, strict=True)
        },
        "components": {
            "schemas": components,
            "headers": {
                name: {"schema": schema, "description": meaning}
                for name, (schema, meaning) in _RESPONSE_HEADERS.items()
            },
        },
    }


def _operation(operation: Operation, answer: Any, problem: Any) -> dict[str, Any]:
    statuses = sorted({*operation.statuses, *_COMMON_STATUSES})
    refusal = {rfc9457.MEDIA_TYPE: {"schema": problem}}
    return {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": operation.summary,
        **({"description": operation.description} if operation.description else {}),
        "parameters": [
            *_path_parameters(operation.path),
            *_query_parameters(operation.surface),
            *_header_parameters(operation),
        ],
        "responses": {
            "200": {
                "description": operation.summary,
                "content": {
                    kind: {"schema": answer} for kind in operation.formats or ("application/json",)
                },
                "headers": _response_headers(
                    *["ETag"] * operation.validated,
                    *["Content-Disposition"] * bool(operation.formats),
                ),
            },
            **(_not_modified() if operation.validated else {}),
            **{
                str(status): {
                    "description": _status_description(status),
                    "content": refusal,
                    "headers": _response_headers(*["Retry-After"] * (status in _RETRIABLE)),
                }
                for status in statuses
            },
        },
    }


def _not_modified() -> dict[str, Any]:
    description = "What `If-None-Match` names is still current"
    return {"304": {"description": description, "headers": _response_headers("ETag")}}


def _response_headers(*names: str) -> dict[str, Any]:
    """References to the named headers, and to those that all responses have."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in (*names, "X-Request-ID")}


def _header_parameters(operation: Operation) -> Iterable[dict[str, Any]]:
    for name, meaning in _REQUEST_HEADERS.items():
        if name != "If-None-Match" or operation.validated:
            yield {
                "name": name,
                "in": "header",
                "description": meaning,
                "schema": {"type": "string"},
            }


def _status_description(status: int) -> str:
    """The title of a status; with several causes, all of them, too."""
    messages = errors.messages(status)
    details = " Or: ".join(message.detail for message in messages)
    return f"{messages[0].title}: {details}" if len(messages) > 1 else messages[0].title


def _path_parameters(path: str) -> Iterable[dict[str, Any]]:
    if "{id}" in path:
        schema = {"type": "string", "minLength": 1}
        yield {"name": "id", "in": "path", "required": True, "schema": schema}


def _query_parameters(surface: Surface) -> Iterable[dict[str, Any]]:
    for row in table.accepted(surface).values():
        described: dict[str, Any] = {
            "name": row.name,
            "in": "query",
            "description": row.doc,
            "schema": _schema(row),
        }
        if row.kind.is_list:
            described |= {"style": "form", "explode": False}
        yield described


def _schema(row: Parameter) -> dict[str, Any]:
    """The schema of a parameter; one that may have several values is an array."""
    one = row.kind.schema()
    if row.many:
        return {"type": "array", "items": one, "maxItems": table.most_values(row)}
    if row.kind.is_list:
        return {"type": "array", "items": one, "minItems": 1}
    if row.default is not None:
        is_text = one["type"] == "string"
        one["default"] = row.kind.format(row.default) if is_text else row.default
    return one
