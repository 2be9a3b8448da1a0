"""The steps of a publication, each safe to be killed in."""

import errno
import hashlib
from collections.abc import Mapping
from pathlib import Path

from indexer.errors import BuildError
from indexer.generations import checksums, files, names, sync
from indexer.generations.errors import PublicationUnproven, reason_of, unpublished
from indexer.generations.manifest import LARGEST, FileSum, Manifest


def measured(folder: Path, known: Mapping[str, FileSum]) -> dict[str, FileSum]:
    """Checksums of what the engine wrote beside what is `known`; the name of the manifest is not the
    engine's to use."""
    sums = checksums.measure(folder, known)
    if names.MANIFEST in sums:
        raise BuildError(f"{folder}: the engine wrote {names.MANIFEST}, which is ours to write")
    return sums


def seal(folder: Path, manifest: Manifest) -> str:
    """Write the manifest, last of all files, and sync the folder; the manifest's SHA-256."""
    text = manifest.to_json()
    sync.write_new(folder / names.MANIFEST, text)
    sync.sync_folder(folder)
    return hashlib.sha256(text).hexdigest()


def manifest_digest(folder: Path) -> str:
    """SHA-256 of a manifest that is on disk; OSError as it came."""
    return hashlib.sha256(files.content(folder / names.MANIFEST, LARGEST)).hexdigest()


def switch(root: Path, pointer: names.Pointer) -> None:
    """The commit point: readers see `pointer` from the rename on.

    Raises BuildError before it and PublicationUnproven after it. When the rename itself fails,
    CURRENT is read to tell on which side we are.
    """
    aside = names.temporary(root, "current")
    with unpublished(root, "writing CURRENT"):
        sync.write_new(aside, pointer.line())
    try:
        aside.replace(root / names.CURRENT)
    except OSError as error:
        if not _may_point_to(root, pointer):
            with unpublished(root, "switching CURRENT"):
                raise
        raise PublicationUnproven(pointer.generation, reason_of(error)) from error
    try:
        sync.sync_folder(root)
    except OSError as error:
        raise PublicationUnproven(pointer.generation, reason_of(error)) from error


def _may_point_to(root: Path, pointer: names.Pointer) -> bool:
    """Whether CURRENT is `pointer` already; True too when that cannot be told."""
    try:
        return files.content(root / names.CURRENT, len(pointer.line())) == pointer.line()
    except FileNotFoundError:
        return False
    except OSError as error:
        # A folder or a link cannot be what we wrote; of a file we cannot read we do not know.
        return error.errno not in {errno.EINVAL, errno.ELOOP}
