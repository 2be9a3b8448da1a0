"""What ends the command though nobody reckoned with it: a fault of the program, or a machine that gives it
too little."""

import errno
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress

# Of `sysexits.h`. Python's own 1 means something else here.
FAULT = 70

# What is no fault of the program: too many files are open, there is too little memory.
_TOO_LITTLE = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN})


@contextmanager
def told() -> Iterator[None]:
    """End with `FAULT` for an exception, which is shown."""
    try:
        yield
    except Exception as error:
        try:
            with suppress(OSError):  # standard error may be closed
                _tell(error)
        finally:
            # Also where there is no memory to say so.
            sys.exit(FAULT)


def _tell(error: Exception) -> None:
    if isinstance(error, MemoryError):
        _say("not enough memory")
    elif isinstance(error, OSError) and error.errno in _TOO_LITTLE:
        _say(error.strerror)
    else:
        traceback.print_exception(error)


def _say(reason: str | None) -> None:
    print(f"kashaf: the machine gives too little: {reason}", file=sys.stderr)
