"""The ledgers of sources on disk: one in the folder of each generation, a newer one beside it.

The first line of a file is the checksum of the rest: the newer ledger is in no manifest, and a
wrong one would remove releases. A damaged ledger counts as none. The rest is the content of
`indexer.building.sources.ledger`; the newer one names its generation there.
"""

import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import xxhash

from indexer.generations import files, names

_PREFIX = "sources-"
# Bytes, enough for ten million releases.
_MAX_BYTES = 1 << 30


def read_ledgers(root: Path, generation: str) -> Iterator[bytes]:
    """The newer ledger, which may be that of another generation, then the one in the folder, each
    if it is not damaged. Raises OSError if the latter cannot be read."""
    with suppress(OSError):
        yield from _content(root / names.SOURCES)
    for path in _ledger_files(root / generation):
        yield from _content(path)


def write_ledger(folder: Path, content: bytes) -> None:
    """Write the ledger of a pending generation, in place of the one carried over."""
    for path in _ledger_files(folder):
        path.unlink()
    # A new name each time, as carried files may be shared with an older generation.
    (folder / f"{_PREFIX}{secrets.token_hex(8)}").write_bytes(_with_checksum(content))


def renew_ledger(root: Path, content: bytes) -> None:
    """Write the newer ledger. On failure there is none, which costs only time."""
    aside = names.temporary_path(root, "sources")
    with suppress(OSError):
        aside.write_bytes(_with_checksum(content))
        aside.replace(root / names.SOURCES)


def _ledger_files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{_PREFIX}*"))


def _with_checksum(content: bytes) -> bytes:
    return b"%s\n%s" % (_checksum(content), content)


def _checksum(content: bytes) -> bytes:
    return xxhash.xxh3_128_hexdigest(content).encode()


def _content(path: Path) -> Iterator[bytes]:
    """The content below the checksum; nothing if the checksum differs or is missing. Raises
    OSError."""
    file = files.read_bounded(path, _MAX_BYTES)
    checksum, _, content = file.partition(b"\n")
    if checksum == _checksum(content):
        yield content
