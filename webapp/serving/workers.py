"""Serving by one or several processes on one socket; dead ones are replaced."""

import contextlib
import gc
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from flask import Flask

from indexer.errors import SettingError
from indexer.settings import Settings
from webapp.middleware.metrics import METRICS
from webapp.serving import descriptors
from webapp.serving.server import GRACE_SECONDS, Server

_BACKLOG = 1024
# A process that dies younger than this is not replaced at once: the new one would die, too. Also
# the time between attempts to start one on a system without resources for it.
_SETTLED_SECONDS = 2.0
_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_log = logging.getLogger(__name__)


def serve(app: Flask, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; current requests are finished first. Uses host, port, threads
    and processes of the settings.

    `announce` is called with the address once the server listens; port 0 takes a free one. Raises
    SettingError if it cannot listen on the address.
    """
    descriptors.raise_limit()
    with contextlib.closing(_listen(settings.host, settings.port)) as listening:
        address = _address(settings.host, listening)
        # Frozen objects are not written to by garbage collection, so that processes share their
        # memory, and collections are faster. Before the index is opened, as what is frozen is never
        # freed.
        gc.collect()
        gc.freeze()
        if settings.processes == 1:
            server = _server(app, listening, settings.threads)
            with _on_signals(server.stop):
                announce(address)
                server.run()
        else:
            _WorkerPool(app, listening, settings.threads, settings.processes).run(
                lambda: announce(address)
            )


def _server(app: Flask, listening: socket.socket, threads: int) -> Server:
    metrics = METRICS.get(app)
    return Server(app, listening, threads, lambda status: metrics.count_request(None, status, 0.0))


class _Worker(NamedTuple):
    """``number`` counts from 0, ``started`` is by `time.monotonic`."""

    number: int
    started: float


class _WorkerPool:
    """Worker processes, forked from the one that watches them.

    They share the memory of what was loaded before (program and lexicon) as long as none writes to
    it, and that of the index, whose files are mapped.
    """

    def __init__(self, app: Flask, listening: socket.socket, threads: int, size: int) -> None:
        self._app = app
        self._listening = listening
        self._threads = threads
        self._workers: dict[int, _Worker] = {}  # by pid
        # Numbers of missing workers, and when to start each (`time.monotonic`).
        self._vacant = dict.fromkeys(range(size), 0.0)
        self._stopping = threading.Event()
        self._parent = os.getpid()

    def run(self, announce: Callable[[], None]) -> None:
        with _on_signals(self._stopping.set), _default_sigchld():
            try:
                self._start_missing()
                announce()
                while not self._stopping.wait(0.1):
                    self._replace_dead()
                    self._start_missing()
            finally:
                self._stop_all()

    def _start_missing(self) -> None:
        """Start the missing workers that are due."""
        now = time.monotonic()
        for number in [number for number, due in self._vacant.items() if due <= now]:
            try:
                self._start(number)
            except OSError as error:
                _log.error("cannot start a process of the server: %s", error.strerror)
                self._vacant[number] = now + _SETTLED_SECONDS
            else:
                del self._vacant[number]

    def _start(self, number: int) -> None:
        pid = os.fork()
        if pid:
            self._workers[pid] = _Worker(number, time.monotonic())
            return
        status = 1
        try:
            self._serve(number)
            status = 0
        except BaseException:
            _log.exception("a process of the server failed")
        finally:
            os._exit(status)

    def _serve(self, number: int) -> None:
        """Run as worker `number`, until stopped."""
        METRICS.get(self._app).use_row(number)
        server = _server(self._app, self._listening, self._threads)
        # An earlier signal was received by the inherited handler, which has set `_stopping`.
        with _on_signals(server.stop):
            server.run(lambda: os.getppid() != self._parent or self._stopping.is_set())

    def _replace_dead(self) -> None:
        """Mark dead workers as missing."""
        for worker, reason in list(self._reap()):
            _log.error("a process of the server died: %s; another takes its place", reason)
            now = time.monotonic()
            died_young = now - worker.started < _SETTLED_SECONDS
            self._vacant[worker.number] = now + _SETTLED_SECONDS if died_young else now

    def _reap(self) -> Iterator[tuple[_Worker, str]]:
        """Remove dead workers; yields each with the reason of its death."""
        for pid in list(self._workers):
            try:
                reaped, status = os.waitpid(pid, os.WNOHANG)
            except ChildProcessError:  # reaped by someone else
                yield self._workers.pop(pid), "cause unknown"
            else:
                if reaped:
                    yield self._workers.pop(pid), _reason(status)

    def _stop_all(self) -> None:
        """Stop all workers; those that take longer than the grace period are killed."""
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS + 2
        while self._workers and time.monotonic() < deadline:
            list(self._reap())
            time.sleep(0.02)
        self._signal(signal.SIGKILL)
        for pid in self._workers:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)

    def _signal(self, number: signal.Signals) -> None:
        for pid in self._workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)


@contextlib.contextmanager
def _default_sigchld() -> Iterator[None]:
    """Reset SIGCHLD, which the parent of this program may have set to be ignored: children could
    not be waited for. Signal handlers can be set in the main thread only."""
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
    except (OSError, UnicodeError) as error:  # UnicodeError: an invalid host name
        reason = getattr(error, "strerror", None) or str(error)
        raise SettingError(
            f"cannot listen on {host}:{port}: {reason}; choose another with --host or --port"
        ) from error


def _address(host: str, listening: socket.socket) -> str:
    port = listening.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextlib.contextmanager
def _on_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` on SIGTERM and SIGINT; signal handlers can be set in the main thread only."""

    def on_signal(*_: Any) -> None:
        stop()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, on_signal) for number in _STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
