"""One process that serves with waitress: bounds against slow and large clients, and a graceful stop."""

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from waitress.adjustments import Adjustments  # type: ignore[import-untyped]
from waitress.wasyncore import loop  # type: ignore[import-untyped]

from webapp.serving import descriptors
from webapp.serving.listener import Listener
from webapp.serving.queue import Queue

if TYPE_CHECKING:
    import socket

    from _typeshed.wsgi import WSGIApplication

_SWEEP_SECONDS = 5
# Measured with idle, half-sent and slow clients: without poll, 1,500 of them kill the process.
_BOUNDS = {
    "max_request_header_size": 32_768,
    "max_request_body_size": 65_536,
    "channel_timeout": 10,
    "cleanup_interval": _SWEEP_SECONDS,
    "asyncore_use_poll": True,
    # Who may speak for whom is the application's to decide (`KASHAF_PROXIES`).
    "clear_untrusted_proxy_headers": False,
    # A client that reads slowly blocks whoever writes to it beyond this many bytes.
    "outbuf_high_watermark": 1_000_000,
    "ident": None,
}
# A request that is sent byte by byte is heard for so long; one that is answered to nobody, for so long.
_REQUEST_SECONDS = 20.0
_UNREAD_SECONDS = 10.0
# How long requests under way may take after the server was told to stop.
GRACE_SECONDS = 5.0
_TICK_SECONDS = 0.5


class Server:
    """Serves `application` on a socket that already listens, in the thread that calls `run`."""

    def __init__(
        self,
        application: "WSGIApplication",
        listening: "socket.socket",
        threads: int,
        refused: Callable[[int], None],
    ) -> None:
        """`refused` is told the status of each answer that the application has no part in."""
        # A queue is what overload looks like; it is answered, and need not be logged as well.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        queue = Queue()
        queue.set_thread_count(threads)
        most = descriptors.connections()
        adjusted = Adjustments(
            sockets=[listening], threads=threads, connection_limit=most, **_BOUNDS
        )
        address = (listening.family, listening.type, listening.proto, listening.getsockname())
        self._waitress = Listener(
            refused, application, {}, True, listening, queue, adjusted, address, bind_socket=False
        )
        self._queue = queue
        self._stopping = threading.Event()
        self._swept = time.monotonic()

    def stop(self) -> None:
        """Ask for an end; may be called by a signal handler or another thread."""
        self._stopping.set()
        self._waitress.pull_trigger()

    def run(self, ended: Callable[[], bool] = lambda: False) -> None:
        """Serve until `stop`, or until `ended` says so; requests under way are finished first."""
        while not self._stopping.is_set() and not ended():
            self._turn()
        self._drain()
        self._queue.shutdown(timeout=1)
        self._waitress.close()

    def _turn(self) -> None:
        """One round of waiting for sockets and serving what came."""
        loop(timeout=_TICK_SECONDS, use_poll=True, map=self._waitress._map, count=1)
        while self._waitress.given_up:
            self._waitress.given_up.popleft().handle_close()
        now = time.monotonic()
        if now - self._swept > _SWEEP_SECONDS:
            self._swept = now
            self._sweep(now)

    def _sweep(self, now: float) -> None:
        """Close who is idle, and what waitress would keep for ever: requests sent by the byte, answers not read."""
        self._waitress.maintenance(now)
        for channel in list(self._waitress.active_channels.values()):
            slow = channel.request is not None and now - channel.begun > _REQUEST_SECONDS
            unread = channel.total_outbufs_len and now - channel.last_activity > _UNREAD_SECONDS
            if slow or unread:
                # Not `will_close`: waitress looks at that when there is room to write, which there may never be.
                channel.handle_close()

    def _drain(self) -> None:
        """Take no more connections; let requests under way be answered and their answers be sent."""
        self._waitress.accepting = False
        deadline = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < deadline and any(
            map(_busy, list(self._waitress.active_channels.values()))
        ):
            self._turn()


def _busy(channel: Any) -> bool:
    return bool(channel.requests or channel.total_outbufs_len)
