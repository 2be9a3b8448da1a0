"""The parent's side: a child that is started when much is to be analysed."""

import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Self

from indexer import children
from indexer.analysts.messages import Listener
from indexer.arabic.analyzer import Analyzer
from indexer.release import Release
from indexer.schema import AnalysedRelease, analyse

_log = logging.getLogger(__name__)

# Of fewer releases a child would have analysed little more when all are done than it takes to start it.
_ALONE = 500
# Releases of a batch, and the letters after which no more are added to one.
_BATCH, _BATCH_CHARACTERS = 32, 200_000
# Batches that a child has before it while its answer to another is waited for.
_AHEAD = 2
# A batch takes a second or two on a slow machine.
_SECONDS = 120.0


class _Child:
    """A process that analyses batches in the order in which they are given."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._line, far = multiprocessing.Pipe()
        with far:
            descriptor = far.fileno()
            module = "indexer.analysts.child"
            self._process = children.started(module, str(descriptor), inherited=(descriptor,))
        self._listener = Listener()
        self.gone = False
        self._say(analyzer)

    def give(self, batch: Sequence[Release]) -> None:
        self._say(batch)

    def answer(self, batch: Sequence[Release]) -> list[AnalysedRelease] | None:
        """The releases of the batch that was given first, analysed; None if the child is gone."""
        if self.gone:
            return None
        try:
            if self._line.poll(_SECONDS):
                return self._listener.understood(self._line.recv(), batch)
            reason = f"no answer within {_SECONDS:.0f} seconds"
        except (EOFError, OSError) as error:
            reason = type(error).__name__
        _log.warning("a process that analyses is gone (%s); the build goes on without it", reason)
        self.close()
        return None

    def _say(self, what: object) -> None:
        if not self.gone:
            with suppress(OSError):  # told when its answer is missed
                self._line.send(what)

    def close(self) -> None:
        """End the child, whatever it does."""
        self.gone = True
        self._line.close()
        self._process.kill()
        self._process.wait()


class Analysts:
    """Analyses releases, many of them in a process beside this one if there may be `processes` and there is a
    processor for it; to be closed."""

    def __init__(self, analyzer: Analyzer, processes: int) -> None:
        self._analyzer = analyzer
        self._alone = min(processes, _processors()) < 2
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._child:
            self._child.close()

    def analysed(self, releases: Iterable[Release]) -> Iterator[AnalysedRelease]:
        """The releases in order; some are read on before they are given."""
        left = iter(releases)
        for release in left if self._alone else islice(left, _ALONE):
            yield analyse(release, self._analyzer)
        waiting: deque[list[Release]] = deque()
        for batch in _batches(left):
            self._child = self._child or _Child(self._analyzer)
            self._child.give(batch)
            waiting.append(batch)
            if len(waiting) > _AHEAD:
                yield from self._answer(self._child, waiting.popleft())
        while waiting and self._child:
            yield from self._answer(self._child, waiting.popleft())

    def _answer(self, child: _Child, batch: Sequence[Release]) -> Iterable[AnalysedRelease]:
        answer = child.answer(batch)
        if answer is None:
            return (analyse(release, self._analyzer) for release in batch)
        return answer


def _processors() -> int:
    """Of those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _batches(releases: Iterator[Release]) -> Iterator[list[Release]]:
    batch: list[Release] = []
    characters = 0
    for release in releases:
        batch.append(release)
        characters += len(release.body)
        if len(batch) == _BATCH or characters > _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
