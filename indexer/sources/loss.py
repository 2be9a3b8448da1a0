"""What no build may lose: an index that is empty, or that lacks most of what was there, is more likely of a wrong
folder than meant."""

from collections.abc import Sequence
from pathlib import Path

from indexer.errors import BuildError
from indexer.generations import Shelf
from indexer.sources.changes import BuildReport

# A generation that loses more than this share of its releases is a mistake until said otherwise.
_MOST_LOST = 0.5


def require_enough(report: BuildReport, shelf: Shelf, given: Sequence[Path]) -> None:
    """Raises BuildError for what a build made of the paths `given` if it is empty, or lost most of its releases."""
    named = ", ".join(map(str, given))
    if report.releases == 0:
        raise BuildError(
            f"no release was found in {named}; nothing was published. Name the folder of the "
            "releases, or give --prune to publish an empty index"
        )
    newest = shelf.newest()
    before = newest.meta.releases if newest else 0
    # Of what is damaged, or what this program cannot read, only the number is known.
    lost = max(report.removed, before - report.releases)
    if lost > _MOST_LOST * before:
        raise BuildError(
            f"{lost} of {before} releases would be removed and {report.added} added; nothing was "
            f"published. Check {named}, or give --prune if this is meant"
        )
