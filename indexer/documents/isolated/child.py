"""The child: reads requests from standard input until it ends, answers on standard output."""

import json
import os
import resource
import sys
from collections.abc import Iterator
from typing import BinaryIO

from indexer import limits
from indexer.documents.files.content import Unpacked
from indexer.documents.isolated import messages, parsers
from indexer.errors import DocumentError
from indexer.release import Release


def main() -> None:
    # What a library prints must not get into the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _bound()
    while request := sys.stdin.buffer.readline():
        _serve(json.loads(request), sys.stdin.buffer, answers)


def _serve(request: dict[str, object], given: BinaryIO, answers: BinaryIO) -> None:
    name = str(request["name"])
    content = given.read(int(str(request["size"])))
    before = _worked()
    _renew_time(int(str(request["seconds"])))
    try:
        for found in _releases(request, Unpacked(name, iter([content]))):
            answers.write(messages.to_line(messages.to_message(found)))
            answers.flush()
    except DocumentError as error:
        answers.write(messages.to_line(messages.to_message(error)))
    except MemoryError:
        answers.write(messages.to_line(messages.STARVED))
    except Exception as error:
        answers.write(messages.to_line(messages.to_message(parsers.failure(name, error))))
    answers.write(messages.to_line({"done": _worked() - before}))
    answers.flush()


def _releases(request: dict[str, object], file: Unpacked) -> Iterator[Release | DocumentError]:
    extra = request["extra"]
    parser = parsers.Parser(str(request["module"]), None if extra is None else str(extra))
    return parsers.read(file, parser)


def _bound() -> None:
    """No more memory than a file may take, no file larger than none, no core."""
    resource.setrlimit(resource.RLIMIT_DATA, (limits.PARSE_BYTES, limits.PARSE_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _worked() -> float:
    """Seconds of processor time, of the whole process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _renew_time(seconds: int) -> None:
    """So much processor time for the next file; the kernel ends the process after it."""
    soft = int(_worked()) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
