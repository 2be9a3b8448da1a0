"""The `kashaf` command: its commands and its exit codes.

The module of a command is imported when the command is used, so that none waits for the imports of
the others.
"""

import errno
import gc
import importlib
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

import click

from indexer.cli import streams
from indexer.cli.context import message_of
from indexer.cli.faults import FAULT
from indexer.errors import (
    BuildError,
    BuildLocked,
    DocumentError,
    GenerationGone,
    IndexUnavailable,
    KashafError,
    LexiconError,
    QueryError,
    SearchTooLong,
    SettingError,
)

# What scripts may rely on.
REFUSED = 1
USAGE = 2
UNAVAILABLE = 3
LOCKED = 4
UNPUBLISHED = 5
# The exit code of shells for a program ended by SIGINT; click's 1 means something else here.
INTERRUPTED = 130

# Complete, though no command raises GenerationGone.
EXIT_CODES: tuple[tuple[type[KashafError], int], ...] = (
    (SettingError, USAGE),
    (QueryError, USAGE),
    (DocumentError, USAGE),
    (BuildLocked, LOCKED),
    (IndexUnavailable, UNAVAILABLE),
    (GenerationGone, UNAVAILABLE),
    (SearchTooLong, UNAVAILABLE),
    (LexiconError, UNAVAILABLE),
    (BuildError, UNPUBLISHED),
)

# The module of each command, and its name there.
_COMMANDS = {
    "analyze": "indexer.cli.analyze:analyze",
    "build": "indexer.cli.build:build",
    "doctor": "indexer.cli.doctor:doctor",
    "evaluate": "indexer.cli.evaluate:evaluate",
    "export": "indexer.cli.export:export",
    "rollback": "indexer.cli.generations:rollback",
    "search": "indexer.cli.search:search",
    "settings": "indexer.cli.settings:show_settings",
    "status": "indexer.cli.generations:status",
    "verify": "indexer.cli.generations:verify",
}


class Group(click.Group):
    """A group whose commands are imported when they are used, from ``modules``: name to
    "module:attribute".

    Turns a KashafError into a message and an exit code; other exceptions are bugs (see `faults`).
    """

    def __init__(
        self, *arguments: Any, modules: Mapping[str, str] = MappingProxyType({}), **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self._modules = modules

    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(self._modules)

    def get_command(self, context: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self._modules:
            return None
        module, _, name = self._modules[cmd_name].partition(":")
        # Imported objects stay: collecting garbage among them takes a tenth of the start.
        gc.disable()
        try:
            command: click.Command = getattr(importlib.import_module(module), name)
        finally:
            gc.enable()
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            similar = get_close_matches(args[0], self._modules, n=1)
            if not similar:
                raise
            message = f"{error.format_message()} Did you mean '{similar[0]}'?"
            raise click.UsageError(message, ctx) from None

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except KeyboardInterrupt as interrupt:
            # A command may add how far it got (`indexer.cli.build_run`).
            click.echo("; ".join(["kashaf: interrupted", *map(str, interrupt.args)]), err=True)
            context.exit(INTERRUPTED)
        except BrokenPipeError:
            # The reader of the output (head) has closed it; click would end with 1.
            streams.discard_output()
            context.exit(USAGE)
        except KashafError as error:
            click.echo(f"kashaf: {message_of(error)}", err=True)
            codes = (code for kind, code in EXIT_CODES if isinstance(error, kind))
            context.exit(next(codes, FAULT))

    def main(self, *arguments: Any, **options: Any) -> Any:
        closed = sys.stdout is None
        if closed:
            streams.make_stdout_unwritable()
        try:
            return super().main(*arguments, **options)
        except OSError as error:
            if closed and error.errno == errno.EBADF:
                streams.report_unwritten("standard output is closed")
            elif error.errno in streams.FULL:
                streams.report_unwritten(str(error.strerror))
            else:
                raise
            sys.exit(USAGE)


def make_group(commands: Mapping[str, str] = MappingProxyType({})) -> Group:
    """The command `kashaf`, with ``commands`` of another package besides: name to
    "module:attribute"."""

    @click.group(
        cls=Group,
        modules={**_COMMANDS, **commands},
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    @click.version_option(package_name="kashaf")
    def kashaf() -> None:
        """Full-text search for Arabic press releases.

        Exit codes: 0 done; 1 done, but some files were refused; 2 wrong usage, or the output cannot
        be written; 3 the index is missing, damaged or out of date; 4 another build is running; 5
        nothing was published; 70 a fault of the program, or the machine gives it too little; 130
        interrupted.
        """
        streams.set_up_output()

    return kashaf
