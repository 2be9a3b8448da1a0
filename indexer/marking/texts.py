"""What was read of a text before, whatever was sought in it: the same releases are shown again and again."""

from collections.abc import Callable
from typing import Any, TypeVar

from indexer.cache import ByteCache

V = TypeVar("V")

# Some five thousand press releases.
_KEPT_BYTES = 48_000_000

# For each text its parts by their names. A text costs more as more of it is read.
_texts: ByteCache[dict[str, Any]] = ByteCache(lambda _: 0, _KEPT_BYTES)


def kept(text: str, part: str, make: Callable[[str], V], size: Callable[[V], int]) -> V:
    """A part of what is to be known of `text`: `make` of it, made if need be; `size` in bytes."""
    parts = _texts.get(text, dict)
    if part not in parts:
        parts[part] = made = make(text)
        _texts.grown(text, size(made))
    found: V = parts[part]
    return found
