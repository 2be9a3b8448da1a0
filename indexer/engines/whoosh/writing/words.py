"""The words of a segment under construction: numbers, releases and spellings."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.glossary import AnalysedText, Glossary
from indexer.arabic.layers import LAYERS, Layer
from indexer.arabic.words import Word
from indexer.engines.whoosh.codec.byte_strings import ByteStrings
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.codec.vocabulary import NO_TERM
from indexer.engines.whoosh.writing.numbering import Numbering

# The layers without stop words and with names of several words.
UPPER: tuple[Layer, ...] = ("stem", "root")


class Terms:
    """Terms of a layer, numbered in order of appearance, with their numbers of releases."""

    def __init__(self) -> None:
        self.numbering = Numbering()
        self._releases = np.zeros(0, np.int64)
        self._ordered: tuple[ByteStrings, Numbers] | None = None

    def __len__(self) -> int:
        return self.numbering.count

    def numbers(self, terms: Iterable[str]) -> list[int]:
        return list(self.numbering.numbers_of(terms))

    def count(self, numbers: Sequence[int], releases: Sequence[int]) -> None:
        """Add to the release counts of the distinct `numbers`."""
        totals = self.releases()
        totals[np.asarray(numbers, np.int64)] += np.asarray(releases, np.int64)
        self._releases = totals

    def count_pairs(self, terms: Numbers, docs: Numbers) -> None:
        """Count one more release for each distinct pair of a term and a release."""
        pairs = terms << 32 | docs
        pairs.sort()
        first = np.diff(pairs, prepend=-1) != 0
        totals = np.bincount(pairs[first] >> 32, minlength=len(self))
        totals[: len(self._releases)] += self._releases
        self._releases = totals

    def releases(self) -> Numbers:
        """The number of releases of each term."""
        totals = np.zeros(len(self), np.int64)
        totals[: len(self._releases)] = self._releases
        return totals

    def in_order(self) -> tuple[ByteStrings, Numbers]:
        """The terms in byte order and their numbers. No term may be added afterwards."""
        if self._ordered is None:
            self._ordered = self.numbering.finish()
        return self._ordered


class Name(NamedTuple):
    """A name of several words, or one recognised by its neighbours: the numbers of its spelling,
    and of its term in the upper layers."""

    spelling: int
    stem: int
    root: int


class Spellings:
    """The spellings behind the terms.

    Each occurrence of a term of the exact layer has one of its spellings. So the postings of one
    spelling of each such term, the first that came, are implied and not stored: they are those of
    the term minus those of its other spellings. Nearly all terms have one spelling.
    """

    def __init__(self, terms: Mapping[Layer, Terms]) -> None:
        self._terms = terms
        self.all = Terms()
        # For each spelling the number of its term in each layer, or NO_TERM. Stop words have none
        # in the upper layers, names none in the exact layer.
        self.term_of = {layer: array("I") for layer in LAYERS}
        # For each term of the exact layer the spelling whose postings are implied, or NO_TERM.
        self._implied = array("I")
        # The glossary of the last text, and the spelling of each of its words, or NO_TERM.
        self._glossary = Glossary()
        self._known = np.zeros(0, np.uint32)

    def numbers_of(self, text: AnalysedText) -> NDArray[np.uint32]:
        """The spelling numbers of the words of a text."""
        known = self._spellings_in(text.glossary)
        numbers = known[text.numbers]
        unknown = numbers == NO_TERM
        if unknown.any():
            new = list(dict.fromkeys(text.numbers[unknown].tolist()))
            known[new] = self._number([text.glossary.words[number] for number in new])
            numbers = known[text.numbers]
        return numbers

    def _spellings_in(self, glossary: Glossary) -> NDArray[np.uint32]:
        """For each word of a glossary its spelling, or NO_TERM if it is new."""
        if glossary is not self._glossary:
            same = glossary.numbers_in(self._glossary)
            self._make_room(self._glossary)
            self._known = np.zeros(0, np.uint32) if same is None else self._known[same]
            self._glossary = glossary
        self._make_room(glossary)
        return self._known

    def _make_room(self, glossary: Glossary) -> None:
        """Extend the known spellings to all numbers of a glossary."""
        missing = len(glossary.kinds) - len(self._known)
        if missing > 0:
            self._known = np.append(self._known, np.full(missing, NO_TERM, np.uint32))

    def _number(self, words: Sequence[Word]) -> list[int]:
        """The spelling numbers of some words."""
        known = len(self.all)
        for terms in (self.all, *self._terms.values()):
            terms.numbering.make_room()
        spellings = [self.all.numbering[word.spelling] for word in words]
        if len(self.all) > known:
            self._fill()
            for word, spelling in zip(words, spellings, strict=True):
                if spelling == known:  # otherwise it is not new
                    self._assign_layers(spelling, word)
                    known += 1
        return spellings

    def _assign_layers(self, spelling: int, word: Word) -> None:
        """Assign the terms of a new spelling."""
        for layer in ("exact",) if word.stop else LAYERS:
            self.term_of[layer][spelling] = self._terms[layer].numbering[word.term(layer)]
        self._make_implied(self.term_of["exact"][spelling], spelling)

    def _make_implied(self, term: int, spelling: int) -> None:
        """Let a term's first spelling be the one with implied postings."""
        missing = term + 1 - len(self._implied)
        if missing > 0:
            self._implied.extend([NO_TERM] * missing)
        if self._implied[term] == NO_TERM:
            self._implied[term] = spelling

    def add_name(self, spelling: str, term: str) -> Name:
        """The numbers of the spelling and the term of a name, which is added if it is new."""
        count = len(self.all)
        (number,) = self.all.numbers([spelling])
        name = Name(number, *(self._terms[layer].numbers([term])[0] for layer in UPPER))
        if number == count:  # otherwise it is not new
            self.assign_terms("stem", [name.stem], [number])
            self.assign_terms("root", [name.root], [number])
        return name

    def stored_mask(self) -> NDArray[np.bool_]:
        """For each spelling whether its postings are stored."""
        is_stored = np.ones(len(self.all), np.bool_)
        is_stored[self._implied_pairs()[1]] = False
        return is_stored

    def _implied_pairs(self) -> tuple[Numbers, Numbers]:
        """The terms of the exact layer with an implied spelling, and that spelling."""
        implied = np.asarray(self._implied, np.int64)
        terms = np.flatnonzero(implied != NO_TERM)
        return terms, implied[terms]

    def assign_terms(self, layer: Layer, terms: Sequence[int], spellings: Sequence[int]) -> None:
        """Assign to each of the spellings the term beside it, by numbers; none if that is
        negative."""
        self._fill()
        term_of = self.term_of[layer]
        for term, spelling in zip(terms, spellings, strict=True):
            if term >= 0:
                term_of[spelling] = term
                if layer == "exact":
                    self._make_implied(term, spelling)

    def is_implied(self, spelling: int) -> bool:
        term = self.term_of["exact"][spelling]
        return term < len(self._implied) and self._implied[term] == spelling

    def terms(self, layer: Layer) -> Numbers:
        """For each spelling the number of its term in a layer, or NO_TERM."""
        self._fill()
        return np.asarray(self.term_of[layer], np.int64)

    def counts(self, kept: Numbers, exact: Numbers) -> Numbers:
        """The total occurrences of each spelling: `kept` for those with stored postings; for
        implied ones computed from `exact`, the totals of the terms in the exact layer."""
        counts = kept.copy()
        others = np.zeros(len(self._terms["exact"]), np.int64)
        term_of = self.terms("exact")
        has = term_of != NO_TERM
        np.add.at(others, term_of[has], kept[has])
        terms, spellings = self._implied_pairs()
        counts[spellings] = exact[terms] - others[terms]
        return counts

    def _fill(self) -> None:
        missing = len(self.all) - len(self.term_of["exact"])
        if missing:
            for numbers in self.term_of.values():
                numbers.extend([NO_TERM] * missing)
