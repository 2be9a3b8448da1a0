"""What can go wrong with a publication beside what `indexer.errors` names."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import BuildError, IndexUnavailable


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


# Of generations that are whole and that this program cannot read: a build would make another one, of today's sources.
OF_OTHERS = "built by another version or with other names (KASHAF_PROTECTED, KASHAF_SYNONYMS): roll back with those"


def reason_of(error: OSError | MemoryError) -> str:
    """The file and what the system said of it, in one line."""
    if isinstance(error, MemoryError):
        return "not enough memory"
    text = error.strerror or str(error)
    return f"{error.filename}: {text}" if error.filename else text


@contextmanager
def unpublished(root: Path, step: str) -> Iterator[None]:
    """Turn what the disk or a folder that cannot be read raises in the body into a BuildError.

    The body must lie before the commit point.
    """
    try:
        yield
    except (OSError, IndexUnavailable) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise untouched(root, step, reason) from error


def untouched(place: object, step: str, reason: str) -> BuildError:
    """What is said of a build that failed before the commit point."""
    return BuildError(
        f"{place}: {step} failed: {reason}; nothing was published "
        "and the current generation is untouched"
    )
