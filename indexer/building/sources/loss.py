"""Refuses to publish an index that is empty or lost most of its releases.

More likely the folder is wrong than that this is meant.
"""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from indexer.building.sources.build_report import BuildReport
from indexer.errors import NothingPublished
from indexer.generations import GenerationStore

# The share of its releases that a generation may lose without --prune.
_MAX_LOST = 0.5
# Removed releases that a refusal names.
_MAX_NAMED = 3


def require_enough(report: BuildReport, store: GenerationStore, paths: Sequence[Path]) -> None:
    """Raises NothingPublished if a build of ``paths`` is empty, or lost most of the releases."""
    named = ", ".join(map(str, paths))
    if report.releases == 0:
        raise NothingPublished(
            f"no release was found in {named}",
            "Name the folder of the releases, or give --prune to publish an empty index",
        )
    newest = store.newest_manifest()
    before = newest.meta.releases if newest else 0
    # Of a generation that cannot be read only the number of releases is known.
    lost = max(report.removed, before - report.releases)
    if lost > _MAX_LOST * before:
        raise NothingPublished(
            f"{lost} of {before} releases would be removed and {report.added} added"
            f"{_first_removed(report)}",
            f"Check {named}, or give --prune if this is meant",
        )


def _first_removed(report: BuildReport) -> str:
    """The names of some removed releases in brackets; empty if they are not known."""
    named = [str(name) for name in islice(report.gone.values(), _MAX_NAMED)]
    ellipsis = ["…"] if named and report.removed > len(named) else []
    return f" (removed: {', '.join(named + ellipsis)})" if named else ""
