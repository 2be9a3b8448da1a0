"""What a search costs over HTTP, beside a Flask application that answers nothing but a word.

CPU time is that of the server's process, read before and after each request, which one client sends over
one connection, in turn to both servers. A second table says how long requests take while an index is
built anew in the folder that is served, and published.
"""

import contextlib
import http.client
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO
from urllib.parse import urlencode, urlsplit

import numpy as np

from benchmarks.peers import tables
from benchmarks.peers.peer import PAGE
from benchmarks.peers.queries import Query, queries, written

_FLOOR = """
import flask, waitress
app = flask.Flask("floor")
app.add_url_rule("/", view_func=lambda: {"answer": "yes"})
server = waitress.create_server(app, host="127.0.0.1", port=0, threads=8)
print(f"http://127.0.0.1:{server.effective_port}", flush=True)
server.run()
"""
_KASHAF = "from webapp.command import main; main()"
# A search every so often while an index is built: more would measure how two processors are shared.
_PAUSE = 0.02
# A larger collection takes minutes to build.
_LARGEST_BUILT = 10_000
# What a server still does when its answer has arrived.
_SETTLED = 0.002
_PATIENCE = 60.0


class Server:
    """A server in a process of its own, and one connection to it."""

    def __init__(self, command: Sequence[str], said: IO[str]) -> None:
        self._process = subprocess.Popen(command, stdout=said, stderr=said)
        address = urlsplit(_address(Path(said.name)))
        self._connection = http.client.HTTPConnection(address.hostname or "", address.port)

    def get(self, path: str) -> None:
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise AssertionError(f"{path} has status {answer.status}")

    def cpu(self) -> float:
        """Seconds of all threads until now, by the kernel's scheduler (Linux)."""
        tasks = Path(f"/proc/{self._process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text("ascii").split()[0]) for task in tasks) / 1e9

    def close(self) -> None:
        self._connection.close()
        self._process.terminate()
        self._process.wait()


def _address(said: Path) -> str:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        words = said.read_text("utf-8").split()
        found = [word for word in words if word.startswith("http://127.0.0.1:")]
        if found:
            return found[0]
        time.sleep(0.05)
    raise TimeoutError(f"a server does not come up: {said.read_text('utf-8')}")


def compare(index: Path, releases: Path, size: int, count: int) -> None:
    asked = [_path(query) for query in queries(releases, size, count)]
    with contextlib.ExitStack() as stack:
        floor = stack.enter_context(_server(["-c", _FLOOR]))
        serve = ["serve", "--index", str(index), "--port", "0", "--processes", "1"]
        ours = stack.enter_context(_server(["-c", _KASHAF, *serve]))
        for server, path in ((floor, "/"), (ours, "/api/v1/search")):
            for _ in range(50):
                server.get(path)
        print(_costs(floor, ours, asked))
        if size <= _LARGEST_BUILT:
            print(_while_building(ours, asked, index, releases))


@contextlib.contextmanager
def _server(arguments: Sequence[str]) -> Iterator[Server]:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as said:
        server = Server([sys.executable, *arguments], said)
        try:
            yield server
        finally:
            server.close()


def _path(query: Query) -> str:
    parameters = {
        "q": written(query),
        "match": "any" if query.kind == "or" else "all",
        "per_page": PAGE,
        "page": 1 + query.start // PAGE,
        "sort": "-published" if query.kind == "sort" else "relevance",
        "facets": int(query.kind == "facets"),
    }
    if query.agency:
        parameters["agency"] = query.agency
    return f"/api/v1/search?{urlencode(parameters)}"


def _costs(floor: Server, ours: Server, asked: Sequence[str]) -> str:
    spent: dict[str, list[tuple[float, float]]] = {
        "trivial answer": [],
        "search": [],
        "search, answer kept": [],
    }
    for label in ("search", "search, answer kept"):
        for path in asked:
            spent["trivial answer"].append(_cost(floor, "/"))
            spent[label].append(_cost(ours, path))
    base = np.median([cpu for cpu, _ in spent["trivial answer"]])
    rows = []
    for label, pairs in spent.items():
        cpu, wall = (1000 * np.array(column) for column in zip(*pairs, strict=True))
        rows.append(
            [
                label,
                _percentiles(cpu),
                f"{cpu.mean():.2f}",
                f"{np.median(cpu) / (1000 * base):.2f}",
                _percentiles(wall),
            ]
        )
    head = ["over HTTP, ms", "server's CPU", "mean", "÷ trivial", "wall"]
    return tables.table(head, rows)


def _cost(server: Server, path: str) -> tuple[float, float]:
    """CPU seconds of the server, and seconds until the answer is there."""
    cpu, wall = server.cpu(), time.perf_counter()
    server.get(path)
    wall = time.perf_counter() - wall
    time.sleep(_SETTLED)
    return server.cpu() - cpu, wall


def _while_building(ours: Server, asked: Sequence[str], index: Path, releases: Path) -> str:
    quiet = _latencies(ours, asked, lambda count: count == len(asked))
    options = ["--full", "--index", str(index), str(releases)]
    command = [sys.executable, "-c", _KASHAF, "build", *options]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as build:
        during = _latencies(ours, asked, lambda _: build.poll() is not None)
    if build.returncode:
        raise AssertionError(f"the build ended with {build.returncode}")
    rows = [
        [label, str(len(each)), _percentiles(each)]
        for label, each in (("no build", quiet), ("during a build", during))
    ]
    return tables.table(["over HTTP, wall ms", "searches", "p50 / p95 / p99"], rows)


def _latencies(ours: Server, asked: Sequence[str], done: Callable[[int], bool]) -> np.ndarray:
    """Milliseconds of each search, one after the other, until `done` says that they are enough."""
    taken: list[float] = []
    while not done(len(taken)):
        path = asked[len(taken) % len(asked)]
        started = time.perf_counter()
        ours.get(path)
        taken.append(1000 * (time.perf_counter() - started))
        time.sleep(_PAUSE)
    return np.array(taken)


def _percentiles(times: np.ndarray) -> str:
    return " / ".join(f"{each:.2f}" for each in np.percentile(times, (50, 95, 99)))
