"""Errors as answers: RFC 9457 for programs, a designed page for readers."""

from http import HTTPStatus

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from indexer.errors import (
    EngineUnreachable,
    GenerationGone,
    IndexUnavailable,
    ReaderOutOfDate,
    SearchTooLong,
)
from indexer.settings import Settings
from webapp import rfc9457
from webapp.addresses import links
from webapp.addresses.forms import Form
from webapp.addresses.parameter import BadParameters, Fault
from webapp.backpressure import BUSY_SECONDS, MENDING_SECONDS, TooBusy
from webapp.responses import accepted_kinds, html_answer, json_answer
from webapp.site import Site
from webapp.texts import errors
from webapp.texts.errors import Passing

# Whether commands that mend the index must be told its folder.
_AIMED = "kashaf_aimed"
# What errors are told in; a page where the client does not care.
_KINDS = ("text/html", rfc9457.MEDIA_TYPE, "application/json")


def register(app: Flask, settings: Settings) -> None:
    """Answer every error of `app`."""
    app.extensions[_AIMED] = settings.needs_index_option
    app.register_error_handler(BadParameters, _bad_parameters)
    app.register_error_handler(GenerationGone, _gone)
    app.register_error_handler(TooBusy, _busy)
    app.register_error_handler(SearchTooLong, _slow)
    app.register_error_handler(IndexUnavailable, _unavailable)
    app.register_error_handler(EngineUnreachable, _unreachable)
    app.register_error_handler(ReaderOutOfDate, _outdated)
    app.register_error_handler(HTTPException, _http)


def _bad_parameters(error: BadParameters) -> Response:
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, faults=error.faults)


def _gone(_: GenerationGone) -> Response:
    return problem(HTTPStatus.GONE)


def _unavailable(error: IndexUnavailable) -> Response:
    """The error's own words name folders, so they go to the log and not to the reader."""
    current_app.logger.error("%s: %s", type(error).__name__, error)
    if not error.run:
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, passing="unreadable")
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, mend=error.run)


def _unreachable(error: EngineUnreachable) -> Response:
    """Nobody who searches can help, and a build would not."""
    current_app.logger.error("%s: %s", type(error).__name__, error)
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, passing="unreachable")


def _outdated(error: ReaderOutOfDate) -> Response:
    """A build has been; whoever runs the server starts it again."""
    current_app.logger.error("%s: %s", type(error).__name__, error)
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, passing="outdated")


def _slow(_: SearchTooLong) -> Response:
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, passing="slow")


def _busy(_: TooBusy) -> Response:
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, passing="busy")


def _http(error: HTTPException) -> Response:
    known = error.code in {status.value for status in HTTPStatus}
    status = HTTPStatus(error.code) if known and error.code else HTTPStatus.INTERNAL_SERVER_ERROR
    answer = problem(status)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def problem(
    status: HTTPStatus,
    *,
    faults: list[Fault] | None = None,
    mend: str = "",
    passing: Passing | None = None,
) -> Response:
    """The answer to a request that cannot be served as it stands; `mend` is a command that helps,
    `passing` what is wrong for a while."""
    told = _told(status, faults or [], mend, passing)
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        told.headers["Retry-After"] = str(BUSY_SECONDS if passing == "busy" else MENDING_SECONDS)
    return told


def _told(status: HTTPStatus, faults: list[Fault], mend: str, passing: Passing | None) -> Response:
    if _for_programs():
        spoken = rfc9457.language(request.headers.get("Accept-Language", ""))
        words = (
            errors.passing(spoken, passing)
            if passing
            else errors.words(spoken, status.value, mend, aimed=current_app.extensions[_AIMED])
        )
        body = rfc9457.body(status.value, words, links.at(request.path), faults, spoken)
        answer = json_answer(body, status, rfc9457.MEDIA_TYPE)
        answer.headers["Content-Language"] = spoken
        answer.vary.add("Accept-Language")
        return answer
    refusals = Site.current().texts.refusals
    faulty = list(dict.fromkeys(fault.parameter for fault in faults))
    return html_answer(
        "error.html",
        status,
        code=status.value,
        refusal=getattr(refusals, passing) if passing else refusals.of(status),
        faults=faults[: rfc9457.MOST_FAULTS],
        left=max(0, len(faults) - rfc9457.MOST_FAULTS),
        faulty=faulty,
        most=rfc9457.MOST_FAULTS,
        # Without its words a search is another one.
        without=links.without(faulty) if faulty and "q" not in faulty else "",
        mend=mend,
        aimed=current_app.extensions[_AIMED],
        form=Form.sent(request.args),
        whole=request.path == links.PAGE,
    )


def _for_programs() -> bool:
    """Whether JSON is wanted: at the addresses for programs, or because the client prefers it."""
    if request.path.startswith("/api/") or request.path in (links.FEED, links.OPENAPI):
        return True
    return accepted_kinds().best_match(_KINDS, _KINDS[0]) != _KINDS[0]
