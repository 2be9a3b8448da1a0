"""Durable writing: what must reach the disk, and in which order.

A failed fsync is never repeated: the kernel may have dropped the pages and would then report
success for lost data. All functions raise OSError.
"""

import os
import shutil
from pathlib import Path

from indexer.generations import files

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def _sync_file(path: Path) -> None:
    with files.open_regular(path) as descriptor:
        os.fsync(descriptor)


def sync_folder(path: Path) -> None:
    """Make the names in `path` durable, not the content of the files."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Every file below `folder`, then every folder, the deepest first and `folder` last."""
    folders = {folder}
    for entry in files.entries(folder):
        path = folder / entry.name
        _sync_file(path)
        folders.update(parent for parent in path.parents if parent.is_relative_to(folder))
    for path in sorted(folders, key=lambda path: len(path.parts), reverse=True):
        sync_folder(path)


def write_new(path: Path, text: bytes) -> None:
    """Write and sync a file that must not exist; its name is durable only once its folder is."""
    descriptor = os.open(path, _NEW_FILE, 0o666)
    try:
        _write_all(descriptor, text)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def copy_new(source: Path, target: Path) -> None:
    """Copy a regular file to a name that must not exist; not synced: `sync_tree` does that."""
    with files.open_regular(source) as origin:
        descriptor = os.open(target, _NEW_FILE, 0o666)
        try:
            while part := os.read(origin, files.CHUNK):
                _write_all(descriptor, part)
        finally:
            os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a folder with all below it, or a file or symbolic link; links are not followed."""
    if files.is_folder(path):
        shutil.rmtree(path)
    else:
        path.unlink()


def _write_all(descriptor: int, text: bytes) -> None:
    rest = memoryview(text)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
