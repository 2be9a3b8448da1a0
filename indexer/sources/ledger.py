"""Which releases each source file held when it was read: what has not changed since is not read again.

The ledger lies in the generation that it speaks of, under its checksums; one that was made when nothing else had
changed lies beside it, and counts instead. (What is damaged of that has files read again.) A file counts as unchanged when
name, size, times, inode and the notes beside it are as they were, and when it was at rest before it
was read, so that a change within one tick of the clock is not missed. A file of which something was
refused or repeated is always read again, and so is everything when the readers have changed.
"""

import os
import secrets
import stat
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeAlias

import msgspec

from indexer import documents, limits, periods, release
from indexer.documents.folder import SourceFile
from indexer.generations import CLOCK_TICK, Place, names
from indexer.source_digest import source_digest

_PREFIX, _ENDING = "sources-", ".json"

# Size, time of content and of anything, inode and device of each file that a source is read from.
Signature: TypeAlias = list[list[int]]


class Entry(NamedTuple):
    """The files of a source as they were, and the ids of its releases in order, by where each is: in the source
    itself, or in a member of it, if it is an archive."""

    signature: Signature
    ids: Mapping[str, Sequence[str]]


Ledger: TypeAlias = Mapping[str, Entry]


class _Written(msgspec.Struct):
    """What the file of a ledger holds: with which readers it was made, and the sources by their keys."""

    readers: str
    sources: dict[str, Entry]


class _Renewed(_Written):
    """The same, and of which generation."""

    generation: str


def key(source: SourceFile) -> str:
    """Names a source: its ids come from its name, its content from its path."""
    return f"{source.name}\n{os.fsencode(source.path).decode('latin-1')}"


def signature(source: SourceFile) -> Signature | None:
    """The files of a source as they are, or were when it was found, before it is read; None while they
    are not at rest, or cannot be asked."""
    try:
        statuses = [*_own(source), *(os.stat(note) for note in source.notes)]  # noqa: PTH116
    except OSError:
        return None
    still = time.time_ns() - CLOCK_TICK
    if any(status.st_mtime_ns >= still or status.st_ctime_ns >= still for status in statuses):
        return None
    return [
        [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev]
        for status in statuses
    ]


def _own(source: SourceFile) -> list[os.stat_result]:
    """Of the path and of what it leads to: for links two different ones."""
    if source.status is not None:
        return [source.status, source.status]
    status = os.lstat(source.path)
    return [status, os.stat(source.path) if stat.S_ISLNK(status.st_mode) else status]  # noqa: PTH116


def read(place: Place) -> Ledger:
    """The ledger of a generation; empty where it has none that this program's readers wrote."""
    renewed = _renewed(place)
    if renewed is not None:
        return renewed
    for path in _files(place):
        try:
            written = msgspec.json.decode(path.read_bytes(), type=_Written)
        except msgspec.ValidationError:
            continue  # another version wrote it
        if written.readers == _readers_digest():
            return written.sources
    return {}


def write(place: Place, ledger: Ledger) -> None:
    """Put the ledger into a generation in the making, in the place of the one carried over."""
    for path in _files(place):
        path.unlink()
    if isinstance(place, Path):
        path = place / f"{_PREFIX}{secrets.token_hex(8)}{_ENDING}"
        path.write_bytes(msgspec.json.encode(_Written(_readers_digest(), dict(ledger))))


def renew(place: Place, ledger: Ledger) -> None:
    """Leave a ledger for a generation that is published; none where the disk takes no more: that costs time alone."""
    if isinstance(place, Path):
        found = _Renewed(_readers_digest(), dict(ledger), place.name)
        aside = names.temporary(place.parent, "sources")
        with suppress(OSError):
            aside.write_bytes(msgspec.json.encode(found))
            aside.replace(place.parent / names.SOURCES)


def _renewed(place: Place) -> Ledger | None:
    """What was left for a generation since it was published."""
    if not isinstance(place, Path):
        return None
    try:
        raw = (place.parent / names.SOURCES).read_bytes()
        found = msgspec.json.decode(raw, type=_Renewed)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    is_of_it = found.generation == place.name and found.readers == _readers_digest()
    return found.sources if is_of_it else None


def _files(place: Place) -> list[Path]:
    """None where an engine keeps its generations elsewhere than in folders, by names that are no paths."""
    return sorted(place.glob(f"{_PREFIX}*{_ENDING}")) if isinstance(place, Path) else []


def _readers_digest() -> str:
    """A digest of the code that reads documents. (A change of the analysis rebuilds the index anyway.)"""
    return source_digest(documents, periods, limits, release)
