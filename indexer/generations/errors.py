"""Errors of a build, of its publication and of a rollback."""

from pathlib import Path

from indexer.errors import BuildError


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
