"""A memory of computed values, bounded by their bytes, shared by threads."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

V = TypeVar("V")

# What an entry costs beside its value and what its key holds: the objects, the links. Words that are
# nowhere have no arrays at all, and a stranger can ask for any number of them.
_ENTRY_BYTES = 1_000
# An object of a key, and a character of a text.
_PART_BYTES, _CHARACTER_BYTES = 100, 2


class ByteCache(Generic[V]):
    """Least recently used values leave when the sum of their sizes passes `limit` bytes; one that alone
    is larger is not kept.

    `size` gives the bytes of a value when it comes; of one that grows later, `grown` must be told.
    """

    def __init__(self, size: Callable[[V], int], limit: int) -> None:
        self._limit = limit
        self._size = size
        self._held = 0
        # Each with its bytes.
        self._values: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._values)

    def peek(self, key: Hashable) -> V | None:
        """The value of `key` if it is kept."""
        with self._lock:
            entry = self._values.get(key)
            if entry is None:
                return None
            self._values.move_to_end(key)
            return entry[0]

    def peek_many(self, keys: Sequence[Hashable]) -> list[V | None]:
        """As `held` of several at once."""
        found: list[V | None] = []
        with self._lock:
            for key in keys:
                entry = self._values.get(key)
                if entry is not None:
                    self._values.move_to_end(key)
                found.append(None if entry is None else entry[0])
        return found

    def get_or_make(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of `key`, made if need be. Two threads may make the same value at once: both get the one
        that is kept."""
        found = self.peek(key)
        return self.put(key, make()) if found is None else found

    def put(self, key: Hashable, value: V) -> V:
        """The value of `key` from now on: the one that is kept already, if there is one."""
        size = _ENTRY_BYTES + self._size(value) + _bytes_of(key)
        with self._lock:
            entry = self._values.get(key)
            if entry is not None:
                return entry[0]
            # What is too large to be kept must not drive out what is.
            if size <= self._limit:
                self._values[key] = value, size
                self._held += size
            self._drop()
        return value

    def add_size(self, key: Hashable, more: int) -> None:
        """The value of `key` has come to take so many more bytes."""
        with self._lock:
            if key in self._values:
                value, size = self._values[key]
                self._values[key] = value, size + more
                self._held += more
            self._drop()

    def _drop(self) -> None:
        """Let go of what is too much; the lock is held."""
        while self._held > self._limit:
            _, (_, dropped) = self._values.popitem(last=False)
            self._held -= dropped


def _bytes_of(key: object) -> int:
    """About what a key holds: texts, and tuples and sets of what keys hold. One loop, for it is asked of all keys."""
    size = 0
    pending = [key]
    while pending:
        part = pending.pop()
        size += _PART_BYTES
        if isinstance(part, str):
            size += _CHARACTER_BYTES * len(part)
        # Not a union of types: to make one takes longer than all else here.
        elif isinstance(part, (tuple, frozenset)):
            pending += part
    return size
