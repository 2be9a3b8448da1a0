"""The progress of a build: a bar on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Self

import click

from indexer.building.sources.changes import Step
from indexer.errors import DocumentError

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

# Refusals that a watch remembers, so that they are not printed after each change.
_MAX_REMEMBERED = 10_000
# Seconds between plain lines.
_LINE_SECONDS = 5.0


class BuildProgress:
    """Shows a build on standard error while its context is open.

    Refusals that are ``known`` from an earlier build are not printed again; ``refusals`` are those
    of this build, and ``repeated`` counts the known ones among them.
    """

    def __init__(self, known: Collection[str] = ()) -> None:
        self._known = known
        self.refusals: set[str] = set()
        self.repeated = 0
        self._bar = _bar() if sys.stderr is not None and sys.stderr.isatty() else None
        self._context: AbstractContextManager[object] = self._bar or nullcontext()
        self._total = 0
        self._done = 0
        self._next = time.monotonic() + _LINE_SECONDS

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
            self._next = time.monotonic() + _LINE_SECONDS
            click.echo(f"reading {100 * self._done // max(1, self._total)} %", err=True)

    def report_refusal(self, error: DocumentError) -> None:
        if len(self.refusals) < _MAX_REMEMBERED:
            self.refusals.add(str(error))
        if str(error) in self._known:
            self.repeated += 1
        elif self._bar:
            self._bar.console.print(f"refused: {error}", markup=False, highlight=False)
        else:
            click.echo(f"refused: {error}", err=True)


def _bar() -> "Bar":
    # Imported only for a terminal: the import takes 50 ms.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
