"""One connection, hardened: strict parsing, refusals as JSON problems, no endless waiting."""

import time
import uuid
from typing import Any

import msgspec
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import Error, RequestHeaderFieldsTooLarge

from webapp.errors import rfc9457
from webapp.errors.backpressure import BUSY_SECONDS
from webapp.middleware.security import HEADERS, NO_STORE
from webapp.texts import errors

# Clients that read less of a large response in this time are closed, as they block a thread.
_READ_SECONDS = 2.0
_MIN_READ_BYTES = 16_384
_NOT_ASCII = range(0x80, 0x100)
_ENCODED = {byte: f"%{byte:02X}" for byte in _NOT_ASCII}


class Busy(Error):  # type: ignore[misc] # waitress has no types
    code = 503
    reason = "Service Unavailable"


class _AddressTooLong(Error):  # type: ignore[misc] # waitress has no types
    code = 414
    reason = "URI Too Long"


class _Refusal(ErrorTask):  # type: ignore[misc] # waitress has no types
    """Refusals by waitress, with our headers and messages, and without its internals."""

    def execute(self) -> None:
        error = self.request.error
        is_busy = isinstance(error, Busy)
        language = rfc9457.negotiate_language(self.request.headers.get("ACCEPT_LANGUAGE", ""))
        message = (
            errors.outage_message(language, "busy")
            if is_busy
            else errors.message(language, error.code)
        )
        body = rfc9457.problem(error.code, message, self._instance())
        content = msgspec.json.encode(body) + b"\n"
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [
            ("Content-Type", rfc9457.MEDIA_TYPE),
            ("Content-Language", language),
            ("Content-Length", str(len(content))),
            *HEADERS,
            NO_STORE,
        ]
        if is_busy:
            self.response_headers.append(("Retry-After", str(BUSY_SECONDS)))
        else:
            self.set_close_on_finish()
        self.channel.server.on_refusal(error.code)
        self.write(b"" if getattr(self.request, "command", "") == "HEAD" else content)

    def _instance(self) -> str:
        """The path of the request; if it could not be parsed, a unique name for this response."""
        path: str = self.request.path
        if not path:
            return uuid.uuid4().urn
        return path.encode("latin-1", "replace").decode("utf-8", "replace")


class _Response(WSGITask):  # type: ignore[misc] # waitress has no types
    """The response of the application. For HEAD, waitress would end a chunked body."""

    def finish(self) -> None:
        if not self.wrote_header:
            self.write(b"")
        if self.request.command == "HEAD":
            self.chunked_response = False
        super().finish()


class _Parser(HTTPRequestParser):  # type: ignore[misc] # waitress has no types
    """Accepts addresses with plain Arabic, as curl sends them; refuses requests that another server
    could read otherwise (request smuggling)."""

    error: Error | None
    # Waitress logs the path when a client disconnects, but an unparsable request has none.
    path = ""

    def received(self, data: bytes) -> int:
        head = self.header_plus + data if self.body_rcv is None else b""
        consumed: int = super().received(data)
        if isinstance(self.error, RequestHeaderFieldsTooLarge):
            # Waitress parses a made-up request in place of this one.
            self.path = ""
            line = head.partition(b"\r\n")[0]
            if len(line) > self.adj.max_request_header_size // 2:
                self.error = _AddressTooLong("")
        return consumed

    def parse_header(self, header_plus: bytes) -> None:
        line, separator, headers = header_plus.partition(b"\r\n")
        encoded = line.decode("latin-1").translate(_ENCODED).encode("ascii")
        super().parse_header(encoded + separator + headers)
        # For `GET http://host`: the application would redirect to a host that the client made up.
        self.path = self.path or "/"
        if self.version == "1.1" and ("HOST" not in self.headers or "," in self.headers["HOST"]):
            raise ParsingError("one Host is needed")
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("Content-Length beside chunks")
        if not self.chunked and "TRANSFER_ENCODING" in self.headers:
            raise ParsingError("Transfer-Encoding before HTTP/1.1")


class Channel(HTTPChannel):  # type: ignore[misc] # waitress has no types
    """One connection. Its listener learns of each refusal (`on_refusal`), and of channels to close
    because their clients do not read (`abandoned`)."""

    task_class = _Response
    error_task_class = _Refusal
    parser_class = _Parser
    connected: bool
    # When the first byte of the incomplete request arrived.
    request_began = 0.0
    _last_activity = 0.0

    @property
    def last_activity(self) -> float:
        """When bytes were last received or sent. Waitress would use the time of day: if that is set
        back, idle connections would be kept for as long."""
        return self._last_activity

    @last_activity.setter
    def last_activity(self, _: float) -> None:
        self._last_activity = time.monotonic()

    def received(self, data: bytes) -> Any:
        if self.request is None:
            self.request_began = time.monotonic()
        return super().received(data)

    def _flush_outbufs_below_high_watermark(self) -> None:
        """Wait until the client has read most of what was sent. Waitress would wait forever."""
        most = self.adj.outbuf_high_watermark
        with self.outbuf_lock:
            if self.total_outbufs_len > most:
                self._flush_exception(self._flush_some, do_close=False)
            while self.connected and self.total_outbufs_len > most:
                unread = self.total_outbufs_len
                self.server.pull_trigger()
                in_time = self.outbuf_lock.wait(_READ_SECONDS)
                if not in_time and unread - self.total_outbufs_len < _MIN_READ_BYTES:
                    self.connected = False
                    self.server.abandoned.append(self)
                    self.server.pull_trigger()
