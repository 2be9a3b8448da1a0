"""Stores of generations: the interface that builds and readers use, and the store in a folder.

An engine that is a service has a store of its own.
"""

import shutil
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from indexer.generations import ledgers, stamps
from indexer.generations.checksum_cache import ChecksumCache
from indexer.generations.checksums import checker
from indexer.generations.current import Generation, Place, locate
from indexer.generations.files import FileMark
from indexer.generations.listing import newest_manifest
from indexer.generations.manifest import Identity, Manifest, Meta
from indexer.generations.names import CURRENT
from indexer.generations.pending_build import Publication, open_build
from indexer.generations.rollback import rollback
from indexer.generations.survey import Survey, survey


class PendingGeneration(Protocol):
    """A generation that is being built, invisible to readers; ``current`` is the one served until
    now."""

    @property
    def place(self) -> Place:
        """Where the engine writes."""
        ...

    @property
    def current(self) -> Generation | None: ...

    def carry(self) -> None:
        """Start from the content of the current generation. Raises BuildError."""
        ...

    def write_ledger(self, content: bytes) -> None:
        """Keep a ledger with this generation, instead of the one carried over; a store without
        ledgers does nothing."""
        ...

    def publish(self, meta: Meta, check: Callable[[Place], None]) -> Publication:
        """Make this the current generation, atomically, if ``check`` raises nothing.

        Raises BuildError if nothing was published, PublicationUnproven if that is unknown.
        """
        ...


class GenerationStore(Protocol):
    """All generations of one index. Methods raise IndexUnavailable (IndexMissing, IndexDamaged,
    IndexOutOfDate) like `current.locate`; messages name the place."""

    @property
    def root(self) -> Path | None:
        """The folder of the index; None if it is in a service."""
        ...

    def locate(self, expected: Identity | None = None, *, quick: bool = False) -> Generation:
        """The generation to serve, after comparing every byte; if ``quick``, a generation that was
        compared at its publication and not written to since is trusted."""
        ...

    def newest_manifest(self) -> Manifest | None:
        """The newest readable manifest of a published generation, whose other files may be damaged;
        None if there is none."""
        ...

    @property
    def interval(self) -> float:
        """Seconds after which taking another `mark` is cheap."""
        ...

    def mark(self) -> object:
        """A value that changes with the current generation, found without reading that. To be taken
        before `locate`, so that no change is missed."""
        ...

    def open_build(self) -> AbstractContextManager[PendingGeneration]:
        """Start a build, which ends with the context; one at a time. Raises BuildLocked,
        BuildError."""
        ...

    def read_ledgers(self, generation: Generation) -> Iterable[bytes]:
        """The contents of ledgers that may be those of a generation, newest first (see
        `indexer.building.sources.ledger`); none if the store has no ledgers, so that each build
        reads all sources."""
        ...

    def renew_ledger(self, content: bytes) -> None:
        """Keep a newer ledger of a published generation, if possible."""
        ...

    def rollback(self, expected: Identity) -> Generation:
        """Make the next older generation of the ``expected`` identity the current one."""
        ...

    def survey(self, expected: Identity) -> Survey: ...

    def remove(self) -> None:
        """Delete all generations and whatever else belongs to the index."""
        ...


@dataclass(frozen=True, slots=True)
class FolderStore:
    """Generations in one folder, of which the ``keep`` newest stay. Caches checksums for an
    hour."""

    root: Path
    keep: int
    _checksums: ChecksumCache = field(
        default_factory=ChecksumCache, init=False, repr=False, compare=False
    )

    def __str__(self) -> str:
        return str(self.root)

    def locate(self, expected: Identity | None = None, *, quick: bool = False) -> Generation:
        compare = checker(self._checksums.digest)

        def unless_stamped(folder: Path, manifest: Manifest) -> list[str]:
            if stamps.is_untouched(self.root, folder, manifest):
                return []
            return compare(folder, manifest)

        return locate(self.root, expected, unless_stamped if quick else compare)

    def newest_manifest(self) -> Manifest | None:
        return newest_manifest(self.root)

    @property
    def interval(self) -> float:
        return 0.25  # a mark is the status of one file

    def mark(self) -> FileMark | None:
        """None if there is no CURRENT."""
        try:
            return FileMark.of_path(self.root / CURRENT)
        except OSError:
            return None

    def open_build(self) -> AbstractContextManager[PendingGeneration]:
        return open_build(self.root, keep=self.keep, digest=self._checksums.digest)

    def read_ledgers(self, generation: Generation) -> Iterable[bytes]:
        return ledgers.read_ledgers(self.root, generation.name)

    def renew_ledger(self, content: bytes) -> None:
        ledgers.renew_ledger(self.root, content)

    def rollback(self, expected: Identity) -> Generation:
        return rollback(self.root, expected)

    def survey(self, expected: Identity) -> Survey:
        return survey(self.root, expected)

    def remove(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
