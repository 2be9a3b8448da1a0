"""Words that the collection does not have, and what of its words may be meant."""

import math
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, product
from typing import NamedTuple

from indexer import limits
from indexer.arabic import stopwords
from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.names import PROCLITICS
from indexer.arabic.normalizer import fold, folded
from indexer.arabic.words import Layer
from indexer.engines.protocol import Searcher
from indexer.query.reading import Reading
from indexer.query.values import Fuzzy, Term
from indexer.suggest import edits
from indexer.suggest.words import attached, bare, looked_for, spelled

# What ten times as many releases are worth: two words of which one is this much dearer to come by
# are equally likely.
_COMMON = 0.2
# Two words without a space between them, or one with a space inside.
_SPACE = 1.0
_DEAREST = 2.0
_ALTERNATIVES = 3
# Shorter words are a letter away from too many.
_SHORTEST, _SHORTEST_FOR_TWO_EDITS = 3, 5


class _Candidate(NamedTuple):
    """``cost`` orders the likeliest first."""

    cost: float
    text: str


class _Slot(NamedTuple):
    """A stretch of the query and what may stand there instead, likeliest first."""

    start: int
    end: int
    candidates: list[_Candidate]


def corrected(
    q: str, mode: Layer, reading: Reading, analyzer: Analyzer, searcher: Searcher
) -> Iterator[str]:
    """`q` with the words that no release has in `mode` replaced by words that some have, likeliest
    first; nothing where there are none, or too many to be mistakes."""
    tokens = list(analyzer.tokens(q))
    unknown = _unknown(looked_for(tokens, reading), mode, searcher)
    if not 0 < len(unknown) <= limits.MISSPELT_WORDS:
        return
    speller = _Speller(searcher)
    slots = list(_joined(q, tokens, unknown, speller))
    apart = [token for token in unknown if not any(s.start <= token.start < s.end for s in slots)]
    slots += [_Slot(t.start, t.end, speller.candidates(t.word.form, t.word.exact)) for t in apart]
    slots.sort()
    choices = product(*(slot.candidates for slot in slots))
    likeliest = sorted(choices, key=lambda chosen: sum(found.cost for found in chosen))
    for chosen in islice(likeliest, _ALTERNATIVES):
        yield _replaced(q, slots, [found.text for found in chosen])


def _unknown(tokens: Sequence[Token], mode: Layer, searcher: Searcher) -> list[Token]:
    words = [token for token in tokens if not token.word.stop and token.word.form.isalpha()]
    if len(words) > limits.SUGGESTION_WORDS:
        return []
    counts = searcher.frequencies([Term(mode, token.word.term(mode)) for token in words])
    return [token for token, count in zip(words, counts, strict=True) if not count]


def _joined(
    q: str, tokens: Sequence[Token], unknown: Sequence[Token], speller: "_Speller"
) -> Iterator[_Slot]:
    """Words that are one when the space between them is left out."""
    end = 0
    for one, other in pairwise(tokens):
        if one.start < end or not (one in unknown or other in unknown):
            continue
        whole = one.surface + other.surface
        if q[one.end : other.start].isspace() and speller.known([fold(whole)])[0]:
            end = other.end
            yield _Slot(one.start, other.end, [_Candidate(_SPACE, whole)])


def _replaced(q: str, slots: Sequence[_Slot], texts: Sequence[str]) -> str:
    parts = []
    at = 0
    for slot, text in zip(slots, texts, strict=True):
        parts += [q[at : slot.start], text]
        at = slot.end
    return "".join([*parts, q[at:]])


class _Speller:
    """Knows the words of one collection."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._lookups = limits.MISSPELT_LOOKUPS

    def known(self, words: Sequence[str]) -> Sequence[int]:
        """In how many releases each folded word stands."""
        return self._searcher.frequencies([Term("exact", word) for word in words])

    def candidates(self, form: str, word: str) -> list[_Candidate]:
        """What may be meant by `form`, whose folded spelling is `word`: one mistake in the word, one
        behind its proclitics, a space left out, then two mistakes."""
        if len(word) < _SHORTEST:
            return []
        found = [*self._near(word, 1), *self._split(form)]
        found = found or list(self._behind_proclitics(word))
        if not found and len(word) >= _SHORTEST_FOR_TWO_EDITS:
            found = list(self._near(word, 2))
        return sorted(found)[:_ALTERNATIVES]

    def _near(self, word: str, distance: int, before: str = "") -> Iterator[_Candidate]:
        """Words of the collection, `before` put before each; only those that are shown are looked
        up as they are spelled."""
        if not self._lookups:
            return
        self._lookups -= 1
        scored = []
        for term, count in self._searcher.expand(Fuzzy(word, distance)).terms:
            cost = edits.cost(word, term.text)
            if cost <= _DEAREST and len(term.text) > 1:
                scored.append(_Candidate(cost - _COMMON * math.log10(count), term.text))
        for cost, text in sorted(scored)[:_ALTERNATIVES]:
            yield _Candidate(cost, attached(before, spelled(text, self._searcher)))

    def _behind_proclitics(self, word: str) -> Iterator[_Candidate]:
        for proclitic in PROCLITICS:
            rest = word.removeprefix(proclitic)
            if rest == word or len(rest) < _SHORTEST:
                continue
            yield from self._near(bare(proclitic, rest), 1, proclitic)

    def _split(self, form: str) -> Iterator[_Candidate]:
        """Two words that stand in the collection, written as one."""
        cuts = ((form[:place], form[place:]) for place in range(2, len(form) - 1))
        halves = [both for both in cuts if all(map(_stands_alone, both))]
        firsts = self.known([folded(first) for first, _ in halves])
        seconds = self.known([folded(second) for _, second in halves])
        counted = zip(map(min, firsts, seconds), halves, strict=True)
        count, (first, second) = max(counted, default=(0, ("", "")))
        if count:
            yield _Candidate(_SPACE - _COMMON * math.log10(count), f"{first} {second}")


def _stands_alone(word: str) -> bool:
    """Whether a word may be part of two that were run together; of two letters only the commonest."""
    return len(word) >= _SHORTEST or stopwords.is_stop(word)
