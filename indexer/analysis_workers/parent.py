"""The parent's side: a child that is started when much is to be analysed."""

import logging
import os
import socket
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Self

from indexer import subprocesses
from indexer.analysis_workers import messages
from indexer.analysis_workers.framing import Line
from indexer.arabic.analyzer import Analyzer
from indexer.release import Release
from indexer.schema import AnalysedRelease, analyse

_log = logging.getLogger(__name__)

# Of fewer releases a child would hardly have analysed one by the time that all are done.
_ALONE = 300
# Releases of a batch, and the letters after which no more are added to one.
_BATCH, _BATCH_CHARACTERS = 32, 200_000
# Batches that a child has before it while its answer to another is waited for.
_AHEAD = 2
# A batch takes a second or two on a slow machine.
_SECONDS = 120.0


class _Child:
    """A process that analyses batches in the order in which they are given. Whatever happens to it, no more
    is asked of it, and the log says so."""

    def __init__(self, analyzer: Analyzer) -> None:
        near, far = socket.socketpair()
        self._line = Line(near, _SECONDS)
        self._listener = messages.Listener()
        self._fingerprint = analyzer.fingerprint
        self._ready = False
        self.gone = False
        with far:
            descriptor = far.fileno()
            try:
                self._process = subprocesses.started(
                    "indexer.analysis_workers.child", str(descriptor), inherited=(descriptor,)
                )
            except OSError:
                self._line.close()
                raise
        try:
            self._line.send(messages.of_analyzer(analyzer))
        except OSError as error:
            self._give_up(error)

    def is_ready(self) -> bool:
        """Whether it has read the analyzer, for which it takes a second or so, and is of this program's version."""
        if self.gone:
            return False
        if self._ready or not self._line.waits():
            return self._ready
        try:
            self._ready = self._line.receive() == self._fingerprint
        except Exception as error:  # what another version sends may be anything
            self._give_up(error)
            return False
        if not self._ready:
            self._give_up("another version is installed now")
        return self._ready

    def give(self, batch: Sequence[Release]) -> None:
        if not self.gone:
            try:
                self._line.send([release.canonical for release in batch])
            except OSError as error:
                self._give_up(error)

    def answer(self, batch: Sequence[Release]) -> list[AnalysedRelease] | None:
        """The releases of the batch that was given first, analysed; None if the child is gone."""
        if self.gone:
            return None
        try:
            told = zip(batch, self._line.receive(), strict=True)
            return [self._listener.understood(release, each) for release, each in told]
        except Exception as error:  # whatever it is, the batch can be analysed here
            self._give_up(error)
            return None

    def _give_up(self, reason: object) -> None:
        self.close()
        _log.warning(
            "the process that analyses is gone (%r, exit code %d); the build goes on without it",
            reason,
            self._process.returncode,
        )

    def close(self) -> None:
        """End the child, whatever it does."""
        self.gone = True
        self._line.close()
        self._process.kill()
        self._process.wait()


class Analysts:
    """Analyses releases; of two `processes` one is a child beside this one, if there is a processor for it.
    To be closed."""

    def __init__(self, analyzer: Analyzer, processes: int) -> None:
        self._analyzer = analyzer
        self._alone = processes == 1 or _processors() == 1
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._child:
            self._child.close()

    def analysed(self, releases: Iterable[Release]) -> Iterator[AnalysedRelease]:
        """The releases in order; some are read on before they are given. To be called once."""
        left = iter(releases)
        for release in left if self._alone else islice(left, _ALONE):
            yield analyse(release, self._analyzer)
        given: deque[list[Release]] = deque()
        for batch in _batches(left):
            child = self._started()
            ready = child is not None and child.is_ready()
            while given and (len(given) > _AHEAD or not ready):
                yield from self._answer(given.popleft())
            if child is None or not ready:
                yield from self._here(batch)
            else:
                child.give(batch)
                given.append(batch)
        while given:
            yield from self._answer(given.popleft())

    def _started(self) -> _Child | None:
        """The child, if one can be started."""
        if self._child is None and not self._alone:
            try:
                self._child = _Child(self._analyzer)
            except OSError as error:
                _log.warning("no process can be started beside this one (%s)", error)
                self._alone = True
        return self._child

    def _answer(self, batch: Sequence[Release]) -> Iterable[AnalysedRelease]:
        answer = self._child.answer(batch) if self._child else None
        return self._here(batch) if answer is None else answer

    def _here(self, batch: Sequence[Release]) -> Iterator[AnalysedRelease]:
        return (analyse(release, self._analyzer) for release in batch)


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
