"""Which releases each source file held when it was read: unchanged files are not read again.

The store keeps the ledger with the generation that it describes, under its checksums. A build that
finds no other change leaves a newer ledger beside the generation, which takes precedence. (If that
is damaged, files are read again.) A file counts as unchanged if its name, size, times, inode and
the notes beside it are as they were, and if it was at rest before it was read, so that a change
within one tick of the clock is not missed. A file with refusals or repeated releases is always read
again, and so is everything when the code of the readers has changed.
"""

import os
import stat
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

import msgspec

from indexer import documents, periods
from indexer.documents.folder import SourceFile
from indexer.generations import CLOCK_TICK, Generation, GenerationStore, PendingGeneration
from indexer.releases import agencies, bylines, release
from indexer.source_digest import source_digest

# The code that reads documents. (A change of the analysis rebuilds the index anyway.)
READERS = (documents, periods, release, bylines, agencies)

# Size, mtime, ctime, inode and device of each file that a source is read from.
FileSignature: TypeAlias = list[list[int]]


class SourceEntry(NamedTuple):
    """The files of a source, and the ids of its releases in order, by the file that holds them: the
    source itself, or a member of it if it is an archive."""

    signature: FileSignature
    ids: Mapping[str, Sequence[str]]


Ledger: TypeAlias = Mapping[str, SourceEntry]


class _Document(msgspec.Struct, omit_defaults=True):
    """The content of a ledger: the digest of the readers, the entries by source key and, in a
    ledger beside the generations, the name of the one it describes."""

    readers: str
    sources: dict[str, SourceEntry]
    generation: str = ""


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


def read(store: GenerationStore, generation: Generation) -> Ledger:
    """The ledger of a generation; empty if it has none, or one of other readers."""
    for content in store.read_ledgers(generation):
        try:
            document = msgspec.json.decode(content, type=_Document)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            continue  # written by another version or another program
        is_of_generation = document.generation in ("", generation.name)
        if is_of_generation and document.readers == _readers_digest():
            return document.sources
    return {}


def write(pending: PendingGeneration, ledger: Ledger) -> None:
    """Write the ledger of a pending generation."""
    pending.write_ledger(_encode(ledger))


def renew(store: GenerationStore, generation: Generation, ledger: Ledger) -> None:
    """Write a newer ledger for a published generation."""
    store.renew_ledger(_encode(ledger, generation.name))


def _encode(ledger: Ledger, generation: str = "") -> bytes:
    return msgspec.json.encode(_Document(_readers_digest(), dict(ledger), generation))


def _readers_digest() -> str:
    """A digest of the code that reads documents."""
    return source_digest(*READERS)
