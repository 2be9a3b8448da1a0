"""What a reader reads: the bytes of a file, of a member of an archive, or of what was unpacked."""

import io
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from indexer.errors import DocumentError

CHUNK_BYTES = 1 << 16


class Content(Protocol):
    """``name`` is for messages and ids. The bytes are taken once, by `chunks` or `whole`; `head` and
    `seekable` leave them to be taken.

    Each raises DocumentError for bytes that cannot be had.
    """

    name: str

    def head(self, size: int) -> bytes:
        """The first bytes, at most `size`."""
        ...

    def chunks(self) -> Iterator[bytes]:
        """The bytes, at most CHUNK_BYTES at a time."""
        ...

    def whole(self, most: int) -> bytes:
        """All bytes; refused when there are more than `most`."""
        ...

    def seekable(self, most: int) -> BinaryIO:
        """A file to be read here and there, closed by the caller. At most `most` bytes of it are held
        in memory."""
        ...

    def require_unchanged(self) -> None:
        """DocumentError when the bytes changed since they were opened."""
        ...


class Unpacked:
    """Content that comes as a stream out of other content."""

    def __init__(self, name: str, stream: Iterator[bytes]) -> None:
        self.name = name
        self._stream = stream
        self._ahead = b""

    def head(self, size: int) -> bytes:
        while len(self._ahead) < size:
            chunk = next(self._stream, b"")
            if not chunk:
                break
            self._ahead += chunk
        return self._ahead[:size]

    def chunks(self) -> Iterator[bytes]:
        ahead, self._ahead = self._ahead, b""
        if ahead:
            yield ahead
        yield from self._stream

    def whole(self, most: int) -> bytes:
        pieces, size = list[bytes](), 0
        for chunk in self.chunks():
            pieces.append(chunk)
            size += len(chunk)
            if size > most:
                raise too_large(self.name, most)
        return b"".join(pieces)

    def seekable(self, most: int) -> BinaryIO:
        self._ahead = self.whole(most)
        return io.BytesIO(self._ahead)

    def require_unchanged(self) -> None:
        """The content that it came from is asked."""


def too_large(name: str, most: int, size: int | None = None) -> DocumentError:
    if size is None:  # packed: where it was given up, the rest was not counted
        return DocumentError(
            name, f"unpacks to more than {most:,} bytes; at most so many are read in this format"
        )
    return DocumentError(name, f"has {size:,} bytes; at most {most:,} are read in this format")
