"""Words that the collection does not have, or hardly, and what of its words may be meant."""

import math
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import pairwise, product
from operator import itemgetter
from typing import NamedTuple

from indexer import limits
from indexer.arabic import cuts, entries, stopwords
from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.letters import HEH, TEH_MARBUTA
from indexer.arabic.names import PROCLITICS
from indexer.arabic.normalizer import fold, fold_clean
from indexer.arabic.words import Layer
from indexer.engines.protocol import Searcher
from indexer.query import connectives
from indexer.query.parsed_query import ParsedQuery
from indexer.query.values import Fuzzy, Term
from indexer.suggest import edits
from indexer.suggest.followers import standing
from indexer.suggest.words import attached, bare, looked_for, spelled

# What ten times as many releases are worth: two words of which one is this much dearer to come by
# are equally likely.
_COMMON = 0.2
# Two words without a space between them, or one with a space inside.
_SPACE = 1.0
_DEAREST = 2.0
# A word that some releases have is doubted only for a slip: alone for one that stands in so many times as many, and in
# more yet if a dictionary has the word.
_SLIP, _TIMES, _TIMES_LISTED = 0.6, 15, 30
# That several words stand together hardly anywhere says that one of them is wrong: of 120 slips that some releases have,
# beside a right word, this finds the right word for 59, the numbers above for 43.
_TIMES_APART = 5
# That a word stands somewhere speaks for it: as much as a letter costs.
_STANDS = 0.5
# What the lexicon asks at most for a word that is right as it stands: of running text 61 in 100 are, of slips 7.
_COMMON_WORD = 11.0
_ALTERNATIVES = 3
_GAP = "_"
# Shorter words are a letter away from too many.
_SHORTEST, _SHORTEST_FOR_TWO_EDITS = 3, 5


class Candidate(NamedTuple):
    """What may be meant; ``cost`` orders the likeliest first."""

    cost: float
    text: str


class _Suspect(NamedTuple):
    """A word that may be misspelt; what is meant stands in at `least` so many releases and costs `most` so much; `pairs`
    are the words that it has beside it, with a gap for its own."""

    token: Token
    least: int = 1
    most: float = _DEAREST
    pairs: tuple[str, ...] = ()


class _Slot(NamedTuple):
    """A stretch of the query and what may stand there instead, likeliest first."""

    start: int
    end: int
    candidates: list[Candidate]


def corrected(
    q: str,
    mode: Layer,
    reading: ParsedQuery,
    analyzer: Analyzer,
    searcher: Searcher,
    *,
    right: bool,
) -> Iterator[Candidate]:
    """`q` with the words that no release has in `mode` replaced by words that some have, likeliest
    first; nothing where there are none, or too many to be mistakes. Those that are `right` stay as they are
    unless they are asked for, too: that no release has لبنان makes it no slip."""
    tokens = list(analyzer.tokens(q))
    counted = _counted(looked_for(tokens, reading), mode, searcher)
    unknown = [token for token, count in counted if not count]
    suspects = [_Suspect(token) for token in unknown if right or not _is_right(token, analyzer)]
    yield from _mended(q, tokens, suspects, searcher)


def _is_right(token: Token, analyzer: Analyzer) -> bool:
    """Whether a word is a name of a list, or so common that hardly a slip of another is one like it."""
    if analyzer.reading(token.word).protected:
        return True
    cut = cuts.best_cut(cuts.likely_cuts(token.word.form, token.word.exact, entries.lexicon()))
    return cut is not None and cut.cost <= _COMMON_WORD


def doubted(
    q: str,
    mode: Layer,
    reading: ParsedQuery,
    analyzer: Analyzer,
    searcher: Searcher,
    found: int = 0,
) -> Iterator[Candidate]:
    """As `corrected`, of words that some releases have, but few beside those that have what may be meant; `found` is how
    many the query finds."""
    tokens = list(analyzer.tokens(q))
    counted = _counted(looked_for(tokens, reading), mode, searcher)
    if len(counted) == 1:
        # By its other terms a word is found that stands nowhere as it is: بجازن for جازن.
        token, count = counted[0]
        suspects = _alone(token, max(count, found), analyzer)
    else:
        pairs = _pairs(q, tokens)
        suspects = [
            suspect._replace(pairs=pairs[suspect.token.start])
            for suspect in _apart(counted, analyzer)
        ]
    for cost, text in _mended(q, tokens, suspects, searcher):
        yield Candidate(cost + _STANDS, text)


def _alone(token: Token, count: int, analyzer: Analyzer) -> list[_Suspect]:
    """A word that hardly any releases have."""
    if not 0 < count <= limits.FEW_HITS:
        return []
    times = _TIMES_LISTED if analyzer.reading(token.word).is_listed else _TIMES
    return [_Suspect(token, count * times, _SLIP)]


def _apart(counted: Sequence[tuple[Token, int]], analyzer: Analyzer) -> list[_Suspect]:
    """The rarest of several words, beside those that no release has; none that is right."""
    doubtful = [both for both in counted if not _is_right(both[0], analyzer)]
    rarest = sorted(doubtful, key=itemgetter(1))[: limits.MISSPELT_WORDS]
    if not any(count for _, count in rarest):
        return []
    return [
        _Suspect(token, count * _TIMES_APART, _SLIP) if count else _Suspect(token)
        for token, count in rarest
    ]


def _pairs(q: str, tokens: Sequence[Token]) -> dict[int, tuple[str, ...]]:
    """By where a word starts, the words before and behind it, each with a gap for it."""
    pairs: dict[int, tuple[str, ...]] = {token.start: () for token in tokens}
    for one, other in pairwise(tokens):
        if q[one.end : other.start].isspace():
            pairs[one.start] += (f"{_GAP} {other.word.exact}",)
            pairs[other.start] += (f"{one.word.exact} {_GAP}",)
    return pairs


def _mended(
    q: str, tokens: Sequence[Token], suspects: Sequence[_Suspect], searcher: Searcher
) -> Iterator[Candidate]:
    """`q` with what may be meant by the suspects, likeliest first; those stay for which nothing is near."""
    if not 0 < len(suspects) <= limits.MISSPELT_WORDS:
        return
    speller = _Speller(searcher)
    slots = list(_joined(q, tokens, suspects, speller))
    for suspect in suspects:
        start, end = suspect.token.start, suspect.token.end
        if not any(slot.start <= start < slot.end for slot in slots):
            slots.append(_Slot(start, end, speller.candidates(suspect)))
    slots = sorted(slot for slot in slots if slot.candidates)
    if not slots:
        return
    choices = product(*(slot.candidates for slot in slots))
    costly = ((sum(found.cost for found in chosen), chosen) for chosen in choices)
    for cost, chosen in nsmallest(_ALTERNATIVES, costly):
        yield Candidate(cost, _replaced(q, slots, [found.text for found in chosen]))


def _counted(
    tokens: Sequence[Token], mode: Layer, searcher: Searcher
) -> Sequence[tuple[Token, int]]:
    """In how many releases each word stands; none where there are many words."""
    words = [token for token in tokens if not token.word.stop and token.word.form.isalpha()]
    if len(words) > limits.SUGGESTION_WORDS:
        return []
    counts = searcher.frequencies([Term(mode, token.word.term(mode)) for token in words])
    return list(zip(words, counts, strict=True))


def _joined(
    q: str, tokens: Sequence[Token], suspects: Sequence[_Suspect], speller: "_Speller"
) -> Iterator[_Slot]:
    """Words that are one when the space between them is left out."""
    wanted = {suspect.token.start: suspect.least for suspect in suspects}
    end = 0
    for one, other in pairwise(tokens):
        least = max(wanted.get(one.start, 0), wanted.get(other.start, 0))
        if one.start < end or not least:
            continue
        whole = one.surface + other.surface
        if q[one.end : other.start].isspace() and speller.known([fold(whole)])[0] >= least:
            end = other.end
            yield _Slot(one.start, other.end, [Candidate(_SPACE, whole)])


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

    def candidates(self, suspect: _Suspect) -> list[Candidate]:
        """What may be meant: one mistake in the word, one behind its proclitics, a space left out, then two
        mistakes."""
        form, word = suspect.token.word.form, suspect.token.word.exact
        if len(word) < _SHORTEST:
            return []
        found = list(self._near(word, 1, suspect))
        if suspect.most > _SLIP:
            found += self._split(form, suspect.least)
            found = found or list(self._behind_proclitics(suspect))
            if not found and len(word) >= _SHORTEST_FOR_TWO_EDITS:
                found = list(self._near(word, 2, suspect))
        return [each for each in sorted(found)[:_ALTERNATIVES] if self._fits(each.text, suspect)]

    def _fits(self, text: str, suspect: _Suspect) -> bool:
        """Whether the words beside a word allow for another: that it stands beside them, as in المنطقة العازلة, says that
        it is right, unless the other does in many times as many."""
        counts = (
            [
                standing(pair.replace(_GAP, word).split(), self._searcher)
                for word in (suspect.token.word.exact, fold(text))
            ]
            for pair in suspect.pairs
        )
        return all(other >= _TIMES_APART * own for own, other in counts)

    def _near(
        self, word: str, distance: int, suspect: _Suspect, before: str = ""
    ) -> Iterator[Candidate]:
        """Words of the collection, `before` put before each; only those that are shown are looked
        up as they are spelled."""
        if not self._lookups:
            return
        self._lookups -= 1
        scored = []
        for term, count in self._searcher.expand(Fuzzy(word, distance)).terms:
            cost = edits.cost(word, term.text)
            if cost <= suspect.most and count >= suspect.least and len(term.text) > 1:
                scored.append(Candidate(cost - _COMMON * math.log10(count), term.text))
        for cost, text in sorted(scored)[:_ALTERNATIVES]:
            word = attached(before, spelled(text, self._searcher))
            if not (suspect.most <= _SLIP and _is_bound(suspect.token.word.form, word)):
                yield Candidate(cost, word)

    def _behind_proclitics(self, suspect: _Suspect) -> Iterator[Candidate]:
        word = suspect.token.word.exact
        for proclitic in PROCLITICS:
            rest = word.removeprefix(proclitic)
            if rest == word or len(rest) < _SHORTEST:
                continue
            yield from self._near(bare(proclitic, rest), 1, suspect, proclitic)

    def _split(self, form: str, least: int) -> Iterator[Candidate]:
        """Two words that stand in the collection, in `least` releases each, written as one."""
        cuts = ((form[:place], form[place:]) for place in range(2, len(form) - 1))
        halves = [both for both in cuts if all(map(_stands_alone, both))]
        # أوبما is no أو and بما.
        halves = [both for both in halves if not all(map(_joins_others, both))]
        firsts = self.known([fold_clean(first) for first, _ in halves])
        seconds = self.known([fold_clean(second) for _, second in halves])
        counted = zip(map(min, firsts, seconds), halves, strict=True)
        count, (first, second) = max(counted, default=(0, ("", "")))
        if count >= least:
            yield Candidate(_SPACE - _COMMON * math.log10(count), f"{first} {second}")


def _is_bound(form: str, other: str) -> bool:
    """Whether the end of another word is none that a word may have: شقرة is no slip of شكره, whose ه is a pronoun."""
    return form.endswith(TEH_MARBUTA) and other.endswith(HEH)


def _stands_alone(word: str) -> bool:
    """Whether a word may be part of two that were run together; of two letters only the commonest."""
    return len(word) >= _SHORTEST or _joins_others(word)


def _joins_others(word: str) -> bool:
    return stopwords.is_stop(word) or word in connectives.WRITTEN
