"""Verifies an index: counts, readable releases, and probe queries.

Files are verified by the checksums of the manifest; this queries the engine like a reader. If a
build extended a generation, releases in carried files were read back when those were published: for
them the checksums are enough, and only what was written since is read.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice

from indexer.arabic.analyzer import Analyzer
from indexer.engines.protocol import Engine, Filters, Searcher
from indexer.engines.searches import count_matches
from indexer.errors import BUILD_ANEW, IndexDamaged
from indexer.generations import Generation, Place
from indexer.marking.landmarks import Landmarks
from indexer.marking.marker import Marker
from indexer.query import limits, reader
from indexer.query.rewriting import without_scoring
from indexer.query.syntax import Juxtaposed, Text
from indexer.query.unparser import unparse
from indexer.query.values import Query, Synonyms, Term
from indexer.releases.release import Release
from indexer.releases.schema import analyse

# About how many releases are searched for by their titles, evenly from the collection.
_PROBES = 20
# About how many terms of each are looked up in each layer and field, evenly from the alphabet.
_TERMS = 20
_MAX_PROBLEMS = 5


def verify_publication(
    engine: Engine,
    analyzer: Analyzer,
    place: Place,
    digests: Mapping[str, str],
    written: Collection[str],
) -> None:
    """Verify what a build is about to publish: the releases of ``digests`` (by id), and no others.

    The releases with the ids ``written`` and a sample of the others are read back. Raises
    IndexDamaged with the first few problems.
    """
    _require_none(
        engine,
        place,
        lambda searcher: _publication_problems(searcher, analyzer, digests, written),
    )


def verify_thoroughly(engine: Engine, analyzer: Analyzer, generation: Generation) -> None:
    """Verify a published generation: every release is read back, their number is that of the
    manifest, and a sample is found by its titles and by the words of its texts.

    Raises IndexDamaged with the first few problems.
    """
    releases = generation.manifest.meta.releases
    _require_none(
        engine,
        generation.place,
        lambda searcher: _index_problems(searcher, analyzer, releases),
    )


def _require_none(
    engine: Engine, place: Place, problems: Callable[[Searcher], Iterator[str]]
) -> None:
    with closing(engine.open(place)) as searcher:
        first = list(islice(problems(searcher), _MAX_PROBLEMS))
    if first:
        raise IndexDamaged(f"the index is not sound: {'; '.join(first)}", BUILD_ANEW)


def _publication_problems(
    searcher: Searcher, analyzer: Analyzer, digests: Mapping[str, str], written: Collection[str]
) -> Iterator[str]:
    stored = searcher.digests()
    yield from _count_problems(searcher, len(digests))
    yield from _differences(digests, stored)
    sample = _sample(stored) | _sample(written)
    yield from _reading_problems(searcher, digests, sample.union(written))
    yield from _title_problems(searcher, analyzer, searcher.releases_by_id(sorted(sample)))


def _index_problems(searcher: Searcher, analyzer: Analyzer, releases: int) -> Iterator[str]:
    stored = searcher.digests()
    if len(stored) != releases:
        yield f"{len(stored)} releases are stored, {releases} were published"
    yield from _count_problems(searcher, len(stored))
    yield from _reading_problems(searcher, stored, set(stored))
    probes = searcher.releases_by_id(sorted(_sample(stored)))
    yield from _title_problems(searcher, analyzer, probes)
    yield from _posting_problems(searcher, analyzer, probes)


def _count_problems(searcher: Searcher, expected: int) -> Iterator[str]:
    if searcher.count() != expected:
        yield f"{searcher.count()} releases are searchable, {expected} should be"


def _reading_problems(
    searcher: Searcher, digests: Mapping[str, str], ids: set[str]
) -> Iterator[str]:
    """Releases of ``ids`` that cannot be read, or not as they were written."""
    unread = set(ids)
    # Reading all in the order of the index is faster.
    whole = ids.issuperset(digests)
    for release in searcher.releases() if whole else _read_releases(searcher, ids):
        if release.digest != digests.get(release.id):
            yield f"release {release.id!r} is not stored as it was read"
        unread.discard(release.id)
    for each in sorted(unread)[:_MAX_PROBLEMS]:
        yield f"release {each!r} cannot be read"


def _differences(expected: Mapping[str, str], stored: Mapping[str, str]) -> Iterator[str]:
    if expected == stored:
        return
    for release_id in sorted(expected.keys() ^ stored.keys())[:_MAX_PROBLEMS]:
        yield f"release {release_id!r} is missing or should not be there"
    for release_id in expected.keys() & stored.keys():
        if expected[release_id] != stored[release_id]:
            yield f"release {release_id!r} is not stored as it was read"


def _sample(ids: Collection[str]) -> set[str]:
    """Some of the ids, evenly, for probes."""
    return set(sorted(ids)[:: max(1, len(ids) // _PROBES)])


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
                for text in terms[:: max(1, len(terms) // _TERMS)]:
                    if not _matches(
                        searcher, release, Synonyms(frozenset([Term(layer, text)]), 1.0, (field,))
                    ):
                        yield f"release {release.id!r} is not found by {text!r} of its {field}"


def _matches(searcher: Searcher, release: Release, query: Query) -> bool:
    only = Filters(ids=frozenset({release.id}))
    return count_matches(searcher, without_scoring(query), only) == 1


def _title_problems(
    searcher: Searcher, analyzer: Analyzer, probes: Sequence[Release]
) -> Iterator[str]:
    """Releases that are not found by their titles, or found without a match to mark."""
    landmarks = Landmarks()
    for release in probes:
        words = islice(analyzer.tokens(release.title), limits.MAX_WORDS)
        title = Juxtaposed(tuple(Text(token.surface) for token in words))
        parsed = reader.read(analyzer, unparse(title))
        if not parsed.words:
            continue
        if not _matches(searcher, release, parsed.query):
            yield f"release {release.id!r} is not found by its own title"
        elif not Marker.for_query(analyzer, parsed, searcher.spellings, landmarks).marks(
            release.title
        ):
            yield f"release {release.id!r} is found by its title without a mark in it"
