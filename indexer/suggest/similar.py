"""Finds releases similar to one, by its characteristic words, and which of them are the same
statement."""

import math
from collections import Counter

from indexer import limits
from indexer.answers.results import SimilarRelease
from indexer.arabic.analyzer import Analyzer
from indexer.engines.protocol import Searcher
from indexer.query.values import Or, Term, Weighted, Word
from indexer.releases.release import Release
from indexer.releases.signature import NONE, resemblance

# An occurrence in the title counts as this many in the body.
_TITLE_WEIGHT = 3
# Releases with a smaller share of the score that this one itself has share little more than common
# words with it (checked by hand for 3,000 articles and 40 press releases).
_LEAST_SHARE = 0.12
# The number of words searched for, and of the release's most frequent words that they are chosen
# from.
_MOST_TERMS, _MOST_CANDIDATES = 20, 200


def find_similar(
    release: Release, analyzer: Analyzer, searcher: Searcher, size: int
) -> tuple[SimilarRelease, ...]:
    """At most `size` releases, most similar first, without `release` itself."""
    stems = _stems(release, analyzer)
    terms, shared = _characteristic_terms(release, stems, analyzer, searcher)
    if not terms:
        return ()
    query = Or(tuple(Word(tuple(each.terms), (each,)) for each in terms))
    matches = searcher.search(query, size=size + 1)
    least = _LEAST_SHARE / shared * max((match.score for match in matches.page), default=0.0)
    others = [match for match in matches.page if match.id != release.id and match.score >= least][
        :size
    ]
    scores = {match.id: match.score for match in others}
    signatures = searcher.signatures([release.id, *scores])
    own = signatures.get(release.id, NONE)
    return tuple(
        SimilarRelease(other, scores[other.id], resemblance(own, signatures.get(other.id, NONE)))
        for other in searcher.releases_by_id([*scores])
    )


def _stems(release: Release, analyzer: Analyzer) -> list[str]:
    body = analyzer.analyse(release.body[: limits.MARKED_CHARACTERS])
    return [word.stem for word in body.words if not word.stop]


def _characteristic_terms(
    release: Release, stems: list[str], analyzer: Analyzer, searcher: Searcher
) -> tuple[list[Weighted], float]:
    """The characteristic words of the release (tf·idf) that are in other releases too, with weights
    of at most 1. And their share of the sum with the words that are in no other release: small if
    there are few releases to be similar to it."""
    counts = Counter(stems)
    for word in analyzer.analyse(release.title).words:
        if not word.stop:
            counts[word.stem] += _TITLE_WEIGHT
    frequent = counts.most_common(_MOST_CANDIDATES)
    terms = [Term("stem", stem) for stem, _ in frequent]
    everything = searcher.count()
    # The idf is not `bm25.idf`, because _LEAST_SHARE was chosen with this one.
    scored = [
        (math.log1p(count) * math.log(1 + everything / releases), term, releases > 1)
        for (_, count), term, releases in zip(
            frequent, terms, searcher.frequencies(terms), strict=True
        )
        if releases
    ]
    scored.sort(reverse=True)
    best = [(score, term) for score, term, others in scored if others][:_MOST_TERMS]
    if not best:
        return [], 0.0
    share = sum(score for score, _ in best) / sum(score for score, _, _ in scored[:_MOST_TERMS])
    return [Weighted.alone(term, score / best[0][0]) for score, term in best], share
