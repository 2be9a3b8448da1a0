"""What killed builds and removals left behind: removed by the next build, as far as it may be.

What cannot be removed costs space and nothing else, for no reader looks at it: it stops no build, is
told each time, and the next one tries again.
"""

import os
from pathlib import Path

from indexer.generations import files, names, sync


def sweep(root: Path) -> tuple[str, ...]:
    """Remove all temporary files; what could not be, in words. OSError where `root` cannot be listed."""
    left = []
    for name in _temporary(root):
        try:
            sync.remove(root / name)
        except OSError as error:
            left.append(told(name, error))
    return tuple(left)


def told(name: str, error: OSError) -> str:
    return f"{name}: {error.strerror}"


def unremovable(root: Path) -> tuple[str, ...]:
    """The temporary files that who asks may not remove; a build that runs now has others beside them.

    Empty where `root` itself may not be written: then nothing is removed, and nothing built.
    """
    try:
        if not os.access(root, os.W_OK | os.X_OK):
            return ()
        return tuple(name for name in sorted(_temporary(root)) if _closed(root / name))
    except OSError:
        return ()


def _temporary(root: Path) -> list[str]:
    return [name for name in os.listdir(root) if name.startswith(names.TEMPORARY)]  # noqa: PTH208


def _closed(path: Path) -> bool:
    """Whether a folder of the tree at `path` that is not empty lets nothing be taken out of it."""
    if not files.is_folder(path):
        return False
    pending: list[Path] = [path]
    while pending:
        here = pending.pop()
        try:
            with os.scandir(here) as listing:
                children = list(listing)
        except FileNotFoundError:  # a build removes it just now
            continue
        except OSError:
            return True
        if children and not os.access(here, os.W_OK | os.X_OK):
            return True
        pending += [Path(child.path) for child in children if child.is_dir(follow_symlinks=False)]
    return False
