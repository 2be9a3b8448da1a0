"""The deadline of the current request. Long computations check it between steps; nothing is interrupted.

It is kept in a context variable, so that no engine has to pass it on.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from indexer.errors import SearchTooLong

_deadline: ContextVar[float] = ContextVar("deadline", default=float("inf"))


@contextmanager
def start(seconds: float) -> Iterator[None]:
    """Set a deadline in `seconds` for the code inside."""
    before = _deadline.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(before)


def has_passed() -> bool:
    """Whether optional work, without which the answer is still right, should be left out."""
    return time.monotonic() >= _deadline.get()


def raise_if_passed() -> None:
    """Raises SearchTooLong past the deadline: for work without which no answer is right."""
    if has_passed():
        raise SearchTooLong("the search takes too long; ask with fewer or rarer words")
