"""The one analyzer: text to tokens, for the index, the query and the snippet alike.

The order of the steps is fixed here: tokenize (offsets into the original text), clean, look up stop
words (on the clean spelling, so that علي is not taken for على), fold (the exact layer), read
(stem and root layers; all names of a month are one), join (names of several words). Everything is a pure function of its input;
memos only save time.
"""

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import NamedTuple

from indexer.arabic import months, names, stemmer, stopwords
from indexer.arabic.names import Names
from indexer.arabic.normalizer import clean, folded
from indexer.arabic.tokenizer import paragraphs, spans
from indexer.arabic.words import NOTHING, Word

# A word longer than this is no word (the longest in use have about 20 letters); its head is its term.
LONGEST_TERM = 64
# So much of a surface form is looked at: a whole term even if every letter carries three marks.
_LONGEST_SURFACE = 4 * LONGEST_TERM
# Distinct surface forms kept at the most, about 400 bytes each. News has 110,000 in its first million
# words, and a memo that is too small for what comes round again is of no use at all.
_MEMO = 200_000


class _Memo(dict[str, Word]):
    """What surface forms are, analysed when they are first asked for. When three quarters of what may be kept
    have come, they are kept aside while the next come: what is asked for again comes with those.

    To ask a dictionary costs half of what `lru_cache` takes, which notes the order of use at each asking.
    """

    def __init__(self, analyse: Callable[[str], Word]) -> None:
        super().__init__()
        self._analyse = analyse
        self._before: dict[str, Word] = {}

    def __missing__(self, surface: str) -> Word:
        word = self._before.get(surface) or self._analyse(surface)
        if len(self) >= _MEMO * 3 // 4:
            self._before = dict(self)
            self.clear()
        elif len(self) + len(self._before) >= _MEMO:
            self._before = {}
        self[surface] = word
        return word


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

    def spelling(self, words: Sequence[Word]) -> str:
        """How the name is spelled among `words`."""
        return " ".join(word.form for word in words[self.first : self.last])


class Analyzer:
    """Analyses with the shipped lists and, where given, the user's own `known` names.

    Safe to share between threads; two analyzers of equal `fingerprint` agree on every text.
    """

    def __init__(self, known: Names | None = None) -> None:
        self.known = known or names.shipped()
        self._word = _Memo(self._analysed).__getitem__
        self.fingerprint = _digest(_shipped(), self.known)

    def word(self, surface: str) -> Word:
        """Analyse one surface form."""
        return self._word(surface[:_LONGEST_SURFACE])

    def reading(self, word: Word) -> stemmer.Reading:
        """How a word was read: clitics, and which entry or rule decided."""
        return stemmer.read(word.exact, self.known)

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens of `text` in order; marks that stand alone and spell nothing are passed over."""
        analyse = self._word
        for surface, start, end, position in spans(text):
            analysed = analyse(surface[:_LONGEST_SURFACE])
            if analysed.exact:
                yield Token(surface, start, end, position, analysed)

    def words(self, text: str) -> tuple[list[Word], list[int]]:
        """The words of `text` and their positions: as `tokens`, without offsets, and faster."""
        found: list[Word] = []
        positions: list[int] = []
        for first, surfaces in paragraphs(text):
            if len(max(surfaces, key=len, default="")) > _LONGEST_SURFACE:
                surfaces = [surface[:_LONGEST_SURFACE] for surface in surfaces]
            analysed = list(map(self._word, surfaces))
            if NOTHING in analysed:
                kept = [(first + n, word) for n, word in enumerate(analysed) if word.exact]
                positions += [position for position, _ in kept]
                found += [word for _, word in kept]
            else:
                positions += range(first, first + len(analysed))
                found += analysed
        return found, positions

    def runs(self, words: Sequence[Word]) -> list[Run]:
        """The names of several words among `words`, and the months that only their place tells, from the
        left, disjoint."""
        found = [Run(*run) for run in names.joined(words, self.known)]
        named = {place for run in found for place in range(run.first, run.last)}
        dated = months.runs([word.exact for word in words])
        found += [Run(*run) for run in dated if named.isdisjoint(range(run.first, run.last))]
        return sorted(found)

    def by_place(self, spelling: str) -> bool:
        """Whether a word of this spelling alone is one of the `runs` in some places."""
        return _by_place(spelling)

    def _analysed(self, surface: str) -> Word:
        form = spelled(surface)
        exact = folded(form)
        if not exact:
            return NOTHING
        reading = stemmer.read(exact, self.known)
        month = months.term(exact) or months.term(reading.stem)
        return Word(
            form,
            # One object for equal strings: there are many words and few stems.
            form if exact == form else exact,
            sys.intern(month or reading.stem),
            sys.intern(month or reading.root),
            stopwords.is_stop(form),
            names.heads(exact, self.known),
        )


# The same spellings are asked for with every query that has their word.
@lru_cache(maxsize=20_000)
def _by_place(spelling: str) -> bool:
    return months.by_place(folded(spelling))


def spelled(surface: str) -> str:
    """The spelling of a surface form (`Word.form`); empty for marks that spell nothing."""
    return clean(surface[:_LONGEST_SURFACE])[:LONGEST_TERM]


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
