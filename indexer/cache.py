"""A thread-safe LRU cache bounded by the bytes of its values."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

V = TypeVar("V")

# Overhead of an entry besides its value and its key's content. It bounds the number of entries
# whose values are empty, too: anybody can request any number of words that do not occur.
_ENTRY_BYTES = 1_000
# An object in a key, and a character of a string.
_PART_BYTES, _CHARACTER_BYTES = 100, 2


class ByteCache(Generic[V]):
    """Evicts the least recently used values when their total size exceeds `limit` bytes; a value
    that alone exceeds it is not cached.

    `size` returns the bytes of a value when it is added. If it grows later, call `add_size`.
    """

    def __init__(self, size: Callable[[V], int], limit: int) -> None:
        self._limit = limit
        self._size = size
        self._nbytes = 0
        # Each value with its size.
        self._values: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._values)

    @property
    def nbytes(self) -> int:
        """The total size of the entries."""
        return self._nbytes

    def get(self, key: Hashable) -> V | None:
        """The value of `key`, or None; counts as a use."""
        with self._lock:
            entry = self._values.get(key)
            if entry is None:
                return None
            self._values.move_to_end(key)
            return entry[0]

    def get_many(self, keys: Sequence[Hashable]) -> list[V | None]:
        """Like `get` for several keys at once."""
        values: list[V | None] = []
        with self._lock:
            for key in keys:
                entry = self._values.get(key)
                if entry is not None:
                    self._values.move_to_end(key)
                values.append(None if entry is None else entry[0])
        return values

    def get_or_make(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of `key`, made on a miss. Two threads may make it at the same time: both get
        the one that was cached first."""
        value = self.get(key)
        return self.put(key, make()) if value is None else value

    def put(self, key: Hashable, value: V) -> V:
        """Cache a value, unless the key has one already; returns the cached value."""
        size = _ENTRY_BYTES + self._size(value) + _key_size(key)
        with self._lock:
            entry = self._values.get(key)
            if entry is not None:
                return entry[0]
            # A value that is too large must not evict the others.
            if size <= self._limit:
                self._values[key] = value, size
                self._nbytes += size
            self._evict()
        return value

    def add_size(self, key: Hashable, nbytes: int) -> None:
        """Record that the value of `key` has grown by `nbytes` bytes."""
        with self._lock:
            if key in self._values:
                value, size = self._values[key]
                self._values[key] = value, size + nbytes
                self._nbytes += nbytes
            self._evict()

    def _evict(self) -> None:
        """Evict entries down to the limit; the caller holds the lock."""
        while self._nbytes > self._limit:
            _, (_, size) = self._values.popitem(last=False)
            self._nbytes -= size


def _key_size(key: object) -> int:
    """The approximate size of a key: strings, and tuples and frozensets of keys. A loop rather than
    recursion, because every new key is measured."""
    size = 0
    pending = [key]
    while pending:
        part = pending.pop()
        size += _PART_BYTES
        if isinstance(part, str):
            size += _CHARACTER_BYTES * len(part)
        # Not a union of types: creating one takes longer than the rest of the loop.
        elif isinstance(part, (tuple, frozenset)):
            pending += part
    return size
