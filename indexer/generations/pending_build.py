"""One build in the folder of an index, under the lock, up to the switch of CURRENT."""

import contextlib
import datetime
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import BuildError, IndexMissing, IndexOutOfDate, IndexUnavailable
from indexer.generations import (
    carrying,
    checksums,
    files,
    ledgers,
    leftovers,
    names,
    publication,
    stamps,
    sync,
)
from indexer.generations.current import (
    Choice,
    Generation,
    Place,
    choose,
    list_generations,
    size_of,
)
from indexer.generations.errors import NotEnoughSpace, as_build_error
from indexer.generations.lock import hold_lock
from indexer.generations.manifest import Manifest, Meta

LEAST_FREE = 16 << 20


def space_needed(size: int, least: int = LEAST_FREE) -> int:
    """Bytes that a build needs if the previous generation has `size` bytes: the new one, its
    temporary files and a merge of them exist at the same time."""
    return max(3 * size, least)


@dataclass(frozen=True, slots=True)
class Publication:
    """The result of publishing a build; it is durable.

    ``leftovers`` are the old generations and temporary files that could not be removed, with the
    reason: the next build tries again.
    """

    generation: Generation
    leftovers: tuple[str, ...] = ()


def utc_now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@contextmanager
def open_build(
    root: Path,
    *,
    keep: int = 3,
    least_free: int = LEAST_FREE,
    now: Callable[[], datetime.datetime] = utc_now,
    digest: checksums.Digest = checksums.digest,
) -> Iterator["FolderBuild"]:
    """Start a build in a fresh folder below `root`, under the lock.

    Publishing keeps the `keep` newest generations, the current one included (at least 1);
    `least_free` is in bytes; `digest` computes checksums of files published before. First removes
    leftovers of killed builds, if it may. After the body the folder of the build is removed unless
    it was published. Raises BuildLocked, NotEnoughSpace, BuildError.
    """
    if keep < 1:
        raise ValueError(f"keep must be at least 1, not {keep}")
    with as_build_error(root, "making the folder"):
        _make_root(root)
    with hold_lock(root):
        publication.require_switchable(root)
        with as_build_error(root, "reading the current generation"):
            chosen = _current_choice(root, digest)
        with as_build_error(root, "cleaning up"):
            leftover = _sweep(root, chosen)
        with as_build_error(root, "looking for free space"):
            _require_space(root, least_free)
        folder = names.temporary_path(root, "build")
        with as_build_error(root, "making the folder of the build"):
            folder.mkdir()
        try:
            yield FolderBuild(root, folder, chosen, leftover, keep=keep, now=now, digest=digest)
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
        *,
        keep: int,
        now: Callable[[], datetime.datetime],
        digest: checksums.Digest,
    ) -> None:
        self.folder = folder
        self.current = chosen.generation
        self._root = root
        self._rejected = chosen.rejected
        self._leftover = leftover
        self._keep = keep
        self._now = now
        self._digest = digest
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
            self._carrier = carrying.Carrier(self.current, self.folder, older, self._digest)
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
            built_at=self._now(),
            meta=meta,
            files=publication.measure(self.folder, known),
        )

    def _prune(self, current: str) -> tuple[str, ...]:
        """Remove damaged generations and those beyond `keep`; returns failures in words."""
        try:
            others = [name for name in list_generations(self._root) if name != current]
        except IndexUnavailable as error:
            return (str(error),)
        whole = [name for name in others if name not in self._rejected]
        keep = set(whole[: self._keep - 1])
        return _remove_generations(self._root, [name for name in others if name not in keep])


def _make_root(root: Path) -> None:
    """Make the folder durably, also if an earlier run was killed before it synced it."""
    root.mkdir(parents=True, exist_ok=True)
    # A parent without read permission cannot be synced; it existed before.
    with contextlib.suppress(PermissionError):
        sync.sync_folder(root.parent)


def _current_choice(root: Path, digest: checksums.Digest) -> Choice:
    """What is served now; nothing if there was no publication, or its format is unknown."""
    try:
        return choose(root, None, checksums.checker(digest))
    except (IndexMissing, IndexOutOfDate):
        return Choice(None, {})


def _sweep(root: Path, chosen: Choice) -> tuple[str, ...]:
    """Remove temporary files and, if CURRENT is sound, generations newer than it; returns failures
    in words."""
    left = leftovers.sweep(root)
    current = chosen.generation
    if current is not None and not chosen.rejected:
        newest = names.number_of(current.name)
        left += _remove_generations(
            root, [name for name in list_generations(root) if names.number_of(name) > newest]
        )
    # Also makes the switch of an earlier build durable.
    sync.sync_folder(root)
    return left


def _remove_generations(root: Path, generations: Sequence[str]) -> tuple[str, ...]:
    """Remove generations; returns failures in words."""
    left = []
    for name in generations:
        try:
            _remove_generation(root, name)
        except OSError as error:
            left.append(leftovers.describe(name, error))
    return tuple(left)


def _remove_generation(root: Path, name: str) -> None:
    """Rename a generation out of sight, then remove it file by file."""
    aside = names.temporary_path(root, "old")
    (root / name).rename(aside)
    sync.remove(aside)


def _require_space(root: Path, least: int) -> None:
    last = sum(size_of(root / name) for name in list_generations(root)[:1])
    needed = space_needed(last, least)
    status = os.statvfs(root)
    free = status.f_bavail * status.f_frsize
    if free < needed:
        raise NotEnoughSpace(root, needed, free)
