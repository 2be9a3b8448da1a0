"""The handle: many threads share one open view, and a new generation replaces it under them."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from typing import Generic, TypeVar

from indexer.errors import IndexOutOfDate, IndexUnavailable, ReaderOutOfDate
from indexer.generations.current import Generation
from indexer.generations.manifest import Identity, utc_now
from indexer.generations.store import GenerationStore

V = TypeVar("V")

_RESTART = (
    "restart this server: it is older than the index "
    "(where its names and version are the right ones, build again)"
)
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Opened(Generic[V]):
    view: V
    generation: Generation
    leases: int = 0
    retired: bool = False


class Handle(Generic[V]):
    """Opens a view of the current generation, and replaces it by that of a new one in `refresh`.

    A view is verified and opened once, while other threads use the previous one, which is closed
    when its last lease ends. Files that the build compared and that were not written to since are
    not read again. A generation that cannot be verified or opened does not replace an open one:
    `degraded` says why, and it is tried again after ``retry`` seconds, or when another one becomes
    current. A generation that was built after the handle was made and that it cannot read is
    ReaderOutOfDate.
    """

    def __init__(
        self,
        store: GenerationStore,
        *,
        open_view: Callable[[Generation], V],
        close_view: Callable[[V], None],
        expected: Identity,
        retry: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Touches no generation before the first lease. `retry` is in seconds of `clock`."""
        self._store = store
        self._open_view = open_view
        self._close_view = close_view
        self._expected = expected
        self._since = utc_now()
        self._retry = retry
        self._clock = clock
        self._opening = threading.Lock()  # held while verifying and opening
        self._lock = threading.Lock()  # guards the following; never held during I/O
        self._opened: _Opened[V] | None = None
        self._last_mark: object = None  # of the generation that was examined last
        self._error: IndexUnavailable | None = None
        self._retry_at = 0.0
        self._refresh_at = clock()
        self._closed = False

    @property
    def interval(self) -> float:
        """Seconds after which another `refresh` is useful."""
        return self._store.interval

    @contextmanager
    def lease(self) -> Iterator[V]:
        """The current view, open until the body ends.

        Raises IndexUnavailable (IndexMissing, IndexDamaged, IndexOutOfDate) if there is nothing to
        serve, or the handle is closed.
        """
        opened = self._borrow()
        try:
            yield opened.view
        finally:
            self._give_back(opened)

    @property
    def degraded(self) -> IndexUnavailable | None:
        """Why the current generation is not served; None if it is, and before the first use."""
        return self._error

    def close(self) -> None:
        """Give no more leases, and close the view when the last one ends."""
        with self._lock:
            self._closed = True
        self._replace(None)

    def refresh(self) -> None:
        """Open the current generation if it is a new one, or if opening it failed a while ago.
        Raises nothing."""
        with self._opening:
            if self._is_due():
                self._load()
                # With nothing to serve, a generation published meanwhile is opened at once.
                if self._opened is None and self._mark() != self._last_mark:
                    self._load()
            self._refresh_at = self._clock() + self.interval

    def _borrow(self) -> _Opened[V]:
        # With nothing to serve, all threads wait for the one that opens, at intervals.
        if self._opened is None and self._clock() >= self._refresh_at:
            self.refresh()
        with self._lock:
            if self._closed:
                raise IndexUnavailable(f"{self._store}: the handle is closed")
            if self._opened is None:
                # A copy for each thread: a shared exception would collect their tracebacks.
                raise copy(self._error or IndexUnavailable(f"{self._store}: not opened yet"))
            self._opened.leases += 1
            return self._opened

    def _give_back(self, opened: _Opened[V]) -> None:
        with self._lock:
            opened.leases -= 1
            last = opened.retired and opened.leases == 0
        if last:
            self._close_opened(opened)

    def _is_due(self) -> bool:
        if self._closed:
            return False
        never_looked = self._opened is None and self._error is None
        if never_looked or self._mark() != self._last_mark:
            return True
        return self._error is not None and self._clock() >= self._retry_at

    def _mark(self) -> object:
        """The mark of the current generation; the last one while a cluster does not answer."""
        try:
            return self._store.mark()
        except IndexUnavailable:
            return self._last_mark

    def _load(self) -> None:
        """Verify and open the current generation, and record the outcome. Raises nothing."""
        # Taken first, so that the next `refresh` notices a publication during this one.
        self._last_mark = self._mark()
        try:
            self._open_current()
        except Exception as error:
            self._record(error)

    def _open_current(self) -> None:
        generation = self._store.locate(self._expected, quick=True)
        opened = self._opened
        if opened is not None and not _replaces(generation, opened.generation):
            # The open view was whole when it was opened: an older one replaces it only if it is
            # current.
            self._record(generation.degraded)
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
        self._record(generation.degraded)

    def _record(self, outcome: Exception | None) -> None:
        """Record success (None) or the failure; the time to the retry starts now."""
        if isinstance(outcome, IndexOutOfDate) and self._is_older_than(outcome):
            outcome = ReaderOutOfDate(f"{outcome.problem}; {_RESTART}")
        if outcome is None or isinstance(outcome, IndexUnavailable):
            error = outcome
        else:
            error = IndexUnavailable(f"{type(outcome).__name__}: {outcome}")
        with self._lock:
            self._error = error
            self._retry_at = self._clock() + self._retry
        if outcome is not None:
            _log.warning("%s", outcome)

    def _is_older_than(self, index: IndexOutOfDate) -> bool:
        return index.built_at is not None and index.built_at > self._since

    def _replace(self, fresh: _Opened[V] | None) -> None:
        """Serve `fresh` from now on, and close the previous view if nobody uses it."""
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
            self._close_opened(unused)

    def _close_opened(self, opened: _Opened[V]) -> None:
        """Close a view. A failure is logged only, as the request whose lease ended has its
        answer."""
        try:
            self._close_view(opened.view)
        except Exception:
            _log.exception("closing %s failed", opened.generation.name)


def _replaces(new: Generation, opened: Generation) -> bool:
    if new.name == opened.name:
        return False
    return new.degraded is None or new.manifest.built_at > opened.manifest.built_at
