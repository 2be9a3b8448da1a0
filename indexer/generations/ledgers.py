"""The ledgers of sources on disk: one in the folder of each generation, a newer one beside it.

Their content is that of `indexer.sources.ledger`; the newer one names its generation there.
"""

import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from indexer.generations import names

_PREFIX, _ENDING = "sources-", ".json"


def read_ledgers(root: Path, generation: str) -> Iterator[bytes]:
    """The newer ledger, which may be that of another generation, then the one in the folder. Raises
    OSError if the latter cannot be read."""
    try:
        newer = (root / names.SOURCES).read_bytes()
    except OSError:
        pass
    else:
        yield newer
    for path in _ledger_files(root / generation):
        yield path.read_bytes()


def write_ledger(folder: Path, content: bytes) -> None:
    """Write the ledger of a pending generation, in place of the one carried over."""
    for path in _ledger_files(folder):
        path.unlink()
    # A new name each time, as carried files may be shared with an older generation.
    (folder / f"{_PREFIX}{secrets.token_hex(8)}{_ENDING}").write_bytes(content)


def renew_ledger(root: Path, content: bytes) -> None:
    """Write the newer ledger. On failure there is none, which costs only time."""
    aside = names.temporary_path(root, "sources")
    with suppress(OSError):
        aside.write_bytes(content)
        aside.replace(root / names.SOURCES)


def _ledger_files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{_PREFIX}*{_ENDING}"))
