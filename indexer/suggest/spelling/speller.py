"""Similar words of a collection for those of a query, with the cost of each."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.arabic.analyzer import Token
from indexer.arabic.expressions.names import PROCLITICS
from indexer.arabic.lexicon import stopwords
from indexer.arabic.orthography.letters import HEH, TEH_MARBUTA
from indexer.arabic.orthography.normalizer import fold, fold_clean
from indexer.engines.protocol import Searcher
from indexer.query import connectives
from indexer.query.values import Fuzzy, Term
from indexer.suggest import limits
from indexer.suggest.phrases import count_phrase
from indexer.suggest.spelling import edits
from indexer.suggest.spelling.suspects import GAF, TIMES_APART, Suspect
from indexer.suggest.word_forms import after_proclitic, attach, usual_spelling

# The most corrections of a word, and of a query.
MOST_CORRECTIONS = 3
# The worth of ten times as many releases: a word that costs this much more is equally likely with
# them.
_COMMON = 0.2
# The cost of a missing space between two words, or of a superfluous one in a word.
_SPACE = 1.0
# The other letters that Arabic has for g.
_OTHER_G = "غجق"
# Shorter words are a letter away from too many.
_SHORTEST, _SHORTEST_FOR_TWO_EDITS = 3, 5


class Correction(NamedTuple):
    """A corrected text; the lowest ``cost`` is the likeliest."""

    cost: float
    text: str


class Speller:
    """Finds similar words in one collection."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._lookups = limits.MAX_LOOKUPS

    def candidates(self, suspect: Suspect) -> list[Correction]:
        """Corrections of one mistake in the word, a missing space, one mistake after proclitics,
        then two mistakes."""
        form, word = suspect.token.word.form, suspect.token.word.exact
        if len(word) < _SHORTEST:
            return []
        candidates = [*self._with_other_g(suspect), *self._near(word, 1, suspect)]
        if not suspect.is_slip:
            candidates += self._split(form, suspect.least, beside=bool(candidates))
            candidates = candidates or list(self._behind_proclitics(suspect))
            if not candidates and len(word) >= _SHORTEST_FOR_TWO_EDITS:
                candidates = list(self._near(word, 2, suspect))
        return [each for each in _cheapest(candidates) if self._fits(each.text, suspect)]

    def join(self, one: Token, other: Token, least: int) -> list[Correction]:
        """Two words without the space between them, if `least` releases have that word."""
        whole = one.surface + other.surface
        return [Correction(_SPACE, whole)] if self._counts([fold(whole)])[0] >= least else []

    def _counts(self, words: Sequence[str]) -> Sequence[int]:
        """The number of releases of each folded word."""
        return self._searcher.frequencies([Term("exact", word) for word in words])

    def _fits(self, text: str, suspect: Suspect) -> bool:
        """Whether `text` fits the adjacent words: if the suspect occurs beside them, as in المنطقة
        العازلة, it is right, unless `text` does in many times as many releases."""
        own = suspect.phrases([suspect.token.word.exact])
        corrected = suspect.phrases(fold(text).split())
        return all(
            count_phrase(other, self._searcher) >= TIMES_APART * count_phrase(one, self._searcher)
            for one, other in zip(own, corrected, strict=True)
        )

    def _with_other_g(self, suspect: Suspect) -> Iterator[Correction]:
        """A word typed with a Persian گ, with the other letters for it: غاز for گاز."""
        surface = suspect.token.surface
        others = [fold(surface.replace(GAF, letter)) for letter in _OTHER_G if GAF in surface]
        for other, count in zip(others, self._counts(others), strict=True):
            if count >= suspect.least:
                cost = edits.CONFUSED - _COMMON * math.log10(count)
                yield Correction(cost, usual_spelling(other, self._searcher))

    def _near(
        self, word: str, distance: int, suspect: Suspect, before: str = ""
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
        for cost, text in sorted(scored)[:MOST_CORRECTIONS]:
            word = attach(before, usual_spelling(text, self._searcher))
            if not (suspect.is_slip and _has_other_ending(suspect.token.word.form, word)):
                yield Correction(cost, word)

    def _behind_proclitics(self, suspect: Suspect) -> Iterator[Correction]:
        word = suspect.token.word.exact
        for proclitic in PROCLITICS:
            rest = word.removeprefix(proclitic)
            if rest == word or len(rest) < _SHORTEST:
                continue
            yield from self._near(after_proclitic(proclitic, rest), 1, suspect, proclitic)

    def _split(self, form: str, least: int, *, beside: bool) -> Iterator[Correction]:
        """Two words, of at `least` that many releases each, written as one; only words that stand
        side by side in a release, if they are wanted `beside` other corrections."""
        pairs = ((form[:place], form[place:]) for place in range(2, len(form) - 1))
        halves = [both for both in pairs if all(map(_stands_alone, both))]
        # أوبما is not أو and بما.
        halves = [both for both in halves if not all(map(_is_function_word, both))]
        firsts = self._counts([fold_clean(first) for first, _ in halves])
        seconds = self._counts([fold_clean(second) for _, second in halves])
        counted = zip(map(min, firsts, seconds), halves, strict=True)
        count, (first, second) = max(counted, default=(0, ("", "")))
        words = [fold_clean(first), fold_clean(second)]
        if count >= least and not (beside and not count_phrase(words, self._searcher)):
            yield Correction(_SPACE - _COMMON * math.log10(count), f"{first} {second}")


def _cheapest(corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections that cost least, each text once: two rules may find the same."""
    costs: dict[str, float] = {}
    for cost, text in sorted(corrections):
        costs.setdefault(text, cost)
    return [Correction(cost, text) for text, cost in costs.items()][:MOST_CORRECTIONS]


def _has_other_ending(form: str, other: str) -> bool:
    """Whether `other` may end in a pronoun where `form` has ة: شقرة is no misspelling of شكره."""
    return form.endswith(TEH_MARBUTA) and other.endswith(HEH)


def _stands_alone(word: str) -> bool:
    """Whether a word can be one of two that were run together; with two letters only the
    commonest."""
    return len(word) >= _SHORTEST or _is_function_word(word)


def _is_function_word(word: str) -> bool:
    return stopwords.is_stop(word) or word in connectives.WRITTEN
