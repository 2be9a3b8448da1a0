"""One process that serves with waitress: limits for slow and large clients, and a graceful stop."""

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from waitress.adjustments import Adjustments
from waitress.wasyncore import loop

from webapp.serving import descriptors
from webapp.serving.listener import Listener
from webapp.serving.queue import Queue

if TYPE_CHECKING:
    import socket

    from _typeshed.wsgi import WSGIApplication

_SWEEP_SECONDS = 5
# Measured with clients that are idle, slow, or stop in mid-request: without poll, 1,500 of them
# kill the process.
_OPTIONS = {
    "max_request_header_size": 32_768,
    "max_request_body_size": 65_536,
    "channel_timeout": 10,
    "cleanup_interval": _SWEEP_SECONDS,
    "asyncore_use_poll": True,
    # The application decides which proxies to trust (`KASHAF_PROXIES`).
    "clear_untrusted_proxy_headers": False,
    # Unread bytes beyond which a slow client blocks the thread that writes to it.
    "outbuf_high_watermark": 1_000_000,
    "ident": None,
}
# How long a client may take to send a request, and for how long it may read nothing of a response.
_REQUEST_SECONDS = 20.0
_UNREAD_SECONDS = 10.0
# How long current requests may take after the server was told to stop.
GRACE_SECONDS = 5.0
_TICK_SECONDS = 0.5


class Server:
    """Serves `application` on a socket that already listens, in the thread that calls `run`."""

    def __init__(
        self,
        application: "WSGIApplication",
        listening: "socket.socket",
        threads: int,
        on_refusal: Callable[[int], None],
    ) -> None:
        """`on_refusal` is called with the status of each response not made by the application."""
        # Waitress would log every queued request; refusals are counted as it is.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        queue = Queue()
        queue.set_thread_count(threads)
        most = descriptors.max_connections()
        adjusted = Adjustments(
            sockets=[listening], threads=threads, connection_limit=most, **_OPTIONS
        )
        address = (listening.family, listening.type, listening.proto, listening.getsockname())
        self._waitress = Listener(
            on_refusal,
            application,
            {},
            True,
            listening,
            queue,
            adjusted,
            address,
            bind_socket=False,
        )
        self._queue = queue
        self._stopping = threading.Event()
        self._last_sweep = time.monotonic()

    def stop(self) -> None:
        """Let `run` return; may be called by a signal handler or another thread."""
        self._stopping.set()
        self._waitress.pull_trigger()

    def run(self, should_stop: Callable[[], bool] = lambda: False) -> None:
        """Serve until `stop` is called or `should_stop` is true; finishes current requests."""
        while not self._stopping.is_set() and not should_stop():
            self._poll()
        self._drain()
        self._queue.shutdown(timeout=1)
        self._waitress.close()

    def _poll(self) -> None:
        """One round of the event loop."""
        loop(timeout=_TICK_SECONDS, use_poll=True, map=self._waitress._map, count=1)
        while self._waitress.abandoned:
            self._waitress.abandoned.popleft().handle_close()
        now = time.monotonic()
        if now - self._last_sweep > _SWEEP_SECONDS:
            self._last_sweep = now
            self._sweep(now)

    def _sweep(self, now: float) -> None:
        """Close idle connections, and slow senders and non-readers, which waitress would keep."""
        self._waitress.maintenance(now)
        for channel in list(self._waitress.active_channels.values()):
            slow = channel.request is not None and now - channel.request_began > _REQUEST_SECONDS
            unread = channel.total_outbufs_len and now - channel.last_activity > _UNREAD_SECONDS
            if slow or unread:
                # Waitress checks `will_close` when the socket is writable, which it may never be.
                channel.handle_close()

    def _drain(self) -> None:
        """Accept no more connections; wait until current responses are sent."""
        self._waitress.accepting = False
        deadline = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < deadline and any(
            map(_is_busy, list(self._waitress.active_channels.values()))
        ):
            self._poll()


def _is_busy(channel: Any) -> bool:
    return bool(channel.requests or channel.total_outbufs_len)
