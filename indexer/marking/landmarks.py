"""Reads the features of a text that marking and snippets need, whatever the query: odd words, words
run together, ends of sentences, runs of letters. Those of texts that are shown often are cached."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from indexer.arabic.analyzer import clean_spelling
from indexer.arabic.misspellings.glued import SUSPECTS, inner_starts
from indexer.arabic.orthography.letters import HARAKAT, PLAIN, TATWEEL
from indexer.arabic.orthography.tokenizer import spans
from indexer.arabic.words import LONGEST_TERM
from indexer.marking.runs import TextRuns, read_runs
from indexer.marking.text_cache import TextCache

# Characters between words, and those of words that the scanner finds by itself (Latin letters,
# digits). A character that is missing here only costs time.
_ORDINARY = "\\s!-~٠-٩،؛؟٪«»“”‘’–—…•"
_ODD = re.compile(f"[^{PLAIN}{_ORDINARY}][^ ]*")
# Most odd words are a word with vowel marks or tatweel, and punctuation behind it.
_MARKS = f"{TATWEEL}{HARAKAT}"
_MARKED_WORD = re.compile(f"([{_MARKS}]*[{PLAIN}][{PLAIN}{_MARKS}]*)[.,:،؛؟»)]*")
# A letter with a full stop is an abbreviation (د. أحمد), also behind و, and ends no sentence; after
# a number it is a unit and may end one: 5 م.
_LETTER = r"[^\W\d_]"
_BEFORE = rf"[^\w{HARAKAT}]"
_NO_INITIAL = rf"(?<!^{_LETTER}\.)(?<!{_BEFORE}{_LETTER}\.)(?<!{_BEFORE}و{_LETTER}\.)"
_NOT_ABBREVIATED = rf"(?:{_NO_INITIAL}|(?<=\d\s{_LETTER}\.))"
# The end of a sentence or paragraph, and the white space after it. Alternatives that begin with a
# literal are found many times faster than a character class in a group.
_SENTENCE_END = re.compile(rf"\.{_NOT_ABBREVIATED}\s+|!\s+|\?\s+|؟\s+|۔\s+|\n\s*")
# All words of a text up to this length (a title) are read, which is cheaper than to look for places
# worth reading.
SHORT = 250
# Bytes of a word, a sentence and a stretch in the cache.
_WORD_BYTES, _SENTENCE_BYTES, _STRETCH_BYTES = 250, 100, 120


class SpelledWord(NamedTuple):
    """A word of a text and its spelling."""

    spelling: str
    start: int
    end: int


class Sentences(NamedTuple):
    """``stops[n]`` is where a sentence or paragraph ends, behind its punctuation; the next one
    begins at ``starts[n]``. Both are sorted."""

    stops: Sequence[int]
    starts: Sequence[int]


class Landmarks:
    """Reads the features of texts and caches them; safe to share between threads."""

    def __init__(self) -> None:
        self._cache = TextCache()

    def odd_words(self, text: str) -> Sequence[SpelledWord]:
        """The words with characters other than plain Arabic letters, ASCII, Arabic digits and usual
        punctuation, in order: their characters do not show their spelling.

        Each reaches up to a space. Latin words and numbers are left to the scanner.
        """
        return self._cache.get_or_make(
            text, "odd words", lambda text: list(_odd_words(text)), _bytes_of_words
        )

    def glued_stretches(self, text: str) -> Sequence[tuple[int, int]]:
        """Stretches that may hold several words written as one: start and end, at spaces, in
        order."""
        return self._cache.get_or_make(
            text, "glued", lambda text: list(_glued_stretches(text)), _bytes_of_stretches
        )

    def sentences(self, text: str) -> Sentences:
        return self._cache.get_or_make(
            text, "sentences", _sentences, lambda made: _SENTENCE_BYTES * len(made.stops)
        )

    def runs(self, text: str) -> TextRuns:
        """The runs of plain letters."""
        return self._cache.get_or_make(text, "runs", read_runs, lambda runs: runs.nbytes)

    def words(self, stretch: str) -> Sequence[SpelledWord]:
        """The words of a stretch of a text that begins and ends at spaces; places are within the
        stretch."""
        if len(stretch) <= LONGEST_TERM:
            return _words_of_token(stretch)
        if len(stretch) <= SHORT:
            return self._cache.get_or_make(stretch, "words", _words, _bytes_of_words)
        return _words(stretch)


def _words(stretch: str) -> Sequence[SpelledWord]:
    return tuple(_spelled_words(stretch))


def _spelled_words(stretch: str) -> Iterator[SpelledWord]:
    """The words; of several words written as one, both the whole, as a name of the user's own may
    be written so, and each word."""
    for surface, start, end, _ in spans(stretch):
        yield SpelledWord(clean_spelling(surface), start, end)
        inner = inner_starts(surface)
        if inner:
            for first, last in pairwise((0, *inner, len(surface))):
                yield SpelledWord(clean_spelling(surface[first:last]), start + first, start + last)


# The same tokens recur in all texts: أيضاً, 2025م, «الصين».
_words_of_token = lru_cache(maxsize=10_000)(_words)


def _odd_words(text: str) -> Iterator[SpelledWord]:
    end = 0
    for odd in _ODD.finditer(text):
        start = text.rfind(" ", end, odd.start()) + 1 or end
        end = odd.end()
        word = _MARKED_WORD.fullmatch(text, start, end)
        if word:
            yield SpelledWord(clean_spelling(word[1]), start, word.end(1))
            continue
        stretch = text[start:end]
        words = _words_of_token(stretch) if len(stretch) <= LONGEST_TERM else _words(stretch)
        for spelling, first, last in words:
            yield SpelledWord(spelling, start + first, start + last)


def _glued_stretches(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for suspect in SUSPECTS.finditer(text):
        if suspect.start() >= end:
            start = text.rfind(" ", end, suspect.start()) + 1 or end
            end = text.find(" ", suspect.end())
            end = len(text) if end < 0 else end
            yield start, end


def _sentences(text: str) -> Sentences:
    ends = [match.span() for match in _SENTENCE_END.finditer(text)]
    # A sentence includes its punctuation but no white space, a paragraph not its line break.
    stops = [start + (text[start] != "\n") for start, _ in ends]
    return Sentences(stops, [end for _, end in ends])


def _bytes_of_words(words: Sequence[SpelledWord]) -> int:
    return _WORD_BYTES * len(words)


def _bytes_of_stretches(stretches: Sequence[tuple[int, int]]) -> int:
    return _STRETCH_BYTES * len(stretches)
