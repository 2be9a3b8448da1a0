"""What watched paths lead to.

A watch follows the files and folders that were there when it began, not what replaces them later.
"""

import os
from collections.abc import Iterable, Sequence, Set
from pathlib import Path
from typing import TypeAlias

from indexer.documents import sidecar

# The real path, its device and inode, and whether it may be read; None if there is nothing.
_Target: TypeAlias = tuple[str, int, int, bool] | None


class WatchedPaths:
    """What ``paths`` lead to now.

    ``watched`` are the paths to watch, with ``recursive`` also what is below them; ``folders`` and
    ``files`` are those whose changes count.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._targets = {path: _target(path) for path in _to_compare(paths)}
        named = [Path(os.path.realpath(path)) for path in paths]
        self.folders = [path for path in named if path.is_dir()]
        self.files = {beside for path in named for beside in (path, *sidecar.possible_paths(path))}
        self.recursive = bool(self.folders)
        # For files alone their folders are watched, as many programs save by replacing the file.
        # Beside folders that would watch everything below them.
        around = named if self.folders else {path.parent for path in named}
        self.watched = [path for path in around if _target(path)]

    def covers(self, path: Path) -> bool:
        """Whether changes of `path`, a real path, count."""
        return path in self.files or any(map(path.is_relative_to, self.folders))

    def has_moved(self, removed: Set[Path]) -> bool:
        """Whether the paths lead elsewhere now. ``removed`` are paths that were reported as
        deleted: a new file may have the inode of the one it replaces."""
        return not removed.isdisjoint(self.watched) or any(
            _target(path) != target for path, target in self._targets.items()
        )


def _to_compare(paths: Sequence[Path]) -> Iterable[Path]:
    """The paths whose targets are compared after each event: folders instead of thousands of
    files."""
    if any(path.is_dir() for path in paths):
        return set(paths)
    return {path.parent if path.is_file() and not path.is_symlink() else path for path in paths}


def _target(path: Path) -> _Target:
    try:
        status = path.stat()
    except OSError:
        return None
    return os.path.realpath(path), status.st_dev, status.st_ino, os.access(path, os.R_OK)
