"""Strings in a mapped file, usually sorted, in an alphabet of their own: mostly a byte per letter.

Letters are numbered in the order of their code points, so that sorted strings stay sorted.
"""

import codecs
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.codec import integers
from indexer.engines.whoosh.codec.byte_strings import ByteStrings, batches
from indexer.engines.whoosh.codec.integers import GROUP, Runs
from indexer.engines.whoosh.codec.letter_codes import LetterCodes, LetterMasks, letter_masks
from indexer.engines.whoosh.codec.packing import Numbers, expand_ranges
from indexer.engines.whoosh.codec.sections import Array, Sections, SectionsWriter

# Types of a letter's number, and the size of the alphabet up to which each is used: the last number
# is reserved for an upper bound of all letters. Numbers are compared as bytes, so they are
# big-endian.
_WIDTHS = {">u1": 2**8 - 1, ">u2": 2**16 - 1, ">u4": 2**32 - 1}
# Cached numbers of looked-up strings, and the length up to which they are cached: that of words.
_MAX_CACHED, _MAX_CACHED_LENGTH = 8_192, 40


class StringTable:
    """Each string is a run of ``codes``, which are numbers in ``alphabet``."""

    def __init__(self, alphabet: str, runs: Runs, codes: Array, bags: LetterMasks | None) -> None:
        self.alphabet = alphabet
        self._runs = runs
        self.codes = codes
        self._bags = bags
        self._width = codes.itemsize
        self._coded = codes.view(np.uint8).data
        self._beyond = b"\xff" * self._width
        # To `codecs`, U+FFFE means an undefined letter.
        self._plain = self._width == 1 and "\ufffe" not in alphabet
        self._points = np.frombuffer(alphabet.encode("utf-32-le"), "<u4")
        self._numbers = {ord(letter): number for number, letter in enumerate(alphabet)}
        # A query looks up the same term in each field of a layer.
        self._find_cached = lru_cache(_MAX_CACHED)(self._find)

    def __len__(self) -> int:
        return len(self._runs)

    def __getitem__(self, number: int) -> str:
        return self._decode(self._letters(number))

    def code(self, letter: str) -> int:
        """The number of a letter; -1 if it is in no string."""
        return self._numbers.get(ord(letter), -1)

    def lower_bound(self, text: str) -> int:
        """The number of the first string that is not smaller than `text`."""
        coded = self._encode(text)
        if coded is None:
            # Search for the letters before the first unknown one, followed by the next larger known
            # letter.
            place = next(n for n, letter in enumerate(text) if ord(letter) not in self._numbers)
            after = bisect_left(self.alphabet, text[place])
            later = self._code(after) if after < len(self.alphabet) else self._beyond
            coded = (self._encode(text[:place]) or b"") + later
        return self._lower_bound(coded)

    def find(self, text: str) -> int | None:
        return (self._find_cached if len(text) <= _MAX_CACHED_LENGTH else self._find)(text)

    def _find(self, text: str) -> int | None:
        coded = self._encode(text)
        number = len(self) if coded is None else self._lower_bound(coded)
        return number if number < len(self) and self._letters(number) == coded else None

    def prefix_range(self, prefix: str) -> range:
        """The numbers of the strings that begin with `prefix`."""
        coded = self._encode(prefix)
        if coded is None:
            return range(0)
        return range(self._lower_bound(coded), self._lower_bound(coded + self._beyond))

    def to_list(self) -> list[str]:
        """All strings; much faster than one by one."""
        text = self._decode(self._coded)
        return [text[start:end] for start, end in pairwise(self._runs.bounds().tolist())]

    def select(self, numbers: Numbers) -> list[str]:
        """Some of the strings; faster than one by one."""
        starts, sizes = self._runs.select(numbers)
        text = self._decode(self.codes[expand_ranges(starts, sizes)].data.cast("B"))
        return [text[start:end] for start, end in pairwise([0, *sizes.cumsum().tolist()])]

    @cached_property
    def letters(self) -> LetterCodes:
        """Letter codes for pattern matching: for 100,000 strings 0.4 MB, and as much again if the
        letter masks are not in the file."""
        starts = self._runs.bounds()
        bags = letter_masks(self.codes, starts) if self._bags is None else self._bags
        return LetterCodes(self.codes, starts.astype(np.uint32), bags, self.code)

    @cached_property
    def _group_firsts(self) -> list[bytes]:
        """The first string of each group: for 100,000 strings 0.1 MB."""
        starts, sizes = self._runs.group_firsts()
        width, letters = self._width, bytes(self._coded)
        ends = (starts + sizes) * width
        return [
            letters[start:end]
            for start, end in zip((starts * width).tolist(), ends.tolist(), strict=True)
        ]

    def _letters(self, number: int) -> bytes:
        start, end = self._runs[number]
        return bytes(self._coded[start * self._width : end * self._width])

    def _lower_bound(self, coded: bytes) -> int:
        group = bisect_right(self._group_firsts, coded) - 1
        if group < 0:
            return 0
        bounds, width = self._runs.group(group), self._width
        begin = bounds[0]
        letters = bytes(self._coded[begin * width : bounds[-1] * width])
        low, high = 0, len(bounds) - 1
        while low < high:
            middle = (low + high) >> 1
            start, end = bounds[middle] - begin, bounds[middle + 1] - begin
            if letters[start * width : end * width] < coded:
                low = middle + 1
            else:
                high = middle
        return group * GROUP + low

    def _encode(self, text: str) -> bytes | None:
        """None if a letter is in no string."""
        if self._width == 1:
            try:
                return codecs.charmap_encode(text, "strict", self._numbers)[0]
            except UnicodeEncodeError:
                return None
        numbers = [self.code(letter) for letter in text]
        return None if -1 in numbers else b"".join(map(self._code, numbers))

    def _code(self, number: int) -> bytes:
        return number.to_bytes(self._width, "big")

    def _decode(self, coded: bytes | memoryview) -> str:
        if self._plain:
            return codecs.charmap_decode(coded, "strict", self.alphabet)[0]
        points: Array = self._points[np.frombuffer(coded, self.codes.dtype)]
        return points.tobytes().decode("utf-32-le")


class EncodedStrings(NamedTuple):
    """Strings encoded by the numbers of their letters, as in `StringTable`."""

    alphabet: Array
    codes: Array
    bounds: Numbers


def encode(strings: ByteStrings) -> EncodedStrings:
    points = np.frombuffer(bytes(strings.blob).decode().encode("utf-32-le"), np.uint32)
    occurs = np.zeros(int(points.max(initial=0)) + 1, np.bool_)
    occurs[points] = True
    alphabet = np.flatnonzero(occurs).astype(np.uint32)
    kind = next(kind for kind, most in _WIDTHS.items() if len(alphabet) <= most)
    numbers = np.zeros(len(occurs), kind)
    numbers[alphabet] = np.arange(len(alphabet))
    return EncodedStrings(alphabet, numbers[points], _bounds(strings))


def write(
    sections: SectionsWriter, name: str, strings: EncodedStrings, *, bags: bool = False
) -> None:
    """Add strings to a file of sections, with letter masks for those often compared with
    patterns."""
    sections.add(f"{name}.alphabet", strings.alphabet)
    sections.add(f"{name}.codes", strings.codes)
    sections.add(f"{name}.runs", integers.pack_runs(np.diff(strings.bounds)))
    if bags:
        sections.add(f"{name}.bags", letter_masks(strings.codes, strings.bounds))


def _bounds(strings: ByteStrings) -> Numbers:
    """Where the letters of each string begin, and where all end."""
    bounds = np.zeros(len(strings) + 1, np.int64)
    packed = np.frombuffer(strings.blob, np.uint8)
    at = 0
    for part in batches(len(strings)):
        ends = strings.ends[part]
        # A letter begins at each byte that is not a continuation byte.
        begun = np.append(0, np.cumsum((packed[at : ends[-1]] & 0xC0) != 0x80))
        bounds[part.start + 1 : part.start + 1 + len(ends)] = (
            bounds[part.start] + begun[ends.astype(np.int64) - at]
        )
        at = int(ends[-1])
    return bounds


def read(sections: Sections, name: str) -> StringTable:
    alphabet = "".join(map(chr, sections.array(f"{name}.alphabet").tolist()))
    runs = Runs(sections.blob(f"{name}.runs"))
    bags = sections.array(f"{name}.bags") if f"{name}.bags" in sections else None
    return StringTable(alphabet, runs, sections.array(f"{name}.codes"), bags)
