"""The one analyzer: text to tokens, for the index, the query and the snippet alike.

The order of the steps is fixed here: tokenize (offsets into the original text), clean, look up stop
words (on the clean spelling, so that علي is not taken for على), fold (the exact layer), read
(stem and root layers). Everything is a pure function of its input; memos only save time.
"""

import hashlib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal, NamedTuple, TypeAlias

from indexer.arabic import stemmer, stopwords
from indexer.arabic.normalizer import clean, fold
from indexer.arabic.tokenizer import paragraphs, spans

Layer: TypeAlias = Literal["exact", "stem", "root"]
LAYERS: tuple[Layer, ...] = ("exact", "stem", "root")

# A word longer than this is no word (the longest in use have about 20 letters); its head is its term.
LONGEST_TERM = 64
# Distinct surface forms kept: about 300 bytes each, so 60 MB at the most.
_MEMO = 200_000


class Word(NamedTuple):
    """What the analyzer knows of one surface form, wherever it stands.

    ``form`` is its clean spelling; ``exact``, ``stem`` and ``root`` are its terms in the layers.
    """

    form: str
    exact: str
    stem: str
    root: str
    stop: bool
    reading: stemmer.Reading

    def term(self, layer: Layer) -> str:
        return self.exact if layer == "exact" else self.stem if layer == "stem" else self.root


class Token(NamedTuple):
    """A word at its place: ``text[start:end] == surface``, code points, end exclusive."""

    surface: str
    start: int
    end: int
    position: int
    word: Word


@lru_cache(maxsize=_MEMO)
def word(surface: str) -> Word:
    """Analyse one surface form."""
    form = clean(surface)[:LONGEST_TERM]
    exact = fold(form)
    reading = stemmer.read(exact)
    return Word(form, exact, reading.stem, reading.root, stopwords.is_stop(form), reading)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text` in order; marks that stand alone and spell nothing are passed over."""
    for span in spans(text):
        analysed = word(span.surface)
        if analysed.exact:
            yield Token(*span, analysed)


def words(text: str) -> tuple[list[Word], list[int]]:
    """The words of `text` and their positions: as `tokens` gives them, without offsets, and faster."""
    found: list[Word] = []
    positions: list[int] = []
    for first, surfaces in paragraphs(text):
        analysed = [word(surface) for surface in surfaces]
        found += [each for each in analysed if each.exact]
        positions += [first + n for n, each in enumerate(analysed) if each.exact]
    return found, positions


@cache
def fingerprint() -> str:
    """Names the rules, lists and lexicon in force: an index built with another one is out of date."""
    seen = hashlib.sha256()
    for path in _files(resources.files("indexer.arabic")):
        seen.update(path.name.encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()[:16]


def _files(folder: Traversable) -> Iterator[Traversable]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir() and path.name != "__pycache__":
            yield from _files(path)
        elif path.is_file() and not path.name.endswith(".pyc"):
            yield path
