"""The parent's side: one long-lived child, which is replaced when it dies, is too slow or runs out
of memory.

Memory that the child retains from earlier files must not cause a refusal: after a crash or a lack
of memory, a file is retried in a fresh child, and refused only by that one.
"""

import json
import os
import select
import signal
import subprocess
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from itertools import islice
from typing import NamedTuple

from indexer import subprocesses
from indexer.documents import limits
from indexer.documents.files.content import CHUNK_BYTES, Content
from indexer.documents.isolated import messages
from indexer.documents.isolated.parsers import Parser
from indexer.errors import DocumentError
from indexer.releases.release import Release

# The largest release, with the escapes of JSON.
_MESSAGE_BYTES = 12 * limits.BODY_CHARACTERS


class _Child(NamedTuple):
    """A process and the descriptors of its standard input (`requests`) and output (`responses`)."""

    process: subprocess.Popen[bytes]
    requests: int
    responses: int


class _Failed(DocumentError):
    """The child died or ran out of memory."""


class _Timeout:
    """Bounds the total time of waiting for the child, without the time in which its results are
    processed."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.waited = 0.0

    def wait_for(self, descriptor: int, event: int) -> bool:
        """Waits until a descriptor can be read or written; False on timeout. `select.select` is
        limited to 1,024 descriptors."""
        poll = select.poll()
        poll.register(descriptor, event)
        started = time.monotonic()
        found = poll.poll(max(0.0, 1000 * (self._seconds - self.waited)))
        self.waited += time.monotonic() - started
        return bool(found)


class Isolated:
    """Reads content in another process, which is started on first use. ``seconds`` is its total
    working time."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._child: _Child | None = None
        self._pending = b""

    def read(self, content: Content, parser: Parser) -> Iterator[Release | DocumentError]:
        """The releases that a parser yields for the content. Raises DocumentError, also for a
        crash, for too much memory and for too much time."""
        raw = content.whole(limits.PARSED_FILE_BYTES)
        request = {
            **parser._asdict(),
            "name": content.name,
            "size": len(raw),
            "seconds": limits.PARSE_CPU_SECONDS,
        }
        is_fresh = self._child is None
        yielded = 0
        try:
            with closing(self._read(request, raw, content.name)) as first:
                for found in first:
                    yielded += 1
                    yield found
        except _Failed:
            if is_fresh:
                raise
        else:
            return
        with closing(self._read(request, raw, content.name)) as again:
            yield from islice(again, yielded, None)

    def _read(
        self, request: Mapping[str, object], raw: bytes, name: str
    ) -> Generator[Release | DocumentError, None, None]:
        """The results of the child, which is killed if it did not finish."""
        timeout = _Timeout(limits.PARSE_SECONDS)
        done = False
        try:
            child = self._start_child()
            self._send(child, messages.to_line(request), timeout, name)
            self._send(child, raw, timeout, name)
            for message in self._read_responses(child, timeout, name):
                if message == messages.OUT_OF_MEMORY:
                    raise _memory_error(name)
                if "done" in message:
                    done = True
                    self.seconds += float(str(message["done"]))
                else:
                    yield messages.from_message(message)
        finally:
            if not done:  # further output of the child would belong to this content
                self.seconds += timeout.waited
                self.close()

    def close(self) -> None:
        """Kills the child, whatever it is doing."""
        child, self._child, self._pending = self._child, None, b""
        if child is None:
            return
        child.process.kill()
        child.process.wait()
        os.close(child.requests)
        os.close(child.responses)

    def _start_child(self) -> _Child:
        if self._child is None:
            request, requests = os.pipe()
            responses, response = os.pipe()
            try:
                module = "indexer.documents.isolated.child"
                process = subprocesses.start_module(module, stdin=request, stdout=response)
            except OSError:
                os.close(requests)
                os.close(responses)
                raise
            finally:
                os.close(request)
                os.close(response)
            os.set_blocking(requests, False)
            self._child = _Child(process, requests, responses)
        return self._child

    def _send(self, child: _Child, raw: bytes, timeout: _Timeout, name: str) -> None:
        view = memoryview(raw)
        while view:
            if not timeout.wait_for(child.requests, select.POLLOUT):
                raise _timeout_error(name)
            try:
                view = view[os.write(child.requests, view[:CHUNK_BYTES]) :]
            except BrokenPipeError:
                raise _death_error(child, name) from None

    def _read_responses(
        self, child: _Child, timeout: _Timeout, name: str
    ) -> Iterator[dict[str, object]]:
        while True:
            line, end, rest = self._pending.partition(b"\n")
            if end:
                self._pending = rest
                message = json.loads(line)
                yield message
                if "done" in message:
                    return
                continue
            if not timeout.wait_for(child.responses, select.POLLIN):
                raise _timeout_error(name)
            piece = os.read(child.responses, CHUNK_BYTES)
            if not piece:
                raise _death_error(child, name)
            self._pending += piece
            if len(self._pending) > _MESSAGE_BYTES:
                raise DocumentError(name, "its reader gave a release that is too large")


def _timeout_error(name: str) -> DocumentError:
    return DocumentError(name, f"was not read within {limits.PARSE_SECONDS} seconds; not read")


def _memory_error(name: str) -> _Failed:
    return _Failed(
        name, f"needs more than {limits.PARSE_BYTES:,} bytes of memory to read; not read"
    )


def _death_error(child: _Child, name: str) -> DocumentError:
    """The reason of the child's death, as an error."""
    code = child.process.wait()
    if code == -signal.SIGXCPU:
        reason = f"needs more than {limits.PARSE_CPU_SECONDS} seconds of work to read; not read"
        return DocumentError(name, reason)
    if code in (-signal.SIGKILL, 1, -signal.SIGABRT):
        reason = f"its reader gave up, likely for want of memory ({limits.PARSE_BYTES:,} bytes)"
    else:
        reason = f"its reader crashed (signal {-code}); not read"
    return _Failed(name, reason)
