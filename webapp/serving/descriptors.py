"""How many connections a process may hold: as many as the system lets it open, less what else it opens."""

import resource
from contextlib import suppress

MOST_CONNECTIONS = 4000
# The files of the index, of another one that takes its place, and what answers need besides.
_OTHERS = 256
# A connection whose client does not read a large answer has a file beside it.
_WANTED = 2 * MOST_CONNECTIONS + _OTHERS
_LEAST = 16


def raise_limit() -> None:
    """Let this process open as many files as it may want and is allowed: shells and services give 1,024,
    which only those that ask go beyond."""
    soft, hard = map(_counted, _given())
    wanted = min(hard, _WANTED)
    if soft < wanted:
        # A sandbox may forbid it; connections are fewer then.
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, _given()[1]))


def connections() -> int:
    """How many connections leave room for all else."""
    free = _counted(_given()[0]) - _OTHERS
    return max(_LEAST, min(MOST_CONNECTIONS, free * 3 // 4))


def _given() -> tuple[int, int]:
    return resource.getrlimit(resource.RLIMIT_NOFILE)


def _counted(limit: int) -> int:
    """A limit as a number to compare with, also where there is none."""
    return _WANTED if limit == resource.RLIM_INFINITY else limit
