"""Serving with waitress: bounds against slow and large clients, and a graceful stop."""

import contextlib
import re
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask
from waitress import create_server  # type: ignore[import-untyped]
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.parser import HTTPRequestParser  # type: ignore[import-untyped]
from waitress.task import ErrorTask  # type: ignore[import-untyped]
from waitress.wasyncore import loop  # type: ignore[import-untyped]

from indexer.errors import SettingError
from webapp.security import HEADERS, NO_STORE

# Measured with idle, half-sent and slow clients: with these bounds 200 of each kind leave the server
# answering, and 1,500 do not kill it (which they do without poll).
_BOUNDS = {
    "max_request_header_size": 8192,
    "max_request_body_size": 65_536,
    "connection_limit": 1000,
    "channel_timeout": 10,
    "cleanup_interval": 5,
    "asyncore_use_poll": True,
    "clear_untrusted_proxy_headers": True,
    "ident": None,
}
_BACKLOG = 1024
# How long requests under way may take after the server was told to stop.
_GRACE_SECONDS = 5.0
_TICK_SECONDS = 0.5
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


class _Refusal(ErrorTask):  # type: ignore[misc] # waitress has no types
    """Waitress's own answers to malformed requests carry our headers too."""

    def execute(self) -> None:
        self.response_headers.extend((*HEADERS, NO_STORE))
        super().execute()


class _Parser(HTTPRequestParser):  # type: ignore[misc] # waitress has no types
    """Takes an address with plain Arabic in it, as curl sends it, for the same address encoded."""

    def parse_header(self, header_plus: bytes) -> None:
        line, separator, headers = header_plus.partition(b"\r\n")
        encoded = _NOT_ASCII.sub(lambda byte: b"%%%02X" % byte[0][0], line)
        super().parse_header(encoded + separator + headers)


class _Channel(HTTPChannel):  # type: ignore[misc] # waitress has no types
    error_task_class = _Refusal
    parser_class = _Parser


def serve(app: Flask, host: str, port: int, threads: int, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; requests under way are finished first.

    `announce` receives the address once the server listens; port 0 takes a free one. Raises
    SettingError when the address cannot be listened on.
    """
    listening = _listen(host, port)
    server = create_server(app, sockets=[listening], threads=threads, **_BOUNDS)
    server.channel_class = _Channel
    stopping = threading.Event()
    with _stopped_by_signals(stopping, server.pull_trigger):
        announce(_address(host, listening))
        while not stopping.is_set():
            _turn(server)
        _drain(server)
    server.task_dispatcher.shutdown(timeout=1)
    server.close()
    listening.close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingError(
            f"cannot listen on {host}:{port}: {reason}; choose another with --host or --port"
        ) from error


def _address(host: str, listening: socket.socket) -> str:
    port = listening.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextlib.contextmanager
def _stopped_by_signals(stopping: threading.Event, wake: Callable[[], None]) -> Iterator[None]:
    """Ask to stop on SIGTERM and SIGINT; signals can be received in the main thread only."""

    def stop(*_: Any) -> None:
        stopping.set()
        wake()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _turn(server: Any) -> None:
    """One round of waiting for sockets and serving what came."""
    loop(timeout=_TICK_SECONDS, use_poll=True, map=server._map, count=1)


def _drain(server: Any) -> None:
    """Take no more connections; let requests under way be answered and their answers be sent."""
    server.accepting = False
    deadline = time.monotonic() + _GRACE_SECONDS
    while time.monotonic() < deadline and any(
        channel.requests or channel.total_outbufs_len
        for channel in list(server.active_channels.values())
    ):
        _turn(server)
