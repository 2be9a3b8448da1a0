"""WRITE side: one build under the lock, from a clean folder to the switch of CURRENT."""

import contextlib
import datetime
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import BUILD, BuildError, IndexMissing, IndexOutOfDate, IndexUnavailable
from indexer.generations import (
    carrying,
    checksums,
    files,
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
    admit,
    choose,
    listing,
    pointed,
    size_of,
)
from indexer.generations.errors import OF_OTHERS, NotEnoughSpace, unpublished
from indexer.generations.lock import locked
from indexer.generations.manifest import Identity, Manifest, Meta

LEAST_FREE = 16 << 20


def space_needed(size: int, least: int = LEAST_FREE) -> int:
    """Bytes that must be free for a build where the generation before it has `size` bytes: the new
    one, its temporary files and a merge of them lie there at the same time."""
    return max(3 * size, least)


@dataclass(frozen=True, slots=True)
class Publication:
    """What `Build.publish` did: durable when it is returned.

    ``leftovers`` says which old generations and temporary files could not be removed, and why: the next
    build tries again.
    """

    generation: Generation
    leftovers: tuple[str, ...] = ()


def utc_now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Store:
    """The folder of an index, for writing."""

    def __init__(
        self,
        root: Path,
        *,
        keep: int = 3,
        least_free: int = LEAST_FREE,
        now: Callable[[], datetime.datetime] = utc_now,
        digest: checksums.Digest = checksums.digest,
    ) -> None:
        """Keeps the `keep` newest generations, the current one included (at least 1); `least_free`
        is in bytes; `digest` takes checksums of what was published before."""
        if keep < 1:
            raise ValueError(f"keep must be at least 1, not {keep}")
        self.root = root
        self.keep = keep
        self.least_free = least_free
        self.now = now
        self.digest = digest

    @contextmanager
    def lock(self) -> Iterator["Build"]:
        """A build in a fresh folder, under the lock.

        First removes what a killed build left behind, as far as it may be. Leaving the body removes the build's own
        folder unless it was published. Raises BuildLocked, NotEnoughSpace, BuildError.
        """
        with unpublished(self.root, "making the folder"):
            _make_root(self.root)
        with locked(self.root):
            _require_switchable(self.root)
            with unpublished(self.root, "reading the current generation"):
                chosen = _served(self.root, self.digest)
            with unpublished(self.root, "cleaning up"):
                left = _sweep(self.root, chosen)
            with unpublished(self.root, "looking for free space"):
                _require_space(self.root, self.least_free)
            folder = names.temporary(self.root, "build")
            with unpublished(self.root, "making the folder of the build"):
                folder.mkdir()
            try:
                yield Build(self, folder, chosen, left)
            finally:
                # What cannot be removed now is removed by the next build.
                with contextlib.suppress(OSError):
                    if files.is_folder(folder):
                        sync.remove(folder)


class Build:
    """A generation in the making. ``folder`` is where the engine writes.

    ``current`` is the generation served until now, every byte verified, or None; its ``degraded``
    says what was passed over.
    """

    def __init__(self, store: Store, folder: Path, chosen: Choice, left: tuple[str, ...]) -> None:
        self.folder = folder
        self.current = chosen.generation
        self._store = store
        self._rejected = chosen.rejected
        self._left = left
        self._published = False
        self._carrier: carrying.Carrier | None = None

    @property
    def place(self) -> Path:
        return self.folder

    def carry(self) -> None:
        """Bring the files of the current generation into the folder.

        A file that an older generation has a sound copy of is linked from there, which costs no space;
        others are copied. What is linked must not be written to: `publish` refuses that. Raises
        BuildError without a current generation and on any failure of the disk.
        """
        if self.current is None:
            raise BuildError(f"{self._store.root}: there is no current generation to carry on")
        with unpublished(self._store.root, "carrying files over"):
            older = carrying.older(self._store.root, self.current)
            self._carrier = carrying.Carrier(self.current, self.folder, older, self._store.digest)
            for name in self.current.manifest.files:
                self._carrier.carry(name)

    def publish(self, meta: Meta, check: Callable[[Place], None]) -> Publication:
        """Check, sync, name and switch to what is in the folder; then remove old generations.

        `check` opens the folder as a reader would and raises when it is not as it should be; its
        exception passes through. Raises BuildError when nothing was published and
        PublicationUnproven when readers see the new generation but the disk failed to confirm it.
        """
        if self._published:
            raise BuildError(f"{self.folder.name}: published already; one build publishes once")
        root = self._store.root
        check(self.folder)
        with unpublished(root, "writing the generation"):
            sync.sync_tree(self.folder)
            compared = stamps.marks(self.folder)
            manifest = self._manifest(meta)
            digest = publication.seal(self.folder, manifest)
            folder = root / manifest.generation
            self.folder.rename(folder)
            sync.sync_folder(root)
        self._published = True
        publication.switch(root, names.Pointer(manifest.generation, digest))
        generation = Generation(manifest.generation, folder, manifest)
        left = self._left + self._prune(generation.name)
        # Without a stamp readers compare every byte.
        with contextlib.suppress(OSError):
            stamps.leave(root, folder, compared)
        return Publication(generation, left)

    def _manifest(self, meta: Meta) -> Manifest:
        known = self._carrier.unchanged() if self._carrier else {}
        return Manifest(
            generation=names.following(listing(self._store.root)),
            built_at=self._store.now(),
            meta=meta,
            files=publication.measured(self.folder, known),
        )

    def _prune(self, current: str) -> tuple[str, ...]:
        """Remove what is damaged and what is beyond `keep`; what could not be, in words."""
        try:
            others = [name for name in listing(self._store.root) if name != current]
        except IndexUnavailable as error:
            return (str(error),)
        whole = [name for name in others if name not in self._rejected]
        kept = set(whole[: self._store.keep - 1])
        return _retired(self._store.root, [name for name in others if name not in kept])


def rollback(root: Path, expected: Identity) -> Generation:
    """Switch CURRENT to the next older generation that is whole and of the `expected` identity, and
    return that.

    With CURRENT unreadable: to the newest such one of all. The generation rolled back from stays
    on disk until the next build. Raises BuildLocked; IndexMissing when nothing was published;
    IndexOutOfDate when there are older ones, but none that `expected` can read; BuildError when there
    is no older one that is whole; PublicationUnproven.
    """
    if not listing(root):
        raise IndexMissing(f"{root}: nothing was published here", BUILD)
    with locked(root):
        _require_switchable(root)
        generation = _older(root, expected)
        with unpublished(root, "reading the manifest"):
            digest = publication.manifest_digest(generation.folder)
        publication.switch(root, names.Pointer(generation.name, digest))
    return generation


def _older(root: Path, expected: Identity) -> Generation:
    """The newest fitting generation below CURRENT; of all when CURRENT says nothing."""
    pointer = pointed(root)
    reasons = []
    outdated = []
    for name in listing(root):
        if pointer is not None and names.number(name) >= names.number(pointer.generation):
            continue
        try:
            return admit(root, name, expected)
        except IndexOutOfDate:
            outdated.append(name)
        except IndexUnavailable as error:
            reasons.append(f"{name}: {error.said}")
    if outdated:
        reasons.append(f"{', '.join(outdated)}: {OF_OTHERS}")
    why = "; ".join(reasons) or "there is none"
    kind = IndexOutOfDate if outdated else BuildError
    raise kind(f"{root}: no older generation to roll back to ({why}); CURRENT is untouched")


def _make_root(root: Path) -> None:
    """Make the folder, durable even if an earlier run was killed before it could see to that."""
    root.mkdir(parents=True, exist_ok=True)
    # A parent that may not be listed (only passed through) cannot be synced; it was there before.
    with contextlib.suppress(PermissionError):
        sync.sync_folder(root.parent)


def _served(root: Path, digest: checksums.Digest) -> Choice:
    """What is served now; nothing when it was never published, or is of an unknown format."""
    try:
        return choose(root, None, checksums.checking(digest))
    except (IndexMissing, IndexOutOfDate):
        return Choice(None, {})


def _sweep(root: Path, chosen: Choice) -> tuple[str, ...]:
    """Remove temporary files and, if CURRENT is sound, generations newer than it; what could not be
    removed, in words."""
    left = leftovers.sweep(root)
    current = chosen.generation
    if current is not None and not chosen.rejected:
        newest = names.number(current.name)
        left += _retired(root, [name for name in listing(root) if names.number(name) > newest])
    # Also proves a switch that an earlier build could not.
    sync.sync_folder(root)
    return left


def _require_switchable(root: Path) -> None:
    """Refuse a folder where CURRENT belongs, which no rename replaces; what is in it is not ours to remove."""
    path = root / names.CURRENT
    if files.is_folder(path):
        raise BuildError(
            f"{path} is a folder where a file belongs; move it away and run the same command again"
        )


def _retired(root: Path, generations: Sequence[str]) -> tuple[str, ...]:
    """Remove generations; what could not be, in words."""
    left = []
    for name in generations:
        try:
            _retire(root, name)
        except OSError as error:
            left.append(leftovers.told(name, error))
    return tuple(left)


def _retire(root: Path, name: str) -> None:
    """Remove a generation: out of sight at once, then file by file."""
    aside = names.temporary(root, "old")
    (root / name).rename(aside)
    sync.remove(aside)


def _require_space(root: Path, least: int) -> None:
    last = sum(size_of(root / name) for name in listing(root)[:1])
    needed = space_needed(last, least)
    status = os.statvfs(root)
    free = status.f_bavail * status.f_frsize
    if free < needed:
        raise NotEnoughSpace(root, needed, free)
