"""What a build starts from: the current generation, as far as this program can use it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from indexer.building.sources import ledger
from indexer.building.sources.ledger import Ledger
from indexer.engines.protocol import Engine
from indexer.generations import Generation, GenerationStore, Identity
from indexer.releases.release import Release


@dataclass(frozen=True, slots=True)
class Base:
    """The current ``generation`` (None if there is none) and what a build can take over from it.

    ``digests`` are those of its releases by id, empty if they cannot be read back. ``obstacle`` is
    why no build can extend it, None if one can. If this build ``extends`` it, ``ledger`` is that of
    the generation.
    """

    engine: Engine
    generation: Generation | None
    digests: Mapping[str, str]
    obstacle: str | None
    extends: bool
    ledger: Ledger | None

    @property
    def carried(self) -> Mapping[str, str]:
        """The releases that the writer starts with."""
        return self.digests if self.extends else {}

    def releases(self, ids: Sequence[str]) -> Iterator[Release]:
        """The stored releases with some of the ids of ``digests``."""
        if self.generation is None or not ids:
            return
        with closing(self.engine.open(self.generation.place)) as searcher:
            yield from filter(None, map(searcher.release, ids))


def read_base(
    generation: Generation | None,
    store: GenerationStore,
    engine: Engine,
    identity: Identity,
    *,
    full: bool,
) -> Base:
    """The base of a build for an index of that identity; a ``full`` one extends nothing."""
    if generation is None:
        return Base(engine, None, {}, None, extends=False, ledger=None)
    digests = _read_digests(generation, engine, identity)
    obstacle = _obstacle(generation, identity)
    # An empty generation has nothing to carry over.
    extends = bool(digests) and not full and obstacle is None
    entries = ledger.read(store, generation) if extends else None
    return Base(engine, generation, digests, obstacle, extends, entries)


def _read_digests(generation: Generation, engine: Engine, identity: Identity) -> Mapping[str, str]:
    """Id and digest of each release; empty if this program cannot read them."""
    if not _is_readable(generation.manifest.identity, identity):
        return {}
    with closing(engine.open(generation.place)) as searcher:
        return searcher.digests()


def _obstacle(generation: Generation, identity: Identity) -> str | None:
    """Why no build can extend a generation; None if one can.

    An older generation that is served in place of a damaged one is not extended: with nothing
    changed nothing would be published, and the damage would stay.
    """
    if generation.degraded:
        return "the newest generation is damaged"
    actual = generation.manifest.identity
    if actual == identity:
        return None
    if _is_readable(actual, identity):
        return "other names, or other rules of analysis"
    return f"it was built by {actual}"


def _is_readable(actual: Identity, wanted: Identity) -> bool:
    """Whether the stored releases can be read back, for which the analysis does not matter."""
    return actual._replace(analysis=wanted.analysis) == wanted
