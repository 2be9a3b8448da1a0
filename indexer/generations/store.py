"""The write side: one build in a folder, under the lock, up to the switch of CURRENT."""

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
    choose,
    current_pointer,
    list_generations,
    size_of,
    verify_generation,
)
from indexer.generations.errors import BUILT_BY_OTHERS, NotEnoughSpace, as_build_error
from indexer.generations.lock import hold_lock
from indexer.generations.manifest import Identity, Manifest, Meta

LEAST_FREE = 16 << 20


def space_needed(size: int, least: int = LEAST_FREE) -> int:
    """Bytes that a build needs if the previous generation has `size` bytes: the new one, its
    temporary files and a merge of them exist at the same time."""
    return max(3 * size, least)


@dataclass(frozen=True, slots=True)
class Publication:
    """What `Build.publish` did; it is durable.

    ``leftovers`` are the old generations and temporary files that could not be removed, with the
    reason: the next build tries again.
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
        is in bytes; `digest` computes checksums of files published before."""
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

        First removes leftovers of killed builds, if it may. After the body the folder of the build
        is removed unless it was published. Raises BuildLocked, NotEnoughSpace, BuildError.
        """
        with as_build_error(self.root, "making the folder"):
            _make_root(self.root)
        with hold_lock(self.root):
            _require_switchable(self.root)
            with as_build_error(self.root, "reading the current generation"):
                chosen = _current_choice(self.root, self.digest)
            with as_build_error(self.root, "cleaning up"):
                left = _sweep(self.root, chosen)
            with as_build_error(self.root, "looking for free space"):
                _require_space(self.root, self.least_free)
            folder = names.temporary_path(self.root, "build")
            with as_build_error(self.root, "making the folder of the build"):
                folder.mkdir()
            try:
                yield Build(self, folder, chosen, left)
            finally:
                # The next build tries again.
                with contextlib.suppress(OSError):
                    if files.is_folder(folder):
                        sync.remove(folder)


class Build:
    """A generation that is being built. ``folder`` is where the engine writes.

    ``current`` is the generation served until now, every byte verified, or None; its ``degraded``
    says which ones were rejected before it.
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

        A file of which an older generation has a sound copy is linked from there, which costs no
        space; others are copied. Linked files must not be written to: `publish` refuses that.
        Raises BuildError if there is no current generation and for any failure of the disk.
        """
        if self.current is None:
            raise BuildError(f"{self._store.root}: there is no current generation to carry on")
        with as_build_error(self._store.root, "carrying files over"):
            older = carrying.older_manifests(self._store.root, self.current)
            self._carrier = carrying.Carrier(self.current, self.folder, older, self._store.digest)
            for name in self.current.manifest.files:
                self._carrier.carry(name)

    def publish(self, meta: Meta, check: Callable[[Place], None]) -> Publication:
        """Check, sync and name the folder, switch to it, then remove old generations.

        `check` opens the folder as a reader would and raises if it finds fault; its exception
        passes through. Raises BuildError if nothing was published, and PublicationUnproven if
        readers see the new generation but the disk failed to confirm it.
        """
        if self._published:
            raise BuildError(f"{self.folder.name}: published already; one build publishes once")
        root = self._store.root
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
        left = self._left + self._prune(generation.name)
        # Without a stamp readers only have to compare every byte.
        with contextlib.suppress(OSError):
            stamps.write_stamp(root, folder, compared)
        return Publication(generation, left)

    def _manifest(self, meta: Meta) -> Manifest:
        known = self._carrier.unchanged_sums() if self._carrier else {}
        return Manifest(
            generation=names.next_name(list_generations(self._store.root)),
            built_at=self._store.now(),
            meta=meta,
            files=publication.measure(self.folder, known),
        )

    def _prune(self, current: str) -> tuple[str, ...]:
        """Remove damaged generations and those beyond `keep`; returns failures in words."""
        try:
            others = [name for name in list_generations(self._store.root) if name != current]
        except IndexUnavailable as error:
            return (str(error),)
        whole = [name for name in others if name not in self._rejected]
        kept = set(whole[: self._store.keep - 1])
        return _remove_generations(self._store.root, [name for name in others if name not in kept])


def rollback(root: Path, expected: Identity) -> Generation:
    """Switch CURRENT to the next older whole generation of the `expected` identity, and return
    that.

    If CURRENT is unreadable: to the newest such one of all. The generation rolled back from stays
    on disk until the next build. Raises BuildLocked; IndexMissing if nothing was published;
    IndexOutOfDate if all whole older ones have another identity; BuildError if no older one is
    whole; PublicationUnproven.
    """
    if not list_generations(root):
        raise IndexMissing(f"{root}: nothing was published here", BUILD)
    with hold_lock(root):
        _require_switchable(root)
        generation = _older_generation(root, expected)
        with as_build_error(root, "reading the manifest"):
            digest = publication.manifest_digest(generation.folder)
        publication.switch(root, names.Pointer(generation.name, digest))
    return generation


def _older_generation(root: Path, expected: Identity) -> Generation:
    """The newest suitable generation older than CURRENT; of all if CURRENT is unreadable."""
    pointer = current_pointer(root)
    reasons = []
    outdated = []
    for name in list_generations(root):
        if pointer is not None and names.number_of(name) >= names.number_of(pointer.generation):
            continue
        try:
            return verify_generation(root, name, expected)
        except IndexOutOfDate:
            outdated.append(name)
        except IndexUnavailable as error:
            reasons.append(f"{name}: {error.problem}")
    if outdated:
        reasons.append(f"{', '.join(outdated)}: {BUILT_BY_OTHERS}")
    why = "; ".join(reasons) or "there is none"
    kind = IndexOutOfDate if outdated else BuildError
    raise kind(f"{root}: no older generation to roll back to ({why}); CURRENT is untouched")


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


def _require_switchable(root: Path) -> None:
    """Raises BuildError if CURRENT is a folder: no rename replaces that, and its content is not
    ours."""
    path = root / names.CURRENT
    if files.is_folder(path):
        raise BuildError(
            f"{path} is a folder where a file belongs; move it away and run the same command again"
        )


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
