"""The report of a build: counts of releases; names of refusals, remarks, near-duplicates."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from indexer.building import limits
from indexer.documents.fields import ids
from indexer.documents.files import file_names
from indexer.errors import DocumentError
from indexer.generations import Json
from indexer.releases.release import Release


class DisplayName(NamedTuple):
    """What people know a release by: its file, or the id that it brought, and its title."""

    known_by: str
    headline: str

    def __str__(self) -> str:
        return f"{self.known_by} {file_names.excerpt(self.headline)}"


def display_name(release: Release) -> DisplayName:
    """An id that was made from the name of a file says less than that name."""
    is_made = ids.is_generated(release.id, release.source)
    known_by = release.source if is_made else file_names.printable(release.id)
    return DisplayName(known_by, release.headline)


class Remark(NamedTuple):
    """What could not be determined of a release, or is ambiguous. The release was indexed; its
    author may correct it. For a file that was left out, `id` and `headline` are empty."""

    source: str
    id: str
    headline: str
    text: str

    def __str__(self) -> str:
        headline = f"{file_names.excerpt(self.headline)}: " if self.headline else ""
        return f"{self.source}: {headline}{self.text}"


@dataclass(slots=True)
class BuildReport:
    """What a build did to each release. ``generation`` is None if nothing was published.

    ``kept`` releases were read earlier from a file that is now refused in part or whole: they stay
    as they were until the file is corrected or removed. ``refusals`` counts all refusals;
    ``refused`` has the first of each file and some more. ``remarks`` counts all remarks;
    ``remarked`` has some of them. ``near_duplicates`` counts the added and changed releases that
    nearly repeat another one (None if unknown, as in a dry run); ``alike`` has the first groups of
    ids, with the releases that were there before, and ``names`` maps ids of the very first groups.
    ``gone`` maps ids of the first removed releases, which the current generation still has.
    ``sources`` are the absolute paths that were read. In a dry run, ``objection`` is why a build
    would publish nothing, and ``anew`` why it would not extend the current generation.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    removed: int = 0
    gone: dict[str, DisplayName] = field(default_factory=dict)
    duplicates: int = 0
    near_duplicates: int | None = None
    alike: list[tuple[str, ...]] = field(default_factory=list)
    names: dict[str, DisplayName] = field(default_factory=dict)
    refusals: int = 0
    refused: list[DocumentError] = field(default_factory=list)
    remarks: int = 0
    remarked: list[Remark] = field(default_factory=list)
    seconds: float = 0.0
    generation: str | None = None
    leftovers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    objection: str | None = None
    anew: str | None = None
    # The counts before the file that is being read.
    _refusals_before: int = field(default=0, init=False, repr=False)
    _remarks_before: int = field(default=0, init=False, repr=False)

    @property
    def releases(self) -> int:
        return self.added + self.changed + self.unchanged + self.kept

    def begin_file(self) -> None:
        """The refusals and remarks from now on are those of another file."""
        self._refusals_before, self._remarks_before = self.refusals, self.remarks

    def add_refusal(self, error: DocumentError) -> None:
        """Count a refusal, and name it if it is the first of its file or within the limits."""
        of_file = self.refusals - self._refusals_before
        self.refusals += 1
        is_within_limits = (
            of_file < limits.MAX_REFUSALS_OF_FILE and len(self.refused) < limits.MAX_REFUSALS
        )
        if of_file == 0 or is_within_limits:
            self.refused.append(error)

    def add_remark(self, remark: Remark) -> None:
        """Count a remark, and name it if it is within the limits."""
        of_file = self.remarks - self._remarks_before
        self.remarks += 1
        if of_file < limits.MAX_REMARKS_ON_FILE and len(self.remarked) < limits.MAX_REMARKS:
            self.remarked.append(remark)

    def add_near_duplicates(
        self, groups: Sequence[tuple[str, ...]], written: Collection[str]
    ) -> None:
        """Count the ``written`` releases in groups of ids, and list groups within the limits."""
        self.near_duplicates = sum(each in written for group in groups for each in group)
        self.alike = [group[: limits.MAX_GROUP_SIZE] for group in groups[: limits.MAX_GROUPS]]

    @property
    def printed_near_duplicates(self) -> Iterator[str]:
        """The ids in the groups that are printed with the names of their releases."""
        return chain.from_iterable(self.alike[: limits.MAX_GROUPS_PRINTED])

    def as_json(self) -> dict[str, Json]:
        """The report as `kashaf build --json` prints it and the manifest holds it."""
        return {
            "generation": self.generation,
            "sources": self.sources,
            "releases": self.releases,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "kept": self.kept,
            "removed": self.removed,
            "removed_called": _names_as_json(self.gone),
            "duplicates": self.duplicates,
            "near_duplicates": self.near_duplicates,
            "near_duplicate_groups": tuple(self.alike),
            "near_duplicates_called": _names_as_json(self.names),
            "refusals": self.refusals,
            "refused": [
                {"source": error.source, "line": error.line, "reason": error.reason}
                for error in self.refused
            ],
            "remarks": self.remarks,
            "remarked": [
                {"source": remark.source, "id": remark.id, "said": remark.text}
                for remark in self.remarked
            ],
            "seconds": round(self.seconds, 3),
        }


def _names_as_json(names: Mapping[str, DisplayName]) -> dict[str, Json]:
    return {
        release_id: {"known_by": name.known_by, "title": name.headline}
        for release_id, name in names.items()
    }
