"""What the paths that are watched lead to: a watch follows what was there when it began, whatever takes
the place of that later."""

import os
from collections.abc import Iterable, Sequence, Set
from pathlib import Path
from typing import TypeAlias

from indexer.documents import sidecar

# Where a path really leads, the device and the inode there, and whether they may be read; None where there is nothing.
_Seat: TypeAlias = tuple[str, int, int, bool] | None


class Whereabouts:
    """Where `paths` lead now. ``watched`` is what tells of changes, ``folders`` and ``files`` are what they
    are told of; ``recursive``: also below what is watched."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._seats = {path: _seat(path) for path in _compared(paths)}
        named = [Path(os.path.realpath(path)) for path in paths]
        self.folders = [path for path in named if path.is_dir()]
        self.files = {beside for path in named for beside in (path, *sidecar.possible(path))}
        self.recursive = bool(self.folders)
        # Of files alone their folders are watched: many programs put another file in the place of one when they save.
        # Beside folders it would be all that is below them.
        around = named if self.folders else {path.parent for path in named}
        self.watched = [path for path in around if _seat(path)]

    def covers(self, path: Path) -> bool:
        """Whether changes of `path`, which has no links in it, are asked for."""
        return path in self.files or any(map(path.is_relative_to, self.folders))

    def left(self, removed: Set[Path]) -> bool:
        """Whether the paths lead elsewhere now; `removed` is what was told to be gone since: what is made
        anew may have the inode of what it replaces."""
        return not removed.isdisjoint(self.watched) or any(
            _seat(path) != seat for path, seat in self._seats.items()
        )


def _compared(paths: Sequence[Path]) -> Iterable[Path]:
    """What is looked at again and again. Not each of thousands of files: of those a watch of their
    folders tells."""
    if any(path.is_dir() for path in paths):
        return set(paths)
    return {path.parent if path.is_file() and not path.is_symlink() else path for path in paths}


def _seat(path: Path) -> _Seat:
    try:
        status = path.stat()
    except OSError:
        return None
    return os.path.realpath(path), status.st_dev, status.st_ino, os.access(path, os.R_OK)
