"""Unexpected failures of a command: a bug, or a machine without enough memory or open files."""

import errno
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress

# EX_SOFTWARE of `sysexits.h`. Python's own 1 means something else here.
FAULT = 70

# Not bugs: too many open files, or too little memory.
_EXHAUSTED = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN})


@contextmanager
def exit_on_fault() -> Iterator[None]:
    """Show an exception and exit with `FAULT`."""
    try:
        yield
    except Exception as error:
        try:
            with suppress(OSError):  # standard error may be closed
                _report(error)
        finally:
            # Even if there is no memory to report it.
            sys.exit(FAULT)


def _report(error: Exception) -> None:
    if isinstance(error, MemoryError):
        _print_exhausted("not enough memory")
    elif isinstance(error, OSError) and error.errno in _EXHAUSTED:
        _print_exhausted(error.strerror)
    else:
        traceback.print_exception(error)


def _print_exhausted(reason: str | None) -> None:
    print(f"kashaf: the machine gives too little: {reason}", file=sys.stderr)
