"""Numbers the words of a segment under construction, which may be millions: most occur once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec.byte_strings import ByteStrings, concatenate
from indexer.engines.whoosh.codec.packing import Numbers

# Words in the dictionary, 200 bytes each; beyond this number all are packed, at 20 bytes each, and
# packed words that occur again return to the dictionary.
_MAX_UNPACKED = 150_000
# Slots (a power of two) of a filter that tells nearly all new words from packed ones.
_SLOTS = 1 << 23
# Words of the largest pack that are merged with the others at a time.
_MERGED = 20_000
# From this many words on, packed ones are looked up in bulk; and the size of a batch.
_MANY, _TOGETHER = 5_000, 100_000
_NONE = np.zeros(0, np.bool_)


class _Pack(NamedTuple):
    words: ByteStrings
    numbers: NDArray[np.uint32]


class Numbering(dict[str, int]):
    """Gives each new word the next number. Its own dictionary holds the unpacked words."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        # Numbers from here on are in no pack.
        self._unpacked = 0
        self._packs: list[_Pack] = []
        # Whether a packed word hashes to a slot; empty before the first pack.
        self._taken, self._slots = _NONE, _NONE.data

    def __missing__(self, word: str) -> int:
        number = (
            self._find_packed(word)
            if self._packs and self._slots[hash(word) & _SLOTS - 1]
            else None
        )
        if number is None:
            number = self.count
            self.count += 1
        self[word] = number
        return number

    def numbers_of(self, words: Iterable[str]) -> Iterator[int]:
        """The numbers of any number of distinct words, computed lazily."""
        left = iter(words)
        while some := list(islice(left, _TOGETHER)):
            self.make_room()
            if self._packs and len(some) > _MANY:
                self._unpack_known(some)
            yield from map(self.__getitem__, some)

    def make_room(self) -> None:
        """Pack the words if there are too many; to be called regularly."""
        if len(self) > _MAX_UNPACKED:
            self._mark()
            self._pack()

    def finish(self) -> tuple[ByteStrings, Numbers]:
        """The words in byte order (for UTF-8 that of code points), and their numbers. No word may
        be added afterwards, because the packs are freed."""
        self._pack()
        parts = list(_merge(self._packs))
        self._packs, self._taken, self._slots = [], _NONE, _NONE.data
        numbers = [np.zeros(0, np.uint32), *(part.numbers for part in parts)]
        return concatenate([part.words for part in parts]), np.concatenate(numbers).astype(np.int64)

    def _find_packed(self, word: str) -> int | None:
        key = word.encode()
        for pack in self._packs:
            place = pack.words.find(key)
            if place is not None:
                return int(pack.numbers[place])
        return None

    def _unpack_known(self, words: Sequence[str]) -> None:
        """Return the packed ones of many words to the dictionary: unpacking all is cheaper than
        searching each."""
        left = {word.encode(): word for word in words if word not in self}
        for pack in self._packs:
            for key, number in zip(pack.words.to_list(), pack.numbers.tolist(), strict=True):
                if key in left:
                    self[left[key]] = number

    def _mark(self) -> None:
        """Set the slots of all words in the dictionary."""
        if not len(self._taken):
            self._taken = np.zeros(_SLOTS, np.bool_)
            self._slots = self._taken.data
        hashes = np.fromiter(map(hash, self), np.int64, len(self))
        self._taken[hashes & _SLOTS - 1] = True

    def _pack(self) -> None:
        """Pack the new words, and empty the dictionary."""
        words = sorted(word for word, number in self.items() if number >= self._unpacked)
        numbers = np.fromiter(map(self.__getitem__, words), np.uint32, len(words))
        if words:
            self._packs.append(
                _Pack(ByteStrings.from_list([word.encode() for word in words]), numbers)
            )
        self._unpacked = self.count
        self.clear()


def _merge(packs: Sequence[_Pack]) -> Iterator[_Pack]:
    """Merge packs to consecutive sorted ones, some words at a time, because each takes a hundred
    bytes while it is moved."""
    largest = max((pack.words for pack in packs), key=len, default=ByteStrings.from_list([]))
    cuts = [largest[place] for place in range(_MERGED, len(largest), _MERGED)]
    begun = [0] * len(packs)
    for cut in (*cuts, None):
        ends = [len(pack.words) if cut is None else pack.words.lower_bound(cut) for pack in packs]
        parts = list(zip(packs, begun, ends, strict=True))
        words = [pack.words[place] for pack, first, last in parts for place in range(first, last)]
        numbers = [pack.numbers[first:last] for pack, first, last in parts]
        # A few sorted runs, which `sorted` merges.
        order = sorted(range(len(words)), key=words.__getitem__)
        merged = ByteStrings.from_list([words[place] for place in order])
        yield _Pack(merged, np.concatenate([np.zeros(0, np.uint32), *numbers])[order])
        begun = ends
