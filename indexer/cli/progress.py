"""How a long build shows that it goes on: a bar on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Self

import click

from indexer import limits
from indexer.errors import DocumentError
from indexer.sources.changes import Step

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

# Seconds between plain lines.
_EVERY = 5.0


class BuildProgress:
    """Shows a build on standard error, from `with` to its end.

    What was `said` of refused files, by a build before, is not said again; ``refusals`` are those of this build,
    ``repeated`` how many of them were said before.
    """

    def __init__(self, said: Collection[str] = ()) -> None:
        self._said = said
        self.refusals: set[str] = set()
        self.repeated = 0
        self._bar = _bar() if sys.stderr is not None and sys.stderr.isatty() else None
        self._context: AbstractContextManager[object] = self._bar or nullcontext()
        self._total = 0
        self._done = 0
        self._next = time.monotonic() + _EVERY

    def __enter__(self) -> Self:
        self._context.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        self._context.__exit__(None, None, None)

    def begin(self, step: Step, total: int = 0) -> None:
        self._total, self._done = total, 0
        if self._bar:
            for task in self._bar.task_ids:
                self._bar.remove_task(task)
            self._bar.add_task(step, total=total or None)
        elif step != "reading":
            click.echo(step, err=True)

    def advance(self, amount: int) -> None:
        self._done += amount
        if self._bar:
            self._bar.advance(self._bar.task_ids[0], amount)
        elif time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY
            click.echo(f"reading {100 * self._done // max(1, self._total)} %", err=True)

    def refused(self, error: DocumentError) -> None:
        if len(self.refusals) < limits.REFUSALS_REMEMBERED:
            self.refusals.add(str(error))
        if str(error) in self._said:
            self.repeated += 1
        elif self._bar:
            self._bar.console.print(f"refused: {error}", markup=False, highlight=False)
        else:
            click.echo(f"refused: {error}", err=True)


def _bar() -> "Bar":
    # Imported where there is a terminal: the library takes 50 ms, which a build in a pipe need not wait for.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
