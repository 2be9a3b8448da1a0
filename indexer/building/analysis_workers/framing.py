"""JSON values over a socket, each after its size in bytes."""

import json
import socket
import time
from typing import Any

_SIZE_BYTES = 8
_CHUNK_BYTES = 1 << 20


class Connection:
    """One end of a connection.

    Sending and receiving raise TimeoutError after ``seconds`` (None: they wait without limit), and
    OSError or EOFError when the other end is gone.
    """

    def __init__(self, end: socket.socket, seconds: float | None = None) -> None:
        self._end = end
        self._seconds = seconds

    def send(self, value: object) -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        content = text.encode("utf-8", "surrogatepass")
        self._end.settimeout(self._seconds)
        self._end.sendall(len(content).to_bytes(_SIZE_BYTES, "little") + content)

    def receive(self) -> Any:
        until = None if self._seconds is None else time.monotonic() + self._seconds
        size = int.from_bytes(self._read(_SIZE_BYTES, until), "little")
        return json.loads(self._read(size, until).decode("utf-8", "surrogatepass"))

    def has_input(self) -> bool:
        """Whether there is something to receive, or the other end is gone."""
        self._end.settimeout(0)
        try:
            self._end.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def close(self) -> None:
        self._end.close()

    def _read(self, size: int, until: float | None) -> bytes:
        parts = []
        while size:
            self._end.settimeout(None if until is None else max(0.001, until - time.monotonic()))
            part = self._end.recv(min(size, _CHUNK_BYTES))
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)
