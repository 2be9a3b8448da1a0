"""How many connections a process may hold: bounded by its limit of file descriptors."""

import resource
from contextlib import suppress

MAX_CONNECTIONS = 4000
# The files of the index, of the one that replaces it, and others.
_OTHER_FILES = 256
# A large response that is not read yet is in a file beside its connection.
_WANTED = 2 * MAX_CONNECTIONS + _OTHER_FILES
_MIN_CONNECTIONS = 16


def raise_limit() -> None:
    """Raise the soft limit of file descriptors as far as is useful and allowed: shells and services
    set 1,024 and leave it to programs to raise it."""
    soft, hard = map(_finite, _limits())
    wanted = min(hard, _WANTED)
    if soft < wanted:
        # A sandbox may forbid it; then there are fewer connections.
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, _limits()[1]))


def max_connections() -> int:
    """How many connections this process may hold."""
    free = _finite(_limits()[0]) - _OTHER_FILES
    return max(_MIN_CONNECTIONS, min(MAX_CONNECTIONS, free * 3 // 4))


def _limits() -> tuple[int, int]:
    return resource.getrlimit(resource.RLIMIT_NOFILE)


def _finite(limit: int) -> int:
    """A limit as a number that can be compared, even if there is none."""
    return _WANTED if limit == resource.RLIM_INFINITY else limit
