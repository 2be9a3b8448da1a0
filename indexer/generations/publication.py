"""The steps of a publication, each safe to be killed in."""

import errno
import hashlib
import os
from pathlib import Path

from indexer.errors import BuildError
from indexer.generations import checksums, files, names, sync
from indexer.generations.current import Generation
from indexer.generations.errors import PublicationUnproven, reason_of, unpublished
from indexer.generations.manifest import FileSum, Manifest

# A file system without hard links, or a file that has as many as it can have.
_NO_LINK = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.EOPNOTSUPP}


def carry(source: Path, target: Path, *, link: bool) -> None:
    """Copy or hard-link one file; folders on the way are made. OSError as it came.

    Copies too where the file system cannot link.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if link:
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINK:
                raise
        else:
            return
    sync.copy_new(source, target)


def measured(folder: Path) -> dict[str, FileSum]:
    """Checksums of what the engine wrote; the name of the manifest is not the engine's to use."""
    sums = checksums.measure(folder)
    if names.MANIFEST in sums:
        raise BuildError(f"{folder}: the engine wrote {names.MANIFEST}, which is ours to write")
    return sums


def refuse_rewritten(current: Generation | None, folder: Path, manifest: Manifest) -> None:
    """BuildError when a file linked from the current generation was changed in place: that one is
    damaged now, and publishing would hide it."""
    if current is None:
        return
    linked = {entry.inode: entry.name for entry in files.entries(current.folder)}
    for entry in files.entries(folder):
        original = linked.get(entry.inode)
        if original is None:
            continue
        if current.manifest.files.get(original) != manifest.files[entry.name]:
            raise BuildError(
                f"{entry.name}: the build wrote into {original} of {current.name}, which it only "
                "links to; run `kashaf build --full`"
            )


def seal(folder: Path, manifest: Manifest) -> str:
    """Write the manifest, last of all files, and sync the folder; the manifest's SHA-256."""
    text = manifest.to_json()
    sync.write_new(folder / names.MANIFEST, text)
    sync.sync_folder(folder)
    return hashlib.sha256(text).hexdigest()


def manifest_digest(folder: Path) -> str:
    """SHA-256 of a manifest that is on disk; OSError as it came."""
    return files.digest(folder / names.MANIFEST)[1]


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
