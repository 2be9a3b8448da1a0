"""The stamp: which generation was compared with its manifest by the build that published it, and what
tells that its files have not been written to since.

A reader that finds all as it was need not read every byte again. A stamp holds until the machine starts
anew, for what a crash leaves of files nobody knows, and for a day at most, for disks forget in silence. (A
build that watches its sources may have read files that it goes on with up to an hour before.)
"""

import time
from pathlib import Path

import msgspec

from indexer.generations import files, names
from indexer.generations.checksums import Mark
from indexer.generations.manifest import LARGEST, Manifest

_DAY_SECONDS = 86_400.0
# The kernel's clock for files ticks every 10 ms at the most: what is written later has another time.
_TICK_SECONDS = 0.02
_SECOND = 1_000_000_000
# Linux has a new one after each start.
_BOOT = Path("/proc/sys/kernel/random/boot_id")

Marks = dict[str, Mark]


class _Stamp(msgspec.Struct):
    """``at`` in seconds since 1970; the marks of all files of the generation by their names."""

    generation: str
    boot: str
    at: float
    marks: Marks


def marks(folder: Path) -> Marks:
    """Of all files in a folder; OSError as it came."""
    return {entry.name: Mark.of(folder / entry.name) for entry in files.entries(folder)}


def leave(root: Path, folder: Path, compared: Marks) -> None:
    """Stamp the generation in `folder`, whose files had the marks `compared` before they were read.

    Leaves none where a file was written to, came or went since, or where times are too coarse to tell.
    OSError as it came.
    """
    time.sleep(_TICK_SECONDS)
    found = marks(folder)
    # Links were made and removed since, which changes the last part of a mark.
    if _written(found) != _written(compared) or all(
        mark.changed % _SECOND == 0 for mark in found.values()
    ):
        return
    stamp = _Stamp(folder.name, _boot(), time.time(), found)
    aside = names.temporary(root, "stamp")
    # Not synced: after a crash it does not hold.
    aside.write_bytes(msgspec.json.encode(stamp))
    aside.replace(root / names.STAMP)


def _written(marks: Marks) -> dict[str, tuple[int, ...]]:
    """What tells of each file but the manifest that its bytes are the same."""
    return {name: mark[:4] for name, mark in marks.items() if name != names.MANIFEST}


def untouched(root: Path, folder: Path, manifest: Manifest) -> bool:
    """Whether the build that published the generation in `folder` compared it, and nothing was written
    to it since."""
    try:
        stamp = msgspec.json.decode(files.content(root / names.STAMP, LARGEST), type=_Stamp)
        return (
            stamp.generation == manifest.generation
            and stamp.boot == _boot()
            and 0 <= time.time() - stamp.at < _DAY_SECONDS
            and stamp.marks == marks(folder)
        )
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return False


def _boot() -> str:
    return _BOOT.read_text("ascii").strip()
