"""The handle: many threads borrow one open view, and a new generation replaces it under them."""

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
from indexer.generations.manifest import Identity
from indexer.generations.shelf import Shelf
from indexer.generations.store import utc_now

V = TypeVar("V")

_RESTART = "restart this server: it is older than the index (where its names and version are the right ones, build again)"
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Opened(Generic[V]):
    view: V
    generation: Generation
    leases: int = 0
    retired: bool = False


class Handle(Generic[V]):
    """Opens a view of the current generation, and of another one at each `refresh`.

    A view is verified and opened once, while all go on with the one before; it is closed when it was
    replaced and its last lease has ended. What its build compared, and nothing was written to since,
    is not read again to verify it. A generation that cannot be verified or opened does not replace
    one that is open: `degraded` then says why, and after `retry` seconds, or when another one becomes
    current, it is tried again. One that was built since the handle was made, and that it cannot read, is
    ReaderOutOfDate.
    """

    def __init__(
        self,
        shelf: Shelf,
        *,
        open_view: Callable[[Generation], V],
        close_view: Callable[[V], None],
        expected: Identity,
        retry: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Touches no generation before the first lease. `retry` is in seconds of `clock`."""
        self._shelf = shelf
        self._open_view = open_view
        self._close_view = close_view
        self._expected = expected
        self._since = utc_now()
        self._retry = retry
        self._clock = clock
        self._opening = threading.Lock()  # held by the one thread that verifies and opens
        self._lock = threading.Lock()  # guards what follows; never held during I/O
        self._opened: _Opened[V] | None = None
        self._noted: object = None  # the mark of what was looked at last
        self._error: IndexUnavailable | None = None
        self._retry_at = 0.0
        self._look_at = clock()
        self._closed = False

    @property
    def interval(self) -> float:
        """Seconds after which it is worth while to `refresh` again."""
        return self._shelf.interval

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

    @property
    def degraded(self) -> IndexUnavailable | None:
        """Why what is served is not as it should be; None when it is, and before the first use."""
        return self._error

    def close(self) -> None:
        """Close the view as soon as its last lease ends; no lease is given from now on."""
        with self._lock:
            self._closed = True
        self._replace(None)

    def refresh(self) -> None:
        """Open what is current, if that is another generation, or could not be opened a while ago; nothing
        is raised of it."""
        with self._opening:
            if self._due():
                self._load()
                # With nothing to serve, what replaced it meanwhile is not left for the next look.
                if self._opened is None and self._mark() != self._noted:
                    self._load()
            self._look_at = self._clock() + self.interval

    def _borrow(self) -> _Opened[V]:
        # With nothing to serve all wait for the one that opens; what is not there is not looked for all the time.
        if self._opened is None and self._clock() >= self._look_at:
            self.refresh()
        with self._lock:
            if self._closed:
                raise IndexUnavailable(f"{self._shelf}: the handle is closed")
            if self._opened is None:
                # A fresh one for each thread: a shared exception would gather their tracebacks.
                raise copy(self._error or IndexUnavailable(f"{self._shelf}: not opened yet"))
            self._opened.leases += 1
            return self._opened

    def _give_back(self, opened: _Opened[V]) -> None:
        with self._lock:
            opened.leases -= 1
            last = opened.retired and opened.leases == 0
        if last:
            self._finish(opened)

    def _due(self) -> bool:
        if self._closed:
            return False
        never_looked = self._opened is None and self._error is None
        if never_looked or self._mark() != self._noted:
            return True
        return self._error is not None and self._clock() >= self._retry_at

    def _mark(self) -> object:
        """The mark of what is current; that of before while a cluster does not answer."""
        try:
            return self._shelf.mark()
        except IndexUnavailable:
            return self._noted

    def _load(self) -> None:
        """Verify and open what CURRENT names, and note the outcome; raises nothing of it."""
        # Before: what is published while this opens is another one to the next `refresh`.
        self._noted = self._mark()
        try:
            self._open_current()
        except Exception as error:
            self._note(error)

    def _open_current(self) -> None:
        generation = self._shelf.locate(self._expected, quick=True)
        held = self._opened
        if held is not None and not _replaces(held.generation, generation):
            # What is open was whole when it was opened: nothing older replaces it but what is current.
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

    def _note(self, outcome: Exception | None) -> None:
        """Record success (None) or why not; the retry counts from now."""
        if isinstance(outcome, IndexOutOfDate) and self._older_than(outcome):
            outcome = ReaderOutOfDate(f"{outcome.said}; {_RESTART}")
        if outcome is None or isinstance(outcome, IndexUnavailable):
            error = outcome
        else:
            error = IndexUnavailable(f"{type(outcome).__name__}: {outcome}")
        with self._lock:
            self._error = error
            self._retry_at = self._clock() + self._retry
        if outcome is not None:
            _log.warning("%s", outcome)

    def _older_than(self, index: IndexOutOfDate) -> bool:
        return index.built_at is not None and index.built_at > self._since

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


def _replaces(held: Generation, found: Generation) -> bool:
    """Whether a generation takes the place of the one that is open."""
    if found.name == held.name:
        return False
    return found.degraded is None or found.manifest.built_at > held.manifest.built_at
