"""Which releases each source file held when it was read: unchanged files are not read again.

The ledger is a file of the generation that it describes, under its checksums. A build that finds no
other change leaves a newer ledger beside the generation, which takes precedence. (If that is
damaged, files are read again.) A file counts as unchanged if its name, size, times, inode and the
notes beside it are as they were, and if it was at rest before it was read, so that a change within
one tick of the clock is not missed. A file with refusals or repeated releases is always read again,
and so is everything when the code of the readers has changed.
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

# Size, mtime, ctime, inode and device of each file that a source is read from.
FileSignature: TypeAlias = list[list[int]]


class Entry(NamedTuple):
    """The files of a source, and the ids of its releases in order, by the file that holds them: the
    source itself, or a member of it if it is an archive."""

    signature: FileSignature
    ids: Mapping[str, Sequence[str]]


Ledger: TypeAlias = Mapping[str, Entry]


class _Written(msgspec.Struct):
    """The content of a ledger file: the digest of the readers, and the entries by source key."""

    readers: str
    sources: dict[str, Entry]


class _Renewed(_Written):
    """The content of a ledger beside the generation it names."""

    generation: str


def source_key(source: SourceFile) -> str:
    """Identifies a source: ids come from its name, content from its path."""
    return f"{source.name}\n{os.fsencode(source.path).decode('latin-1')}"


def file_signature(source: SourceFile) -> FileSignature | None:
    """The state of the files of a source before it is read; None if they changed just now, or
    cannot be examined."""
    try:
        statuses = [*_statuses(source), *(os.stat(note) for note in source.notes)]  # noqa: PTH116
    except OSError:
        return None
    at_rest_since = time.time_ns() - CLOCK_TICK
    if any(max(status.st_mtime_ns, status.st_ctime_ns) >= at_rest_since for status in statuses):
        return None
    return [
        [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev]
        for status in statuses
    ]


def _statuses(source: SourceFile) -> list[os.stat_result]:
    """Of the path itself and of its target, which differ for a link."""
    if source.status is not None:
        return [source.status, source.status]
    status = os.lstat(source.path)
    return [status, os.stat(source.path) if stat.S_ISLNK(status.st_mode) else status]  # noqa: PTH116


def read(place: Place) -> Ledger:
    """The ledger of a generation; empty if it has none, or one of other readers."""
    renewed = _read_renewed(place)
    if renewed is not None:
        return renewed
    for path in _ledger_files(place):
        try:
            written = msgspec.json.decode(path.read_bytes(), type=_Written)
        except msgspec.ValidationError:
            continue  # another version wrote it
        if written.readers == _readers_digest():
            return written.sources
    return {}


def write(place: Place, ledger: Ledger) -> None:
    """Write the ledger of a pending generation, in place of the one carried over."""
    for path in _ledger_files(place):
        path.unlink()
    if isinstance(place, Path):
        path = place / f"{_PREFIX}{secrets.token_hex(8)}{_ENDING}"
        path.write_bytes(msgspec.json.encode(_Written(_readers_digest(), dict(ledger))))


def renew(place: Place, ledger: Ledger) -> None:
    """Write a newer ledger for a published generation. On failure there is none, which costs only
    time."""
    if isinstance(place, Path):
        found = _Renewed(_readers_digest(), dict(ledger), place.name)
        aside = names.temporary_path(place.parent, "sources")
        with suppress(OSError):
            aside.write_bytes(msgspec.json.encode(found))
            aside.replace(place.parent / names.SOURCES)


def _read_renewed(place: Place) -> Ledger | None:
    """The newer ledger of a published generation, if any."""
    if not isinstance(place, Path):
        return None
    try:
        raw = (place.parent / names.SOURCES).read_bytes()
        found = msgspec.json.decode(raw, type=_Renewed)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    is_valid = found.generation == place.name and found.readers == _readers_digest()
    return found.sources if is_valid else None


def _ledger_files(place: Place) -> list[Path]:
    """Empty for an engine whose generations are not in folders."""
    return sorted(place.glob(f"{_PREFIX}*{_ENDING}")) if isinstance(place, Path) else []


def _readers_digest() -> str:
    """A digest of the code that reads documents. (A change of the analysis rebuilds the index
    anyway.)"""
    return source_digest(documents, periods, limits, release)
