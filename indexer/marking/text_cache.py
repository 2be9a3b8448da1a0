"""Caches what was derived from texts, independently of queries: the same releases are shown again
and again."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from indexer.cache import ByteCache

V = TypeVar("V")

# About five thousand press releases.
_LIMIT_BYTES = 48_000_000


class TextCache:
    """Values derived from texts, by text and by the name of the derivation; safe to share between
    threads.

    The values of a text share one entry, so that the text itself is held and counted once. The
    size of the entry grows with each value.
    """

    def __init__(self, limit: int = _LIMIT_BYTES) -> None:
        self._texts: ByteCache[dict[str, Any]] = ByteCache(lambda _: 0, limit)

    def __len__(self) -> int:
        """How many texts are cached."""
        return len(self._texts)

    def get_or_make(
        self, text: str, name: str, make: Callable[[str], V], size: Callable[[V], int]
    ) -> V:
        """The value called `name` of `text`. `make` derives one that is not cached; `size` returns
        its bytes.

        If two threads make a value at once, both get the one that was stored first, and only that
        one is counted.
        """
        values = self._texts.get_or_make(text, dict)
        if name not in values:
            made = make(text)
            # One atomic step decides which thread stores its value.
            if values.setdefault(name, made) is made:
                self._texts.add_size(text, size(made))
        return cast(V, values[name])
