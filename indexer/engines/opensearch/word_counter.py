"""Counts the words of added and removed releases, in bounded memory.

Counts are spilled to sorted files, which are merged at the end, so that each word of a build is
written once.
"""

import heapq
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from typing import IO

from indexer.arabic.layers import LAYERS, Layer
from indexer.engines.opensearch.vocabulary import Spelling, Vocabulary
from indexer.engines.opensearch.words import WordCount

# Spellings counted before a spill; each takes about a kilobyte of memory.
_GATHERED = 100_000

_BY_TERM = itemgetter(0, 1)


class WordCounter:
    """Counts what releases add to the words of a collection, or remove from them."""

    def __init__(self) -> None:
        self._portions = ExitStack()
        self._files: list[IO[str]] = []
        self._clear()

    def add(self, vocabulary: Vocabulary) -> None:
        self._count(vocabulary, 1)

    def remove(self, vocabulary: Vocabulary) -> None:
        self._count(vocabulary, -1)

    def counts(self) -> Iterator[WordCount]:
        """Counts ordered by layer and term. Negative ones are subtracted from the existing
        counts."""
        portions = [_read(file) for file in self._files]
        merged = heapq.merge(*portions, self._sorted_counts(), key=_BY_TERM)
        for (layer, term), same in groupby(merged, _BY_TERM):
            releases, spellings = 0, Counter[str]()
            for count in same:
                releases += count.releases
                spellings.update(count.spellings)
            kept = {form: times for form, times in spellings.items() if times}
            if releases or kept:
                yield WordCount(layer, term, releases, kept)

    def close(self) -> None:
        self._portions.close()
        self._files.clear()
        self._clear()

    def _clear(self) -> None:
        self._spellings: dict[Spelling, int] = {}
        self._releases: dict[Layer, Counter[str]] = {layer: Counter() for layer in LAYERS}

    def _count(self, vocabulary: Vocabulary, sign: int) -> None:
        spelled = self._spellings
        for one, times in vocabulary.items():
            spelled[one] = spelled.get(one, 0) + sign * times
        _, *columns = zip(*vocabulary, strict=True) if vocabulary else ((),)
        for layer, terms in zip(LAYERS, columns, strict=False):
            different = set(terms) - {None}
            if sign > 0:
                self._releases[layer].update(different)
            else:
                self._releases[layer].subtract(different)
        if len(spelled) >= _GATHERED:
            self._spill()

    def _spill(self) -> None:
        made = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed by close()
        file = self._portions.enter_context(made)
        for count in self._sorted_counts():
            file.write(json.dumps(count) + "\n")
        self._files.append(file)
        self._clear()

    def _sorted_counts(self) -> Iterator[WordCount]:
        rows = sorted(
            (layer, term, spelled.form, times)
            for spelled, times in self._spellings.items()
            for layer, term in spelled.terms()
        )
        for (layer, term), same in groupby(rows, _BY_TERM):
            spellings: Counter[str] = Counter()
            for _, _, form, times in same:
                spellings[form] += times
            yield WordCount(layer, term, self._releases[layer][term], spellings)


def _read(file: IO[str]) -> Iterable[WordCount]:
    file.seek(0)
    return (WordCount(*json.loads(line)) for line in file)
