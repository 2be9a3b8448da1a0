"""What of the sources is new, changed, unchanged, repeated, refused or gone."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal, NamedTuple, Protocol, TypeAlias

from indexer import limits
from indexer.documents import names
from indexer.documents.folder import SourceFile, read
from indexer.documents.readers import Reading
from indexer.errors import DocumentError
from indexer.generations import Json
from indexer.release import Release
from indexer.sources import ledger
from indexer.sources.ledger import Entry, Ledger, Signature

Step: TypeAlias = Literal["reading", "writing", "verifying"]


class Progress(Protocol):
    """Told how a build goes on. Sizes are bytes of the sources."""

    def begin(self, step: Step, total: int = 0) -> None: ...

    def advance(self, amount: int) -> None: ...

    def refused(self, error: DocumentError) -> None: ...


class Called(NamedTuple):
    """What people know a release by: the file that it is in, or the id that it brought, and its title."""

    known_by: str
    headline: str

    def __str__(self) -> str:
        return f"{self.known_by} {names.excerpt(self.headline)}"


def called(release: Release) -> Called:
    """An id that was made of the name of a file says less than the name."""
    is_made = names.is_made(release.id, release.source)
    return Called(release.source if is_made else names.printable(release.id), release.headline)


class Remark(NamedTuple):
    """What of a release could not be told, or may be meant otherwise. It went in; who wrote it may mend it."""

    source: str
    id: str
    headline: str
    said: str

    def __str__(self) -> str:
        return f"{self.source}: {names.excerpt(self.headline)}: {self.said}"


@dataclass(slots=True)
class BuildReport:
    """What a build did to each release. ``generation`` is None where nothing was published.

    ``kept`` are releases that were read before from a file that is refused in part or whole now:
    they stay as they were until the file is mended or removed.
    ``refusals`` counts what was refused, ``refused`` names the first of each file, and some of the others.
    ``remarks`` counts what of the releases that were read could not be told, ``remarked`` names the first of each file.
    ``near_duplicates`` counts the added and changed releases that are another one issued again, or
    nearly (None where that was not asked, as in a dry run), ``alike`` names the first groups of these,
    each with those that were there before, and ``called`` says by id what the releases of the very first are called.
    ``sources`` are the files and folders that were read, in full.
    ``objection`` is why a build would publish nothing, ``anew`` why it would go on from nothing that there is,
    both of a dry run.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    removed: int = 0
    duplicates: int = 0
    near_duplicates: int | None = None
    alike: list[tuple[str, ...]] = field(default_factory=list)
    called: dict[str, Called] = field(default_factory=dict)
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

    @property
    def releases(self) -> int:
        return self.added + self.changed + self.unchanged + self.kept

    def resemble(self, groups: Sequence[tuple[str, ...]], written: Collection[str]) -> None:
        """Take in the groups of near-duplicates among which some of the written releases are."""
        self.near_duplicates = sum(each in written for group in groups for each in group)
        self.alike = [group[: limits.GROUP_NAMED] for group in groups[: limits.GROUPS_NAMED]]

    @property
    def to_call(self) -> list[str]:
        """The ids of the releases that are called by name."""
        return [each for group in self.alike[: limits.GROUPS_TOLD] for each in group]

    def refuse(self, error: DocumentError, before: int) -> None:
        """``before`` are so many refusals of the same file."""
        self.refusals += 1
        some = before < limits.REFUSALS_OF_ONE and len(self.refused) < limits.REFUSALS_NAMED
        if some or before == 0:
            self.refused.append(error)

    def remark(self, release: Release, before: int) -> None:
        """Take in what is remarked of a release; ``before`` are so many remarks on the same file."""
        for said in release.remarks:
            self.remarks += 1
            if before < limits.REMARKS_OF_ONE and len(self.remarked) < limits.REMARKS_NAMED:
                self.remarked.append(Remark(release.source, release.id, release.headline, said))
            before += 1

    def as_json(self) -> dict[str, Json]:
        return {
            "generation": self.generation,
            "sources": self.sources,
            "releases": self.releases,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "kept": self.kept,
            "removed": self.removed,
            "duplicates": self.duplicates,
            "near_duplicates": self.near_duplicates,
            "near_duplicate_groups": tuple(self.alike),
            "near_duplicates_called": {
                each: {"known_by": name.known_by, "title": name.headline}
                for each, name in self.called.items()
            },
            "refusals": self.refusals,
            "refused": [
                {"source": e.source, "line": e.line, "reason": e.reason} for e in self.refused
            ],
            "remarks": self.remarks,
            "remarked": [
                {"source": each.source, "id": each.id, "said": each.said} for each in self.remarked
            ],
            "seconds": round(self.seconds, 3),
        }


class Changes:
    """Reads sources and tells their releases apart from those that were there `before` (id to digest).

    With `rewrite` all of them must be written, also those that did not change. Sources that are as
    `known` says are not read again. ``ledger`` is what is known then.
    ``digests`` are those of all releases that there should be; ``written`` are those that were added or
    changed; ``refused`` are the sources of which something was refused. Counts go into the report.
    """

    def __init__(
        self,
        before: Mapping[str, str],
        report: BuildReport,
        progress: Progress,
        *,
        rewrite: bool = False,
        known: Ledger | None = None,
    ) -> None:
        self._before = before
        self._rewrite = rewrite
        self._report = report
        self._progress = progress
        self._known = known or {}
        self.ledger: dict[str, Entry] = {}
        self.digests: dict[str, str] = {}
        # Where each of these is, as far as it was read.
        self._sources: dict[str, str] = {}
        self.written: set[str] = set()
        self.refused: set[str] = set()
        # Refusals before the file that is read.
        self._refused_before = 0

    @property
    def gone(self) -> list[str]:
        """Ids that were there before and that the sources have not."""
        return sorted(self._before.keys() - self.digests.keys())

    def read(self, sources: Sequence[SourceFile]) -> Iterator[Release]:
        """The releases that must be written."""
        self._progress.begin("reading", sum(source.size for source in sources))
        with Reading() as reading:
            for source in sources:
                key, signature = ledger.key(source), ledger.signature(source)
                known = self._known.get(key)
                if known and known.signature == signature and self._holds(known):
                    self.ledger[key] = known
                    self._skip(source, known)
                else:
                    yield from self._read(source, reading, key, signature)

    def _read(
        self, source: SourceFile, reading: Reading, key: str, signature: Signature | None
    ) -> Iterator[Release]:
        ids = defaultdict[str, list[str]](list)
        duplicates, self._refused_before = self._report.duplicates, self._report.refusals
        remarks = self._report.remarks
        for rank, found in enumerate(read(source, reading, self._progress.advance), 1):
            if isinstance(found, DocumentError):
                self.refused.add(found.source)
                self._refuse(found)
                continue
            ids[found.source].append(found.id)
            if found.remarks:
                self._report.remark(found, self._report.remarks - remarks)
            if self._to_write(found, rank):
                yield found
        sound = duplicates == self._report.duplicates and not self._refused_of_file
        if signature and sound:
            self.ledger[key] = Entry(signature, ids)

    def _holds(self, known: Entry) -> bool:
        """Whether all that a source held is there, and no source before it holds the same."""
        held = chain.from_iterable(known.ids.values())
        return all(each in self._before and each not in self.digests for each in held)

    def _skip(self, source: SourceFile, known: Entry) -> None:
        """Take a source as it was."""
        for place, ids in known.ids.items():
            self.digests |= {each: self._before[each] for each in ids}
            self._sources |= dict.fromkeys(ids, place)
            self._report.unchanged += len(ids)
        self._progress.advance(source.size)

    def was_refused(self, source: str) -> bool:
        """Whether something of `source` was refused, or all of the archive that it was in."""
        parts = source.split("/")
        return any("/".join(parts[:end]) in self.refused for end in range(1, len(parts) + 1))

    def keep(self, release: Release) -> None:
        """Let a release stay as it was before."""
        self._report.kept += 1
        self.digests[release.id] = release.digest

    def _to_write(self, release: Release, rank: int) -> bool:
        """Whether a release, at its rank among those of its source, must be written; counts it."""
        digest = release.digest
        if release.id in self.digests:
            self._repeated(release, digest, rank)
            return False
        self.digests[release.id] = digest
        self._sources[release.id] = release.source
        if self._before.get(release.id) == digest:
            self._report.unchanged += 1
            return self._rewrite
        self.written.add(release.id)
        if release.id in self._before:
            self._report.changed += 1
        else:
            self._report.added += 1
        return True

    def _repeated(self, release: Release, digest: str, rank: int) -> None:
        there = replace(release, source=self._sources.get(release.id, release.source))
        if self.digests[release.id] in (digest, there.digest):
            self._report.duplicates += 1
            return
        taken = f"the id {release.id!r} is taken by another release, in {there.source}"
        if names.is_made(release.id, release.source):
            reason = f"{taken}; it comes from the file's name: rename the file"
        else:
            reason = f"release {rank} of the file: {taken}; give it one of its own"
        self._refuse(DocumentError(release.source, reason))

    @property
    def _refused_of_file(self) -> int:
        """How much was refused of the file that is read."""
        return self._report.refusals - self._refused_before

    def _refuse(self, error: DocumentError) -> None:
        # Not the error itself: its traceback would keep all that was read of the file.
        named = DocumentError(error.source, error.reason, error.line)
        self._report.refuse(named, self._refused_of_file)
        self._progress.refused(named)
