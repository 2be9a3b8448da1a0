"""One build at a time: a lock that the kernel holds, so that it cannot go stale."""

import contextlib
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import BuildError, BuildLocked, as_build_error
from indexer.generations.names import LOCK

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
# Fixed, so that a new pid overwrites the old one and needs no space on a full disk.
_PID_WIDTH = 20


@contextmanager
def hold_lock(root: Path) -> Iterator[None]:
    """Hold ROOT/LOCK for the body, without waiting for it.

    Raises BuildLocked with the holder's pid if this or another process holds it; BuildError if the
    file cannot be opened or is not a regular one. The file is never deleted, as another process
    could then hold the deleted one. A forked child shares the lock until it ends or executes
    another program.
    """
    path = root / LOCK
    with as_build_error(root, "taking the lock"):
        descriptor = os.open(path, _FLAGS, 0o644)
    try:
        with as_build_error(root, "taking the lock"):
            _take(descriptor, root)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, root: Path) -> None:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise BuildError(f"{root / LOCK}: not a regular file; remove it and run again")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.read(descriptor, _PID_WIDTH).decode("ascii", "replace").strip()
        raise BuildLocked(
            f"{root}: another build is running (pid {holder or 'unknown'}); wait until it ends"
        ) from error
    # The pid is only for the message: a full disk must not stop the build that would free space.
    with contextlib.suppress(OSError):
        os.write(descriptor, f"{os.getpid():<{_PID_WIDTH - 1}}\n".encode())
