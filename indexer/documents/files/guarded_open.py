"""Opens files in a folder that untrusted users can write to.

Reading cannot leave the folder, block, or run past the initial size: every path component is opened
without following links, only regular files without hard links are read, never past the size that
they had when opened, and a file that changed while it was read is refused until the next build.
"""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from indexer.documents.files.content import CHUNK_BYTES, too_large_error
from indexer.errors import DocumentError

_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# O_NONBLOCK: opening a FIFO must not wait for its writer.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class OpenFile:
    """An open file, as a context manager and as `Content` for a reader. `size` is in bytes."""

    def __init__(self, descriptor: int, name: str, advance: Callable[[int], None]) -> None:
        self.name = name
        self._descriptor = descriptor
        self._advance = advance
        self._opened = os.fstat(descriptor)
        self.size = self._opened.st_size

    def __enter__(self) -> "OpenFile":
        return self

    def __exit__(self, *exception: object) -> None:
        os.close(self._descriptor)

    def head(self, size: int) -> bytes:
        return os.pread(self._descriptor, min(size, self.size), 0)

    def chunks(self) -> Iterator[bytes]:
        """As `Content.chunks`; after the last chunk, raises DocumentError if the file changed."""
        os.lseek(self._descriptor, 0, os.SEEK_SET)  # `seekable` may have moved the position
        left = self.size
        while left:
            chunk = os.read(self._descriptor, min(left, CHUNK_BYTES))
            if not chunk:
                break
            left -= len(chunk)
            self._advance(len(chunk))
            yield chunk
        self._require_unchanged(whole=not left)

    def whole(self, most: int) -> bytes:
        if self.size > most:
            raise too_large_error(self.name, most, self.size)
        return b"".join(self.chunks())

    def seekable(self, most: int) -> BinaryIO:  # noqa: ARG002 - nothing is held in memory
        return os.fdopen(os.dup(self._descriptor), "rb")

    def require_unchanged(self) -> None:
        self._require_unchanged(whole=True)

    def _require_unchanged(self, *, whole: bool) -> None:
        now = os.fstat(self._descriptor)
        before = (self.size, self._opened.st_mtime_ns)
        if not whole or (now.st_size, now.st_mtime_ns) != before:
            raise DocumentError(self.name, "changed while it was read; build again")


def open_inside(
    path: Path, root: Path, name: str, advance: Callable[[int], None] = lambda _: None
) -> OpenFile:
    """Opens the regular file at `path`, which must lie inside the folder `root` after links are
    resolved.

    Raises DocumentError with `name` and the reason.
    """
    try:
        inside = resolve_links(path).relative_to(resolve_links(root))
        descriptor = _descend(resolve_links(root), inside.parts, name)
    except ValueError:
        raise DocumentError(name, "a link that leads out of its folder; copy the file") from None
    except OSError as error:
        raise DocumentError(name, refusal_reason(error)) from None
    try:
        _require_regular(os.fstat(descriptor), name)
        return OpenFile(descriptor, name, advance)
    except BaseException:
        os.close(descriptor)
        raise


def resolve_links(path: Path) -> Path:
    """`path` with all links resolved. Raises OSError for link cycles and for missing files."""
    return Path(os.path.realpath(path, strict=True))


def refusal_reason(error: OSError) -> str:
    """The text of a refusal for an OSError."""
    if isinstance(error, FileNotFoundError):
        return "does not exist, or is a link to nothing"
    return f"cannot be read: {error.strerror or error}"


def _descend(root: Path, parts: tuple[str, ...], name: str) -> int:
    """The descriptor of ``root/parts``. Raises OSError if a component became a link in the
    meantime."""
    folder = os.open(root, _FOLDER)
    try:
        for part in parts[:-1]:
            below = os.open(part, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = below
        last = parts[-1] if parts else "."
        # Checked before opening as well, because opening a device can have side effects.
        _require_regular(os.stat(last, dir_fd=folder, follow_symlinks=False), name)
        return os.open(last, _FILE, dir_fd=folder)
    finally:
        os.close(folder)


def _require_regular(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise DocumentError(
            name, "a folder behind a link, or one that cannot be listed; not followed"
        )
    if not stat.S_ISREG(status.st_mode):
        raise DocumentError(name, "not a regular file (a pipe, socket or device)")
    if status.st_nlink > 1:
        raise DocumentError(
            name, "has a second name (hard link), which may lie outside the folder; copy the file"
        )
