"""Which reader understands which file: by the ending of its name.

A new format is a module with one function of the shape `Reader`, and a line in `BY_ENDING`.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Protocol

from indexer import limits
from indexer.documents import encoding, jsonl, press
from indexer.documents.opener import OpenFile
from indexer.errors import DocumentError
from indexer.release import Release


class Reader(Protocol):
    """From an open file to its releases, in order.

    A part that is refused is given as a DocumentError in its place; one that spoils the rest of the
    file is raised. `Release.source` is the file's name.
    """

    def __call__(self, file: OpenFile, /) -> Iterator[Release | DocumentError]: ...


def text(file: OpenFile) -> Iterator[Release | DocumentError]:
    """The releases of a text file, all of them or none: see `press`."""
    raw = file.whole(limits.TEXT_FILE_BYTES)
    yield from press.parse(encoding.decode(raw, file.name), file.name)


BY_ENDING: Mapping[str, Reader] = {
    ".txt": text,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
}


def for_name(name: str) -> Reader:
    """The reader for a file of this name. Raises DocumentError that lists the endings known."""
    ending = PurePosixPath(name).suffix.lower()
    if ending in BY_ENDING:
        return BY_ENDING[ending]
    found = f"the ending {ending}" if ending else "a name without an ending"
    raise DocumentError(name, f"{found} is not supported; supported are {' '.join(BY_ENDING)}")
