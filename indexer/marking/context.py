"""Reads the words that follow a place in a text, and the name that begins there.

Only the surroundings of the place are analysed, with the same results as for the whole text.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.arabic.analyzer import Analyzer, Token, clean_spelling
from indexer.arabic.expressions import names, phones
from indexer.arabic.orthography.tokenizer import cut_after, cut_before

# A word at most this many characters ahead is reached by reading on; for a farther one, reading
# restarts there.
_READ_ON = 200
# Characters to each side that usually suffice to decide on a name. Where names follow each other
# without a gap the reach is doubled, up to the second number; then the whole text is read.
_REACH, _FARTHEST = 48, 400
# Words of the longest name or telephone number.
_LONGEST = max(names.LONGEST_NAME, phones.LONGEST)


class ContextWord(NamedTuple):
    """A word of the text and its spelling; ``position`` counts words from an arbitrary start."""

    start: int
    end: int
    position: int
    spelling: str


class Name(NamedTuple):
    """The end and the term of a name of several words, or of one that only its neighbours
    identify."""

    end: int
    term: str


class Context:
    """The surroundings of places in one text; cheapest if the places come in order."""

    def __init__(self, analyzer: Analyzer, text: str) -> None:
        self._analyzer = analyzer
        self._text = text
        self._ahead: deque[ContextWord] = deque()
        self._words: Iterator[ContextWord] = iter(())
        self._last = 0
        # Characters read to decide on names. If they exceed the length of the text, it is cheaper
        # to read all of it.
        self._characters_read = 0
        self._names_of_all: dict[int, Name] | None = None

    def words_from(self, at: int) -> Iterator[ContextWord]:
        """The words from the one that begins at `at`, itself first."""
        self._seek(at)
        place = 0
        while place < len(self._ahead) or self._read():
            yield self._ahead[place]
            place += 1

    def name_at(self, at: int) -> Name | None:
        """The name of several words that begins at `at`, or the word there that its neighbours make
        a name."""
        reach = _REACH
        while reach <= _FARTHEST and self._characters_read <= len(self._text):
            left = cut_before(self._text, max(0, at - reach))
            right = cut_after(self._text, min(len(self._text), at + reach))
            self._characters_read += right - left
            tokens = self._tokens(left, right)
            place = next((n for n, token in enumerate(tokens) if left + token.start == at), None)
            if place is None:
                return None  # inside a name that the user's list has as one word
            first = 0 if left == 0 else _token_out_of_reach(tokens, place)
            whole = right == len(self._text) or len(tokens) - place > _LONGEST
            if first is not None and whole:
                return self._names(tokens[first:], left).get(at)
            reach *= 2
        if self._names_of_all is None:
            self._names_of_all = self._names(self._tokens(0, len(self._text)), 0)
        return self._names_of_all.get(at)

    def _tokens(self, left: int, right: int) -> list[Token]:
        return list(self._analyzer.tokens(self._text[left:right]))

    def _names(self, tokens: Sequence[Token], offset: int) -> dict[int, Name]:
        """The names among `tokens`, by their start in the text."""
        return {
            offset + tokens[run.first].start: Name(offset + tokens[run.last - 1].end, run.term)
            for run in self._analyzer.runs([token.word for token in tokens])
        }

    def _seek(self, at: int) -> None:
        while self._ahead and self._ahead[0].start < at:
            self._ahead.popleft()
        while not self._ahead and self._last < at <= self._last + _READ_ON and self._read():
            if self._ahead[0].start < at:
                self._ahead.popleft()
        if not self._ahead or self._ahead[0].start != at:
            self._ahead.clear()
            self._words = (
                ContextWord(start, end, position, clean_spelling(surface))
                for surface, start, end, position in self._analyzer.spans(self._text, at)
            )

    def _read(self) -> bool:
        word = next(self._words, None)
        if word is None:
            return False
        self._ahead.append(word)
        self._last = word.start
        return True


def _token_out_of_reach(tokens: Sequence[Token], place: int) -> int | None:
    """The index of the last token before `place` that no earlier name can reach, because enough
    tokens from there on begin no name; None if there is none."""
    without_name = 0
    for first in range(place - 1, -1, -1):
        word = tokens[first].word
        without_name = 0 if word.heads or phones.may_open(word.exact) else without_name + 1
        if without_name == _LONGEST - 1:
            return first
    return None


def begin_with(words: Iterable[ContextWord], spellings: Sequence[str]) -> bool:
    """Whether `words` begin with these spellings; tokens without a spelling (marks alone) are
    skipped."""
    spelled = (word.spelling for word in words if word.spelling)
    return all(next(spelled, "") == spelling for spelling in spellings)
