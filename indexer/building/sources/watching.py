"""Waits for changes of the sources, with the file events of the operating system (watchfiles).

Changes that come together are reported together, and a file that still grows is waited for.
"""

import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from watchfiles import Change, watch
from watchfiles.main import FileChange

from indexer.building.sources.watched_paths import WatchedPaths
from indexer.documents.folder import resolve_given

# Milliseconds: changes closer together than _STEP are gathered, for _DEBOUNCE at most; an empty set
# comes after each _TIMEOUT without changes.
_STEP = 100
_DEBOUNCE = 800
_TIMEOUT = 300
# Seconds between two looks at files that may still grow, and how long they are waited for. (A
# download of hours is read when it is done, as its last change is an event too.)
_PAUSE = 0.3
_PATIENCE = 10.0

# Size and mtime of each file; None if there is none.
_FileStates: TypeAlias = dict[str, tuple[int, int] | None]


def watch_changes(
    paths: Sequence[Path], index: Path, stop: threading.Event | None = None
) -> Iterator[frozenset[Path]]:
    """Yield the changed paths below ``paths`` once they have come to rest; ends when ``stop`` is
    set.

    The first set, which may be empty, is yielded when watching has begun. What replaces a folder,
    or the target of a link, is watched in its stead. Changes in the folder ``index``, which may lie
    among the paths, are left out. Raises DocumentError for a path that does not exist.
    """
    for path in paths:
        resolve_given(path)
    stopped = stop or threading.Event()
    missed: frozenset[Path] = frozenset()
    while not stopped.is_set():
        here = WatchedPaths(paths)
        # Whatever replaced the earlier paths came without an event.
        changed = missed.union(here.watched) if missed else missed
        missed = yield from _watch_until_moved(here, index.resolve(), stopped, changed)


def _watch_until_moved(
    here: WatchedPaths, index: Path, stop: threading.Event, missed: frozenset[Path]
) -> Generator[frozenset[Path], None, frozenset[Path]]:
    """Yield changes, those ``missed`` before first, until the paths lead elsewhere; returns the
    changes to report with what is there then."""
    begun = False
    with closing(_events(here, stop)) as events:
        for event in events:
            changed = [path for _, path in event if _is_wanted(path, here, index)]
            if changed:
                _wait_until_stable(changed)
            missed |= frozenset(map(Path, changed))
            if here.has_moved({Path(path) for change, path in event if change is Change.deleted}):
                return missed.union(here.watched)
            if missed or not begun:
                yield missed
            begun, missed = True, frozenset()
    return missed


def _events(here: WatchedPaths, stop: threading.Event) -> Generator[set[FileChange], None, None]:
    """Sets of changes; an empty one after a while without any."""
    try:
        yield from watch(
            *here.watched,
            recursive=here.recursive,
            # Unfiltered, so that after each event the targets of the paths are compared.
            watch_filter=None,
            debounce=_DEBOUNCE,
            step=_STEP,
            stop_event=stop,
            rust_timeout=_TIMEOUT,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
    except FileNotFoundError:  # removed before the watch began
        yield set()


def _is_wanted(path: str, here: WatchedPaths, index: Path) -> bool:
    real = Path(path).resolve()
    return not real.is_relative_to(index) and here.covers(real)


def _wait_until_stable(paths: Sequence[str]) -> None:
    until = time.monotonic() + _PATIENCE
    before = _file_states(paths)
    while time.monotonic() < until:
        time.sleep(_PAUSE)
        now = _file_states(paths)
        if now == before:
            return
        before = now


def _file_states(paths: Sequence[str]) -> _FileStates:
    states: _FileStates = {}
    for path in paths:
        try:
            status = Path(path).stat()
        except OSError:
            states[path] = None
        else:
            states[path] = (status.st_size, status.st_mtime_ns)
    return states
