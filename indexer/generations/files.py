"""Status of files, and guarded reading: symbolic links are not followed, FIFOs not waited for, and
sizes are bounded.

Functions raise OSError; callers decide what that means.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import xxhash

CHUNK = 1 << 20
# Nanoseconds; file systems round times to up to two seconds.
CLOCK_TICK = 2_000_000_000


class FolderEntry(NamedTuple):
    """Anything in a folder but a folder. ``name`` is relative, with slashes."""

    name: str
    regular: bool
    size: int


class FileMark(NamedTuple):
    """The status of a file, which shows without reading it whether it was written or replaced.
    Making or removing a hard link alters ``changed`` too. Times in nanoseconds."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int

    @classmethod
    def of_path(cls, path: Path) -> "FileMark":
        status = os.lstat(path)
        return cls(
            status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
        )

    @property
    def file(self) -> tuple[int, int]:
        """Identifies the file, whatever its name."""
        return self.device, self.inode

    @property
    def content(self) -> tuple[int, int]:
        """Differs once the file was written to; links do not alter it."""
        return self.size, self.modified


@contextmanager
def open_regular(path: Path) -> Iterator[int]:
    """A descriptor of a regular file. ELOOP for a symbolic link, EINVAL for anything else."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        yield descriptor
    finally:
        os.close(descriptor)


def read_bounded(path: Path, limit: int) -> bytes:
    """All bytes of a small file; EFBIG if there are more than `limit`."""
    parts: list[bytes] = []
    size = 0
    with open_regular(path) as descriptor:
        while part := os.read(descriptor, CHUNK):
            parts.append(part)
            size += len(part)
            if size > limit:
                raise OSError(errno.EFBIG, f"more than {limit} bytes", str(path))
    return b"".join(parts)


def checksum(path: Path) -> tuple[int, str]:
    """Size in bytes and XXH3 (128 bits, in hex) of a file, read in pieces of 1 MiB."""
    size, hashed = 0, xxhash.xxh3_128()
    with open_regular(path) as descriptor:
        while part := os.read(descriptor, CHUNK):
            hashed.update(part)
            size += len(part)
    return size, hashed.hexdigest()


def is_folder(path: Path) -> bool:
    """Whether `path` itself, not the target of a link, is a folder; False if there is nothing."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except FileNotFoundError:
        return False


def entries(folder: Path) -> list[FolderEntry]:
    """Everything below `folder` that is not a folder, sorted by name. Empty folders do not
    count."""
    listed: list[FolderEntry] = []
    pending = [PurePosixPath()]
    while pending:
        base = pending.pop()
        with os.scandir(folder / base) as listing:
            for child in listing:
                status = child.stat(follow_symlinks=False)
                name = base / child.name
                if stat.S_ISDIR(status.st_mode):
                    pending.append(name)
                else:
                    regular = stat.S_ISREG(status.st_mode)
                    listed.append(FolderEntry(str(name), regular, status.st_size))
    return sorted(listed)
