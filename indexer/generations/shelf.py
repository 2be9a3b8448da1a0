"""Where the generations of an index live: the seam between a build or a reader and that place.

`Folder` keeps them as files side by side; an engine that is a service keeps them there.
"""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from indexer.generations import stamps
from indexer.generations.checksums import Mark, Memory, checking
from indexer.generations.current import Generation, Place, locate, newest
from indexer.generations.manifest import Identity, Manifest, Meta
from indexer.generations.names import CURRENT
from indexer.generations.store import Publication, Store, rollback
from indexer.generations.survey import Survey, survey


class UnderWay(Protocol):
    """A generation in the making, seen by nobody; ``current`` is the one served until now."""

    @property
    def place(self) -> Place:
        """Where the engine writes."""
        ...

    @property
    def current(self) -> Generation | None: ...

    def carry(self) -> None:
        """Begin with the content of the current generation. Raises BuildError."""
        ...

    def publish(self, meta: Meta, check: Callable[[Place], None]) -> Publication:
        """Make it the current generation, all at once, if `check` finds nothing wrong with it.

        Raises BuildError when nothing was published, PublicationUnproven when it cannot be told.
        """
        ...


class Shelf(Protocol):
    """All generations of one index. Methods raise IndexUnavailable (IndexMissing, IndexDamaged,
    IndexOutOfDate) as `locate` of the folder does, in words that name the place."""

    def locate(self, expected: Identity | None = None, *, quick: bool = False) -> Generation:
        """The generation to serve; every byte compared, but, if `quick`, for those of a generation that
        was compared when it was published and to which nothing was written since."""
        ...

    def newest(self) -> Manifest | None:
        """What the newest published generation says of itself, or the first before it that says anything: its
        other files may be damaged. None where none does."""
        ...

    @property
    def interval(self) -> float:
        """Seconds after which it costs little to take another `mark`."""
        ...

    def mark(self) -> object:
        """What tells the current generation from another one, without reading it: another value once
        there is another. To be taken before the generation is located, so that no change is missed."""
        ...

    def build(self) -> AbstractContextManager[UnderWay]:
        """One build at a time. Raises BuildLocked, BuildError."""
        ...

    def rollback(self, expected: Identity) -> Generation:
        """Make the next older generation that `expected` can read the current one."""
        ...

    def survey(self, expected: Identity) -> Survey: ...

    def remove(self) -> None:
        """All generations and whatever else is kept of the index, for good."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """Generations in one folder, of which the `keep` newest stay.

    Remembers for an hour which files it has compared with their manifests.
    """

    root: Path
    keep: int = 3
    _memory: Memory = field(default_factory=Memory, init=False, repr=False, compare=False)

    def __str__(self) -> str:
        return str(self.root)

    def locate(self, expected: Identity | None = None, *, quick: bool = False) -> Generation:
        compare = checking(self._memory.digest)

        def unless_stamped(folder: Path, manifest: Manifest) -> list[str]:
            untouched = stamps.untouched(self.root, folder, manifest)
            return [] if untouched else compare(folder, manifest)

        return locate(self.root, expected, unless_stamped if quick else compare)

    def newest(self) -> Manifest | None:
        return newest(self.root)

    @property
    def interval(self) -> float:
        return 0.25

    def mark(self) -> Mark | None:
        """None where there is no CURRENT."""
        try:
            return Mark.of(self.root / CURRENT)
        except OSError:
            return None

    def build(self) -> AbstractContextManager[UnderWay]:
        return Store(self.root, keep=self.keep, digest=self._memory.digest).lock()

    def rollback(self, expected: Identity) -> Generation:
        return rollback(self.root, expected)

    def survey(self, expected: Identity) -> Survey:
        return survey(self.root, expected)

    def remove(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
