"""Errors of a publication, and how failures of the system become BuildErrors."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import BuildError, IndexUnavailable, KashafError


class NotEnoughSpace(BuildError):
    """The disk has less room than a build may need."""

    def __init__(self, root: Path, needed: int, free: int) -> None:
        super().__init__(
            f"{root}: a build needs {needed} bytes of free disk space and there are {free}; "
            "free some and run again"
        )


class PublicationUnproven(BuildError):
    """The generation is published and readers see it, but the disk did not confirm the switch.

    Unlike every other BuildError this one comes after the commit point: the current generation is
    the new one, unless the power fails now.
    """

    def __init__(self, generation: str, reason: str) -> None:
        super().__init__(
            f"{generation} is published, but its durability is not proven ({reason}); "
            "run the same command again"
        )


# Why a whole generation cannot be rolled back to. (A build would make another one, of today's
# sources.)
BUILT_BY_OTHERS = (
    "built by another version or with other names (KASHAF_PROTECTED, KASHAF_SYNONYMS): "
    "roll back with those"
)


# What the system raises where files or memory fail, and with that a folder that cannot be read.
REFUSED_BY_SYSTEM = (OSError, MemoryError)
UNREADABLE = (*REFUSED_BY_SYSTEM, IndexUnavailable)


def reason_of(error: Exception) -> str:
    """What went wrong, in one line; of an OSError the file and what the system said."""
    if isinstance(error, MemoryError):
        return "not enough memory"
    if isinstance(error, KashafError):
        return error.problem
    if not isinstance(error, OSError):
        return str(error)
    text = error.strerror or str(error)
    return f"{error.filename}: {text}" if error.filename else text


@contextmanager
def as_build_error(
    place: object, step: str, causes: tuple[type[Exception], ...] = UNREADABLE
) -> Iterator[None]:
    """Turn a failure of the body into a BuildError, which says that nothing was published.

    The body must lie before the commit point. Pass REFUSED_BY_SYSTEM as ``causes`` for a body that
    calls an engine, whose IndexUnavailable has an exit code of its own.
    """
    try:
        yield
    except causes as error:
        # Frees what a half-opened index holds, which may be all the memory there is to clean up
        # with.
        traceback.clear_frames(error.__traceback__)
        raise BuildError(
            f"{place}: {step} failed: {reason_of(error)}; nothing was published "
            "and the current generation is untouched",
            error.run if isinstance(error, KashafError) else "",
        ) from error
