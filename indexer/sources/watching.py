"""Builds again whenever the sources change: what is dropped into a folder is searchable at once.

The system tells of changes (watchfiles); those that come together are gathered into one build, and a
file that still grows is waited for.
"""

import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from watchfiles import Change, watch
from watchfiles.main import FileChange

from indexer.documents.folder import reached
from indexer.sources.watched_paths import Whereabouts

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

    The first set, which may be empty, says that nothing is missed from here on. What takes the place of a
    folder, or of where a link leads, is watched in its stead.
    What happens in the folder `index`, which may lie among them, is left out. Raises DocumentError for a path
    that does not exist.
    """
    for path in paths:
        reached(path)
    stopped = stop or threading.Event()
    missed: frozenset[Path] = frozenset()
    while not stopped.is_set():
        here = Whereabouts(paths)
        # All that is there has come, and was not told.
        told = missed.union(here.watched) if missed else missed
        missed = yield from _until_replaced(here, index.resolve(), stopped, told)


def _until_replaced(
    here: Whereabouts, index: Path, stop: threading.Event, missed: frozenset[Path]
) -> Generator[frozenset[Path], None, frozenset[Path]]:
    """The changes, with those that were `missed` before, until the paths lead elsewhere; returns what is to
    be told with what will be there."""
    begun = False
    with closing(_told(here, stop)) as told:
        for found in told:
            changed = [path for _, path in found if _wanted(path, here, index)]
            if changed:
                _settle(changed)
            missed |= frozenset(map(Path, changed))
            if here.left({Path(path) for change, path in found if change is Change.deleted}):
                return missed.union(here.watched)
            if missed or not begun:
                yield missed
            begun, missed = True, frozenset()
    return missed


def _told(here: Whereabouts, stop: threading.Event) -> Generator[set[FileChange], None, None]:
    """What the system tells, and a set of nothing each time that it had nothing to tell for a while."""
    try:
        yield from watch(
            *here.watched,
            recursive=here.recursive,
            # What is filtered there is not told: whether the paths still lead here would not be asked.
            watch_filter=None,
            debounce=_GATHERED,
            step=_STEP,
            stop_event=stop,
            rust_timeout=_WAIT,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
    except FileNotFoundError:  # gone between a look and the watch
        yield set()


def _wanted(path: str, here: Whereabouts, index: Path) -> bool:
    real = Path(path).resolve()
    return not real.is_relative_to(index) and here.covers(real)


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
