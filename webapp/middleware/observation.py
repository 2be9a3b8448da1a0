"""Observes each request: gives it an id, writes a line of the access log, counts it."""

import datetime
import json
import logging
import os
import time
import uuid
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from werkzeug.wsgi import ClosingIterator

from webapp.middleware.metrics import Metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Keys of the WSGI environment: the id of the request, its route, the total of its search.
ID, ROUTE, TOTAL = "kashaf.id", "kashaf.route", "kashaf.total"
REQUEST_ID = "X-Request-ID"
ACCESS_LOG = "kashaf.access"
_log = logging.getLogger(ACCESS_LOG)
# Characters of a text from the client that are logged.
_LOGGED = 512


class Observation:
    """WSGI middleware around everything else. With ``queries`` it logs paths and queries."""

    def __init__(self, application: "WSGIApplication", metrics: Metrics, *, queries: bool) -> None:
        self._application = application
        self.metrics = metrics
        self._queries = queries

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        started = time.perf_counter()
        environ[ID] = uuid.uuid4().hex
        response: dict[str, Any] = {}

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
        ) -> Callable[[bytes], object]:
            response["status"] = int(status[:3])
            response["bytes"] = next((int(v) for k, v in headers if k == "Content-Length"), None)
            return start_response(status, [*headers, (REQUEST_ID, environ[ID])], exc_info)

        def on_close() -> None:
            self._observe(environ, response, time.perf_counter() - started)

        return ClosingIterator(self._application(environ, start), on_close)

    def _observe(
        self, environ: "WSGIEnvironment", response: dict[str, Any], seconds: float
    ) -> None:
        status = response.get("status", 500)
        self.metrics.count_request(environ.get(ROUTE), status, seconds)
        if TOTAL in environ:
            self.metrics.count_search(environ[TOTAL])
        if _log.isEnabledFor(logging.INFO):
            _log.info(format_record(self._record(environ, response, seconds)))

    def _record(
        self, environ: "WSGIEnvironment", response: dict[str, Any], seconds: float
    ) -> dict[str, Any]:
        record = {
            "time": datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
            "id": environ[ID],
            "process": os.getpid(),
            "client": environ.get("REMOTE_ADDR", ""),
            "method": _text(environ.get("REQUEST_METHOD", "")),
            "route": environ.get(ROUTE),
            "status": response.get("status"),
            "bytes": response.get("bytes"),
            "ms": round(seconds * 1000, 1),
            "total": environ.get(TOTAL),
        }
        if self._queries:
            record["path"] = _text(environ.get("PATH_INFO", ""))
            record["query"] = _text(environ.get("QUERY_STRING", ""))
        return record


def format_record(record: dict[str, Any]) -> str:
    """A record as one line of ASCII: nothing in it can end the line or control a terminal."""
    return json.dumps(record, separators=(",", ":"))


def _text(raw: object) -> str:
    """The beginning of a text from the client, which WSGI passes as Latin-1."""
    return str(raw).encode("latin-1", "replace").decode("utf-8", "replace")[:_LOGGED]
