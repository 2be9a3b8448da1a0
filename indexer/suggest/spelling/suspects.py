"""The words of a query that may be misspelt: those that the collection lacks, or hardly has."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.lexicon import entries
from indexer.arabic.reading import choice
from indexer.query.values import Term
from indexer.suggest import limits
from indexer.suggest.context import SearchContext
from indexer.suggest.query_words import searched_tokens

# The letter for g, which folding takes for ك.
GAF = "گ"
_DEAREST = 2.0
# A word that some releases have is corrected only by a cheap edit; alone, only to a word with this
# many times as many releases, more if a dictionary has the typed word.
_SLIP, _TIMES, _TIMES_LISTED = 0.6, 15, 30
# The same for a word with a Persian letter, which few releases have as typed.
_TIMES_PERSIAN = 2
# Several words that are hardly ever together make it likely that one of them is wrong: of 120
# misspellings that some releases have, beside a right word, this corrects 59, the numbers above 43.
TIMES_APART = 5
# The most that a correct word costs in the lexicon: 61 in 100 words of running text have it, of
# misspellings 7.
_COMMON_WORD = 11.0


class Suspect(NamedTuple):
    """A word that may be misspelt. A correction must be in at `least` that many releases and cost
    at `most` that much; `before` and `behind` are the words that only spaces separate from it, if
    any."""

    token: Token
    least: int = 1
    most: float = _DEAREST
    before: str = ""
    behind: str = ""

    @property
    def is_slip(self) -> bool:
        """Whether only a cheap edit counts as its correction."""
        return self.most <= _SLIP

    def phrases(self, words: Sequence[str]) -> Iterator[list[str]]:
        """The phrases of `words`, in place of this one, and each of its neighbours."""
        if self.before:
            yield [self.before, *words]
        if self.behind:
            yield [*words, self.behind]


def unknown_words(context: SearchContext, *, right: bool) -> list[Suspect]:
    """The words that no release has in the mode of the search; correct ones only if `right`, and
    listed names never: what is like بيتكوين is something else."""
    analyzer = context.analyzer
    is_sure = _is_name if right else _is_right
    unknown = [token for token, count in _count_words(context) if not count]
    return [Suspect(token) for token in unknown if not is_sure(token, analyzer)]


def doubtful_words(context: SearchContext, total: int) -> list[Suspect]:
    """The words that few releases have; `total` is the number of matches of the search."""
    counted = _count_words(context)
    if len(counted) == 1:
        # A word in no release can still match by its other terms: بجازن for جازن.
        token, count = counted[0]
        return _suspect_alone(token, max(count, total), context)
    return [
        _with_neighbours(suspect, context) for suspect in _suspects_among(counted, context.analyzer)
    ]


def _count_words(context: SearchContext) -> Sequence[tuple[Token, int]]:
    """The number of releases of each word; nothing for a query of many words."""
    searched = searched_tokens(context.tokens, context.parsed)
    words = [token for token in searched if not token.word.stop and token.word.form.isalpha()]
    if len(words) > limits.MAX_WORDS:
        return []
    mode = context.request.mode
    counts = context.searcher.frequencies([Term(mode, token.word.term(mode)) for token in words])
    return list(zip(words, counts, strict=True))


def _is_name(token: Token, analyzer: Analyzer) -> bool:
    """Whether a word is a listed name."""
    return analyzer.reading(token.word).protected


def _is_right(token: Token, analyzer: Analyzer) -> bool:
    """Whether a word is a listed name, or so common that it is hardly a misspelling of another."""
    if _is_name(token, analyzer):
        return True
    cut = choice.best_cut(choice.likely_cuts(token.word.form, token.word.exact, entries.lexicon()))
    return cut is not None and cut.cost <= _COMMON_WORD


def _suspect_alone(token: Token, count: int, context: SearchContext) -> list[Suspect]:
    """The word, if hardly any releases have it. That a dictionary has it means less if they have
    other forms only: حريف for حريق."""
    if not 0 < count <= limits.FEW_HITS:
        return []
    is_listed = context.analyzer.reading(token.word).is_listed
    is_there = any(context.searcher.frequencies([Term("exact", token.word.exact)]))
    times = _TIMES_LISTED if is_listed and is_there else _TIMES
    if GAF in token.surface:
        times = _TIMES_PERSIAN
    return [Suspect(token, count * times, _SLIP)]


def _suspects_among(counted: Sequence[tuple[Token, int]], analyzer: Analyzer) -> list[Suspect]:
    """The rarest of several words and those that no release has, without correct words."""
    doubtful = [both for both in counted if not _is_right(both[0], analyzer)]
    rarest = sorted(doubtful, key=itemgetter(1))[: limits.MAX_MISSPELT_WORDS]
    if not any(count for _, count in rarest):
        return []
    return [
        Suspect(token, count * TIMES_APART, _SLIP) if count else Suspect(token)
        for token, count in rarest
    ]


def _with_neighbours(suspect: Suspect, context: SearchContext) -> Suspect:
    for one, other in pairwise(context.tokens):
        if context.q[one.end : other.start].isspace():
            if one.start == suspect.token.start:
                suspect = suspect._replace(behind=other.word.exact)
            if other.start == suspect.token.start:
                suspect = suspect._replace(before=one.word.exact)
    return suspect
