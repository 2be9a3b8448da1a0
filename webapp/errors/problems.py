"""Error responses: RFC 9457 for programs, a page for readers."""

from collections.abc import Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import NamedTuple

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from indexer.errors import (
    EngineUnreachable,
    GenerationGone,
    IndexUnavailable,
    KashafError,
    ReaderOutOfDate,
    SearchTooLong,
)
from indexer.settings import Settings
from webapp.addresses import links
from webapp.addresses.forms import Form
from webapp.addresses.parameter import BadParameters, ParameterFault
from webapp.addresses.site import Site
from webapp.errors import rfc9457
from webapp.errors.backpressure import BUSY_SECONDS, MENDING_SECONDS, TooBusy
from webapp.extension import Extension
from webapp.responses import accepted_media_types, html_response, json_response
from webapp.texts import errors
from webapp.texts.errors import Message, Outage

# Whether commands that repair the index must name its folder.
_NEEDS_INDEX_OPTION: Extension[bool] = Extension("needs_index_option")
# The media types of errors; the page where the client has no preference.
_MEDIA_TYPES = ("text/html", rfc9457.MEDIA_TYPE, "application/json")


# Why nothing can be served at present, by error.
_OUTAGES: Mapping[type[Exception], Outage] = {
    TooBusy: "busy",
    SearchTooLong: "slow",
    EngineUnreachable: "unreachable",
    # The index has been built anew for another version: the server must be restarted.
    ReaderOutOfDate: "outdated",
}


class _Problem(NamedTuple):
    """Why a request cannot be served: the ``faults`` of its parameters, or the ``outage`` for which
    nothing can be served at present. ``command`` is one that repairs the index."""

    status: HTTPStatus
    faults: Sequence[ParameterFault] = ()
    command: str = ""
    outage: Outage | None = None


def register(app: Flask, settings: Settings) -> None:
    """Let `app` respond to every error."""
    _NEEDS_INDEX_OPTION.set(app, settings.needs_index_option)
    app.register_error_handler(BadParameters, _on_bad_parameters)
    app.register_error_handler(GenerationGone, _on_generation_gone)
    app.register_error_handler(IndexUnavailable, _on_index_unavailable)
    app.register_error_handler(HTTPException, _on_http_exception)
    for error_type, outage in _OUTAGES.items():
        app.register_error_handler(error_type, partial(_on_outage, outage))


def _on_bad_parameters(error: BadParameters) -> Response:
    return _respond(_Problem(HTTPStatus.UNPROCESSABLE_ENTITY, faults=error.faults))


def _on_generation_gone(_: GenerationGone) -> Response:
    return _respond(_Problem(HTTPStatus.GONE))


def _on_index_unavailable(error: IndexUnavailable) -> Response:
    _log(error)
    outage: Outage | None = None if error.run else "unreadable"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return _respond(_Problem(status, command=error.run, outage=outage))


def _on_outage(outage: Outage, error: Exception) -> Response:
    if isinstance(error, IndexUnavailable):
        _log(error)
    return _respond(_Problem(HTTPStatus.SERVICE_UNAVAILABLE, outage=outage))


def _on_http_exception(error: HTTPException) -> Response:
    known = error.code in {status.value for status in HTTPStatus}
    status = HTTPStatus(error.code) if known and error.code else HTTPStatus.INTERNAL_SERVER_ERROR
    response = _respond(_Problem(status))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _log(error: KashafError) -> None:
    """The message names folders, so it goes to the log and not to the reader."""
    current_app.logger.error("%s: %s", type(error).__name__, error)


def _respond(problem: _Problem) -> Response:
    response = _json_problem(problem) if _wants_json() else _error_page(problem)
    if problem.status is HTTPStatus.SERVICE_UNAVAILABLE:
        seconds = BUSY_SECONDS if problem.outage == "busy" else MENDING_SECONDS
        response.headers["Retry-After"] = str(seconds)
    return response


def _json_problem(problem: _Problem) -> Response:
    language = rfc9457.negotiate_language(request.headers.get("Accept-Language", ""))
    instance = links.from_root(request.path)
    message = _message(problem, language)
    body = rfc9457.problem(problem.status.value, message, instance, problem.faults, language)
    response = json_response(body, problem.status, rfc9457.MEDIA_TYPE)
    response.headers["Content-Language"] = language
    response.vary.add("Accept-Language")
    return response


def _message(problem: _Problem, language: str) -> Message:
    if problem.outage:
        return errors.outage_message(language, problem.outage)
    return errors.message(
        language,
        problem.status.value,
        problem.command,
        needs_index_option=_NEEDS_INDEX_OPTION.get(),
    )


def _error_page(problem: _Problem) -> Response:
    refusals = Site.for_request().texts.refusals
    status, faults, outage = problem.status, problem.faults, problem.outage
    faulty = list(dict.fromkeys(fault.parameter for fault in faults))
    return html_response(
        "error.html",
        status,
        code=status.value,
        refusal=getattr(refusals, outage) if outage else refusals.for_status(status),
        faults=faults[: rfc9457.MOST_FAULTS],
        left=max(0, len(faults) - rfc9457.MOST_FAULTS),
        faulty=faulty,
        most=rfc9457.MOST_FAULTS,
        # Without its query it would be another search.
        without=links.without_parameters(faulty) if faulty and "q" not in faulty else "",
        command=problem.command,
        needs_index_option=_NEEDS_INDEX_OPTION.get(),
        form=Form.from_arguments(request.args),
        is_search_page=request.path == links.PAGE,
    )


def _wants_json() -> bool:
    """Whether the address is one for programs, or the client prefers JSON."""
    if request.path.startswith("/api/") or request.path in (links.FEED, links.OPENAPI):
        return True
    best = accepted_media_types().best_match(_MEDIA_TYPES, _MEDIA_TYPES[0])
    return best != _MEDIA_TYPES[0]
