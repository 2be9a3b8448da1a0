"""Interprets what was typed as whole words and the prefix of one."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.arabic.analyzer import Token
from indexer.arabic.orthography.normalizer import fold_phrase
from indexer.suggest.completion.prefix import WordPrefix


class Interpretation(NamedTuple):
    """The text before a prefix, the words of that text, and the prefix."""

    lead: str
    whole: Sequence[Token]
    prefix: WordPrefix

    @property
    def words(self) -> list[str]:
        """The whole words, folded."""
        return [token.word.exact for token in self.whole]

    def is_typed(self, text: str) -> bool:
        """Whether `text` is what was typed."""
        return fold_phrase(text) == fold_phrase(self.lead + self.prefix.exact)

    def adjacent_words(self) -> list[str]:
        """The last words before the prefix with only spaces between them: no names of fields, no
        quoted phrase."""
        words: list[str] = []
        end = len(self.lead)
        for token in reversed(self.whole):
            if self.lead[token.end : end].strip():
                break
            words.insert(0, token.word.exact)
            end = token.start
        return words


def interpretations(q: str, tokens: Sequence[Token]) -> Iterator[Interpretation]:
    """The interpretations of `q`, which has these `tokens`, likeliest first."""
    *whole, last = tokens
    lead, prefix = q[: last.start], WordPrefix.of_word(last.word)
    if q[last.end :].isspace():
        yield Interpretation(f"{q.rstrip()} ", tokens, WordPrefix(""))
    yield Interpretation(lead, whole, prefix)
    if prefix.letter:
        yield Interpretation(lead, whole, WordPrefix(prefix.exact))
