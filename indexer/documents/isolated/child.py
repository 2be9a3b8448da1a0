"""The child: reads requests from standard input until it ends, answers on standard output."""

import importlib
import json
import os
import resource
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import BinaryIO

from indexer import limits
from indexer.documents.content import Unpacked
from indexer.documents.isolated import messages
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
            answers.write(messages.line(messages.of(found)))
            answers.flush()
    except DocumentError as error:
        answers.write(messages.line(messages.of(error)))
    except MemoryError:
        reason = f"needs more than {limits.PARSE_BYTES:,} bytes of memory to read; not read"
        answers.write(messages.line(messages.of(DocumentError(name, reason))))
    except Exception as error:
        # A library's own failure at a malformed file: whatever it is, the file is refused by it.
        reason = f"damaged: its reader failed ({type(error).__name__}: {error})"
        answers.write(messages.line(messages.of(DocumentError(name, reason[:500]))))
    answers.write(messages.line({"done": _worked() - before}))
    answers.flush()


def _releases(request: dict[str, object], file: Unpacked) -> Iterator[Release | DocumentError]:
    module = _module(str(request["module"]), request["extra"], file.name)
    found: Iterator[Release | DocumentError] = module.read(file)
    yield from found


def _module(name: str, extra: object, file: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if extra is None or (error.name or "").startswith("indexer"):
            raise
        raise DocumentError(
            file, f"{error.name} is needed to read it: pip install 'kashaf[{extra}]'"
        ) from None


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
