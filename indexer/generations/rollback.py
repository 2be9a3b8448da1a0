"""Switches back to an older generation in the folder of an index."""

from pathlib import Path

from indexer.errors import (
    BUILD,
    BuildError,
    IndexMissing,
    IndexOutOfDate,
    IndexUnavailable,
    as_build_error,
)
from indexer.generations import names, publication
from indexer.generations.current import Generation, verify_generation
from indexer.generations.errors import BUILT_BY_OTHERS
from indexer.generations.listing import current_pointer, list_generations
from indexer.generations.lock import hold_lock
from indexer.generations.manifest import Identity


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
        publication.require_switchable(root)
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
