"""Errors as answers: RFC 9457 for programs, a designed page for readers."""

from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from indexer import limits
from indexer.errors import GenerationGone, IndexDamaged, IndexUnavailable, QueryError
from webapp import links
from webapp.answers import html_answer, json_answer
from webapp.forms import Form
from webapp.interface import Interface
from webapp.parameters import BadParameters, Fault

# Long enough to build the index of a small collection, short enough not to keep a reader waiting.
RETRY_AFTER_SECONDS = 10

# For programs, in the language of their documentation.
_FAULTS = {
    "unknown": "unknown parameter; known ones: {expected}",
    "repeated": "sent too often; at most {expected}",
    "empty": "must not be empty",
    "too_long": "longer than {expected} characters",
    "not_a_choice": "must be one of: {expected}",
    "not_in_range": "must be a whole number in {expected}",
    "not_a_date": "must be a date, month or year: {expected}; or a day as in 14/10/2025, where its "
    "numbers have one meaning only",
    "not_a_year": "must be a year of four digits: {expected}",
    "not_a_month": "must be a year and a month: {expected}",
    "too_deep": "the deepest page that can be asked for is {expected}",
    "before_from": "ends before `from` ({expected})",
    "not_a_cursor": "not a cursor of this search; take it as it is from {expected}",
    "query_refused": "longer or more complex than is accepted: up to {expected} words",
}
_DETAILS = {
    404: "There is nothing at this address.",
    405: "Only GET and HEAD are accepted.",
    410: "The build of the index that this cursor belongs to is gone. Begin the search again.",
    413: "Requests have no content here.",
    414: "The address is longer than is accepted.",
    422: "Some parameters cannot be used.",
    500: "An unexpected error, which was logged.",
    503: "There is no index that can be served.",
}


def register(app: Flask) -> None:
    """Answer every error of `app`."""
    app.register_error_handler(BadParameters, _bad_parameters)
    app.register_error_handler(QueryError, _query_refused)
    app.register_error_handler(GenerationGone, _gone)
    app.register_error_handler(IndexUnavailable, _unavailable)
    app.register_error_handler(HTTPException, _http)


def _bad_parameters(error: BadParameters) -> Response:
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, faults=error.faults)


def _query_refused(_: QueryError) -> Response:
    """Beyond the limits of the query language; the length was checked with the other parameters."""
    fault = Fault("q", "query_refused", str(limits.QUERY_WORDS), request.args.get("q", "")[:64])
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, faults=[fault])


def _gone(_: GenerationGone) -> Response:
    return problem(HTTPStatus.GONE)


def _unavailable(error: IndexUnavailable) -> Response:
    """The error's own words name folders, so they go to the log and not to the reader."""
    current_app.logger.error("%s: %s", type(error).__name__, error)
    # What is damaged cannot be carried over into a new generation.
    mend = "kashaf build --full" if isinstance(error, IndexDamaged) else "kashaf build"
    answer = problem(HTTPStatus.SERVICE_UNAVAILABLE, mend=mend)
    answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return answer


def _http(error: HTTPException) -> Response:
    known = error.code in {status.value for status in HTTPStatus}
    status = HTTPStatus(error.code) if known and error.code else HTTPStatus.INTERNAL_SERVER_ERROR
    answer = problem(status)
    for name, value in error.get_headers():
        if name == "Allow":
            answer.headers[name] = value
    return answer


def problem(status: HTTPStatus, *, faults: list[Fault] | None = None, mend: str = "") -> Response:
    """The answer to a request that cannot be served as it stands; `mend` is a command that helps."""
    if request.path.startswith("/api/") or request.path == links.FEED:
        return json_answer(_body(status, faults or [], mend), status, "application/problem+json")
    return html_answer(
        "error.html",
        status,
        code=status.value,
        refusal=Interface.current().texts.refusals.of(status),
        faults=faults or [],
        mend=mend,
        form=Form.sent(request.args),
        whole=request.path == links.PAGE,
    )


def _body(status: HTTPStatus, faults: list[Fault], mend: str) -> dict[str, Any]:
    detail = _DETAILS.get(status.value, status.description or status.phrase)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": f"{detail} Run `{mend}`." if mend else detail,
        "instance": request.path,
    }
    if faults:
        body["errors"] = [
            {
                "parameter": fault.parameter,
                "code": fault.code,
                "detail": _FAULTS[fault.code].format(expected=fault.expected),
            }
            for fault in faults
        ]
    return body
