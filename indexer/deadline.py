"""Until when an answer is worked on. What takes long asks here between its steps; nothing is interrupted.

The deadline belongs to the thread's context, so that no engine has to hand it on.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from indexer.errors import SearchTooLong

_until: ContextVar[float] = ContextVar("until", default=float("inf"))


@contextmanager
def start(seconds: float) -> Iterator[None]:
    """What runs inside has so many seconds."""
    before = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(before)


def has_passed() -> bool:
    """Whether what is not needed for a right answer should be left out."""
    return time.monotonic() >= _until.get()


def raise_if_passed() -> None:
    """Raises SearchTooLong once the deadline has passed: for what no right answer is without."""
    if has_passed():
        raise SearchTooLong("the search takes too long; ask with fewer or rarer words")
