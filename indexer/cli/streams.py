"""Standard output and error: text that they cannot encode, and failures to write."""

import errno
import io
import logging
import os
import sys
from contextlib import suppress

import click

# The disk is full.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def set_up_output() -> None:
    if os.environ.get("TERM") == "dumb":  # it would show the codes for bold as text
        click.get_current_context().color = False
    # The error itself is printed; the log entry would repeat it.
    logging.getLogger("indexer.generations").addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        # Where Arabic cannot be encoded, escapes are written instead of a crash. A closed stream is
        # None.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def make_stdout_unwritable() -> None:
    """Replace the None that Python has for a closed standard output: writing to that fails
    silently."""
    unwritable = os.open(os.devnull, os.O_RDONLY)
    sys.stdout = os.fdopen(unwritable, "w", encoding="utf-8")


def report_unwritten(reason: str) -> None:
    with suppress(OSError):  # standard error may be on the full disk
        click.echo(f"kashaf: not all could be written: {reason}", err=True)
    discard_output()


def discard_output() -> None:
    """Send the buffered output nowhere: Python would write it at exit, and fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError):
                os.dup2(nowhere, stream.fileno())
