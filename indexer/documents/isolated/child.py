"""The child process: reads requests from standard input until its end and responds on standard
output."""

import json
import os
import resource
import sys
from collections.abc import Iterator
from typing import BinaryIO

from indexer.documents import limits
from indexer.documents.files.content import Unpacked
from indexer.documents.isolated import messages, parsers
from indexer.errors import DocumentError
from indexer.releases.release import Release


def main() -> None:
    # Output that a library prints must not get into the responses.
    responses = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_resources()
    while request := sys.stdin.buffer.readline():
        _serve(json.loads(request), sys.stdin.buffer, responses)


def _serve(request: dict[str, object], requests: BinaryIO, responses: BinaryIO) -> None:
    name = str(request["name"])
    content = requests.read(int(str(request["size"])))
    before = _cpu_seconds()
    _extend_cpu_limit(int(str(request["seconds"])))
    try:
        for found in _releases(request, Unpacked(name, iter([content]))):
            responses.write(messages.to_line(messages.to_message(found)))
            responses.flush()
    except DocumentError as error:
        responses.write(messages.to_line(messages.to_message(error)))
    except MemoryError:
        responses.write(messages.to_line(messages.OUT_OF_MEMORY))
    except Exception as error:
        responses.write(messages.to_line(messages.to_message(parsers.failure(name, error))))
    responses.write(messages.to_line({"done": _cpu_seconds() - before}))
    responses.flush()


def _releases(request: dict[str, object], file: Unpacked) -> Iterator[Release | DocumentError]:
    extra = request["extra"]
    parser = parsers.Parser(str(request["module"]), None if extra is None else str(extra))
    return parsers.read(file, parser)


def _limit_resources() -> None:
    """Bounds the memory, and forbids writing files and core dumps."""
    resource.setrlimit(resource.RLIMIT_DATA, (limits.PARSE_BYTES, limits.PARSE_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _cpu_seconds() -> float:
    """The CPU seconds of the process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _extend_cpu_limit(seconds: int) -> None:
    """Allows this many more CPU seconds; the kernel kills the process after them."""
    soft = int(_cpu_seconds()) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
