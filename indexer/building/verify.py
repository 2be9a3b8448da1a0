"""Verifies an index: counts, readable releases, and probe queries.

Files are verified by the checksums of the manifest; this queries the engine like a reader. If a
build extended a generation, releases in carried files were read back when those were published: for
them the checksums are enough, and only what was written since is read.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from indexer.arabic.analyzer import Analyzer
from indexer.engines.protocol import Engine, Filters, Searcher
from indexer.errors import BUILD_ANEW, IndexDamaged
from indexer.generations import Place
from indexer.marking.landmarks import Landmarks
from indexer.marking.marker import Marker
from indexer.query import limits, reader
from indexer.query.printer import unparse
from indexer.query.rewriting import without_scoring
from indexer.query.syntax import Juxtaposed, Text
from indexer.query.values import Query, Synonyms, Term
from indexer.releases.release import Release
from indexer.releases.schema import analyse

# Releases that are searched for by their titles, evenly from the collection.
PROBES = 20
# Terms of each release that are looked up in each layer and field, evenly from the alphabet.
TERMS = 20
_MAX_PROBLEMS = 5


def require_sound(
    engine: Engine,
    analyzer: Analyzer,
    place: Place,
    digests: Mapping[str, str] | None = None,
    *,
    written: Collection[str] | None = None,
    thorough: bool = False,
) -> None:
    """Raises IndexDamaged with the first few problems, which a full build repairs.

    ``digests`` are those of the releases that must be there. Every release is read back, or, with
    the ids ``written`` by the build, those and a sample of the others. ``thorough``: a sample must
    also be found by the words of its text.
    """
    searcher = engine.open(place)
    try:
        found = _problems(searcher, analyzer, digests, written, thorough=thorough)
        problems = list(islice(found, _MAX_PROBLEMS))
    finally:
        searcher.close()
    if problems:
        raise IndexDamaged(f"the index is not sound: {'; '.join(problems)}", BUILD_ANEW)


def _problems(
    searcher: Searcher,
    analyzer: Analyzer,
    digests: Mapping[str, str] | None,
    written: Collection[str] | None,
    *,
    thorough: bool,
) -> Iterator[str]:
    stored = searcher.digests()
    expected = stored if digests is None else digests
    if searcher.count() != len(expected):
        yield f"{searcher.count()} releases are searchable, {len(expected)} should be"
    if expected != stored:
        yield from _differences(expected, stored)
    chosen = _sample(stored) | _sample(written or ())
    left = set(stored) if written is None else chosen.union(written)
    probes: list[Release] = []
    for release in searcher.releases() if written is None else _read_releases(searcher, left):
        if release.digest != expected.get(release.id):
            yield f"release {release.id!r} is not stored as it was read"
        if release.id in chosen:
            probes.append(release)
        left.discard(release.id)
    for each in sorted(left)[:_MAX_PROBLEMS]:
        yield f"release {each!r} cannot be read"
    yield from _title_problems(searcher, analyzer, probes)
    if thorough:
        yield from _posting_problems(searcher, analyzer, probes)


def _differences(expected: Mapping[str, str], stored: Mapping[str, str]) -> Iterator[str]:
    for release_id in sorted(expected.keys() ^ stored.keys())[:_MAX_PROBLEMS]:
        yield f"release {release_id!r} is missing or should not be there"
    for release_id in expected.keys() & stored.keys():
        if expected[release_id] != stored[release_id]:
            yield f"release {release_id!r} is not stored as it was read"


def _sample(ids: Collection[str]) -> set[str]:
    """Some of the ids, evenly, for probes."""
    return set(sorted(ids)[:: max(1, len(ids) // PROBES)])


def _read_releases(searcher: Searcher, ids: Collection[str]) -> Iterator[Release]:
    """Those of the releases that can be read."""
    return filter(None, map(searcher.release, sorted(ids)))


def _posting_problems(
    searcher: Searcher, analyzer: Analyzer, probes: Sequence[Release]
) -> Iterator[str]:
    """Terms of stored texts whose posting lists lack the release."""
    for release in probes:
        for layer, fields in analyse(release, analyzer).terms.items():
            for field, occurrences in fields.items():
                terms = sorted(set(occurrences.terms))
                for text in terms[:: max(1, len(terms) // TERMS)]:
                    if not _matches(
                        searcher, release, Synonyms(frozenset([Term(layer, text)]), 1.0, (field,))
                    ):
                        yield f"release {release.id!r} is not found by {text!r} of its {field}"


def _matches(searcher: Searcher, release: Release, query: Query) -> bool:
    only = Filters(ids=frozenset({release.id}))
    found = searcher.search(
        without_scoring(query), filters=only, sort="-published", start=0, size=0, facets=False
    )
    return found.total == 1


def _title_problems(
    searcher: Searcher, analyzer: Analyzer, probes: Sequence[Release]
) -> Iterator[str]:
    """Releases that are not found by their titles, or found without a match to mark."""
    landmarks = Landmarks()
    for release in probes:
        words = islice(analyzer.tokens(release.title), limits.QUERY_WORDS)
        title = Juxtaposed(tuple(Text(token.surface) for token in words))
        reading = reader.read(analyzer, unparse(title))
        if not reading.words:
            continue
        if not _matches(searcher, release, reading.query):
            yield f"release {release.id!r} is not found by its own title"
        elif not Marker.for_query(analyzer, reading, searcher.spellings, landmarks).marks(
            release.title
        ):
            yield f"release {release.id!r} is found by its title without a mark in it"
