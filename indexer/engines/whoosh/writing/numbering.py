"""Numbers for the words of a segment in the making, which may be millions: most of them come once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec.joined import Joined, joined
from indexer.engines.whoosh.codec.packing import Numbers

# Words at hand, 200 bytes each; beyond them all are packed, at 20 bytes each, and those that come again
# are taken up again.
_HELD = 150_000
# Slots, a power of two, that tell nearly all new words from those that are packed.
_SLOTS = 1 << 23
# Words of the largest pack that are merged with those of the others at a time.
_MERGED = 20_000
# Of so many words and more those that are packed are taken up at once; so many are, at the most.
_MANY, _TOGETHER = 5_000, 100_000
_NONE = np.zeros(0, np.bool_)


class _Pack(NamedTuple):
    words: Joined
    numbers: NDArray[np.uint32]


class Numbering(dict[str, int]):
    """Gives each new word the next number. What it holds as a dictionary are the words at hand."""

    def __init__(self, held: int = _HELD) -> None:
        super().__init__()
        self._limit = held
        self.count = 0
        # The numbers from this one on are in no pack.
        self._unpacked = 0
        self._packs: list[_Pack] = []
        # For each slot whether a word that falls to it is packed; there is none before the first pack.
        self._taken, self._slots = _NONE, _NONE.data

    def __missing__(self, word: str) -> int:
        found = self._packed(word) if self._packs and self._slots[hash(word) & _SLOTS - 1] else None
        if found is None:
            found = self.count
            self.count += 1
        self[word] = found
        return found

    def of_many(self, words: Iterable[str]) -> Iterator[int]:
        """The numbers of any number of words, all different; given as they are asked for."""
        left = iter(words)
        while some := list(islice(left, _TOGETHER)):
            self.make_room()
            if self._packs and len(some) > _MANY:
                self._take_up(some)
            yield from map(self.__getitem__, some)

    def make_room(self) -> None:
        """To be called now and then: hold few of the words at hand."""
        if len(self) > self._limit:
            self._mark()
            self._pack()

    def ordered(self) -> tuple[Joined, Numbers]:
        """The words in byte order (which for UTF-8 is that of code points), and their numbers. No more
        may come after it: what numbers words is given up."""
        self._pack()
        parts = list(_merged(self._packs))
        self._packs, self._taken, self._slots = [], _NONE, _NONE.data
        numbers = [np.zeros(0, np.uint32), *(part.numbers for part in parts)]
        return joined([part.words for part in parts]), np.concatenate(numbers).astype(np.int64)

    def _packed(self, word: str) -> int | None:
        key = word.encode()
        for pack in self._packs:
            place = pack.words.find(key)
            if place is not None:
                return int(pack.numbers[place])
        return None

    def _take_up(self, words: Sequence[str]) -> None:
        """Have those of many words at hand that are packed: to unpack all costs less than to look for each."""
        left = {word.encode(): word for word in words if word not in self}
        for pack in self._packs:
            for key, number in zip(pack.words.all(), pack.numbers.tolist(), strict=True):
                if key in left:
                    self[left[key]] = number

    def _mark(self) -> None:
        """Take the slots of all words at hand."""
        if not len(self._taken):
            self._taken = np.zeros(_SLOTS, np.bool_)
            self._slots = self._taken.data
        hashes = np.fromiter(map(hash, self), np.int64, len(self))
        self._taken[hashes & _SLOTS - 1] = True

    def _pack(self) -> None:
        """Pack the words that are new, and hold none."""
        words = sorted(word for word, number in self.items() if number >= self._unpacked)
        numbers = np.fromiter(map(self.__getitem__, words), np.uint32, len(words))
        if words:
            self._packs.append(_Pack(Joined.of([word.encode() for word in words]), numbers))
        self._unpacked = self.count
        self.clear()


def _merged(packs: Sequence[_Pack]) -> Iterator[_Pack]:
    """Packs of which the first has the first words of all, and so on: of some words at a time, for each
    takes a hundred bytes while it is moved."""
    largest = max((pack.words for pack in packs), key=len, default=Joined.of([]))
    cuts = [largest[place] for place in range(_MERGED, len(largest), _MERGED)]
    begun = [0] * len(packs)
    for cut in (*cuts, None):
        ends = [len(pack.words) if cut is None else pack.words.first(cut) for pack in packs]
        parts = list(zip(packs, begun, ends, strict=True))
        words = [pack.words[place] for pack, first, last in parts for place in range(first, last)]
        numbers = [pack.numbers[first:last] for pack, first, last in parts]
        # Of a few runs in order: they are merged.
        order = sorted(range(len(words)), key=words.__getitem__)
        held = Joined.of([words[place] for place in order])
        yield _Pack(held, np.concatenate([np.zeros(0, np.uint32), *numbers])[order])
        begun = ends
