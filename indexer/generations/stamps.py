"""The stamp: records that a build compared the generation it published, and its file status.

A reader that finds the files unchanged need not read every byte again. A stamp is valid until the
machine restarts, as a crash may corrupt files, and for a day at most, as disks lose bits silently.
(A build that watches its sources may have compared carried files up to an hour before.)
"""

import time
from pathlib import Path

import msgspec

from indexer.generations import files, names
from indexer.generations.files import FileMark
from indexer.generations.manifest import MAX_MANIFEST_BYTES, Manifest

_DAY_SECONDS = 86_400.0
# The kernel's clock for file times ticks at least every 10 ms: later writes have another time.
_TICK_SECONDS = 0.02
_SECOND = 1_000_000_000
# Linux makes a new one at each start.
_BOOT = Path("/proc/sys/kernel/random/boot_id")

FileMarks = dict[str, FileMark]


class _Stamp(msgspec.Struct):
    """``at`` in seconds since 1970; ``marks`` of all files of the generation by name."""

    generation: str
    boot: str
    at: float
    marks: FileMarks


def file_marks(folder: Path) -> FileMarks:
    """The marks of all files in a folder. Raises OSError."""
    return {entry.name: FileMark.of_path(folder / entry.name) for entry in files.entries(folder)}


def write_stamp(root: Path, folder: Path, compared: FileMarks) -> None:
    """Stamp the generation in `folder`, whose files had the marks `compared` before they were read.

    Writes none if a file was written, added or removed since, or if file times are too coarse to
    tell. Raises OSError.
    """
    time.sleep(_TICK_SECONDS)
    marks = file_marks(folder)
    # Links were made and removed since, which alters `changed`.
    if _without_changed(marks) != _without_changed(compared) or all(
        mark.changed % _SECOND == 0 for mark in marks.values()
    ):
        return
    stamp = _Stamp(folder.name, _boot(), time.time(), marks)
    aside = names.temporary_path(root, "stamp")
    # Not synced: it is invalid after a crash.
    aside.write_bytes(msgspec.json.encode(stamp))
    aside.replace(root / names.STAMP)


def _without_changed(marks: FileMarks) -> dict[str, tuple[tuple[int, int], tuple[int, int]]]:
    """The marks of all files but the manifest, without `changed`."""
    return {
        name: (mark.file, mark.content) for name, mark in marks.items() if name != names.MANIFEST
    }


def is_untouched(root: Path, folder: Path, manifest: Manifest) -> bool:
    """Whether the build of the generation in `folder` compared it, and nothing was written to it
    since."""
    try:
        stamp = msgspec.json.decode(
            files.read_bounded(root / names.STAMP, MAX_MANIFEST_BYTES), type=_Stamp
        )
        return (
            stamp.generation == manifest.generation
            and stamp.boot == _boot()
            and 0 <= time.time() - stamp.at < _DAY_SECONDS
            and stamp.marks == file_marks(folder)
        )
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return False


def _boot() -> str:
    return _BOOT.read_text("ascii").strip()
