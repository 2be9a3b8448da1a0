"""The parent's side: one long-lived child, replaced when it dies, is too slow or has too little memory.

What it holds of the files before is not for the next one to be refused by: for want of memory, or by a crash, which
may be for want of it, only a child that has read nothing else refuses a file.
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

from indexer import limits, subprocesses
from indexer.documents.files.content import CHUNK_BYTES, Content
from indexer.documents.isolated import messages
from indexer.documents.isolated.parsers import Parser
from indexer.errors import DocumentError
from indexer.release import Release

# A release and what JSON adds to it.
_MESSAGE_BYTES = 12 * limits.BODY_CHARACTERS


class _Child(NamedTuple):
    """A process and the descriptors of its standard input and output."""

    process: subprocess.Popen[bytes]
    given: int
    answers: int


class _Failed(DocumentError):
    """The child died, or its memory did not suffice."""


class _Patience:
    """How long the child is waited for, all in all. What is done meanwhile with what it gave does not count."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.waited = 0.0

    def ready(self, descriptor: int, event: int) -> bool:
        """Whether something can be written or read in time; `select.select` knows 1,024 descriptors only."""
        poll = select.poll()
        poll.register(descriptor, event)
        started = time.monotonic()
        found = poll.poll(max(0.0, 1000 * (self._seconds - self.waited)))
        self.waited += time.monotonic() - started
        return bool(found)


class Isolated:
    """Reads content in another process, which is started when it is first needed. ``seconds`` is how long it has worked."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._child: _Child | None = None
        self._pending = b""

    def read(self, content: Content, parser: Parser) -> Iterator[Release | DocumentError]:
        """What a parser gives for the content. Raises DocumentError, also for a crash, for too much
        memory and for too much time, each by name."""
        raw = content.whole(limits.PARSED_FILE_BYTES)
        request = {
            **parser._asdict(),
            "name": content.name,
            "size": len(raw),
            "seconds": limits.PARSE_CPU_SECONDS,
        }
        is_fresh = self._child is None
        given = 0
        try:
            with closing(self._read(request, raw, content.name)) as first:
                for found in first:
                    given += 1
                    yield found
        except _Failed:
            if is_fresh:
                raise
        else:
            return
        with closing(self._read(request, raw, content.name)) as again:
            yield from islice(again, given, None)

    def _read(
        self, request: Mapping[str, object], raw: bytes, name: str
    ) -> Generator[Release | DocumentError, None, None]:
        """What the child gives; it is ended where it did not come to its end."""
        patience = _Patience(limits.PARSE_SECONDS)
        done = False
        try:
            child = self._started()
            self._send(child, messages.to_line(request), patience, name)
            self._send(child, raw, patience, name)
            for message in self._answers(child, patience, name):
                if message == messages.STARVED:
                    raise _starved(name)
                if "done" in message:
                    done = True
                    self.seconds += float(str(message["done"]))
                else:
                    yield messages.from_message(message)
        finally:
            if not done:  # what the child still says belongs to this content
                self.seconds += patience.waited
                self.close()

    def close(self) -> None:
        """End the child, whatever it does."""
        child, self._child, self._pending = self._child, None, b""
        if child is None:
            return
        child.process.kill()
        child.process.wait()
        os.close(child.given)
        os.close(child.answers)

    def _started(self) -> _Child:
        if self._child is None:
            request, given = os.pipe()
            answers, answer = os.pipe()
            try:
                module = "indexer.documents.isolated.child"
                process = subprocesses.start_module(module, stdin=request, stdout=answer)
            except OSError:
                os.close(given)
                os.close(answers)
                raise
            finally:
                os.close(request)
                os.close(answer)
            os.set_blocking(given, False)
            self._child = _Child(process, given, answers)
        return self._child

    def _send(self, child: _Child, raw: bytes, patience: _Patience, name: str) -> None:
        view = memoryview(raw)
        while view:
            if not patience.ready(child.given, select.POLLOUT):
                raise _too_slow(name)
            try:
                view = view[os.write(child.given, view[:CHUNK_BYTES]) :]
            except BrokenPipeError:
                raise _died(child, name) from None

    def _answers(
        self, child: _Child, patience: _Patience, name: str
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
            if not patience.ready(child.answers, select.POLLIN):
                raise _too_slow(name)
            piece = os.read(child.answers, CHUNK_BYTES)
            if not piece:
                raise _died(child, name)
            self._pending += piece
            if len(self._pending) > _MESSAGE_BYTES:
                raise DocumentError(name, "its reader gave a release that is too large")


def _too_slow(name: str) -> DocumentError:
    return DocumentError(name, f"was not read within {limits.PARSE_SECONDS} seconds; not read")


def _starved(name: str) -> _Failed:
    return _Failed(
        name, f"needs more than {limits.PARSE_BYTES:,} bytes of memory to read; not read"
    )


def _died(child: _Child, name: str) -> DocumentError:
    """Why the child is gone, in words."""
    code = child.process.wait()
    if code == -signal.SIGXCPU:
        reason = f"needs more than {limits.PARSE_CPU_SECONDS} seconds of work to read; not read"
        return DocumentError(name, reason)
    if code in (-signal.SIGKILL, 1, -signal.SIGABRT):
        reason = f"its reader gave up, likely for want of memory ({limits.PARSE_BYTES:,} bytes)"
    else:
        reason = f"its reader crashed (signal {-code}); not read"
    return _Failed(name, reason)
