"""Room for a build in the folder of an index: what is removed, and how much space must be free.

A build removes leftovers of killed builds and removals, if it may. Those that cannot be removed
cost only space, as no reader looks at them: they do not stop a build; each build reports them and
tries again.
"""

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from indexer.generations import files, names, retention, sync
from indexer.generations.errors import NotEnoughSpace
from indexer.generations.listing import list_generations, size_of

# Enough for a first build of a small collection, whose size is not known before.
MIN_FREE_BYTES = 16 << 20


def space_needed(size: int) -> int:
    """Bytes that a build needs if the previous generation has `size` bytes: the new one, its
    temporary files and a merge of them exist at the same time."""
    return max(3 * size, MIN_FREE_BYTES)


def make_root(root: Path) -> None:
    """Make the folder durably, also if an earlier run was killed before it synced it."""
    root.mkdir(parents=True, exist_ok=True)
    # A parent without read permission cannot be synced; it existed before.
    with contextlib.suppress(PermissionError):
        sync.sync_folder(root.parent)


def sweep(root: Path, current: str | None) -> tuple[str, ...]:
    """Remove temporary files and the generations newer than ``current`` (none if that is None);
    returns failures in words. OSError if `root` cannot be listed."""
    left = _remove_temporary(root)
    if current is not None:
        newer = retention.newer_than(list_generations(root), current)
        left += remove_generations(root, newer)
    # Also makes the switch of an earlier build durable.
    sync.sync_folder(root)
    return left


def _remove_temporary(root: Path) -> tuple[str, ...]:
    left = []
    for name in _temporary(root):
        try:
            sync.remove(root / name)
        except OSError as error:
            left.append(_describe(name, error))
    return tuple(left)


def remove_generations(root: Path, generations: Sequence[str]) -> tuple[str, ...]:
    """Remove generations; returns failures in words."""
    left = []
    for name in generations:
        try:
            _remove_generation(root, name)
        except OSError as error:
            left.append(_describe(name, error))
    return tuple(left)


def _remove_generation(root: Path, name: str) -> None:
    """Rename a generation out of sight, then remove it file by file."""
    aside = names.temporary_path(root, "old")
    (root / name).rename(aside)
    sync.remove(aside)


def _describe(name: str, error: OSError) -> str:
    return f"{name}: {error.strerror}"


def require_space(root: Path) -> None:
    """Raises NotEnoughSpace if a build may need more than is free."""
    last = sum(size_of(root / name) for name in list_generations(root)[:1])
    needed = space_needed(last)
    status = os.statvfs(root)
    free = status.f_bavail * status.f_frsize
    if free < needed:
        raise NotEnoughSpace(root, needed, free)


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
