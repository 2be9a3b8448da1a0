"""One build in the folder of an index, under the lock, up to the switch of CURRENT."""

import contextlib
import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from indexer.errors import (
    BuildError,
    IndexMissing,
    IndexOutOfDate,
    IndexUnavailable,
    as_build_error,
)
from indexer.generations import (
    carrying,
    checksums,
    files,
    housekeeping,
    ledgers,
    names,
    publication,
    retention,
    stamps,
    sync,
)
from indexer.generations.current import Choice, Generation, Place, choose
from indexer.generations.listing import list_generations
from indexer.generations.lock import hold_lock
from indexer.generations.manifest import Manifest, Meta, utc_now


@dataclass(frozen=True, slots=True)
class Publication:
    """The result of publishing a build; it is durable.

    ``leftovers`` are the old generations and temporary files that could not be removed, with the
    reason: the next build tries again.
    """

    generation: Generation
    leftovers: tuple[str, ...] = ()


class _BuildOptions(NamedTuple):
    """See `open_build`."""

    keep: int
    now: Callable[[], datetime.datetime]
    digest: checksums.Digest


@contextmanager
def open_build(
    root: Path,
    *,
    keep: int,
    now: Callable[[], datetime.datetime] = utc_now,
    digest: checksums.Digest = checksums.digest,
) -> Iterator["FolderBuild"]:
    """Start a build in a fresh folder below `root`, under the lock.

    Publishing keeps the `keep` newest generations, the current one included (at least 1);
    `digest` computes checksums of files published before. First removes leftovers of killed builds,
    if it may. After the body the folder of the build is removed unless it was published. Raises
    BuildLocked, NotEnoughSpace, BuildError.
    """
    if keep < 1:
        raise ValueError(f"keep must be at least 1, not {keep}")
    with as_build_error(root, "making the folder"):
        housekeeping.make_root(root)
    with hold_lock(root):
        publication.require_switchable(root)
        with as_build_error(root, "reading the current generation"):
            chosen = _current_choice(root, digest)
        with as_build_error(root, "cleaning up"):
            # With an unreadable CURRENT nothing tells which generations were published.
            sound = chosen.generation if not chosen.rejected else None
            leftover = housekeeping.sweep(root, sound.name if sound else None)
        with as_build_error(root, "looking for free space"):
            housekeeping.require_space(root)
        folder = names.temporary_path(root, "build")
        with as_build_error(root, "making the folder of the build"):
            folder.mkdir()
        try:
            options = _BuildOptions(keep, now, digest)
            yield FolderBuild(root, folder, chosen, leftover, options)
        finally:
            # The next build tries again.
            with contextlib.suppress(OSError):
                if files.is_folder(folder):
                    sync.remove(folder)


class FolderBuild:
    """A generation that is being built in ``folder``, where the engine writes.

    ``current`` is the generation served until now, every byte verified, or None; its ``degraded``
    says which ones were rejected before it.
    """

    def __init__(
        self,
        root: Path,
        folder: Path,
        chosen: Choice,
        leftover: tuple[str, ...],
        options: _BuildOptions,
    ) -> None:
        self.folder = folder
        self.current = chosen.generation
        self._root = root
        self._rejected = chosen.rejected
        self._leftover = leftover
        self._options = options
        self._published = False
        self._carrier: carrying.Carrier | None = None

    @property
    def place(self) -> Path:
        return self.folder

    def carry(self) -> None:
        """Bring the files of the current generation into the folder.

        A file of which an older generation has a sound copy is linked from there, which costs no
        space; others are copied. Linked files must not be written to: `publish` refuses that.
        Raises BuildError if there is no current generation and for any failure of the disk.
        """
        if self.current is None:
            raise BuildError(f"{self._root}: there is no current generation to carry on")
        with as_build_error(self._root, "carrying files over"):
            older = carrying.older_manifests(self._root, self.current)
            self._carrier = carrying.Carrier(self.current, self.folder, older, self._options.digest)
            for name in self.current.manifest.files:
                self._carrier.carry(name)

    def write_ledger(self, content: bytes) -> None:
        ledgers.write_ledger(self.folder, content)

    def publish(self, meta: Meta, check: Callable[[Place], None]) -> Publication:
        """Check, sync and name the folder, switch to it, then remove old generations.

        `check` opens the folder as a reader would and raises if it finds fault; its exception
        passes through. Raises BuildError if nothing was published, and PublicationUnproven if
        readers see the new generation but the disk failed to confirm it.
        """
        if self._published:
            raise BuildError(f"{self.folder.name}: published already; one build publishes once")
        root = self._root
        check(self.folder)
        with as_build_error(root, "writing the generation"):
            sync.sync_tree(self.folder)
            compared = stamps.file_marks(self.folder)
            manifest = self._manifest(meta)
            digest = publication.seal(self.folder, manifest)
            folder = root / manifest.generation
            self.folder.rename(folder)
            sync.sync_folder(root)
        self._published = True
        publication.switch(root, names.Pointer(manifest.generation, digest))
        generation = Generation(manifest.generation, folder, manifest)
        leftovers = self._leftover + self._prune(generation.name)
        # Without a stamp readers only have to compare every byte.
        with contextlib.suppress(OSError):
            stamps.write_stamp(root, folder, compared)
        return Publication(generation, leftovers)

    def _manifest(self, meta: Meta) -> Manifest:
        known = self._carrier.unchanged_sums() if self._carrier else {}
        return Manifest(
            generation=names.next_name(list_generations(self._root)),
            built_at=self._options.now(),
            meta=meta,
            files=publication.measure(self.folder, known),
        )

    def _prune(self, current: str) -> tuple[str, ...]:
        """Remove damaged generations and those beyond `keep`; returns failures in words."""
        try:
            present = list_generations(self._root)
        except IndexUnavailable as error:
            return (str(error),)
        superfluous = retention.beyond(present, current, self._options.keep, self._rejected)
        return housekeeping.remove_generations(self._root, superfluous)


def _current_choice(root: Path, digest: checksums.Digest) -> Choice:
    """What is served now; nothing if there was no publication, or its format is unknown."""
    try:
        return choose(root, None, checksums.checker(digest))
    except (IndexMissing, IndexOutOfDate):
        return Choice(None, {})
