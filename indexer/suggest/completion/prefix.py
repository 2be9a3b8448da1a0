"""The prefix of a word that is being typed."""

from typing import NamedTuple, Self

from indexer.arabic.orthography import letters
from indexer.arabic.orthography.letters import ARTICLE
from indexer.arabic.orthography.normalizer import fold
from indexer.arabic.words import Word
from indexer.engines.protocol import Searcher
from indexer.query.values import Term
from indexer.suggest.word_forms import usual_spelling

# The article is written with a bare alef, so that a typed alef with a sign is not part of it.
_NO_ARTICLE = (letters.ALEF_HAMZA_ABOVE, letters.ALEF_HAMZA_BELOW, letters.ALEF_MADDA)
# A spelling with less than this fraction (1/10) of the most frequent one's count is a mistake:
# أليوم.
_LEAST_SHARE = 10


class WordPrefix(NamedTuple):
    """A prefix of words with or without the article. `exact` is folded, and empty if any word may
    follow; `letter` is the first letter, after a typed article, if it is an alef with a sign."""

    exact: str
    letter: str = ""

    @classmethod
    def of_word(cls, word: Word) -> Self:
        own = word.form.removeprefix(ARTICLE)
        return cls(word.exact, own[0] if own.startswith(_NO_ARTICLE) else "")

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The prefixes of folded words."""
        if self.letter:
            return self.exact, ARTICLE + self.exact
        if ARTICLE.startswith(self.exact) or self.exact.startswith(ARTICLE):
            return (self.exact,)
        return self.exact, ARTICLE + self.exact

    def matches(self, form: str) -> bool:
        """Whether a word, in clean spelling, begins with this prefix."""
        return fold(form).startswith(self.prefixes) and self._fits_letter(form)

    def usual_spelling(self, text: str, searcher: Searcher) -> str | None:
        """The most frequent spelling of a folded word that has this prefix; None if it is hardly
        ever spelled so."""
        if not self.letter:
            return usual_spelling(text, searcher)
        forms = searcher.forms(Term("exact", text))
        so = next((each for each in forms if self._fits_letter(each.form)), None)
        return so.form if so and so.count * _LEAST_SHARE >= forms[0].count else None

    def _fits_letter(self, form: str) -> bool:
        return form.startswith(self.letter) or form.removeprefix(ARTICLE).startswith(self.letter)
