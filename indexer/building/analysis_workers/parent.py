"""The parent's side: starts a child when there is much to analyse."""

import logging
import os
import socket
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Self

from indexer import subprocesses
from indexer.arabic.analyzer import Analyzer
from indexer.building.analysis_workers import messages
from indexer.building.analysis_workers.framing import Connection
from indexer.releases.release import Release
from indexer.releases.schema import AnalysedRelease, analyse

_log = logging.getLogger(__name__)

# Releases that are analysed before a child is started: it would hardly be ready before they are
# done.
_ANALYSED_ALONE = 300
# A batch ends after so many releases or characters.
_BATCH, _BATCH_CHARACTERS = 32, 200_000
# Batches that are queued at the child while the parent waits for an earlier one.
_AHEAD = 2
# Timeout; a batch takes a second or two on a slow machine.
_SECONDS = 120.0


class _Child:
    """A process that analyses batches in the order they are sent. After any failure it is ended,
    which is logged, and ``gone`` is true."""

    def __init__(self, analyzer: Analyzer) -> None:
        near, far = socket.socketpair()
        self._connection = Connection(near, _SECONDS)
        self._decoder = messages.Decoder()
        self._fingerprint = analyzer.fingerprint
        self._ready = False
        self.gone = False
        with far:
            descriptor = far.fileno()
            try:
                self._process = subprocesses.start_module(
                    "indexer.building.analysis_workers.child",
                    str(descriptor),
                    inherited=(descriptor,),
                )
            except OSError:
                self._connection.close()
                raise
        try:
            self._connection.send(messages.encode_analyzer(analyzer))
        except OSError as error:
            self._fail(error)

    def is_ready(self) -> bool:
        """Whether it has loaded the analyzer, which takes a second or so, and has this program's
        version."""
        if self.gone:
            return False
        if self._ready or not self._connection.has_input():
            return self._ready
        try:
            self._ready = self._connection.receive() == self._fingerprint
        except Exception as error:  # another version may send anything
            self._fail(error)
            return False
        if not self._ready:
            self._fail("another version is installed now")
        return self._ready

    def send(self, batch: Sequence[Release]) -> None:
        if not self.gone:
            try:
                self._connection.send([release.canonical for release in batch])
            except OSError as error:
                self._fail(error)

    def receive(self, batch: Sequence[Release]) -> list[AnalysedRelease] | None:
        """The batch that was sent first, analysed; None if the child is gone."""
        if self.gone:
            return None
        try:
            messages = zip(batch, self._connection.receive(), strict=True)
            return [self._decoder.decode(release, message) for release, message in messages]
        except Exception as error:  # whatever it is, the batch can be analysed here
            self._fail(error)
            return None

    def _fail(self, reason: object) -> None:
        self.close()
        _log.warning(
            "the process that analyses is gone (%r, exit code %d); the build goes on without it",
            reason,
            self._process.returncode,
        )

    def close(self) -> None:
        """End the child at once."""
        self.gone = True
        self._connection.close()
        self._process.kill()
        self._process.wait()


class ParallelAnalyzer:
    """Analyses releases, with 2 ``processes`` in a child too, if there is a processor for it. A
    context manager, which ends the child."""

    def __init__(self, analyzer: Analyzer, processes: int) -> None:
        self._analyzer = analyzer
        self._works_alone = processes == 1 or _processors() == 1
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._child:
            self._child.close()

    def analyse(self, releases: Iterable[Release]) -> Iterator[AnalysedRelease]:
        """The releases in order; reads some ahead of what it yields. To be called once."""
        left = iter(releases)
        for release in left if self._works_alone else islice(left, _ANALYSED_ALONE):
            yield analyse(release, self._analyzer)
        sent: deque[list[Release]] = deque()
        for batch in _batches(left):
            child = self._get_child()
            ready = child is not None and child.is_ready()
            while sent and (len(sent) > _AHEAD or not ready):
                yield from self._receive(sent.popleft())
            if child is None or not ready:
                yield from self._analyse_here(batch)
            else:
                child.send(batch)
                sent.append(batch)
        while sent:
            yield from self._receive(sent.popleft())

    def _get_child(self) -> _Child | None:
        """The child, started if need be; None if none can be started."""
        if self._child is None and not self._works_alone:
            try:
                self._child = _Child(self._analyzer)
            except OSError as error:
                _log.warning("no process can be started beside this one (%s)", error)
                self._works_alone = True
        return self._child

    def _receive(self, batch: Sequence[Release]) -> Iterable[AnalysedRelease]:
        analysed = self._child.receive(batch) if self._child else None
        return self._analyse_here(batch) if analysed is None else analysed

    def _analyse_here(self, batch: Sequence[Release]) -> Iterator[AnalysedRelease]:
        return (analyse(release, self._analyzer) for release in batch)


def _processors() -> int:
    """How many processors this process may use."""
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
