"""Malformed requests, byte by byte, at a server: it answers each with a status of its own, or closes.

`python -m tests.campaigns.raw_sockets HOST PORT [ROUNDS]`
"""

import contextlib
import random
import socket
import sys

_LINES = [
    b"GET / HTTP/1.1",
    b"GET /api/v1/search?q=%D9%87 HTTP/1.1",
    b"HEAD / HTTP/1.0",
    b"POST /api/v1/search HTTP/1.1",
    b"OPTIONS * HTTP/1.1",
    b"GET http://evil.example/ HTTP/1.1",
    b"GET //evil.example/%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
    b"GET /static/..%2f..%2fapp.py HTTP/1.1",
    b"GET /releases/%00%ff%2e%2e%2f HTTP/1.1",
    b"GET /?q=\xff\xfe\x00 HTTP/1.1",
    b"CONNECT evil.example:443 HTTP/1.1",
    b"PRI * HTTP/2.0",
    b"GET / HTTP/9.9",
    b"GET",
    b"",
]
_HEADERS = [
    b"Host: a",
    b"Host: evil.example, b",
    b"Connection: close",
    b"Connection: keep-alive, Upgrade",
    b"Content-Length: 5",
    b"Content-Length: 18446744073709551616",
    b"Content-Length: +1",
    b"Content-Length: 0x5",
    b"Transfer-Encoding: chunked",
    b"Transfer-Encoding: chunked, chunked",
    b"Transfer-Encoding: \x0bchunked",
    b"Transfer-Encoding : chunked",
    b"Expect: 100-continue",
    b"Upgrade: h2c",
    b"Range: bytes=0-0,-1",
    b"Accept: \xff/\xff;q=nan",
    b"Accept-Language: " + b"ar," * 500,
    b"Accept-Encoding: gzip;q=x, *;q=1e999",
    b'If-None-Match: W/"x", *, "',
    b"If-Modified-Since: Tue, 99 Foo 99999 99:99:99 GMT",
    b"X-Forwarded-For: ' OR 1=1 --",
    b"X: " + b"y" * 40_000,
    b"\x00: z",
    b" folded: x",
    b"Cookie: " + b"a=b;" * 200,
]
_BODIES = [
    b"",
    b"hello",
    b"5\r\nhello\r\n0\r\n\r\n",
    b"FFFFFFFFFFFFFFFFF\r\nx",
    b"-1\r\n\r\n",
    b'5;ext="\r\n"\r\nhello\r\n0\r\nTrailer: x\r\n\r\n',
    b"GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n",
]


def fuzz(port: int, rounds: int, seed: int, host: str = "127.0.0.1") -> dict[str, int]:
    """How often each status came ("closed" where none). Raises AssertionError for a server error."""
    chance = random.Random(seed)
    seen: dict[str, int] = {}
    for _ in range(rounds):
        sent = _request(chance)
        status = _status(host, port, sent)
        assert status.isdigit() or status == "closed", (status, sent)
        assert status in ("501", "503") or not status.startswith("5"), (status, sent)
        seen[status] = seen.get(status, 0) + 1
    return seen


def _request(chance: random.Random) -> bytes:
    if chance.random() < 0.1:
        return chance.randbytes(chance.randrange(1, 3000)) + b"\r\n\r\n"
    end = chance.choices([b"\r\n", b"\n", b"\r", b"\r\r\n"], [20, 1, 1, 1])[0]
    headers = chance.choices(_HEADERS, k=chance.randrange(6))
    if chance.random() < 0.7:
        headers.insert(0, b"Host: a")
    sent = end.join([chance.choice(_LINES), *headers, b"", chance.choice(_BODIES)])
    for _ in range(chance.choice([0, 0, 0, 1, 5])):
        place = chance.randrange(len(sent))
        sent = sent[:place] + chance.randbytes(1) + sent[place + chance.randrange(2) :]
    return sent


def _status(host: str, port: int, sent: bytes) -> str:
    """The status of the first answer. The sending side is closed, so that a half request ends."""
    received = b""
    with contextlib.closing(socket.create_connection((host, port), timeout=15)) as connection:
        with contextlib.suppress(OSError):  # the server may have had enough
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionError):
            while len(received) < 4096 and (chunk := connection.recv(4096)):
                received += chunk
    if not received:
        return "closed"
    return received.split(b" ", 2)[1].decode("ascii", "replace")


if __name__ == "__main__":
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
    print(fuzz(int(sys.argv[2]), rounds, seed=1, host=sys.argv[1]))
