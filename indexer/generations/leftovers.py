"""Leftovers of killed builds and removals: the next build removes them, if it may.

Leftovers that cannot be removed cost only space, as no reader looks at them: they do not stop a
build; each build reports them and tries again.
"""

import os
from pathlib import Path

from indexer.generations import files, names, sync


def sweep(root: Path) -> tuple[str, ...]:
    """Remove all temporary files; returns failures in words. OSError if `root` cannot be listed."""
    left = []
    for name in _temporary(root):
        try:
            sync.remove(root / name)
        except OSError as error:
            left.append(describe(name, error))
    return tuple(left)


def describe(name: str, error: OSError) -> str:
    return f"{name}: {error.strerror}"


def unremovable_leftovers(root: Path) -> tuple[str, ...]:
    """The temporary files that this user may not remove, those of a running build left out.

    Empty if `root` itself may not be written: then nothing is removed or built anyway.
    """
    try:
        if not os.access(root, os.W_OK | os.X_OK):
            return ()
        return tuple(name for name in sorted(_temporary(root)) if _is_closed(root / name))
    except OSError:
        return ()


def _temporary(root: Path) -> list[str]:
    return [name for name in os.listdir(root) if name.startswith(names.TEMPORARY)]  # noqa: PTH208


def _is_closed(path: Path) -> bool:
    """Whether a non-empty folder of the tree at `path` may not be written."""
    if not files.is_folder(path):
        return False
    pending: list[Path] = [path]
    while pending:
        here = pending.pop()
        try:
            with os.scandir(here) as listing:
                children = list(listing)
        except FileNotFoundError:  # a build is removing it
            continue
        except OSError:
            return True
        if children and not os.access(here, os.W_OK | os.X_OK):
            return True
        pending += [Path(child.path) for child in children if child.is_dir(follow_symlinks=False)]
    return False
