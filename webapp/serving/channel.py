"""Waitress made fit for strangers: what it refuses is a problem in JSON, and none waits for long."""

import time
import uuid
from typing import Any

import msgspec
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.parser import HTTPRequestParser, ParsingError  # type: ignore[import-untyped]
from waitress.task import ErrorTask, WSGITask  # type: ignore[import-untyped]
from waitress.utilities import Error, RequestHeaderFieldsTooLarge  # type: ignore[import-untyped]

from webapp import rfc9457
from webapp.backpressure import BUSY_SECONDS
from webapp.middleware.security import HEADERS, NO_STORE
from webapp.texts import errors

# A thread waits for so long for a client that reads nothing, or less than so many bytes, of a large answer.
_READ_SECONDS = 2.0
_LEAST_READ = 16_384
_NOT_ASCII = range(0x80, 0x100)
_ENCODED = {byte: f"%{byte:02X}" for byte in _NOT_ASCII}


class Busy(Error):  # type: ignore[misc] # waitress has no types
    code = 503
    reason = "Service Unavailable"


class _AddressTooLong(Error):  # type: ignore[misc] # waitress has no types
    code = 414
    reason = "URI Too Long"


class _Refusal(ErrorTask):  # type: ignore[misc] # waitress has no types
    """Waitress's own answers: with our headers and our words, and nothing of what went wrong inside."""

    def execute(self) -> None:
        error = self.request.error
        busy = isinstance(error, Busy)
        spoken = rfc9457.language(self.request.headers.get("ACCEPT_LANGUAGE", ""))
        words = errors.passing(spoken, "busy") if busy else errors.words(spoken, error.code)
        body = rfc9457.body(error.code, words, self._instance())
        content = msgspec.json.encode(body) + b"\n"
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [
            ("Content-Type", rfc9457.MEDIA_TYPE),
            ("Content-Language", spoken),
            ("Content-Length", str(len(content))),
            *HEADERS,
            NO_STORE,
        ]
        if busy:
            self.response_headers.append(("Retry-After", str(BUSY_SECONDS)))
        else:
            self.set_close_on_finish()
        self.channel.server.refused(error.code)
        self.write(b"" if getattr(self.request, "command", "") == "HEAD" else content)

    def _instance(self) -> str:
        """The path that was asked for; of a request whose address could not be read, a name for this answer."""
        path: str = self.request.path
        if not path:
            return uuid.uuid4().urn
        return path.encode("latin-1", "replace").decode("utf-8", "replace")


class _Answer(WSGITask):  # type: ignore[misc] # waitress has no types
    """What the application answers. To HEAD it has no body: waitress ends also one in chunks that has none."""

    def finish(self) -> None:
        if not self.wrote_header:
            self.write(b"")
        if self.request.command == "HEAD":
            self.chunked_response = False
        super().finish()


class _Parser(HTTPRequestParser):  # type: ignore[misc] # waitress has no types
    """Takes an address with plain Arabic in it, as curl sends it, for the same address encoded; and
    takes no request that another server could read otherwise."""

    error: Error | None
    # Waitress logs the path of a request whose client left, and knows none of one that it could not read.
    path = ""

    def received(self, data: bytes) -> int:
        begun = self.header_plus + data if self.body_rcv is None else b""
        consumed: int = super().received(data)
        if isinstance(self.error, RequestHeaderFieldsTooLarge):
            # Of an address that waitress put in the place of the one that was sent.
            self.path = ""
            line = begun.partition(b"\r\n")[0]
            if len(line) > self.adj.max_request_header_size // 2:
                self.error = _AddressTooLong("")
        return consumed

    def parse_header(self, header_plus: bytes) -> None:
        line, separator, headers = header_plus.partition(b"\r\n")
        encoded = line.decode("latin-1").translate(_ENCODED).encode("ascii")
        super().parse_header(encoded + separator + headers)
        # Of `GET http://host`: else the application redirects to a host that the client made up.
        self.path = self.path or "/"
        sent = self.headers
        if self.version == "1.1" and ("HOST" not in sent or "," in sent["HOST"]):
            raise ParsingError("one Host is needed")
        if self.chunked and "CONTENT_LENGTH" in sent:
            raise ParsingError("Content-Length beside chunks")
        if not self.chunked and "TRANSFER_ENCODING" in sent:
            raise ParsingError("Transfer-Encoding before HTTP/1.1")


class Channel(HTTPChannel):  # type: ignore[misc] # waitress has no types
    """One connection, whose listener is told the status of each refusal of ours, and each channel whose client does not
    read what it asked for: it is to be closed."""

    task_class = _Answer
    error_task_class = _Refusal
    parser_class = _Parser
    connected: bool
    # When the first byte of the request came that is not complete yet.
    begun = 0.0
    _active = 0.0

    @property
    def last_activity(self) -> float:
        """When something came or went. Waitress would note the time of day, which may be set back: then who
        does nothing is kept for as long."""
        return self._active

    @last_activity.setter
    def last_activity(self, _: float) -> None:
        self._active = time.monotonic()

    def received(self, data: bytes) -> Any:
        if self.request is None:
            self.begun = time.monotonic()
        return super().received(data)

    def _flush_outbufs_below_high_watermark(self) -> None:
        """Wait until the client has read most of what was sent; of waitress's own this one has an end."""
        most = self.adj.outbuf_high_watermark
        with self.outbuf_lock:
            if self.total_outbufs_len > most:
                self._flush_exception(self._flush_some, do_close=False)
            while self.connected and self.total_outbufs_len > most:
                unread = self.total_outbufs_len
                self.server.pull_trigger()
                in_time = self.outbuf_lock.wait(_READ_SECONDS)
                if not in_time and unread - self.total_outbufs_len < _LEAST_READ:
                    self.connected = False
                    self.server.given_up.append(self)
                    self.server.pull_trigger()
