"""A thread that refreshes a handle, so that no request waits for a new generation."""

import threading
from collections.abc import Callable


class Follower:
    """Calls ``refresh`` every ``interval`` seconds from the first `follow` until `close`."""

    def __init__(self, refresh: Callable[[], None], interval: float) -> None:
        self._refresh = refresh
        self._interval = interval
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()

    def follow(self) -> None:
        """Start the thread unless it runs. To be called repeatedly, as a fork does not copy the
        thread."""
        if self._thread is not None and self._thread.is_alive():
            return
        with self._lock:
            if self._ended.is_set() or (self._thread is not None and self._thread.is_alive()):
                return
            self._thread = threading.Thread(target=self._run, name="generations", daemon=True)
            self._thread.start()

    def close(self) -> None:
        self._ended.set()

    def _run(self) -> None:
        while not self._ended.wait(self._interval):
            self._refresh()
