"""Serving by several processes on one socket: each is watched, and none outlives the first."""

import contextlib
import gc
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask

from indexer.errors import SettingError
from indexer.settings import Settings
from webapp.middleware.metrics import Metrics
from webapp.responses import METRICS
from webapp.serving import descriptors
from webapp.serving.server import GRACE_SECONDS, Server

_BACKLOG = 1024
# One that dies sooner than this is not begun again at once: it would only die again. And so long it takes until a
# system that has no room for another one is asked again.
_SETTLED_SECONDS = 2.0
_STOPPED_BY = (signal.SIGTERM, signal.SIGINT)
_log = logging.getLogger(__name__)


def serve(app: Flask, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; requests under way are finished first. Of the settings those of addresses,
    threads and processes are used.

    `announce` receives the address once the server listens; port 0 takes a free one. Raises
    SettingError when the address cannot be listened on.
    """
    descriptors.raise_limit()
    with contextlib.closing(_listen(settings.host, settings.port)) as listening:
        address = _address(settings.host, listening)
        # What is never collected is never written to, and stays shared; and a collection need not pass it. Before
        # the index is opened: what is frozen is never let go.
        gc.collect()
        gc.freeze()
        if settings.processes == 1:
            server = _server(app, listening, settings.threads)
            with _on_signals(server.stop):
                announce(address)
                server.run()
        else:
            _Crew(app, listening, settings.threads, settings.processes).run(
                lambda: announce(address)
            )


def _server(app: Flask, listening: socket.socket, threads: int) -> Server:
    metrics: Metrics = app.extensions[METRICS]
    return Server(app, listening, threads, lambda status: metrics.answered(None, status, 0.0))


class _Crew:
    """The processes that answer, forked from the one that watches them.

    They share what was loaded before (the lexicon, the program) as long as none writes to it, and the
    mapped files of the index for good.
    """

    def __init__(self, app: Flask, listening: socket.socket, threads: int, size: int) -> None:
        self._app = app
        self._listening = listening
        self._threads = threads
        self._size = size
        self._members: dict[int, tuple[int, float]] = {}  # pid to its number and when it began
        self._vacant = dict.fromkeys(range(size), 0.0)  # number to when it is to be begun
        self._stopping = threading.Event()
        self._first = os.getpid()

    def run(self, announce: Callable[[], None]) -> None:
        with _on_signals(self._stopping.set), _told_of_children():
            try:
                self._fill()
                announce()
                while not self._stopping.wait(0.1):
                    self._watch()
                    self._fill()
            finally:
                self._end()

    def _fill(self) -> None:
        """Begin those that are missing and whose time has come."""
        now = time.monotonic()
        for number in [number for number, due in self._vacant.items() if due <= now]:
            try:
                self._begin(number)
            except OSError as error:
                _log.error("a process of the server cannot be begun: %s", error.strerror)
                self._vacant[number] = now + _SETTLED_SECONDS
            else:
                del self._vacant[number]

    def _begin(self, number: int) -> None:
        pid = os.fork()
        if pid:
            self._members[pid] = (number, time.monotonic())
            return
        status = 1
        try:
            self._answer(number)
            status = 0
        except BaseException:
            _log.exception("a process of the server failed")
        finally:
            os._exit(status)

    def _answer(self, number: int) -> None:
        """What a member does, to its end."""
        metrics: Metrics = self._app.extensions[METRICS]
        metrics.enter(number)
        server = _server(self._app, self._listening, self._threads)
        # A signal that came before this was noted by the handler of the first process.
        with _on_signals(server.stop):
            server.run(lambda: os.getppid() != self._first or self._stopping.is_set())

    def _watch(self) -> None:
        """Note who has died: another is to take the place."""
        for number, began, reason in list(self._dead()):
            _log.error("a process of the server died: %s; another takes its place", reason)
            now = time.monotonic()
            soon = now - began < _SETTLED_SECONDS
            self._vacant[number] = now + _SETTLED_SECONDS if soon else now

    def _dead(self) -> Iterator[tuple[int, float, str]]:
        for pid in list(self._members):
            try:
                found, status = os.waitpid(pid, os.WNOHANG)
            except ChildProcessError:  # somebody else was told of its end
                yield *self._members.pop(pid), "nobody knows of what"
            else:
                if found:
                    yield *self._members.pop(pid), _reason(status)

    def _end(self) -> None:
        """Stop all; whoever does not within the time of grace is killed."""
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS + 2
        while self._members and time.monotonic() < deadline:
            list(self._dead())
            time.sleep(0.02)
        self._signal(signal.SIGKILL)
        for pid in self._members:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)

    def _signal(self, number: signal.Signals) -> None:
        for pid in self._members:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)


@contextlib.contextmanager
def _told_of_children() -> Iterator[None]:
    """Let the system keep the end of a child until it was asked for: who began this program may have it
    ignored. Signals can be received in the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGCHLD, before)


def _reason(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except (OSError, UnicodeError) as error:  # the latter of a name that no host may have
        reason = getattr(error, "strerror", None) or str(error)
        raise SettingError(
            f"cannot listen on {host}:{port}: {reason}; choose another with --host or --port"
        ) from error


def _address(host: str, listening: socket.socket) -> str:
    port = listening.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextlib.contextmanager
def _on_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` on SIGTERM and SIGINT; signals can be received in the main thread only."""

    def received(*_: Any) -> None:
        stop()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, received) for number in _STOPPED_BY}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
