"""Carries the files of one generation over into the next.

Two consecutive generations never share a file, so that damage to one leaves the other whole; a
generation and the one before its predecessor may. So there are two copies of each file, however
many generations hold it.
"""

import errno
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from indexer.errors import BUILD_ANEW, BuildError, IndexUnavailable
from indexer.generations import checksums, sync
from indexer.generations.checksums import Digest
from indexer.generations.current import Generation
from indexer.generations.files import FileMark
from indexer.generations.listing import list_generations, read_manifest
from indexer.generations.manifest import FileSum, Manifest
from indexer.generations.names import number_of

# The file system has no hard links, or the file has the maximum number.
_NO_LINK = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.EOPNOTSUPP}


class _Carried(NamedTuple):
    sum: FileSum
    mark: FileMark
    shared: bool


@dataclass(slots=True)
class Carrier:
    """Carries files of ``current`` into ``folder``, and knows afterwards which are still unchanged.

    ``older`` has the manifests of the generations before it by folder, newest first. ``digest``
    computes checksums.
    """

    current: Generation
    folder: Path
    older: Mapping[Path, Manifest]
    digest: Digest = checksums.digest
    _carried: dict[str, _Carried] = field(default_factory=dict)

    def carry(self, name: str) -> None:
        """Carry one file; makes its folders. Raises OSError."""
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shared = any(self._link(twin, target, name) for twin in self._twins(name))
        if not shared:
            sync.copy_new(self.current.folder / name, target)
        self._carried[name] = _Carried(
            self.current.manifest.files[name], FileMark.of_path(target), shared
        )

    def unchanged_sums(self) -> dict[str, FileSum]:
        """The checksums of the carried files that the build left as they were.

        Shared files were compared when they were carried; copies are compared now. Raises
        BuildError for a copy that differs, and for a shared file that was written to: that damages
        an older generation, and publishing would hide it.
        """
        sums = {}
        for name, carried in self._carried.items():
            path = self.folder / name
            try:
                mark = FileMark.of_path(path)
            except FileNotFoundError:  # the build replaced it by a file of another name
                continue
            if mark == carried.mark:
                checksum = carried.sum if carried.shared else self.digest(path)
                if checksum != carried.sum:
                    raise BuildError(f"{name}: its copy went wrong; run the same command again")
                sums[name] = checksum
            elif carried.shared and mark.file == carried.mark.file:
                raise BuildError(
                    f"{name}: the build wrote into a file that it shares with an older generation",
                    BUILD_ANEW,
                )
        return sums

    def _twins(self, name: str) -> Sequence[Path]:
        """Files of older generations that should have the same content."""
        known = self.current.manifest.files[name]
        return [
            folder / name
            for folder, manifest in self.older.items()
            if manifest.files.get(name) == known
        ]

    def _link(self, twin: Path, target: Path, name: str) -> bool:
        """Link `twin` to `target` if it is sound, another file than the original, and links are
        possible."""
        known = self.current.manifest.files[name]
        original = os.lstat(self.current.folder / name)
        try:
            status = os.lstat(twin)
            if os.path.samestat(status, original) or status.st_size != known.size:
                return False
            if self.digest(twin) != known:
                return False
        except OSError:
            return False  # damage to an older generation stops no build
        try:
            os.link(twin, target, follow_symlinks=False)
        except OSError as error:
            if error.errno in _NO_LINK:
                return False
            raise
        return True


def older_manifests(root: Path, current: Generation) -> dict[Path, Manifest]:
    """The readable manifests of the generations before `current` by folder, newest first."""
    manifests = {}
    for name in list_generations(root):
        if number_of(name) < number_of(current.name):
            try:
                manifests[root / name] = read_manifest(root / name)
            except IndexUnavailable:
                continue
    return manifests
