"""The input of a reader: the bytes of a file, of an archive member, or of unpacked data."""

import io
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from indexer.errors import DocumentError

CHUNK_BYTES = 1 << 16


class Content(Protocol):
    """``name`` is used in messages and ids. `chunks` or `whole` consume the bytes, once; `head` and
    `seekable` do not.

    Each method raises DocumentError for bytes that cannot be read.
    """

    name: str

    def head(self, size: int) -> bytes:
        """The first `size` bytes, or fewer."""
        ...

    def chunks(self) -> Iterator[bytes]:
        """The bytes, at most CHUNK_BYTES at a time."""
        ...

    def whole(self, most: int) -> bytes:
        """All bytes. Raises DocumentError if there are more than `most`."""
        ...

    def seekable(self, most: int) -> BinaryIO:
        """A file for random access, which the caller closes. At most `most` bytes are held in
        memory."""
        ...

    def require_unchanged(self) -> None:
        """Raises DocumentError if the bytes changed since they were opened."""
        ...


class Unpacked:
    """Content that is streamed out of other content."""

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
                raise too_large_error(self.name, most)
        return b"".join(pieces)

    def seekable(self, most: int) -> BinaryIO:
        self._ahead = self.whole(most)
        return io.BytesIO(self._ahead)

    def require_unchanged(self) -> None:
        """Does nothing: the content that this one was unpacked from is checked instead."""


def too_large_error(name: str, most: int, size: int | None = None) -> DocumentError:
    if size is None:  # packed data: counting stopped at the limit
        return DocumentError(
            name, f"unpacks to more than {most:,} bytes; at most so many are read in this format"
        )
    return DocumentError(name, f"has {size:,} bytes; at most {most:,} are read in this format")
