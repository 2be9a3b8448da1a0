"""What a segment in the making knows of its words: their numbers, releases and spellings."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.words import LAYERS, AnalysedText, Glossary, Layer, Word
from indexer.engines.whoosh.codec.joined import Joined
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.codec.vocabulary import NONE
from indexer.engines.whoosh.writing.numbering import Numbering

# The layers without stop words and with names of several words.
UPPER: tuple[Layer, ...] = ("stem", "root")


class Terms:
    """Terms of a layer, numbered as they come, and in how many releases each stands."""

    def __init__(self) -> None:
        self.numbering = Numbering()
        self._releases = np.zeros(0, np.int64)
        self._ordered: tuple[Joined, Numbers] | None = None

    def __len__(self) -> int:
        return self.numbering.count

    def numbers(self, terms: Iterable[str]) -> list[int]:
        return list(self.numbering.of_many(terms))

    def count(self, numbers: Sequence[int], releases: Sequence[int]) -> None:
        """So many more releases for each of the different `numbers`."""
        totals = self.releases()
        totals[np.asarray(numbers, np.int64)] += np.asarray(releases, np.int64)
        self._releases = totals

    def count_pairs(self, terms: Numbers, docs: Numbers) -> None:
        """One more release for each different pair of a term and a release."""
        pairs = terms << 32 | docs
        pairs.sort()
        first = np.diff(pairs, prepend=-1) != 0
        totals = np.bincount(pairs[first] >> 32, minlength=len(self))
        totals[: len(self._releases)] += self._releases
        self._releases = totals

    def releases(self) -> Numbers:
        """How many releases each term has."""
        totals = np.zeros(len(self), np.int64)
        totals[: len(self._releases)] = self._releases
        return totals

    def ordered(self) -> tuple[Joined, Numbers]:
        """The terms in byte order and their numbers. After it no more may come."""
        if self._ordered is None:
            self._ordered = self.numbering.ordered()
        return self._ordered


class Name(NamedTuple):
    """A name of several words, or one that its neighbours tell: the number of its spelling, and of its
    term in the upper layers."""

    spelling: int
    stem: int
    root: int


class Spellings:
    """The spellings behind the terms.

    Each occurrence of a term of the exact layer is one of its spellings. So the postings of one
    spelling of each such term, the first that came, need not be kept: they are those of the term
    less those of its other spellings. Nearly all terms have one spelling.
    """

    def __init__(self, terms: Mapping[Layer, Terms]) -> None:
        self._terms = terms
        self.all = Terms()
        # For each spelling the number of the term in each layer that it is found by, or NONE. Stop words have none in
        # the upper layers, names none in the exact layer.
        self.term_of = {layer: array("I") for layer in LAYERS}
        # For each term of the exact layer the spelling whose postings are not kept, or NONE.
        self._implied = array("I")
        # The glossary of the last text, and for each of its words its spelling, or NONE.
        self._glossary = Glossary()
        self._known = np.zeros(0, np.uint32)

    def of(self, text: AnalysedText) -> NDArray[np.uint32]:
        """The numbers of the spellings of the words of a text."""
        known = self._known_of(text.glossary)
        numbers = known[text.numbers]
        unknown = numbers == NONE
        if unknown.any():
            new = list(dict.fromkeys(text.numbers[unknown].tolist()))
            known[new] = self._spelled([text.glossary.words[number] for number in new])
            numbers = known[text.numbers]
        return numbers

    def _known_of(self, glossary: Glossary) -> NDArray[np.uint32]:
        """For each word of a glossary its spelling, or NONE where it did not come before."""
        if glossary is not self._glossary:
            same = glossary.numbers_in(self._glossary)
            self._make_room(self._glossary)
            self._known = np.zeros(0, np.uint32) if same is None else self._known[same]
            self._glossary = glossary
        self._make_room(glossary)
        return self._known

    def _make_room(self, glossary: Glossary) -> None:
        """For all numbers that a glossary has."""
        missing = len(glossary.kinds) - len(self._known)
        if missing > 0:
            self._known = np.append(self._known, np.full(missing, NONE, np.uint32))

    def _spelled(self, words: Sequence[Word]) -> list[int]:
        """The numbers of the spellings of some words."""
        known = len(self.all)
        for terms in (self.all, *self._terms.values()):
            terms.numbering.make_room()
        spellings = [self.all.numbering[word.spelling] for word in words]
        if len(self.all) > known:
            self._fill()
            for word, spelling in zip(words, spellings, strict=True):
                if spelling == known:  # else it came before
                    self._read(spelling, word)
                    known += 1
        return spellings

    def _read(self, spelling: int, word: Word) -> None:
        """What a spelling that is new is as a word."""
        for layer in ("exact",) if word.stop else LAYERS:
            self.term_of[layer][spelling] = self._terms[layer].numbering[word.term(layer)]
        self._imply(self.term_of["exact"][spelling], spelling)

    def _imply(self, term: int, spelling: int) -> None:
        """Let the first spelling that a term has be the one whose postings are not kept."""
        missing = term + 1 - len(self._implied)
        if missing > 0:
            self._implied.extend([NONE] * missing)
        if self._implied[term] == NONE:
            self._implied[term] = spelling

    def name(self, spelling: str, term: str) -> Name:
        """The numbers of the spelling and the term of a name that its neighbours tell."""
        known = len(self.all)
        (number,) = self.all.numbers([spelling])
        found = Name(number, *(self._terms[layer].numbers([term])[0] for layer in UPPER))
        if number == known:  # else it came before
            self.belong("stem", [found.stem], [number])
            self.belong("root", [found.root], [number])
        return found

    def kept(self) -> NDArray[np.bool_]:
        """For each spelling whether its postings are kept."""
        kept = np.ones(len(self.all), np.bool_)
        kept[self._those_implied()[1]] = False
        return kept

    def _those_implied(self) -> tuple[Numbers, Numbers]:
        """The terms of the exact layer of which a spelling has no postings kept, and that spelling."""
        implied = np.asarray(self._implied, np.int64)
        terms = np.flatnonzero(implied != NONE)
        return terms, implied[terms]

    def belong(self, layer: Layer, terms: Sequence[int], spellings: Sequence[int]) -> None:
        """Each of the spellings is found by the term beside it, both as numbers; by none where that is
        below 0."""
        self._fill()
        term_of = self.term_of[layer]
        for term, spelling in zip(terms, spellings, strict=True):
            if term >= 0:
                term_of[spelling] = term
                if layer == "exact":
                    self._imply(term, spelling)

    def implied(self, spelling: int) -> bool:
        term = self.term_of["exact"][spelling]
        return term < len(self._implied) and self._implied[term] == spelling

    def terms(self, layer: Layer) -> Numbers:
        """For each spelling the number of its term in a layer, or NONE."""
        self._fill()
        return np.asarray(self.term_of[layer], np.int64)

    def counts(self, kept: Numbers, exact: Numbers) -> Numbers:
        """How often each spelling stands in all: of those with postings by `kept`, of the others by
        how often the terms of the `exact` layer do."""
        counts = kept.copy()
        others = np.zeros(len(self._terms["exact"]), np.int64)
        term_of = self.terms("exact")
        has = term_of != NONE
        np.add.at(others, term_of[has], kept[has])
        terms, spellings = self._those_implied()
        counts[spellings] = exact[terms] - others[terms]
        return counts

    def _fill(self) -> None:
        more = len(self.all) - len(self.term_of["exact"])
        if more:
            for numbers in self.term_of.values():
                numbers.extend([NONE] * more)
