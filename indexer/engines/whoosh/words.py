"""What a segment in the making knows of its words: their numbers, releases and spellings."""

from array import array
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.analyzer import LAYERS, Layer
from indexer.engines.whoosh.codec.vocabulary import NONE
from indexer.schema import Form

Numbers = NDArray[np.int64]


class Terms:
    """Terms of a layer, numbered as they come, and in how many releases each stands."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}
        self._releases = np.zeros(0, np.int64)
        self._recent = array("I")

    def __len__(self) -> int:
        return len(self.number)

    @property
    def nbytes(self) -> int:
        # An entry in the dictionary costs about 120 bytes.
        return 4 * len(self._recent) + 120 * len(self.number)

    def numbers(self, terms: Iterable[str]) -> list[int]:
        known = self.number
        return [known.setdefault(term, len(known)) for term in terms]

    def count(self, numbers: Iterable[int]) -> None:
        """One more release for each of the different `numbers`."""
        self._recent.extend(numbers)

    def count_many(self, numbers: Sequence[int], releases: Sequence[int]) -> None:
        totals = self.releases()
        np.add.at(totals, np.asarray(numbers, np.int64), np.asarray(releases, np.int64))
        self._releases = totals

    def releases(self) -> Numbers:
        """How many releases each term has."""
        recent = np.frombuffer(self._recent, np.uint32) if self._recent else np.zeros(0, np.uint32)
        totals = np.bincount(recent, minlength=len(self))
        totals[: len(self._releases)] += self._releases
        self._releases, self._recent = totals, array("I")
        return totals.copy()

    def ordered(self) -> tuple[list[bytes], Numbers]:
        """The terms in byte order (which for UTF-8 is that of code points), and their numbers."""
        terms = sorted(self.number)
        order = np.asarray([self.number[term] for term in terms], np.int64)
        return [term.encode() for term in terms], order


class Spellings:
    """The spellings behind the terms.

    Each occurrence of a term of the exact layer is one of its spellings. So the postings of one
    spelling of each such term, the first that came, need not be kept: they are those of the term
    less those of its other spellings. Nearly all terms have one spelling.
    """

    def __init__(self, terms: Mapping[Layer, Terms]) -> None:
        self._terms = terms
        self.all = Terms()
        # For each spelling the number of its term in each layer.
        self.term_of = {layer: array("I") for layer in LAYERS}
        # For each term of the exact layer the spelling whose postings are not kept.
        self._implied: dict[int, int] = {}

    @property
    def nbytes(self) -> int:
        return self.all.nbytes + 100 * len(self._implied) + 12 * len(self.all)

    def add(self, forms: Mapping[Form, int]) -> tuple[list[int], list[int]]:
        """Take in the spellings of a release; gives those to keep postings of, and how often."""
        exact = {form.spelling: count for form, count in forms.items() if form.layer == "exact"}
        # What has no term in the exact layer is a name of several words.
        counted = exact | {
            form.spelling: count for form, count in forms.items() if form.spelling not in exact
        }
        new = counted.keys() - self.all.number.keys()
        numbers = self.all.numbers(counted)
        if new:
            for form in forms:
                if form.spelling in new:
                    self.belongs(form.layer, form.term, self.all.number[form.spelling])
        kept = [number for number in numbers if not self.implied(number)]
        times = dict(zip(numbers, counted.values(), strict=True))
        return kept, [times[number] for number in kept]

    def belongs(self, layer: Layer, term: str, spelling: int) -> None:
        """A spelling is found by a term that is there."""
        self._fill()
        number = self._terms[layer].number[term]
        self.term_of[layer][spelling] = number
        if layer == "exact":
            self._implied.setdefault(number, spelling)

    def implied(self, spelling: int) -> bool:
        term = self.term_of["exact"][spelling]
        return term != NONE and self._implied[term] == spelling

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
        for term, spelling in self._implied.items():
            counts[spelling] = exact[term] - others[term]
        return counts

    def _fill(self) -> None:
        for numbers in self.term_of.values():
            numbers.extend([NONE] * (len(self.all) - len(numbers)))
