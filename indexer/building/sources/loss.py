"""Refuses to publish an index that is empty or lost most of its releases.

More likely the folder is wrong than that this is meant.
"""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from indexer.building.sources.build_report import BuildReport
from indexer.errors import BuildError
from indexer.generations import GenerationStore

# The share of its releases that a generation may lose without --prune.
_MOST_LOST = 0.5
# Removed releases that a refusal names.
_MOST_NAMED = 3


def require_enough(report: BuildReport, store: GenerationStore, paths: Sequence[Path]) -> None:
    """Raises BuildError if a build of ``paths`` is empty, or lost most of the releases."""
    named = ", ".join(map(str, paths))
    if report.releases == 0:
        raise BuildError(
            f"no release was found in {named}; nothing was published. Name the folder of the "
            "releases, or give --prune to publish an empty index"
        )
    newest = store.newest_manifest()
    before = newest.meta.releases if newest else 0
    # Of a generation that cannot be read only the number of releases is known.
    lost = max(report.removed, before - report.releases)
    if lost > _MOST_LOST * before:
        raise BuildError(
            f"{lost} of {before} releases would be removed and {report.added} added"
            f"{_first_removed(report)}; nothing was published. Check {named}, or give --prune if "
            "this is meant"
        )


def _first_removed(report: BuildReport) -> str:
    """The names of some removed releases in brackets; empty if they are not known."""
    told = [str(name) for name in islice(report.gone.values(), _MOST_NAMED)]
    more = ["…"] if told and report.removed > len(told) else []
    return f" (removed: {', '.join(told + more)})" if told else ""
