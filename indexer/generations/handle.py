"""The handle: many threads borrow one open view, and a new generation replaces it under them."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from indexer.errors import IndexUnavailable
from indexer.generations.current import Generation
from indexer.generations.manifest import Identity
from indexer.generations.shelf import Shelf

V = TypeVar("V")

_ATTEMPTS = 3
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Status:
    """What is served, and, when that is not as it should be, why. Both None before the first use."""

    generation: Generation | None
    degraded: str | None


@dataclass(slots=True)
class _Opened(Generic[V]):
    view: V
    generation: Generation
    leases: int = 0
    retired: bool = False


class Handle(Generic[V]):
    """Opens a view of the current generation and keeps it current.

    A view is verified and opened once, by one thread, while the others go on with the one before
    (with ``background``, by a thread of its own, so that no lease waits but the first); it is closed
    when it was replaced and its last lease has ended. What its build compared, and nothing was
    written to since, is not read again to verify it. A generation that cannot be verified or opened
    does not replace one that is open: `status` then says why, and after `retry` seconds, or when
    CURRENT changes, it is tried again.
    """

    def __init__(
        self,
        shelf: Shelf,
        *,
        open_view: Callable[[Generation], V],
        close_view: Callable[[V], None],
        expected: Identity | None = None,
        interval: float = 0.25,
        retry: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
        background: bool = False,
    ) -> None:
        """Touches no generation, and starts no thread, before the first lease. `interval` and `retry`
        are seconds of `clock`."""
        self._shelf = shelf
        self._open_view = open_view
        self._close_view = close_view
        self._expected = expected
        self._retry = retry
        self._clock = clock
        self._watch = shelf.watch(interval, clock)
        self._opening = threading.Lock()  # held by the one thread that verifies and opens
        self._lock = threading.Lock()  # guards what follows; never held during I/O
        self._opened: _Opened[V] | None = None
        self._error: IndexUnavailable | None = None
        self._degraded: str | None = None
        self._retry_at = 0.0
        self._closed = False
        self._interval = interval
        self._background = background
        self._follower: threading.Thread | None = None
        self._ended = threading.Event()

    @contextmanager
    def lease(self) -> Iterator[V]:
        """The current view, open until the body ends.

        Raises IndexUnavailable (IndexMissing, IndexDamaged, IndexOutOfDate) when there is nothing
        to serve, or the handle is closed.
        """
        opened = self._borrow()
        try:
            yield opened.view
        finally:
            self._give_back(opened)

    def status(self) -> Status:
        with self._lock:
            return Status(self._opened.generation if self._opened else None, self._degraded)

    def close(self) -> None:
        """Close the view as soon as its last lease ends; no lease is given from now on."""
        with self._lock:
            self._closed = True
        self._ended.set()
        self._replace(None)

    def _borrow(self) -> _Opened[V]:
        self._refresh()
        with self._lock:
            if self._closed:
                raise IndexUnavailable(f"{self._shelf}: the handle is closed")
            if self._opened is None:
                # A fresh one for each thread: a shared exception would gather their tracebacks.
                error = self._error or IndexUnavailable(f"{self._shelf}: not opened yet")
                raise type(error)(*error.args)
            self._opened.leases += 1
            opened = self._opened
        if self._background:
            self._follow()
        return opened

    def _give_back(self, opened: _Opened[V]) -> None:
        with self._lock:
            opened.leases -= 1
            last = opened.retired and opened.leases == 0
        if last:
            self._finish(opened)

    def _refresh(self) -> None:
        """Load if it is time to; waits for another thread's loading only with nothing to serve."""
        idle = self._opened is None
        if self._background and not idle:
            return
        if self._closed or not (idle or self._due()):
            return
        if not self._opening.acquire(blocking=idle):
            return
        try:
            if self._due():
                self._load()
        finally:
            self._opening.release()

    def _follow(self) -> None:
        """See to it that a thread looks for new generations; a fork leaves it behind."""
        if self._follower is not None and self._follower.is_alive():
            return
        with self._lock:
            if self._closed or (self._follower is not None and self._follower.is_alive()):
                return
            self._follower = threading.Thread(target=self._look, name="generations", daemon=True)
            self._follower.start()

    def _look(self) -> None:
        while not self._ended.wait(self._interval):
            with self._opening:
                if self._due():
                    self._load()

    def _due(self) -> bool:
        if self._closed:
            return False
        if self._watch.changed():
            return True
        return self._degraded is not None and self._clock() >= self._retry_at

    def _load(self) -> None:
        """Verify and open what CURRENT names, and note the outcome; raises nothing of it."""
        for _ in range(_ATTEMPTS):
            self._watch.renew()
            try:
                self._load_once()
            except Exception as error:
                self._note(error)
                if not self._watch.moved():  # else: pruned while we opened it; there is a newer
                    return
            else:
                return

    def _load_once(self) -> None:
        generation = self._shelf.locate(self._expected, quick=True)
        held = self._opened
        if held is not None and (generation.degraded or generation.name == held.generation.name):
            # What is open was whole when it was opened: nothing older or doubtful replaces it.
            self._note(generation.degraded)
            return
        try:
            view = self._open_view(generation)
        except IndexUnavailable:
            raise
        except Exception as error:
            raise IndexUnavailable(
                f"{generation.name} cannot be opened: {type(error).__name__}: {error}"
            ) from error
        self._replace(_Opened(view, generation))
        self._note(generation.degraded)

    def _note(self, outcome: Exception | str | None) -> None:
        """Record success (None) or why not; the retry counts from now."""
        error: IndexUnavailable | None = None
        if isinstance(outcome, IndexUnavailable):
            error = outcome
        elif isinstance(outcome, Exception):
            error = IndexUnavailable(f"{type(outcome).__name__}: {outcome}")
        with self._lock:
            self._error = error
            self._degraded = None if outcome is None else str(error or outcome)
            self._retry_at = self._clock() + self._retry
        if outcome is not None:
            _log.warning("%s", outcome)

    def _replace(self, fresh: _Opened[V] | None) -> None:
        """Serve `fresh` from now on; close what nobody borrows any more."""
        with self._lock:
            if self._closed and fresh is not None:
                unused: _Opened[V] | None = fresh
            else:
                unused, self._opened = self._opened, fresh
            if unused is not None:
                unused.retired = True
                if unused.leases:
                    unused = None
        if unused is not None:
            self._finish(unused)

    def _finish(self, opened: _Opened[V]) -> None:
        """Close a view; a failure is logged: the request whose lease ended has its answer."""
        try:
            self._close_view(opened.view)
        except Exception:
            _log.exception("closing %s failed", opened.generation.name)
