"""The server around the application, in a process of its own, spoken to byte by byte."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from flask import Flask

from indexer.errors import SettingError
from webapp.security import HEADERS
from webapp.server import serve

_SCRIPT = """
import time
from flask import Flask, request
from webapp.security import SecurityHeaders
from webapp.server import serve

app = Flask("tried")
app.wsgi_app = SecurityHeaders(app.wsgi_app)

@app.get("/")
def quick():
    return "quick"

@app.get("/echo")
def echo():
    return request.args["q"]

@app.get("/slow")
def slow():
    time.sleep(1)
    return "slow" * 100_000

serve(app, "127.0.0.1", 0, 4, lambda address: print(address, flush=True))
print("stopped", flush=True)
"""


@pytest.fixture
def running() -> Iterator[tuple[subprocess.Popen[str], int]]:
    with subprocess.Popen(
        [sys.executable, "-c", _SCRIPT],
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


def exchange(port: int, sent: bytes) -> bytes:
    with contextlib.closing(
        socket.create_connection(("127.0.0.1", port), timeout=10)
    ) as connection:
        connection.sendall(sent)
        received = b""
        # A server that refuses a request does not read it to the end, which may reset the connection.
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
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 9000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nBad Header\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: what\r\n\r\n", b"501"),
    ],
)
def test_every_answer_of_the_server_carries_the_headers(
    running: tuple[subprocess.Popen[str], int], sent: bytes, status: bytes
) -> None:
    answer = exchange(running[1], sent)
    assert answer.split(b" ")[1] == status
    found = head(answer)
    for name, value in HEADERS:
        assert found[name.lower()] == value
    assert status == b"200" or found["cache-control"] == "no-store"
    assert "server" not in found
    assert b"waitress" not in answer.lower()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_requests_under_way_are_finished_on_a_stop(
    running: tuple[subprocess.Popen[str], int], number: signal.Signals
) -> None:
    process, port = running
    answers: list[bytes] = []
    request = b"GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    asking = threading.Thread(target=lambda: answers.append(exchange(port, request)))
    asking.start()
    time.sleep(0.4)
    process.send_signal(number)
    asking.join(10)
    assert answers
    assert answers[0].endswith(b"slow" * 100_000)
    assert process.wait(5) == 0
    assert process.stdout
    assert process.stdout.read() == "stopped\n"


def test_an_idle_server_stops_at_once(running: tuple[subprocess.Popen[str], int]) -> None:
    process, port = running
    with contextlib.closing(socket.create_connection(("127.0.0.1", port))):
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("host", ["127.0.0.1", "nosuch.invalid"])
def test_addresses_that_cannot_be_had_are_setting_errors(host: str) -> None:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingError, match=f"cannot listen on {host}:{port}.*--port"):
            serve(Flask("x"), host, port, 1, lambda _: None)


def test_an_address_with_plain_arabic_is_taken_as_if_it_were_encoded(
    running: tuple[subprocess.Popen[str], int],
) -> None:
    for address in ("/echo?q=الهجرة", "/echo?q=%D8%A7%D9%84%D9%87%D8%AC%D8%B1%D8%A9"):
        sent = f"GET {address} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
        answer = exchange(running[1], sent)
        assert answer.startswith(b"HTTP/1.1 200")
        assert answer.endswith("الهجرة".encode())
