"""The follower: a thread that keeps a handle current, so that no request waits for another generation."""

import threading
from collections.abc import Callable


class Follower:
    """Calls `look` every `interval` seconds from the first `follow` until `close`."""

    def __init__(self, look: Callable[[], None], interval: float) -> None:
        self._look = look
        self._interval = interval
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()

    def follow(self) -> None:
        """See to it that the thread runs: to be called now and then, for a fork leaves it behind."""
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
            self._look()
