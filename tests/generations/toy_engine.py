"""An engine that writes a few files, all with one version, so that a mixture is noticed."""

import hashlib
import os
from pathlib import Path

from indexer.generations import FolderStore, Identity, Listed, Meta, Place, Publication, files
from indexer.generations.listing import list_generations
from indexer.generations.pending_build import open_build
from indexer.generations.survey import survey

IDENTITY = Identity("toy", "1.0", "a1b2", 1)
PARTS = ("toc", "terms", "stored/part-1", "stored/part-2")
CARRIED = ("carried/one", "carried/two")
_LINES = 40


class Mixed(Exception):
    """The files of a folder have different versions."""


def text(part: str, version: int) -> bytes:
    return f"{part} of version {version}\n".encode() * _LINES


def write(folder: Path, version: int) -> None:
    """Through `os`, so that faults injected there reach the engine too."""
    (folder / "stored").mkdir(exist_ok=True)
    for part in PARTS:
        descriptor = os.open(folder / part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            os.write(descriptor, text(part, version))
        finally:
            os.close(descriptor)


def read(folder: Path) -> int:
    """The version in a folder; Mixed when its files disagree or are not whole."""
    version = int(files.read_bounded(folder / "toc", 1 << 20).split(b"\n")[0].rsplit(b" ")[-1])
    for part in PARTS:
        if files.read_bounded(folder / part, 1 << 20) != text(part, version):
            raise Mixed(f"{folder / part} is not of version {version}")
    return version


def check(place: Place) -> None:
    read(Path(place))


def meta(version: int, identity: Identity = IDENTITY) -> Meta:
    digest = hashlib.sha256(str(version).encode()).hexdigest()
    return Meta(identity, releases=version, documents_digest=digest, report={"version": version})


def publish(
    root: Path, version: int, *, keep: int = 3, identity: Identity = IDENTITY
) -> Publication:
    with open_build(root, keep=keep) as build:
        write(build.folder, version)
        return build.publish(meta(version, identity), check)


def extend(root: Path, version: int) -> Publication:
    """As `publish`, with files carried from the generation before, if it has them."""
    with open_build(root, keep=3) as build:
        if build.current is not None:
            build.carry()
            for part in PARTS:
                (build.folder / part).unlink()
        write(build.folder, version)
        for name in CARRIED:
            if not (build.folder / name).exists():
                (build.folder / name).parent.mkdir(exist_ok=True)
                (build.folder / name).write_bytes(text(name, version))
        return build.publish(meta(version), check)


def served_version(root: Path) -> int:
    """The version that readers get, which must be the current one."""
    generation = FolderStore(root, keep=3).locate(IDENTITY, quick=True)
    assert generation.degraded is None
    return read(generation.folder)


def names(root: Path) -> list[str]:
    """The generations on disk, newest first."""
    return list_generations(root)


def folders(root: Path) -> list[Path]:
    """The folders of the generations on disk, newest first."""
    return [root / name for name in list_generations(root)]


def listed_generations(root: Path) -> tuple[Listed, ...]:
    """The generations on disk, every byte compared, newest first."""
    return survey(root, IDENTITY).listed


def versions(root: Path) -> list[int | None]:
    """The versions in the manifests of the generations on disk, newest first."""
    return [
        each.manifest.meta.releases if each.manifest else None for each in listed_generations(root)
    ]
