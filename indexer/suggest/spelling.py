"""Corrects words that the collection lacks, or hardly has, to similar words that it has."""

import math
from collections.abc import Iterable, Iterator, Sequence
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
from indexer.query.values import Fuzzy, Term
from indexer.suggest import edits
from indexer.suggest.context import SearchContext
from indexer.suggest.followers import phrase_count
from indexer.suggest.query_words import searched_tokens
from indexer.suggest.word_forms import after_proclitic, attach, usual_spelling

# The worth of ten times as many releases: a word that costs this much more is equally likely with
# them.
_COMMON = 0.2
# The cost of a missing space between two words, or of a superfluous one in a word.
_SPACE = 1.0
_DEAREST = 2.0
# A word that some releases have is corrected only by a cheap edit; alone, only to a word with this
# many times as many releases, more if a dictionary has the typed word.
_SLIP, _TIMES, _TIMES_LISTED = 0.6, 15, 30
# The same for a word with a Persian letter, which few releases have as typed.
_TIMES_PERSIAN = 2
# The letter for g, which folding takes for ك, and the other letters that Arabic has for it.
_GAF, _OTHER_G = "گ", "غجق"
# Several words that are hardly ever together make it likely that one of them is wrong: of 120
# misspellings that some releases have, beside a right word, this corrects 59, the numbers above 43.
_TIMES_APART = 5
# The cost of replacing a word that occurs in the collection: that of a letter.
_OCCURS = 0.5
# The most that a correct word costs in the lexicon: 61 in 100 words of running text have it, of
# misspellings 7.
_COMMON_WORD = 11.0
_ALTERNATIVES = 3
_GAP = "_"
# Shorter words are a letter away from too many.
_SHORTEST, _SHORTEST_FOR_TWO_EDITS = 3, 5


class Correction(NamedTuple):
    """A corrected text; the lowest ``cost`` is the likeliest."""

    cost: float
    text: str


class _Suspect(NamedTuple):
    """A word that may be misspelt. A correction must be in at `least` that many releases and cost
    at `most` that much; `pairs` are phrases of a word beside it and a gap for its own."""

    token: Token
    least: int = 1
    most: float = _DEAREST
    pairs: tuple[str, ...] = ()


class _Slot(NamedTuple):
    """A stretch of the query, and its possible corrections, likeliest first."""

    start: int
    end: int
    candidates: list[Correction]


def corrections(context: SearchContext, *, right: bool) -> Iterator[Correction]:
    """The text with other words for those that no release has in its mode, likeliest first.

    There is none if no words are similar, or if too many words are missing to be mistakes. Correct
    words are replaced only if `right`: لبنان is no misspelling even if no release has it.
    """
    request, reading, analyzer, searcher = context
    tokens = list(analyzer.tokens(request.q))
    counted = _counted(searched_tokens(tokens, reading), request.mode, searcher)
    unknown = [token for token, count in counted if not count]
    suspects = [_Suspect(token) for token in unknown if right or not _is_right(token, analyzer)]
    yield from _with_corrections(request.q, tokens, suspects, searcher)


def _is_right(token: Token, analyzer: Analyzer) -> bool:
    """Whether a word is a listed name, or so common that it is hardly a misspelling of another."""
    if analyzer.reading(token.word).protected:
        return True
    cut = cuts.best_cut(cuts.likely_cuts(token.word.form, token.word.exact, entries.lexicon()))
    return cut is not None and cut.cost <= _COMMON_WORD


def doubtful_corrections(context: SearchContext, total: int = 0) -> Iterator[Correction]:
    """As `corrections`, for words that some releases have, but few compared with those of a
    correction; `total` is the number of matches of the search."""
    request, reading, analyzer, searcher = context
    tokens = list(analyzer.tokens(request.q))
    counted = _counted(searched_tokens(tokens, reading), request.mode, searcher)
    if len(counted) == 1:
        # A word in no release can still match by its other terms: بجازن for جازن.
        token, count = counted[0]
        suspects = _suspect_alone(token, max(count, total), analyzer, searcher)
    else:
        pairs = _pairs(request.q, tokens)
        suspects = [
            suspect._replace(pairs=pairs[suspect.token.start])
            for suspect in _suspects_among(counted, analyzer)
        ]
    for cost, text in _with_corrections(request.q, tokens, suspects, searcher):
        yield Correction(cost + _OCCURS, text)


def _suspect_alone(
    token: Token, count: int, analyzer: Analyzer, searcher: Searcher
) -> list[_Suspect]:
    """The word, if hardly any releases have it. That a dictionary has it means less if they have
    other forms only: حريف for حريق."""
    if not 0 < count <= limits.FEW_HITS:
        return []
    is_listed = analyzer.reading(token.word).is_listed
    is_there = any(searcher.frequencies([Term("exact", token.word.exact)]))
    times = _TIMES_LISTED if is_listed and is_there else _TIMES
    if _GAF in token.surface:
        times = _TIMES_PERSIAN
    return [_Suspect(token, count * times, _SLIP)]


def _suspects_among(counted: Sequence[tuple[Token, int]], analyzer: Analyzer) -> list[_Suspect]:
    """The rarest of several words and those that no release has, without correct words."""
    doubtful = [both for both in counted if not _is_right(both[0], analyzer)]
    rarest = sorted(doubtful, key=itemgetter(1))[: limits.MISSPELT_WORDS]
    if not any(count for _, count in rarest):
        return []
    return [
        _Suspect(token, count * _TIMES_APART, _SLIP) if count else _Suspect(token)
        for token, count in rarest
    ]


def _pairs(q: str, tokens: Sequence[Token]) -> dict[int, tuple[str, ...]]:
    """For the start of each word, phrases of the words before and behind it, with a gap for the
    word."""
    pairs: dict[int, tuple[str, ...]] = {token.start: () for token in tokens}
    for one, other in pairwise(tokens):
        if q[one.end : other.start].isspace():
            pairs[one.start] += (f"{_GAP} {other.word.exact}",)
            pairs[other.start] += (f"{one.word.exact} {_GAP}",)
    return pairs


def _with_corrections(
    q: str, tokens: Sequence[Token], suspects: Sequence[_Suspect], searcher: Searcher
) -> Iterator[Correction]:
    """`q` with corrections of the suspects, likeliest first; those without similar words stay."""
    if not 0 < len(suspects) <= limits.MISSPELT_WORDS:
        return
    speller = _Speller(searcher)
    slots = list(_merged_words(q, tokens, suspects, speller))
    for suspect in suspects:
        start, end = suspect.token.start, suspect.token.end
        if not any(slot.start <= start < slot.end for slot in slots):
            slots.append(_Slot(start, end, speller.candidates(suspect)))
    slots = sorted(slot for slot in slots if slot.candidates)
    if not slots:
        return
    choices = product(*(slot.candidates for slot in slots))
    costly = ((sum(correction.cost for correction in chosen), chosen) for chosen in choices)
    for cost, chosen in nsmallest(_ALTERNATIVES, costly):
        yield Correction(cost, _replaced(q, slots, [correction.text for correction in chosen]))


def _counted(
    tokens: Sequence[Token], mode: Layer, searcher: Searcher
) -> Sequence[tuple[Token, int]]:
    """The number of releases of each word; nothing for a query of many words."""
    words = [token for token in tokens if not token.word.stop and token.word.form.isalpha()]
    if len(words) > limits.SUGGESTION_WORDS:
        return []
    counts = searcher.frequencies([Term(mode, token.word.term(mode)) for token in words])
    return list(zip(words, counts, strict=True))


def _merged_words(
    q: str, tokens: Sequence[Token], suspects: Sequence[_Suspect], speller: "_Speller"
) -> Iterator[_Slot]:
    """Pairs of words that are one word without the space between them."""
    wanted = {suspect.token.start: suspect.least for suspect in suspects}
    end = 0
    for one, other in pairwise(tokens):
        least = max(wanted.get(one.start, 0), wanted.get(other.start, 0))
        if one.start < end or not least:
            continue
        whole = one.surface + other.surface
        if q[one.end : other.start].isspace() and speller.counts([fold(whole)])[0] >= least:
            end = other.end
            yield _Slot(one.start, other.end, [Correction(_SPACE, whole)])


def _replaced(q: str, slots: Sequence[_Slot], texts: Sequence[str]) -> str:
    parts = []
    at = 0
    for slot, text in zip(slots, texts, strict=True):
        parts += [q[at : slot.start], text]
        at = slot.end
    return "".join([*parts, q[at:]])


class _Speller:
    """Finds similar words in one collection."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._lookups = limits.MISSPELT_LOOKUPS

    def counts(self, words: Sequence[str]) -> Sequence[int]:
        """The number of releases of each folded word."""
        return self._searcher.frequencies([Term("exact", word) for word in words])

    def candidates(self, suspect: _Suspect) -> list[Correction]:
        """Corrections of one mistake in the word, a missing space, one mistake after proclitics,
        then two mistakes."""
        form, word = suspect.token.word.form, suspect.token.word.exact
        if len(word) < _SHORTEST:
            return []
        found = [*self._with_other_g(suspect), *self._near(word, 1, suspect)]
        if suspect.most > _SLIP:
            found += self._split(form, suspect.least)
            found = found or list(self._behind_proclitics(suspect))
            if not found and len(word) >= _SHORTEST_FOR_TWO_EDITS:
                found = list(self._near(word, 2, suspect))
        return [each for each in _cheapest(found) if self._fits(each.text, suspect)]

    def _fits(self, text: str, suspect: _Suspect) -> bool:
        """Whether `text` fits the adjacent words: if the suspect occurs beside them, as in المنطقة
        العازلة, it is right, unless `text` does in many times as many releases."""
        counts = (
            [
                phrase_count(pair.replace(_GAP, word).split(), self._searcher)
                for word in (suspect.token.word.exact, fold(text))
            ]
            for pair in suspect.pairs
        )
        return all(other >= _TIMES_APART * own for own, other in counts)

    def _with_other_g(self, suspect: _Suspect) -> Iterator[Correction]:
        """A word typed with a Persian گ, with the other letters for it: غاز for گاز."""
        surface = suspect.token.surface
        others = [fold(surface.replace(_GAF, letter)) for letter in _OTHER_G if _GAF in surface]
        for other, count in zip(others, self.counts(others), strict=True):
            if count >= suspect.least:
                cost = edits.CONFUSED - _COMMON * math.log10(count)
                yield Correction(cost, usual_spelling(other, self._searcher))

    def _near(
        self, word: str, distance: int, suspect: _Suspect, before: str = ""
    ) -> Iterator[Correction]:
        """Similar words of the collection, with the proclitic `before`; only the best are looked up
        for their usual spelling."""
        if not self._lookups:
            return
        self._lookups -= 1
        scored = []
        for term, count in self._searcher.expand(Fuzzy(word, distance)).terms:
            cost = edits.edit_cost(word, term.text)
            if cost <= suspect.most and count >= suspect.least and len(term.text) > 1:
                scored.append(Correction(cost - _COMMON * math.log10(count), term.text))
        for cost, text in sorted(scored)[:_ALTERNATIVES]:
            word = attach(before, usual_spelling(text, self._searcher))
            if not (suspect.most <= _SLIP and _has_other_ending(suspect.token.word.form, word)):
                yield Correction(cost, word)

    def _behind_proclitics(self, suspect: _Suspect) -> Iterator[Correction]:
        word = suspect.token.word.exact
        for proclitic in PROCLITICS:
            rest = word.removeprefix(proclitic)
            if rest == word or len(rest) < _SHORTEST:
                continue
            yield from self._near(after_proclitic(proclitic, rest), 1, suspect, proclitic)

    def _split(self, form: str, least: int) -> Iterator[Correction]:
        """Two words, of at `least` that many releases each, written as one."""
        pairs = ((form[:place], form[place:]) for place in range(2, len(form) - 1))
        halves = [both for both in pairs if all(map(_stands_alone, both))]
        # أوبما is not أو and بما.
        halves = [both for both in halves if not all(map(_is_function_word, both))]
        firsts = self.counts([fold_clean(first) for first, _ in halves])
        seconds = self.counts([fold_clean(second) for _, second in halves])
        counted = zip(map(min, firsts, seconds), halves, strict=True)
        count, (first, second) = max(counted, default=(0, ("", "")))
        if count >= least:
            yield Correction(_SPACE - _COMMON * math.log10(count), f"{first} {second}")


def _cheapest(found: Iterable[Correction]) -> list[Correction]:
    """The corrections that cost least, each text once: two rules may find the same."""
    costs: dict[str, float] = {}
    for cost, text in sorted(found):
        costs.setdefault(text, cost)
    return [Correction(cost, text) for text, cost in costs.items()][:_ALTERNATIVES]


def _has_other_ending(form: str, other: str) -> bool:
    """Whether `other` may end in a pronoun where `form` has ة: شقرة is no misspelling of شكره."""
    return form.endswith(TEH_MARBUTA) and other.endswith(HEH)


def _stands_alone(word: str) -> bool:
    """Whether a word can be one of two that were run together; with two letters only the
    commonest."""
    return len(word) >= _SHORTEST or _is_function_word(word)


def _is_function_word(word: str) -> bool:
    return stopwords.is_stop(word) or word in connectives.WRITTEN
