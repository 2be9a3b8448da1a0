"""The names in the folder of an index, and the content of `CURRENT`.

Text from the disk becomes part of a path only after it matched a pattern of this module.
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
    """The content of `CURRENT`: a generation and the SHA-256 (64 hex digits) of its manifest."""

    generation: str
    manifest: str

    def line(self) -> bytes:
        return f"{self.generation} {self.manifest}\n".encode()

    @classmethod
    def parse(cls, line: bytes) -> Self:
        """Raises IndexDamaged unless it is exactly one well-formed line."""
        match = _LINE.fullmatch(line)
        if match is None:
            raise IndexDamaged(f"CURRENT holds {line[:80]!r}, not a generation and a digest")
        return cls(match[1].decode(), match[2].decode())


def is_generation(name: str) -> bool:
    return _NAME.fullmatch(name) is not None


def is_index(present: Collection[str]) -> bool:
    """Whether a folder with these names holds an index, or the leftovers of a failed first
    build."""
    if LOCK not in present:
        return False
    return CURRENT in present or all(map(_is_ours, present))


def _is_ours(name: str) -> bool:
    return name in {LOCK, STAMP, SOURCES} or name.startswith(TEMPORARY) or is_generation(name)


def number_of(name: str) -> int:
    """The number in a generation's name; ValueError for another name.

    Numbers order generations. Times do not: clocks go backwards.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError(f"{name!r} is not the name of a generation")
    return int(match[1])


def next_name(names: Iterable[str]) -> str:
    """A new name, numbered above all of `names`; the random part distinguishes reused numbers."""
    newest = max((number_of(name) for name in names), default=0)
    return f"gen-{newest + 1:06d}-{secrets.token_hex(4)}"


def temporary_path(root: Path, purpose: str) -> Path:
    """A path that the next build removes if it is left behind."""
    return root / f"{TEMPORARY}{purpose}-{secrets.token_hex(8)}"
