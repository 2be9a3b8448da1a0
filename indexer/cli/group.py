"""The `kashaf` command: what it can do, its options in common and its exit codes.

A command's module is imported when the command is asked for: none waits for what the others need.
"""

import errno
import gc
import importlib
import io
import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import click

from indexer.errors import (
    BuildError,
    BuildLocked,
    DocumentError,
    IndexUnavailable,
    KashafError,
    LexiconError,
    QueryError,
    SearchTooLong,
    SettingError,
)
from indexer.settings import Settings, unknown_variables

# What scripts may rely on.
REFUSED = 1
USAGE = 2
UNAVAILABLE = 3
LOCKED = 4
UNPUBLISHED = 5
# What shells say of a program that SIGINT ended; click's own 1 means something else here.
INTERRUPTED = 130

_CODES: tuple[tuple[type[KashafError], int], ...] = (
    (SettingError, USAGE),
    (QueryError, USAGE),
    (DocumentError, USAGE),
    (BuildLocked, LOCKED),
    (IndexUnavailable, UNAVAILABLE),
    (SearchTooLong, UNAVAILABLE),
    (LexiconError, UNAVAILABLE),
    (BuildError, UNPUBLISHED),
)

# What the system says of a disk that takes no more.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

# Where each command is: the module, and its name there.
_COMMANDS = {
    "analyze": "indexer.cli.search:analyze",
    "build": "indexer.cli.build:build",
    "doctor": "indexer.cli.doctor:doctor",
    "evaluate": "indexer.cli.evaluate:evaluate",
    "export": "indexer.cli.export:export",
    "rollback": "indexer.cli.index:rollback",
    "search": "indexer.cli.search:search",
    "settings": "indexer.cli.settings:show_settings",
    "status": "indexer.cli.index:status",
    "verify": "indexer.cli.index:verify",
}


class Group(click.Group):
    """Imports a command when it is asked for.

    Turns our errors into a message and an exit code; anything else is a bug and shows itself (`faults`).
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.places = dict(_COMMANDS)

    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(self.places)

    def get_command(self, context: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.places:
            return None
        module, _, name = self.places[cmd_name].partition(":")
        # What is imported stays: looking through it for garbage again and again takes a tenth of a start.
        gc.disable()
        try:
            command: click.Command = getattr(importlib.import_module(module), name)
        finally:
            gc.enable()
        return command

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except KeyboardInterrupt as interrupt:
            # Ctrl-C says nothing more; a command may (`indexer.cli.build`).
            click.echo("; ".join(["kashaf: interrupted", *map(str, interrupt.args)]), err=True)
            context.exit(INTERRUPTED)
        except BrokenPipeError:
            # Who reads the output (head) has enough of it; click would make another code of it.
            _write_nowhere()
            context.exit(USAGE)
        except KashafError as error:
            click.echo(f"kashaf: {aimed(str(error))}", err=True)
            codes = (code for kind, code in _CODES if isinstance(error, kind))
            context.exit(next(codes, UNPUBLISHED))

    def main(self, *arguments: Any, **options: Any) -> Any:
        closed = sys.stdout is None
        if closed:
            _let_writing_fail()
        try:
            return super().main(*arguments, **options)
        except OSError as error:
            if closed and error.errno == errno.EBADF:
                _tell_of_output("standard output is closed")
            elif error.errno in _FULL:
                _tell_of_output(str(error.strerror))
            else:
                raise
            sys.exit(USAGE)


def _let_writing_fail() -> None:
    """Standard output that was closed is None, to which nothing is written, and nothing said of that."""
    unwritable = os.open(os.devnull, os.O_RDONLY)
    sys.stdout = os.fdopen(unwritable, "w", encoding="utf-8")


def _tell_of_output(reason: str) -> None:
    """Say that not all was written."""
    with suppress(OSError):  # standard error may be what is full
        click.echo(f"kashaf: not all could be written: {reason}", err=True)
    _write_nowhere()


def _write_nowhere() -> None:
    """Let what is left of the output go: Python would try again at its end, and fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError):
                os.dup2(nowhere, stream.fileno())


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kashaf")
def kashaf() -> None:
    """Full-text search for Arabic press releases.

    Exit codes: 0 done; 1 done, but some files were refused; 2 wrong usage, or the output
    cannot be written; 3 the index is missing, damaged or out of date; 4 another build is running;
    5 nothing was published; 70 a fault of the program, or the machine gives it too little;
    130 interrupted.
    """
    if os.environ.get("TERM") == "dumb":  # a terminal that would show the signs of bold as they are
        click.get_current_context().color = False
    # The error itself is printed; the library's log of it would say the same again.
    logging.getLogger("indexer.generations").addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe that cannot show Arabic gets escapes instead of a crash; a closed standard
        # error is None.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def index_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--index", metavar="DIR", help="Folder of the index.")(command)


class Named(click.Path):
    """A path of a file or folder. An empty one would be the current folder: more often a variable that
    was not set."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the name of a file or folder was expected, not an empty one", param, ctx)
        return super().convert(value, param, ctx)


json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def settings(**flags: object) -> Settings:
    """The settings in force, also for what is said later (`aimed`)."""
    chosen = Settings.load(flags)
    click.get_current_context().find_root().obj = chosen
    return chosen


def warn_of_variables() -> None:
    """A line on standard error for each variable that is named as a setting is, and is none."""
    for said in unknown_variables():
        click.echo(f"kashaf: {said}", err=True)


def aimed(words: str) -> str:
    """A message whose commands mend the index that was asked for."""
    # Imported where something is wrong: it brings the engine along, which not every command needs.
    from indexer import mending

    chosen = click.get_current_context().find_root().obj
    return mending.aimed(words, chosen) if isinstance(chosen, Settings) else words
