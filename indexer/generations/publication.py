"""The steps of a publication. Being killed in any of them leaves a valid index."""

import errno
import hashlib
from collections.abc import Mapping
from pathlib import Path

from indexer.errors import BuildError, as_build_error, reason_of
from indexer.generations import checksums, files, names, sync
from indexer.generations.errors import PublicationUnproven
from indexer.generations.manifest import MAX_MANIFEST_BYTES, FileSum, Manifest


def measure(folder: Path, known: Mapping[str, FileSum]) -> dict[str, FileSum]:
    """Checksums of all files, those `known` not read again. Raises BuildError if the engine wrote a
    file with the name of the manifest."""
    sums = checksums.measure(folder, known)
    if names.MANIFEST in sums:
        raise BuildError(f"{folder}: the engine wrote {names.MANIFEST}, which is ours to write")
    return sums


def seal(folder: Path, manifest: Manifest) -> str:
    """Write the manifest, the last file, and sync the folder; returns the SHA-256 of the
    manifest."""
    text = manifest.to_json()
    sync.write_new(folder / names.MANIFEST, text)
    sync.sync_folder(folder)
    return hashlib.sha256(text).hexdigest()


def manifest_digest(folder: Path) -> str:
    """SHA-256 of the manifest in a folder. Raises OSError."""
    return hashlib.sha256(
        files.read_bounded(folder / names.MANIFEST, MAX_MANIFEST_BYTES)
    ).hexdigest()


def switch(root: Path, pointer: names.Pointer) -> None:
    """The commit point: readers see `pointer` from the rename on.

    Raises BuildError before it and PublicationUnproven after it. If the rename itself fails,
    CURRENT is read to tell whether it took effect.
    """
    aside = names.temporary_path(root, "current")
    with as_build_error(root, "writing CURRENT"):
        sync.write_new(aside, pointer.line())
    try:
        aside.replace(root / names.CURRENT)
    except OSError as error:
        if not _may_point_to(root, pointer):
            with as_build_error(root, "switching CURRENT"):
                raise
        raise PublicationUnproven(pointer.generation, reason_of(error)) from error
    try:
        sync.sync_folder(root)
    except OSError as error:
        raise PublicationUnproven(pointer.generation, reason_of(error)) from error


def require_switchable(root: Path) -> None:
    """Raises BuildError if CURRENT is a folder: no rename replaces that, and its content is not
    ours."""
    path = root / names.CURRENT
    if files.is_folder(path):
        raise BuildError(
            f"{path} is a folder where a file belongs; move it away and run the same command again"
        )


def _may_point_to(root: Path, pointer: names.Pointer) -> bool:
    """Whether CURRENT has that content already; True also if that is unknown."""
    try:
        return files.read_bounded(root / names.CURRENT, len(pointer.line())) == pointer.line()
    except FileNotFoundError:
        return False
    except OSError as error:
        # A folder or a link is not what was written; an unreadable file may be.
        return error.errno not in {errno.EINVAL, errno.ELOOP}
