"""The names in the folder of the index, and the line that `CURRENT` holds.

Nothing that was read from disk is joined to a path before it has matched a pattern of this module.
"""

import re
import secrets
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple, Self

from indexer.errors import IndexDamaged

LOCK = "LOCK"
CURRENT = "CURRENT"
STAMP = "COMPARED"
SOURCES = "SOURCES"
MANIFEST = "MANIFEST.json"
TEMPORARY = "tmp-"

_NAME = re.compile(r"gen-([0-9]{6,12})-[0-9a-f]{8}")
_LINE = re.compile(rb"(gen-[0-9]{6,12}-[0-9a-f]{8}) ([0-9a-f]{64})\n")


class Pointer(NamedTuple):
    """What `CURRENT` says: a generation and the SHA-256 (64 hex digits) of its manifest."""

    generation: str
    manifest: str

    def line(self) -> bytes:
        return f"{self.generation} {self.manifest}\n".encode()

    @classmethod
    def parse(cls, line: bytes) -> Self:
        """Raises IndexDamaged for anything but exactly one well-formed line."""
        match = _LINE.fullmatch(line)
        if match is None:
            raise IndexDamaged(f"CURRENT holds {line[:80]!r}, not a generation and a digest")
        return cls(match[1].decode(), match[2].decode())


def is_generation(name: str) -> bool:
    return _NAME.fullmatch(name) is not None


def is_index(present: Collection[str]) -> bool:
    """Whether a folder with these names in it holds an index, or what a first build that failed left."""
    if LOCK not in present:
        return False
    return CURRENT in present or all(map(_is_ours, present))


def _is_ours(name: str) -> bool:
    return name in {LOCK, STAMP, SOURCES} or name.startswith(TEMPORARY) or is_generation(name)


def number(name: str) -> int:
    """The number in a generation's name; ValueError for another name.

    Numbers order generations. Times do not: clocks go backwards.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError(f"{name!r} is not the name of a generation")
    return int(match[1])


def following(names: Iterable[str]) -> str:
    """A fresh name, numbered above all of `names`; the random part keeps reused numbers apart."""
    newest = max((number(name) for name in names), default=0)
    return f"gen-{newest + 1:06d}-{secrets.token_hex(4)}"


def temporary(root: Path, purpose: str) -> Path:
    """A path that the next build removes if it is left behind."""
    return root / f"{TEMPORARY}{purpose}-{secrets.token_hex(8)}"
