"""The beginning of a word, as it is typed."""

from typing import NamedTuple, Self

from indexer.arabic import letters
from indexer.arabic.letters import ARTICLE
from indexer.arabic.normalizer import fold
from indexer.arabic.words import Word
from indexer.engines.protocol import Searcher
from indexer.query.values import Term
from indexer.suggest.words import spelled

# The article is written with a bare alef: what is typed so is no part of it.
_NO_ARTICLE = (letters.ALEF_HAMZA_ABOVE, letters.ALEF_HAMZA_BELOW, letters.ALEF_MADDA)
# A spelling that so few of a word's have for one that is right is a slip: أليوم.
_LEAST_SHARE = 10


class Beginning(NamedTuple):
    """Words begin so, with the article or without: `exact`, folded, is nothing where any word may come; `letter` is
    the first one, behind the article if that is typed, where it is an alef with a sign."""

    exact: str
    letter: str = ""

    @classmethod
    def of(cls, word: Word) -> Self:
        own = word.form.removeprefix(ARTICLE)
        return cls(word.exact, own[0] if own.startswith(_NO_ARTICLE) else "")

    @property
    def prefixes(self) -> tuple[str, ...]:
        """What folded words begin with."""
        if self.letter:
            return self.exact, ARTICLE + self.exact
        if ARTICLE.startswith(self.exact) or self.exact.startswith(ARTICLE):
            return (self.exact,)
        return self.exact, ARTICLE + self.exact

    def begins(self, form: str) -> bool:
        """Whether a word, in clean spelling, begins so."""
        return fold(form).startswith(self.prefixes) and self._is_typed_so(form)

    def spelled(self, text: str, searcher: Searcher) -> str | None:
        """The spelling of a folded word that begins so which most releases have; None where hardly any has one."""
        if not self.letter:
            return spelled(text, searcher)
        forms = searcher.forms(Term("exact", text))
        so = next((each for each in forms if self._is_typed_so(each.form)), None)
        return so.form if so and so.count * _LEAST_SHARE >= forms[0].count else None

    def _is_typed_so(self, form: str) -> bool:
        return form.startswith(self.letter) or form.removeprefix(ARTICLE).startswith(self.letter)
