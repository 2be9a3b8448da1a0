"""The one analyzer: text to tokens, for the index, the query and the snippet alike.

The order of the steps is fixed here: tokenize (offsets into the original text), clean, look up stop
words (on the clean spelling, so that علي is not taken for على), fold (the exact layer), read
(stem and root layers), join (names of several words). Everything is a pure function of its input;
memos only save time.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal, NamedTuple, TypeAlias

from indexer.arabic import names, stemmer, stopwords
from indexer.arabic.names import Names
from indexer.arabic.normalizer import clean, fold
from indexer.arabic.tokenizer import paragraphs, spans

Layer: TypeAlias = Literal["exact", "stem", "root"]
LAYERS: tuple[Layer, ...] = ("exact", "stem", "root")

# A word longer than this is no word (the longest in use have about 20 letters); its head is its term.
LONGEST_TERM = 64
# So much of a surface form is looked at: a whole term even if every letter carries three marks.
_LONGEST_SURFACE = 4 * LONGEST_TERM
# Distinct surface forms kept, most of a kilobyte each: running news has 100,000 in 10 million words.
_MEMO = 100_000


class Word(NamedTuple):
    """What the analyzer knows of one surface form, wherever it stands.

    ``form`` is its clean spelling; ``exact``, ``stem`` and ``root`` are its terms in the layers.
    ``opens`` says that a name of several words may begin with it.
    """

    form: str
    exact: str
    stem: str
    root: str
    stop: bool
    opens: bool
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


class Run(NamedTuple):
    """A name of several words: ``words[first:last]``, and the one term of all its spellings."""

    first: int
    last: int
    term: str


class Analyzer:
    """Analyses with the shipped lists and, where given, the user's own `known` names.

    Safe to share between threads; two analyzers of equal `fingerprint` agree on every text.
    """

    def __init__(self, known: Names | None = None) -> None:
        self._known = known or names.shipped()
        self._word = lru_cache(maxsize=_MEMO)(self._analysed)
        self.fingerprint = _digest(_shipped(), self._known)

    def word(self, surface: str) -> Word:
        """Analyse one surface form."""
        return self._word(surface[:_LONGEST_SURFACE])

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens of `text` in order; marks that stand alone and spell nothing are passed over."""
        for span in spans(text):
            analysed = self.word(span.surface)
            if analysed.exact:
                yield Token(*span, analysed)

    def words(self, text: str) -> tuple[list[Word], list[int]]:
        """The words of `text` and their positions: as `tokens`, without offsets, and faster."""
        analyse = self._word
        found: list[Word] = []
        positions: list[int] = []
        for first, surfaces in paragraphs(text):
            analysed = [analyse(surface[:_LONGEST_SURFACE]) for surface in surfaces]
            found += [each for each in analysed if each.exact]
            positions += [first + n for n, each in enumerate(analysed) if each.exact]
        return found, positions

    def runs(self, words: Sequence[Word]) -> list[Run]:
        """The names of several words among `words`, from the left, disjoint."""
        if not any(word.opens for word in words):
            return []
        folded = [word.exact for word in words]
        return [Run(*run) for run in names.joined(folded, self._known)]

    def _analysed(self, surface: str) -> Word:
        form = clean(surface)[:LONGEST_TERM]
        exact = fold(form)
        reading = stemmer.read(exact, self._known)
        opens = names.opens(exact, self._known)
        stop = stopwords.is_stop(form)
        return Word(form, exact, reading.stem, reading.root, stop, opens, reading)


def _digest(shipped: str, known: Names) -> str:
    lists = (sorted(known.words.items()), sorted(known.runs.items()), sorted(known.own))
    return hashlib.sha256(f"{shipped} {lists}".encode()).hexdigest()[:16]


@cache
def standard() -> Analyzer:
    """The analyzer with the shipped lists alone."""
    return Analyzer()


@cache
def _shipped() -> str:
    """Digest of the rules, lists and lexicon that come with the program."""
    seen = hashlib.sha256()
    for path in _files(resources.files("indexer.arabic")):
        seen.update(path.name.encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir() and path.name not in ("__pycache__", "compiler"):
            yield from _files(path)
        elif path.is_file() and not path.name.endswith(".pyc"):
            yield path
