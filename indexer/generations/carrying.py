"""Bringing the files of one generation into the next.

Two neighbouring generations never share a file, so that damage to one leaves the other whole; but a
generation and the one before its neighbour may: there are two copies of each file, however many
generations hold it.
"""

import errno
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from indexer.errors import BuildError, IndexUnavailable
from indexer.generations import checksums, sync
from indexer.generations.checksums import Digest, Mark
from indexer.generations.current import Generation, listing, read_manifest
from indexer.generations.manifest import FileSum, Manifest
from indexer.generations.names import number

# A file system without hard links, or a file that has as many as it can have.
_NO_LINK = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.EOPNOTSUPP}


class _Carried(NamedTuple):
    sum: FileSum
    mark: Mark
    shared: bool


@dataclass(slots=True)
class Carrier:
    """Carries files of ``current`` into ``folder``, and knows afterwards which were left as they came.

    ``older`` are the manifests of the generations before it by folder, newest first. ``digest`` takes
    checksums.
    """

    current: Generation
    folder: Path
    older: Mapping[Path, Manifest]
    digest: Digest = checksums.digest
    _carried: dict[str, _Carried] = field(default_factory=dict)

    def carry(self, name: str) -> None:
        """One file; folders on the way are made. OSError as it came."""
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shared = any(self._linked(twin, target, name) for twin in self._twins(name))
        if not shared:
            sync.copy_new(self.current.folder / name, target)
        self._carried[name] = _Carried(self.current.manifest.files[name], Mark.of(target), shared)

    def unchanged(self) -> dict[str, FileSum]:
        """The checksums of the shared files, which were compared when they were carried.

        A copy is compared now. Raises BuildError when one of them is not what the current generation
        holds: a shared one that was written into (which damages an older generation, and publishing
        would hide it), or a copy that went wrong.
        """
        sums = {}
        for name, carried in self._carried.items():
            path = self.folder / name
            try:
                mark = Mark.of(path)
            except FileNotFoundError:  # replaced by what the build wrote under another name
                continue
            if mark == carried.mark:
                found = carried.sum if carried.shared else self.digest(path)
                if found != carried.sum:
                    raise BuildError(f"{name}: its copy went wrong; run the same command again")
                sums[name] = found
            elif carried.shared and mark[:2] == carried.mark[:2]:
                raise BuildError(
                    f"{name}: the build wrote into a file that it shares with an older generation; "
                    "run `kashaf build --full`"
                )
        return sums

    def _twins(self, name: str) -> Sequence[Path]:
        """Files of older generations that should have the same content, and are not the same file."""
        known = self.current.manifest.files[name]
        return [
            folder / name
            for folder, manifest in self.older.items()
            if manifest.files.get(name) == known
        ]

    def _linked(self, twin: Path, target: Path, name: str) -> bool:
        """Link `twin` if that can be done and it is sound."""
        known = self.current.manifest.files[name]
        original = os.lstat(self.current.folder / name)
        try:
            status = os.lstat(twin)
            if os.path.samestat(status, original) or status.st_size != known.size:
                return False
            if self.digest(twin) != known:
                return False
        except OSError:
            return False  # An older generation is damaged: that does not stop a build.
        try:
            os.link(twin, target, follow_symlinks=False)
        except OSError as error:
            if error.errno in _NO_LINK:
                return False
            raise
        return True


def older(root: Path, current: Generation) -> dict[Path, Manifest]:
    """The generations before `current` whose manifests can be read, newest first."""
    found = {}
    for name in listing(root):
        if number(name) < number(current.name):
            try:
                found[root / name] = read_manifest(root / name)
            except IndexUnavailable:
                continue
    return found
