"""Releases like one, by the words that set it apart, and which of them are the same statement."""

import math
from collections import Counter

from indexer import limits
from indexer.arabic.analyzer import Analyzer
from indexer.engines.protocol import Filters, Searcher
from indexer.query.values import Or, Term, Weighted, Word
from indexer.release import Release
from indexer.results import SimilarRelease
from indexer.signature import NONE, resemblance

# An occurrence in the title says as much as so many in the body.
_TITLE = 3
# A release that scores a smaller share of what this one does itself has little more than the words of all in common
# with it (of 3,000 articles and of 40 press releases looked through).
_LEAST = 0.12
# The words that are asked for, and the more frequent ones of the release that they are chosen from.
_TERMS, _CANDIDATES = 20, 200


def similar(
    release: Release, analyzer: Analyzer, searcher: Searcher, size: int
) -> tuple[SimilarRelease, ...]:
    """At most `size` releases, most alike first, `release` itself not among them."""
    stems = _stems(release, analyzer)
    terms, shared = _telling(release, stems, analyzer, searcher)
    if not terms:
        return ()
    matches = searcher.search(
        Or(tuple(Word(tuple(each.terms), (each,)) for each in terms)),
        filters=Filters(),
        sort="relevance",
        start=0,
        size=size + 1,
        facets=False,
    )
    least = _LEAST / shared * max((match.score for match in matches.page), default=0.0)
    others = [match for match in matches.page if match.id != release.id and match.score >= least][
        :size
    ]
    scores = {match.id: match.score for match in others}
    signatures = searcher.signatures([release.id, *scores])
    own = signatures.get(release.id, NONE)
    return tuple(
        SimilarRelease(other, scores[other.id], resemblance(own, signatures.get(other.id, NONE)))
        for other in searcher.stored([*scores])
    )


def _stems(release: Release, analyzer: Analyzer) -> list[str]:
    body = analyzer.analyse(release.body[: limits.MARKED_CHARACTERS])
    return [word.stem for word in body.words if not word.stop]


def _telling(
    release: Release, stems: list[str], analyzer: Analyzer, searcher: Searcher
) -> tuple[list[Weighted], float]:
    """The words that set the release apart (tf·idf), weighted so that the best weighs 1; none that
    stands in no other release. And how much they are of what sets it apart with those that do: little, where few
    releases are there to be like it."""
    counts = Counter(stems)
    for word in analyzer.analyse(release.title).words:
        if not word.stop:
            counts[word.stem] += _TITLE
    frequent = counts.most_common(_CANDIDATES)
    terms = [Term("stem", stem) for stem, _ in frequent]
    everything = searcher.count()
    scored = [
        (math.log1p(count) * math.log(1 + everything / releases), term, releases > 1)
        for (_, count), term, releases in zip(
            frequent, terms, searcher.frequencies(terms), strict=True
        )
        if releases
    ]
    scored.sort(reverse=True)
    best = [(score, term) for score, term, others in scored if others][:_TERMS]
    if not best:
        return [], 0.0
    told = sum(score for score, _ in best) / sum(score for score, _, _ in scored[:_TERMS])
    return [Weighted.alone(term, score / best[0][0]) for score, term in best], told
