"""The HTTP server in a process of its own, tested through raw sockets."""

import contextlib
import errno
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from waitress.adjustments import Adjustments

from indexer.errors import SettingError
from indexer.settings import Settings
from webapp.errors.backpressure import PATIENCE_SECONDS
from webapp.middleware.security import HEADERS
from webapp.serving import channel, workers
from webapp.serving import queue as waiting
from webapp.serving import server as serving
from webapp.serving.server import Server
from webapp.serving.workers import serve

pytestmark = pytest.mark.slow

_SCRIPT = """
import os
import sys
import time
from flask import Flask, request
from indexer.settings import Settings
from webapp.middleware.metrics import METRICS, Metrics
from webapp.middleware.security import SecurityHeaders
from webapp.serving.workers import serve

processes = int(sys.argv[1])
app = Flask("tried")
METRICS.set(app, Metrics([], processes))
app.wsgi_app = SecurityHeaders(app.wsgi_app)

@app.get("/")
def quick():
    return "quick"

@app.get("/echo")
def echo():
    return request.args["q"]

@app.get("/pid")
def pid():
    return str(os.getpid())

@app.get("/busy")
def busy():
    time.sleep(0.3)
    return "done"

@app.get("/slow")
def slow():
    print("begun", flush=True)
    # Longer than waitress waits for its threads.
    time.sleep(1.2)
    return "slow" * 100_000

@app.get("/large")
def large():
    return "large" * 500_000

@app.get("/streamed")
def streamed():
    return iter(["a", "b"])

chosen = Settings.load({"host": "127.0.0.1", "port": 0, "threads": 4, "processes": processes}, {})
serve(app, chosen, lambda address: print(address, flush=True))
print("stopped", flush=True)
"""


CHUNKED = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"


Running = tuple[subprocess.Popen[str], int]


@contextlib.contextmanager
def start_server(processes: int, *before: str) -> Iterator[Running]:
    """A running server; `before` is a command to run it with."""
    with subprocess.Popen(
        [*before, sys.executable, "-c", _SCRIPT, str(processes)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ) as process:
        assert process.stdout
        address = process.stdout.readline()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)\n", address)
        assert found, address
        yield process, int(found[1])
        process.kill()


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """A server shared by tests that do not change it."""
    with start_server(1) as found:
        yield found


@pytest.fixture
def own() -> Iterator[Running]:
    with start_server(1) as found:
        yield found


@pytest.fixture
def several() -> Iterator[Running]:
    with start_server(2) as found:
        yield found


def exchange(port: int, sent: bytes) -> bytes:
    with contextlib.closing(
        socket.create_connection(("127.0.0.1", port), timeout=10)
    ) as connection:
        connection.sendall(sent)
        received = b""
        # A server that refuses a request does not read all of it, which may reset the connection.
        with contextlib.suppress(ConnectionResetError):
            while chunk := connection.recv(65_536):
                received += chunk
        return received


def head(answer: bytes) -> dict[str, str]:
    lines = answer.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
    return {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"200"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 33_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nBad Header\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: what\r\n\r\n", b"501"),
        (b"GET /" + b"a" * 33_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", b"400"),
        (CHUNKED + b"Content-Length: 5\r\n\r\n0\r\n\r\n", b"400"),
        (CHUNKED.replace(b"1.1", b"1.0") + b"\r\n0\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 2\r\n\r\nab", b"400"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\nHost: x\n\n\r\n\r\n", b"400"),
        (b"get / HTTP/1.1\r\nHost: x\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", b"400"),
    ],
)
def test_every_answer_of_the_server_carries_the_headers(
    running: Running, sent: bytes, status: bytes
) -> None:
    answer = exchange(running[1], sent)
    assert answer.split(b" ")[1] == status
    found = head(answer)
    for name, value in HEADERS:
        assert found[name.lower()] == value
    if status != b"200":
        assert found["cache-control"] == "no-store"
        assert found["content-type"] == "application/problem+json"
        assert found["connection"] == "close"
        body = json.loads(answer.partition(b"\r\n\r\n")[2])
        assert body["status"] == int(status)
        assert body["title"]
        unread = status in (b"414", b"431")
        assert body["instance"].startswith(
            "urn:uuid:" if unread else "/" if status in (b"413", b"501") else ("/", "urn:uuid:")
        )
    assert "server" not in found
    assert b"waitress" not in answer.lower()


@pytest.mark.parametrize("address", ["/", "/streamed"])
def test_an_answer_to_head_has_no_body(running: Running, address: str) -> None:
    asked = f" {address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
    answer = exchange(running[1], b"HEAD" + asked)
    assert answer.endswith(b"\r\n\r\n")
    assert answer.count(b"\r\n\r\n") == 1
    whole = exchange(running[1], b"GET" + asked)
    assert head(answer).keys() == head(whole).keys()
    assert whole.endswith(b"quick" if address == "/" else b"\r\n0\r\n\r\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_current_requests_are_finished_on_a_stop(own: Running, number: signal.Signals) -> None:
    process, port = own
    answers: list[bytes] = []
    request = b"GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    asking = threading.Thread(target=lambda: answers.append(exchange(port, request)))
    asking.start()
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    process.send_signal(number)
    asking.join(10)
    assert answers
    assert answers[0].endswith(b"slow" * 100_000)
    assert process.wait(5) == 0
    assert process.stdout.read() == "stopped\n"


@pytest.mark.parametrize("ends", [True, False])
def test_clients_that_read_nothing_do_not_block_others(own: Running, ends: bool) -> None:
    _, port = own
    asked = b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n" * 5
    clients = list[socket.socket]()
    with contextlib.ExitStack() as stack:
        for _ in range(6):
            deaf = stack.enter_context(contextlib.closing(socket.socket()))
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.connect(("127.0.0.1", port))
            deaf.sendall(asked if ends else asked[: len(asked) // 5])
            clients.append(deaf)
        for each in clients:
            assert select.select([each], [], [], 10)[0], "an answer has begun"
        # Until the threads that write the next responses are blocked.
        time.sleep(0.3)
        assert exchange(port, get("/")).endswith(b"quick")


def test_a_slow_client_gets_the_whole_response(running: Running) -> None:
    _, port = running
    with contextlib.closing(socket.create_connection(("127.0.0.1", port))) as slow:
        slow.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        read = b""
        for _ in range(3):
            # Longer in total than a thread waits for a client that reads nothing.
            time.sleep(0.8)
            read += slow.recv(100_000)
        while piece := slow.recv(1_000_000):
            read += piece
    assert read.endswith(b"large" * 500_000)


def test_an_idle_server_stops_at_once(own: Running) -> None:
    process, port = own
    with contextlib.closing(socket.create_connection(("127.0.0.1", port))):
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("host", ["127.0.0.1", "nosuch.invalid", "a..b"])
def test_unusable_listening_addresses_are_setting_errors(host: str) -> None:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingError, match=f"cannot listen on {host}:{port}.*--port"):
            serve(Flask("x"), Settings.load({"host": host, "port": port}, {}), print)


def test_plain_arabic_in_an_address_is_accepted(
    running: Running,
) -> None:
    for address in ("/echo?q=الهجرة", "/echo?q=%D8%A7%D9%84%D9%87%D8%AC%D8%B1%D8%A9"):
        sent = f"GET {address} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
        answer = exchange(running[1], sent)
        assert answer.startswith(b"HTTP/1.1 200")
        assert answer.endswith("الهجرة".encode())


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()


def answering_pids(port: int) -> set[int]:
    """The ids of the processes that answer."""
    answers = (exchange(port, get("/pid")) for _ in range(100))
    return {int(answer.rpartition(b"\r\n")[2]) for answer in answers}


def wait_for(true: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def has_ended(pid: int) -> bool:
    """Whether a process has ended, or is a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def children(pid: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_several_processes_answer_and_stop_together(
    several: Running, number: signal.Signals
) -> None:
    process, port = several
    pids = children(process.pid)
    assert len(pids) == 2
    assert answering_pids(port) <= set(pids)
    answers: list[bytes] = []
    asking = threading.Thread(target=lambda: answers.append(exchange(port, get("/slow"))))
    asking.start()
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    process.send_signal(number)
    asking.join(10)
    assert answers
    assert answers[0].endswith(b"slow" * 100_000)
    assert process.wait(10) == 0
    assert process.stdout.read() == "stopped\n"
    assert all(map(has_ended, pids))


def test_dead_process_is_replaced(several: Running) -> None:
    process, port = several
    before = children(process.pid)
    os.kill(before[0], signal.SIGKILL)
    wait_for(lambda: len(set(children(process.pid)) - {before[0]}) == 2)
    assert exchange(port, get("/")).endswith(b"quick")
    process.terminate()
    assert process.wait(10) == 0


def test_a_process_is_replaced_even_if_sigchld_was_ignored() -> None:
    """The parent of the server may have set that."""
    begun = "import os, signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
    with start_server(2, sys.executable, "-c", begun) as (process, port):
        before = children(process.pid)
        os.kill(before[0], signal.SIGKILL)
        wait_for(lambda: len(set(children(process.pid)) - {before[0]}) == 2)
        assert exchange(port, get("/")).endswith(b"quick")
        process.terminate()
        assert process.wait(10) == 0


class Pool(workers._WorkerPool):
    """A pool of idle workers."""

    def __init__(self) -> None:
        with contextlib.closing(socket.socket()) as listening:
            super().__init__(Flask("x"), listening, 1, 2)

    def _serve(self, number: int) -> None:  # noqa: ARG002
        time.sleep(60)

    def turn(self) -> list[int]:
        self._replace_dead()
        self._start_missing()
        return list(self._workers)


@pytest.fixture
def pool() -> Iterator[Pool]:
    one = Pool()
    try:
        yield one
    finally:
        one._signal(signal.SIGKILL)
        one._stop_all()


def test_a_process_reaped_by_someone_else_is_replaced(pool: Pool) -> None:
    first, second = pool.turn()
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)
    wait_for(lambda: len(pool.turn()) == 2)
    assert second in pool.turn()
    assert first not in pool.turn()


def test_a_process_that_cannot_be_started_is_started_later(
    pool: Pool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(workers, "_SETTLED_SECONDS", 0.2)
    first, second = pool.turn()

    def full() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fork", full)
        os.kill(first, signal.SIGKILL)
        wait_for(lambda: pool.turn() == [second])
        assert pool.turn() == [second]
        wait_for(
            lambda: (
                bool(pool.turn())
                and "cannot start a process of the server: Resource temp" in caplog.text
            )
        )
    wait_for(lambda: len(pool.turn()) == 2)
    assert second in pool.turn()


# A worker that has nothing to do; its exit code becomes that of the parent.
_WORKER = """
import os
import socket
import sys
from flask import Flask
from webapp.serving.workers import _WorkerPool

class Pool(_WorkerPool):
    def _serve(self, number):
        pass

pool = Pool(Flask("x"), socket.socket(), 1, 1)
pool._start(0)
[pid] = pool._workers
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""


def test_a_worker_ends_normally_with_closed_output() -> None:
    silent = ["sh", "-c", 'exec "$@" >&- 2>&-', "sh", sys.executable, "-c", _WORKER]
    path = os.pathsep.join(filter(None, sys.path))
    assert subprocess.run(silent, env={**os.environ, "PYTHONPATH": path}).returncode == 0


def test_no_worker_outlives_its_parent(several: Running) -> None:
    process, _ = several
    pids = children(process.pid)
    process.kill()
    wait_for(lambda: all(map(has_ended, pids)))


def test_requests_that_wait_too_long_are_refused(own: Running) -> None:
    """120 concurrent requests of 0.3 s on four threads: a few are answered, none waits for all."""
    _, port = own
    answers: list[bytes] = []
    asking = [
        threading.Thread(target=lambda: answers.append(exchange(port, get("/busy"))))
        for _ in range(120)
    ]
    for each in asking:
        each.start()
    for each in asking:
        each.join(20)
    refused = [answer for answer in answers if answer.startswith(b"HTTP/1.1 503 ")]
    served = [answer for answer in answers if answer.startswith(b"HTTP/1.1 200 ")]
    assert len(refused) + len(served) == 120
    assert refused
    assert len(served) >= 4
    for answer in refused:
        assert int(head(answer)["retry-after"]) >= 1
        assert head(answer)["content-type"] == "application/problem+json"
    assert exchange(port, get("/")).endswith(b"quick"), "as usual again at once"


def test_refusals_are_in_the_language_of_the_client(running: Running) -> None:
    sent = b"POST / HTTP/1.1\r\nHost: x\r\nAccept-Language: ar\r\nContent-Length: 99999999\r\n\r\n"
    answer = exchange(running[1], sent)
    assert head(answer)["content-language"] == "ar"
    assert "المحتوى" in json.loads(answer.partition(b"\r\n\r\n")[2])["title"]


def test_an_address_with_a_host_and_no_path_is_the_first_page(running: Running) -> None:
    for line in (b"GET http://evil.example HTTP/1.1", b"GET http://evil.example?x=1 HTTP/1.1"):
        answer = exchange(running[1], line + b"\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 200")
        assert b"evil" not in answer


def test_late_requests_are_answered_in_a_burst_and_refused_in_an_overload(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    queue = list[int]()
    admission = waiting.Admission(queue)
    soon, late = now[0] - 0.1, now[0] - 2 * PATIENCE_SECONDS
    queue[:] = range(waiting.BURST_LENGTH)
    assert not admission.should_refuse(late)
    queue.append(0)
    assert not admission.should_refuse(soon)
    assert admission.should_refuse(late)
    queue[:] = range(waiting.OVERLOAD_LENGTH + 1)
    assert admission.should_refuse(late)
    assert not admission.should_refuse(soon)
    queue.pop()
    assert not admission.should_refuse(late)
    queue.append(0)
    now[0] += waiting.OVERLOAD_SECONDS
    assert not admission.should_refuse(late)


def test_an_unparsable_request_has_a_path_to_log() -> None:
    """Waitress logs the path if the client disconnects before the refusal."""
    parser = channel._Parser(Adjustments())
    parser.received(b"GET/ HTTP/1.1\r\n no header\r\n\r\n")
    assert parser.error
    assert parser.path == ""


@pytest.mark.parametrize(("hard", "room"), [(300, 33), (700, 333), (20_000, 4000)])
def test_connections_are_bounded_by_the_limit_of_open_files(hard: int, room: int) -> None:
    with start_server(1, "prlimit", f"--nofile=256:{hard}") as (process, port):
        limits = Path(f"/proc/{process.pid}/limits").read_text()
        found = re.search(r"Max open files +(\d+)", limits)
        assert found
        assert int(found[1]) == min(hard, 8256)
        if room > 400:
            return
        with contextlib.ExitStack() as stack:
            for _ in range(room + 100):
                idle = socket.create_connection(("127.0.0.1", port))
                stack.enter_context(contextlib.closing(idle))
            time.sleep(0.5)
            before = processor_time(process.pid)
            time.sleep(1)
            assert processor_time(process.pid) - before < 0.3
            assert len(list(Path(f"/proc/{process.pid}/fd").iterdir())) < room + 20
        assert exchange(port, get("/")).endswith(b"quick")


def processor_time(pid: int) -> float:
    """CPU seconds of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Exhausted:
    """A listening socket on a system without free file descriptors."""

    def __init__(self) -> None:
        self.asked = 0

    def accept(self) -> None:
        self.asked += 1
        raise OSError(errno.EMFILE, "Too many open files")


def test_connections_wait_while_no_file_can_be_opened(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listening:
        server = Server(Flask("x"), listening, 1, lambda _: None)
        listener = server._waitress
        monkeypatch.setattr(listener, "socket", Exhausted())
        for _ in range(10):
            assert listener.readable()
            listener.handle_accept()
            assert not listener.readable()
            now[0] += 0.6
        assert [record.message for record in caplog.records] == [
            "connections have to wait: Too many open files"
        ]
        monkeypatch.undo()
        server.stop()
        server.run()


def test_slow_clients_are_closed_even_if_the_clock_is_set_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(serving._OPTIONS, "channel_timeout", 1)
    monkeypatch.setattr(serving, "_SWEEP_SECONDS", 0.2)
    monkeypatch.setattr(serving, "_REQUEST_SECONDS", 1.0)
    now = time.time
    with contextlib.ExitStack() as stack:
        listening = stack.enter_context(contextlib.closing(socket.create_server(("127.0.0.1", 0))))
        server = Server(Flask("x"), listening, 1, lambda _: None)
        running = threading.Thread(target=server.run)
        running.start()
        stack.callback(running.join)
        stack.callback(server.stop)
        idle, drips = (
            stack.enter_context(
                contextlib.closing(socket.create_connection(listening.getsockname()))
            )
            for _ in range(2)
        )
        wait_for(lambda: len(server._waitress.active_channels) == 2)
        drips.sendall(b"G")
        wait_for(lambda: any(each.request for each in server._waitress.active_channels.values()))
        monkeypatch.setattr(time, "time", lambda: now() - 3600)

        def drip() -> bool:
            with contextlib.suppress(ConnectionError):
                drips.sendall(b"E")
            return not server._waitress.active_channels

        wait_for(drip, 5)
        assert idle.recv(1) == b""
