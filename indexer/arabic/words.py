"""The analysis of one word."""

from typing import NamedTuple

from indexer.arabic.layers import Layer
from indexer.arabic.lexicon.vowels import Vowels

# Longer words are cut to this length (the longest in use have about 20 letters).
LONGEST_TERM = 64
# At most this much of a surface form is read: a whole term even if every letter has three marks.
LONGEST_SURFACE = 4 * LONGEST_TERM


class Head(NamedTuple):
    """A part of a word that may begin a name of several words: the whole word, or what follows a
    proclitic. ``letters`` is its `chinese.canonical_spelling`, ``surname`` whether it may be a
    Chinese surname."""

    word: str
    letters: str
    surname: bool


class Word(NamedTuple):
    """The analysis of one surface form, independent of its context.

    ``form`` is its clean spelling; ``exact``, ``stem`` and ``root`` are its terms in the layers.
    ``heads`` are the parts of it that may begin a name of several words (mostly none). ``vowels``
    are the marks written on its letters. ``spelling`` is its form, with those marks that make it
    another word (الطوّال beside الطوال): words of one spelling have the same terms. ``other`` is
    the stem term of the word that its context may make of it instead (mostly empty).
    """

    form: str
    exact: str
    stem: str
    root: str
    stop: bool
    heads: tuple[Head, ...]
    vowels: Vowels
    spelling: str
    other: str = ""

    def term(self, layer: Layer) -> str:
        return self.exact if layer == "exact" else self.stem if layer == "stem" else self.root


# Marks that stand alone.
NO_WORD = Word("", "", "", "", False, (), (), "")
