"""The one analyzer: text to tokens, for the index, the query and the snippet alike.

It fixes the order of the steps: tokenize (offsets into the original text); split words that are
written together; clean; look up stop words (in clean spelling, so that علي is not taken for على);
fold (the exact layer); read (the stem and root layers; a misspelled word is read as the one that is
meant, and all names of a month have one term); find runs (names of several words and the like); let
the context decide (neighbours). Everything is a pure function of the input; caches only save time.
"""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer import arabic
from indexer.arabic import neighbours
from indexer.arabic.expressions import designations, months, name_table, names, phones, units
from indexer.arabic.expressions.name_table import Names
from indexer.arabic.expressions.runs import Run
from indexer.arabic.glossary import (
    DIGITS,
    GLUED,
    OPENS,
    OTHER,
    STOPS,
    TELLS,
    AnalysedText,
    Glossary,
    WordNumbers,
    is_cue,
)
from indexer.arabic.lexicon import entries, stopwords, vowels
from indexer.arabic.memo import Memo
from indexer.arabic.misspellings import glued, respelling
from indexer.arabic.orthography.letters import ARTICLE, TATWEEL
from indexer.arabic.orthography.normalizer import clean, fold_clean
from indexer.arabic.orthography.tokenizer import Span, spans, surfaces_of
from indexer.arabic.reading import choice
from indexer.arabic.reading.stemmer import Reading
from indexer.arabic.words import LONGEST_SURFACE, LONGEST_TERM, NO_WORD, Word
from indexer.source_digest import source_digest

# Before a number or a foreign word: الـ50. (ال by itself may be a careless آل.)
LONE_ARTICLES = frozenset(
    conjunction + article + TATWEEL
    for conjunction in ("", "و", "ف")
    for article in (ARTICLE, "بال", "كال", "لل")
)
# The endings of the files that the fingerprint covers.
_DIGESTED = (".py", ".txt", ".gz")


class Token(NamedTuple):
    """A word at its place: ``text[start:end] == surface``; code points, end exclusive."""

    surface: str
    start: int
    end: int
    position: int
    word: Word


class Analyzer:
    """Analyses with the shipped lists and, if given, the user's own names `known`.

    Safe to share between threads. Two analyzers of equal `fingerprint` agree on every text.
    """

    def __init__(self, known: Names | None = None) -> None:
        self.known = known or name_table.shipped()
        self._memo = Memo(
            self._analyse_surface, lambda surface: glued.inner_starts(surface, self.known)
        )
        self.fingerprint = _digest(_shipped(), self.known)

    def word(self, surface: str) -> Word:
        """Analyse one surface form."""
        memo = self._current_memo()
        return memo.glossary.words[memo[surface]]

    def reading(self, word: Word) -> Reading:
        """How a word was read: its clitics, and which entry or rule decided."""
        return respelling.read(word.form, word.exact, self.known, word.vowels)

    def lemma(self, word: Word) -> str:
        """The stem term of a word; for a form of several words that of the likeliest."""
        shared = word.stem in entries.lexicon().unions
        return self.reading(word).likeliest if shared else word.stem

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens of `text` in order. Marks that stand alone are skipped."""
        memo = self._current_memo()
        words = memo.glossary.words
        for span in self.spans(text):
            number = memo[span.surface]
            if number:
                yield Token(*span, words[number])

    def spans(self, text: str, first: int = 0) -> Iterator[Span]:
        """As `tokenizer.spans`, but words that are written together are split. No other word is
        analysed."""
        more = 0
        for surface, start, end, position in spans(text, first):
            inner = glued.inner_starts(surface, self.known)
            if inner:
                for begin, until in pairwise((0, *inner, len(surface))):
                    yield Span(surface[begin:until], start + begin, start + until, position + more)
                    more += 1
                more -= 1
            else:
                yield Span(surface, start, end, position + more)

    def read(self, text: str) -> list[tuple[Token, Reading]]:
        """The tokens of `text`, each with its reading."""
        return [(token, self.reading(token.word)) for token in self.tokens(text)]

    def analyse(self, text: str) -> AnalysedText:
        """The words of `text`: as `tokens`, without offsets, and much faster."""
        memo = self._current_memo()
        glossary = memo.glossary
        surfaces, positions = surfaces_of(text)
        numbers = np.fromiter(map(memo.__getitem__, surfaces), np.uint32, len(surfaces))
        memo.count_text(numbers)
        if np.count_nonzero(glossary.kinds[numbers] & GLUED):
            numbers, positions = _split_glued(memo, numbers, positions)
        if np.count_nonzero(numbers) < len(numbers):
            spell = np.flatnonzero(numbers)
            numbers, positions = numbers[spell], positions[spell]
        kinds = glossary.kinds[numbers]
        length = len(kinds) - int(np.count_nonzero(kinds & STOPS))
        runs = self._runs_of(glossary, numbers, kinds)
        return AnalysedText(glossary, numbers, positions, length, runs)

    def _runs_of(
        self, glossary: Glossary, numbers: WordNumbers, kinds: NDArray[np.uint8]
    ) -> list[Run]:
        """As `runs`, from the numbers of the words. Nearly all words are skipped by their bits
        alone."""
        # Digits behind a possible beginning of a telephone number; the bits of both are adjacent.
        dialled = (kinds[:-1] << 1) & kinds[1:] & DIGITS
        tells = bool(np.count_nonzero(kinds & TELLS)) or bool(np.count_nonzero(dialled))
        words = glossary.words
        known = self.known
        # The last word has no successor.
        places = (kinds[:-1] & OPENS).nonzero()[0]
        pairs = (numbers[places].tolist(), numbers[places + 1].tolist())
        opens = [
            place
            for place, first, second in zip(places.tolist(), *pairs, strict=True)
            if names.can_open_name(words[first].heads, words[second].exact, known)
        ]
        found: list[Run] = []
        if opens or tells:
            found = self._runs(list(map(words.__getitem__, numbers.tolist())), opens, tells)
        others = (kinds & OTHER).nonzero()[0].tolist()
        return neighbours.add_runs(
            found, others, lambda part: [words[n] for n in numbers[part].tolist()], known
        )

    def runs(self, words: Sequence[Word]) -> list[Run]:
        """The runs among `words`, in order and disjoint: names of several words, months and units
        that need their context, designations (F-35), telephone numbers, and words that their
        context makes forms of another word."""
        opens = [
            place
            for place, (word, following) in enumerate(pairwise(words))
            if word.heads and names.can_open_name(word.heads, following.exact, self.known)
        ]
        tells = any(is_cue(word.exact) or phones.may_open(word.exact) for word in words)
        others = [place for place, word in enumerate(words) if word.other]
        found = self._runs(words, opens, tells)
        return neighbours.add_runs(found, others, words.__getitem__, self.known)

    def _runs(self, words: Sequence[Word], opens: Sequence[int], tells: bool) -> list[Run]:
        """As `runs`, without the last kind. `opens` are the places where a name may begin; `tells`
        is whether there may be a month, a unit, a designation or a telephone number."""
        found = list(names.find_runs(words, opens, self.known))
        if not tells:
            return found
        exact = [word.exact for word in words]
        finders = (months.runs, units.runs, designations.runs, phones.runs)
        for more in (runs(exact) for runs in finders):
            taken = {place for run in found for place in range(run.first, run.last)}
            found += [
                run
                for run in more
                if taken.isdisjoint(range(run.first, run.last))
                and not _has_run_term_anywhere(run, words)
            ]
        return sorted(found)

    def _current_memo(self) -> Memo:
        """The memo to read a whole text with."""
        memo = self._memo
        following = memo.for_next_text()
        if following is not memo:
            self._memo = following
        return following

    def _analyse_surface(self, surface: str) -> Word:
        form = clean_spelling(surface)
        exact = fold_clean(form)
        if not exact:
            return NO_WORD
        is_article = surface in LONE_ARTICLES
        marks = vowels.marks_of(surface, form)
        listed = stopwords.is_stop(form)
        stop = is_article or (listed and not choice.is_doubled_verb(form, exact, marks))
        if stop:
            # A stop word needs no marks.
            marks = ()
        reading = respelling.read(form, exact, self.known, marks)
        spelling = surface if is_article else form
        if marks and (listed or not reading.is_like(respelling.read(form, exact, self.known))):
            spelling = vowels.with_marks(form, marks)
        heads = names.heads_of(exact, self.known)
        if stop:
            # No name begins with what is left of إلى or التي without ال.
            heads = tuple(head for head in heads if ARTICLE + head.word != exact)
        month = months.term(exact) or months.term(reading.stem)
        other = month or months.term_by_spelling(form) or phones.term(exact)
        return Word(
            form=form,
            # Share equal strings: there are many words and few stems.
            exact=form if exact == form else exact,
            stem=sys.intern(other or reading.stem),
            root=sys.intern(other or reading.root),
            stop=stop,
            heads=heads,
            vowels=marks,
            spelling=spelling,
            other="" if other else sys.intern(reading.other),
        )


def _has_run_term_anywhere(run: Run, words: Sequence[Word]) -> bool:
    """Whether a single word has the term of its run in every context, as a user's own list may say
    of the sign of a unit."""
    word = words[run.first]
    return run.last == run.first + 1 and run.term == word.stem and not word.stop


def _split_glued(
    memo: Memo, numbers: WordNumbers, positions: NDArray[np.uint32]
) -> tuple[WordNumbers, NDArray[np.uint32]]:
    """The words of a text and their positions, with each glued form replaced by its parts."""
    parts = memo.parts
    apart = [[part for _, part in parts[n]] if n in parts else [n] for n in numbers.tolist()]
    counts = np.fromiter(map(len, apart), np.uint32, len(apart))
    ends = np.cumsum(counts, dtype=np.uint32)
    found = np.fromiter(chain.from_iterable(apart), np.uint32, int(ends[-1]))
    # Each word moves by the number of words added before it.
    first = np.arange(len(apart), dtype=np.uint32)
    moved = np.repeat(positions - first, counts) + np.arange(len(found), dtype=np.uint32)
    return found, moved


def clean_spelling(surface: str) -> str:
    """The clean spelling of a surface form (`Word.form`); empty for marks that stand alone."""
    return clean(surface[:LONGEST_SURFACE])[:LONGEST_TERM]


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
    return source_digest(arabic, suffixes=_DIGESTED, left_out=("compiler",))
