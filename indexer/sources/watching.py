"""Builds again whenever the sources change: what is dropped into a folder is searchable at once.

The system tells of changes (watchfiles); those that come together are gathered into one build, and a
file that still grows is waited for.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from watchfiles import Change, watch

from indexer.documents import sidecar
from indexer.documents.folder import reached

# Milliseconds: changes that follow each other so soon belong together, but for so long at the most.
_STEP = 100
_GATHERED = 800
# So long the system is asked at a time.
_WAIT = 300
# Seconds between two looks at files that may still grow, and for how long they are waited for: a
# download of hours is read when it is done, for its last change is told as well.
_PAUSE = 0.3
_PATIENCE = 10.0

Seen: TypeAlias = dict[str, tuple[int, int] | None]


def changes(
    paths: Sequence[Path], index: Path, stop: threading.Event | None = None
) -> Iterator[frozenset[Path]]:
    """The paths that changed below `paths`, each time they have come to rest; ends when `stop` is set.

    The first set, which may be empty, says that nothing is missed from here on.
    What happens in the folder `index`, which may lie among them, is left out. Raises DocumentError for a path
    that does not exist.
    """
    inside = index.resolve()

    named = [reached(path)[0] for path in paths]
    folders = [path for path in named if path.is_dir()]
    files = {beside for path in named for beside in (path, *sidecar.possible(path))}

    def wanted(_: Change, path: str) -> bool:
        real = Path(path).resolve()
        if real.is_relative_to(inside):
            return False
        return real in files or any(map(real.is_relative_to, folders))

    told = watch(
        # Of files alone their folders are watched: many programs put another file in the place of one when they save.
        # Beside folders it would be all that is below them.
        *(named if folders else {path.parent for path in named}),
        recursive=bool(folders),
        watch_filter=wanted,
        debounce=_GATHERED,
        step=_STEP,
        stop_event=stop,
        rust_timeout=_WAIT,
        yield_on_timeout=True,
    )
    begun = False
    for found in told:
        changed = [path for _, path in found]
        if changed:
            _settle(changed)
        if changed or not begun:
            yield frozenset(map(Path, changed))
        begun = True


def _settle(paths: Sequence[str]) -> None:
    """Wait until none of the files grows."""
    until = time.monotonic() + _PATIENCE
    before = _seen(paths)
    while time.monotonic() < until:
        time.sleep(_PAUSE)
        now = _seen(paths)
        if now == before:
            return
        before = now


def _seen(paths: Sequence[str]) -> Seen:
    """Size and time of each file; None where there is none."""
    seen: Seen = {}
    for path in paths:
        try:
            status = Path(path).stat()
        except OSError:
            seen[path] = None
        else:
            seen[path] = (status.st_size, status.st_mtime_ns)
    return seen
