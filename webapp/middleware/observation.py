"""What is noted of each request: an id, a line in the access log, counts."""

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

ID, ROUTE, TOTAL = "kashaf.id", "kashaf.route", "kashaf.total"
REQUEST_ID = "X-Request-ID"
ACCESS_LOG = "kashaf.access"
_log = logging.getLogger(ACCESS_LOG)
# What is said of an address or a client in the log, at most.
_LOGGED = 512


class Observation:
    """WSGI middleware around everything else. ``queries`` says whether the log holds what was
    searched for."""

    def __init__(self, application: "WSGIApplication", metrics: Metrics, *, queries: bool) -> None:
        self._application = application
        self.metrics = metrics
        self._queries = queries

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        started = time.perf_counter()
        environ[ID] = uuid.uuid4().hex
        told: dict[str, Any] = {}

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
        ) -> Callable[[bytes], object]:
            told["status"] = int(status[:3])
            told["bytes"] = next((int(v) for k, v in headers if k == "Content-Length"), None)
            return start_response(status, [*headers, (REQUEST_ID, environ[ID])], exc_info)

        def closed() -> None:
            self._note(environ, told, time.perf_counter() - started)

        return ClosingIterator(self._application(environ, start), closed)

    def _note(self, environ: "WSGIEnvironment", told: dict[str, Any], seconds: float) -> None:
        status = told.get("status", 500)
        self.metrics.answered(environ.get(ROUTE), status, seconds)
        if TOTAL in environ:
            self.metrics.searched(environ[TOTAL])
        if _log.isEnabledFor(logging.INFO):
            _log.info(line(self._record(environ, told, seconds)))

    def _record(
        self, environ: "WSGIEnvironment", told: dict[str, Any], seconds: float
    ) -> dict[str, Any]:
        record = {
            "time": datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
            "id": environ[ID],
            "process": os.getpid(),
            "client": environ.get("REMOTE_ADDR", ""),
            "method": _text(environ.get("REQUEST_METHOD", "")),
            "route": environ.get(ROUTE),
            "status": told.get("status"),
            "bytes": told.get("bytes"),
            "ms": round(seconds * 1000, 1),
            "total": environ.get(TOTAL),
        }
        if self._queries:
            record["path"] = _text(environ.get("PATH_INFO", ""))
            record["query"] = _text(environ.get("QUERY_STRING", ""))
        return record


def line(record: dict[str, Any]) -> str:
    """A record as one line of ASCII: nothing in it can end the line or steer a terminal."""
    return json.dumps(record, separators=(",", ":"))


def _text(raw: object) -> str:
    """What a client sent, as WSGI hands it on, cut short."""
    return str(raw).encode("latin-1", "replace").decode("utf-8", "replace")[:_LOGGED]
