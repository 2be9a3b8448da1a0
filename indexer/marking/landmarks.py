"""What stands out in a text, whatever is sought in it. The texts that are often shown are read once."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from indexer.arabic.analyzer import clean_spelling
from indexer.arabic.glued import SUSPECTS, inner_starts
from indexer.arabic.letters import HARAKAT, PLAIN, TATWEEL
from indexer.arabic.tokenizer import spans
from indexer.arabic.words import LONGEST_TERM
from indexer.marking import texts

# What stands beside words, or in words that are sought otherwise. What is missing here only costs time.
_BESIDE = "\\s!-~٠-٩،؛؟٪«»“”‘’–—…•"
_CHANGED = re.compile(f"[^{PLAIN}{_BESIDE}][^ ]*")
# What most of these are: a word with vowel marks or tatweel, and signs after it that are in no word.
_MARKS = f"{TATWEEL}{HARAKAT}"
_MARKED_WORD = re.compile(f"([{_MARKS}]*[{PLAIN}][{PLAIN}{_MARKS}]*)[.,:،؛؟»)]*")
# A letter with a full stop is a title or the like (د. أحمد), also behind و; after a number it is the unit: 5 م.
_LETTER = r"[^\W\d_]"
_BEFORE = rf"[^\w{HARAKAT}]"
_LONE = rf"(?<!^{_LETTER}\.)(?<!{_BEFORE}{_LETTER}\.)(?<!{_BEFORE}و{_LETTER}\.)"
_NO_TITLE = rf"(?:{_LONE}|(?<=\d\s{_LETTER}\.))"
# The end of a sentence or paragraph, and the white space after it. Branches that begin with a letter
# each are found many times faster than a class in a group.
_SENTENCE_END = re.compile(rf"\.{_NO_TITLE}\s+|!\s+|\?\s+|؟\s+|۔\s+|\n\s*")
# A title: all of it is read, for that is cheaper than to look for places worth reading.
SHORT = 250
_WORD_BYTES, _SENTENCE_BYTES, _STRETCH_BYTES = 250, 100, 120


class Spelled(NamedTuple):
    """A word of a text and its spelling."""

    spelling: str
    start: int
    end: int


class Sentences(NamedTuple):
    """``stops[n]`` is where a sentence or paragraph ends, its sign within; the next one begins at
    ``starts[n]``. Both in order."""

    stops: Sequence[int]
    starts: Sequence[int]


def odd_words(text: str) -> Sequence[Spelled]:
    """The words that hold other characters than plain Arabic letters, ASCII, Arabic digits and usual signs,
    with what stands beside them up to a space, in order: how they look does not tell how they are
    spelled. (Latin words and numbers are the scanner's.)"""
    return texts.kept(text, "odd words", lambda text: list(_odd_words(text)), _bytes_of_words)


def glued(text: str) -> Sequence[tuple[int, int]]:
    """Where words may stand that are written together: start and end, at spaces, in order."""
    return texts.kept(text, "glued", lambda text: list(_glued(text)), _bytes_of_stretches)


def sentences(text: str) -> Sentences:
    return texts.kept(text, "sentences", _ends, lambda ends: _SENTENCE_BYTES * len(ends.stops))


def words(stretch: str) -> Sequence[Spelled]:
    """The words of a stretch of a text, which begins and ends at spaces; their places are within it."""
    if len(stretch) <= LONGEST_TERM:
        return _single(stretch)
    if len(stretch) <= SHORT:
        return texts.kept(stretch, "words", _words, _bytes_of_words)
    return _words(stretch)


def _words(stretch: str) -> Sequence[Spelled]:
    return tuple(_spelled(stretch))


def _spelled(stretch: str) -> Iterator[Spelled]:
    """The words; of what is several words written together, which a reader's own name may be, both it and these."""
    for surface, start, end, _ in spans(stretch):
        yield Spelled(clean_spelling(surface), start, end)
        inner = inner_starts(surface)
        if inner:
            for first, last in pairwise((0, *inner, len(surface))):
                yield Spelled(clean_spelling(surface[first:last]), start + first, start + last)


# The same words come round in all texts: أيضاً, 2025م, «الصين».
_single = lru_cache(maxsize=10_000)(_words)


def _odd_words(text: str) -> Iterator[Spelled]:
    end = 0
    for found in _CHANGED.finditer(text):
        start = text.rfind(" ", end, found.start()) + 1 or end
        end = found.end()
        word = _MARKED_WORD.fullmatch(text, start, end)
        if word:
            yield Spelled(clean_spelling(word[1]), start, word.end(1))
            continue
        for spelling, first, last in words(text[start:end]):
            yield Spelled(spelling, start + first, start + last)


def _glued(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for suspect in SUSPECTS.finditer(text):
        if suspect.start() >= end:
            start = text.rfind(" ", end, suspect.start()) + 1 or end
            end = text.find(" ", suspect.end())
            end = len(text) if end < 0 else end
            yield start, end


def _ends(text: str) -> Sentences:
    ends = [found.span() for found in _SENTENCE_END.finditer(text)]
    # The sign stays, the white space goes; a paragraph ends before its break.
    stops = [start + (text[start] != "\n") for start, _ in ends]
    return Sentences(stops, [end for _, end in ends])


def _bytes_of_words(words: Sequence[Spelled]) -> int:
    return _WORD_BYTES * len(words)


def _bytes_of_stretches(stretches: Sequence[tuple[int, int]]) -> int:
    return _STRETCH_BYTES * len(stretches)
