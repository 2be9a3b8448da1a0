"""Compares the sources with the current generation: what is new, changed, refused or gone."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal, NamedTuple, Protocol, TypeAlias

from indexer.building.sources import ledger
from indexer.building.sources.build_report import BuildReport, Remark
from indexer.building.sources.ledger import FileSignature, Ledger, SourceEntry
from indexer.documents.fields import ids
from indexer.documents.folder import SourceFile, read
from indexer.documents.readers import DocumentReader
from indexer.errors import DocumentError, NotARelease
from indexer.releases.release import Release

Step: TypeAlias = Literal["reading", "writing", "verifying"]


class Progress(Protocol):
    """Receives the progress of a build. Amounts are bytes of the sources."""

    def begin(self, step: Step, total: int = 0) -> None: ...

    def advance(self, amount: int) -> None: ...

    def report_refusal(self, error: DocumentError) -> None: ...


class NoProgress:
    """Ignores the progress of a build."""

    def begin(self, step: Step, total: int = 0) -> None:
        pass

    def advance(self, amount: int) -> None:
        pass

    def report_refusal(self, error: DocumentError) -> None:
        pass


class SourceState(NamedTuple):
    """What a build found in all its sources.

    ``digests`` are those of all releases of the new generation, by id; ``written`` are the ids that
    were added or changed, and ``removed`` those that the sources no longer have, sorted; ``ledger``
    is what is known of the sources now.
    """

    digests: Mapping[str, str]
    written: Collection[str]
    removed: Sequence[str]
    ledger: Ledger


class Changes:
    """Reads the sources and compares their releases with those ``before`` (id to digest).

    To be used in this order: exhaust `read` and `keep_missing`, then `finish`. With ``rewrite``,
    unchanged releases must be written too. Sources that are as ``known`` says are not read again.
    Counts go into the ``report``.
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
        self._ledger: dict[str, SourceEntry] = {}
        self._digests: dict[str, str] = {}
        # The source of each of these that was read.
        self._sources: dict[str, str] = {}
        # And the line, for those of a file of lines.
        self._lines: dict[str, int] = {}
        self._written: set[str] = set()
        # The sources with a refusal.
        self._refused: set[str] = set()

    def read(self, sources: Sequence[SourceFile]) -> Iterator[Release]:
        """Yield the releases that must be written."""
        self._progress.begin("reading", sum(source.size for source in sources))
        with DocumentReader() as reading:
            for source in sources:
                key, signature = ledger.source_key(source), ledger.file_signature(source)
                known = self._known.get(key)
                if known and known.signature == signature and self._is_current(known):
                    self._ledger[key] = known
                    self._skip(source, known)
                else:
                    yield from self._read(source, reading, key, signature)

    def keep_missing(
        self, stored: Callable[[Sequence[str]], Iterator[Release]]
    ) -> Iterator[Release]:
        """Keep, and yield, releases that are missing because something of their source is refused
        now; ``stored`` reads earlier releases by their ids."""
        if not self._refused:
            return
        for release in stored(self._missing()):
            if self._was_refused(release.source):
                self._report.kept += 1
                self._digests[release.id] = release.digest
                yield release

    def finish(self) -> SourceState:
        """The result, to be called last."""
        removed = self._missing()
        self._report.removed = len(removed)
        return SourceState(self._digests, self._written, removed, self._ledger)

    def _was_refused(self, source: str) -> bool:
        """Whether something of `source` was refused, or an archive that contains it."""
        parts = source.split("/")
        return any("/".join(parts[:end]) in self._refused for end in range(1, len(parts) + 1))

    def _missing(self) -> list[str]:
        return sorted(self._before.keys() - self._digests.keys())

    def _read(
        self, source: SourceFile, reading: DocumentReader, key: str, signature: FileSignature | None
    ) -> Iterator[Release]:
        releases = defaultdict[str, list[str]](list)
        duplicates, refusals = self._report.duplicates, self._report.refusals
        self._report.begin_file()
        for rank, item in enumerate(read(source, reading, self._progress.advance), 1):
            if isinstance(item, NotARelease):
                self._report.add_remark(Remark(item.source, "", "", item.reason))
                continue
            if isinstance(item, DocumentError):
                self._refused.add(item.source)
                self._refuse(item)
                continue
            releases[item.source].append(item.id)
            for text in item.remarks:
                self._report.add_remark(Remark(item.source, item.id, item.headline, text))
            if self._must_write(item, rank):
                yield item
        is_clean = (duplicates, refusals) == (self._report.duplicates, self._report.refusals)
        if signature and is_clean:
            self._ledger[key] = SourceEntry(signature, releases)

    def _is_current(self, known: SourceEntry) -> bool:
        """Whether all releases of an unchanged source are there, each once, and none came from an
        earlier source."""
        releases = list(chain.from_iterable(known.ids.values()))
        return len(releases) == len(set(releases)) and all(
            each in self._before and each not in self._digests for each in releases
        )

    def _skip(self, source: SourceFile, known: SourceEntry) -> None:
        """Count the releases of a source as unchanged."""
        for place, release_ids in known.ids.items():
            self._digests |= {each: self._before[each] for each in release_ids}
            self._sources |= dict.fromkeys(release_ids, place)
            self._report.unchanged += len(release_ids)
        self._progress.advance(source.size)

    def _must_write(self, release: Release, rank: int) -> bool:
        """Count a release, and tell whether it must be written; ``rank`` is its number in its
        source."""
        digest = release.digest
        if release.id in self._digests:
            self._count_repeated(release, digest, rank)
            return False
        self._digests[release.id] = digest
        self._sources[release.id] = release.source
        if release.line is not None:
            self._lines[release.id] = release.line
        if self._before.get(release.id) == digest:
            self._report.unchanged += 1
            return self._rewrite
        self._written.add(release.id)
        if release.id in self._before:
            self._report.changed += 1
        else:
            self._report.added += 1
        return True

    def _count_repeated(self, release: Release, digest: str, rank: int) -> None:
        existing = replace(release, source=self._sources.get(release.id, release.source))
        if self._digests[release.id] in (digest, existing.digest):
            self._report.duplicates += 1
            return
        line = self._lines.get(release.id)
        place = existing.source if line is None else f"{existing.source}:{line}"
        taken = f"the id {release.id!r} is taken by another release, in {place}"
        if ids.is_generated(release.id, release.source):
            reason = f"{taken}; it comes from the file's name: rename the file"
        else:
            at = "" if release.line else f"release {rank} of the file: "
            reason = f"{at}{taken}; give it one of its own"
        self._refuse(DocumentError(release.source, reason, release.line))

    def _refuse(self, error: DocumentError) -> None:
        # A copy: the traceback of the error would keep all that was read of the file.
        error = DocumentError(error.source, error.reason, error.line)
        self._report.add_refusal(error)
        self._progress.report_refusal(error)
