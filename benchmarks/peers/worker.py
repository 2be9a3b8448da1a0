"""A peer in a process of its own, so that nobody's memory is another's, and how the run talks to it."""

import multiprocessing
import os
import resource
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple, Self

from benchmarks.peers.peer import Peer
from benchmarks.peers.queries import Query

# A process of its own for each task of a peer, started afresh: forks share what was loaded before.
_FRESH = multiprocessing.get_context("spawn")


class Built(NamedTuple):
    """Seconds, and bytes: at the most in memory, and on disk in the end."""

    cpu: float
    wall: float
    peak: int
    size: int


class Opened(NamedTuple):
    """CPU seconds of opening and of the first search; bytes of memory that opening and ten searches
    added, and how much of it is shared with no other process."""

    open: float
    first: float
    resident: int
    searched: int
    private: int


class Answered(NamedTuple):
    cpu: float
    wall: float
    total: int
    shown: int


class Missing(Exception):
    """The peer is not installed."""


class Worker:
    """The near end of a process that runs a peer; to be closed."""

    def __init__(self, peer: type[Peer], folder: Path) -> None:
        self._line, far = _FRESH.Pipe()
        self._process = _FRESH.Process(target=_run, args=(far, peer, folder), daemon=True)
        self._process.start()
        far.close()
        self._receive()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._line.close()
        self._process.join()

    def build(self, releases: Path) -> Built:
        return Built(*self._ask("build", releases))

    def open(self, warming: list[Query]) -> Opened:
        return Opened(*self._ask("open", warming))

    def search(self, query: Query, shown: bool, turn: int) -> Answered:
        return Answered(*self._ask("search", query, shown, turn))

    def _ask(self, *order: Any) -> Any:
        self._line.send(order)
        return self._receive()

    def _receive(self) -> Any:
        answer = self._line.recv()
        if isinstance(answer, ImportError):
            raise Missing(str(answer))
        if isinstance(answer, Exception):
            raise answer
        return answer


def _run(line: Connection, kind: type[Peer], folder: Path) -> None:
    peer = kind(folder)
    orders: dict[str, Callable[..., tuple[float, ...]]] = {
        "build": lambda releases: _build(peer, releases),
        "open": lambda warming: _open(peer, warming),
        "search": lambda *asked: _search(peer, *asked),
    }
    try:
        peer.prepare()
        line.send(None)
        while True:
            name, *arguments = line.recv()
            line.send(tuple(orders[name](*arguments)))
    except EOFError:
        return
    except Exception as error:
        line.send(error)
        raise


def _build(peer: Peer, releases: Path) -> tuple[float, ...]:
    wall, cpu = time.perf_counter(), time.process_time()
    peer.build(releases)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu += children.ru_utime + children.ru_stime
    peak = _memory("status", "VmHWM") + 1024 * children.ru_maxrss
    size = sum(path.stat().st_size for path in peer.folder.rglob("*") if path.is_file())
    return cpu, wall, peak, size


def _open(peer: Peer, warming: list[Query]) -> tuple[float, ...]:
    resident, private = _memory("status", "VmRSS"), _private()
    cpu = time.process_time()
    peer.open()
    opened = time.process_time()
    opened_resident = _memory("status", "VmRSS")
    first = 0.0
    for query in warming:
        peer.search(query, True, 0)
        first = first or time.process_time() - opened
    return (
        opened - cpu,
        first,
        opened_resident - resident,
        _memory("status", "VmRSS") - resident,
        _private() - private,
    )


def _search(peer: Peer, query: Query, shown: bool, turn: int) -> tuple[float, ...]:
    wall, cpu = time.perf_counter(), time.process_time()
    found = peer.search(query, shown, turn)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    if shown and found.ids and not all(found.shown):
        raise AssertionError(f"{peer.name} shows nothing of a hit of {query}")
    return cpu, wall, found.total, sum(map(len, found.shown))


def _private() -> int:
    """Bytes of this process that no other one shares."""
    return _memory("smaps_rollup", "Private_Clean") + _memory("smaps_rollup", "Private_Dirty")


def _memory(file: str, name: str) -> int:
    """Bytes that the kernel (Linux) tells of this process."""
    lines = Path(f"/proc/{os.getpid()}/{file}").read_text("ascii").splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))
