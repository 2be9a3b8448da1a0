"""Texts that are stored: each compressed by itself, to be read alone.

A letter that releases often have takes a byte before it is compressed, and DEFLATE (RFC 1951) starts with
the words that the first texts have in common: together that takes a third off what zlib makes of UTF-8.
"""

import codecs
import mmap
import zlib
from array import array
from collections import Counter
from collections.abc import Sequence

import numpy as np

from indexer.engines.whoosh.codec import series
from indexer.engines.whoosh.codec.sections import Sections, SectionsWriter
from indexer.engines.whoosh.codec.series import Runs

# Letters of a byte, units of UTF-16: Latin, Arabic as Unicode has it for Arabic, Persian and Urdu, marks of
# punctuation. What changes here changes what lies on disk.
_RANGES = (
    (0x0A, 0x0A),
    (0x20, 0x7E),
    (0xA0, 0xA0),
    (0xAB, 0xAB),
    (0xBB, 0xBB),
    (0xC0, 0xFF),
    (0x060C, 0x060C),
    (0x061B, 0x061B),
    (0x061F, 0x061F),
    (0x0621, 0x063A),
    (0x0640, 0x0655),
    (0x0660, 0x066C),
    (0x0670, 0x0671),
    (0x200C, 0x200F),
    (0x2013, 0x2014),
    (0x2018, 0x2019),
    (0x201C, 0x201D),
)
_OTHERS = "ٹپچڈژکگںھہیۓ…•"
_LETTERS = np.asarray(
    [*(unit for low, high in _RANGES for unit in range(low, high + 1)), *map(ord, _OTHERS)],
    np.uint16,
)
# The byte of a unit that is none of them; such units follow the bytes of a text.
_OTHER = 255
_BYTE_OF = np.full(1 << 16, _OTHER, np.uint8)
_BYTE_OF[_LETTERS] = np.arange(len(_LETTERS))
_UNIT_OF = np.zeros(1 << 8, np.uint16)
_UNIT_OF[: len(_LETTERS)] = _LETTERS
_LETTER_OF = "".join(map(chr, _LETTERS.tolist()))
_SPACE = bytes([_BYTE_OF[ord(" ")]])
_COUNT_BYTES = 4

# Larger levels take twice as long for 2 % less.
_LEVEL, _MEMORY = 4, 9
# Of so many texts the words are gathered; of fewer it would not pay to keep those with them.
_SAMPLED = 200
# What DEFLATE looks back to, less what zlib keeps free of it (MIN_LOOKAHEAD).
_WINDOW = (1 << 15) - 262

_TEXTS, _RUNS, _WORDS, _NAME = "texts", "texts.runs", "texts.words", "texts.name"


def _bytes(text: str) -> bytes:
    """How many letters there are, a byte for each, units of two bytes for those that have none. Of a text
    without halves of a surrogate pair beside each other, which JSON has no way to write."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    letters = _BYTE_OF[units]
    others = units[letters == _OTHER]
    count = len(letters).to_bytes(_COUNT_BYTES, "little")
    return b"".join((count, letters.tobytes(), others.tobytes()))


def _text(data: bytes) -> str:
    count = int.from_bytes(data[:_COUNT_BYTES], "little")
    if len(data) == _COUNT_BYTES + count:  # most often, and done in a third of the time
        return codecs.charmap_decode(data[_COUNT_BYTES:], "strict", _LETTER_OF)[0]
    letters = np.frombuffer(data, np.uint8, count, _COUNT_BYTES)
    units = _UNIT_OF[letters]
    units[letters == _OTHER] = np.frombuffer(data, "<u2", -1, _COUNT_BYTES + count)
    return units.astype("<u2").tobytes().decode("utf-16-le", "surrogatepass")


def _common_words(texts: Sequence[bytes]) -> bytes:
    """The words that stand several times in some texts, those last that are most in all."""
    counts = Counter(word for text in texts for word in text.split(_SPACE))
    sizes = {word: count * len(word) for word, count in counts.items() if count > 1}
    chosen: list[bytes] = []
    size = 0
    for word in sorted(sizes, key=lambda word: (-sizes[word], word)):
        size += len(word) + 1
        if size > _WINDOW:
            break
        chosen.append(word)
    return _SPACE.join(reversed(chosen))


class TextsWriter:
    """Writes texts one after the other; of no use after `finish`."""

    def __init__(self, sections: SectionsWriter) -> None:
        self._sections = sections
        self._sections.begin(_TEXTS)
        # Of the field that they are stored in.
        self.name = ""
        self._sizes = array("I")
        # The first texts, until their words are gathered.
        self._waiting: list[bytes] = []
        self._words = b""
        self._compressor = _compressor(b"")

    def add(self, text: str) -> None:
        data = _bytes(text)
        if self._sizes:
            self._write(data)
            return
        self._waiting.append(data)
        if len(self._waiting) == _SAMPLED:
            self._words = _common_words(self._waiting)
            self._compressor = _compressor(self._words)
            self._write_waiting()

    def finish(self) -> None:
        self._write_waiting()
        self._sections.add(_RUNS, series.runs(np.asarray(self._sizes)))
        self._sections.add(_WORDS, self._words)
        self._sections.add(_NAME, self.name.encode())

    def _write_waiting(self) -> None:
        for data in self._waiting:
            self._write(data)
        self._waiting = []

    def _write(self, data: bytes) -> None:
        # To copy one that has seen the words takes less than to show them to another.
        compressor = self._compressor.copy()
        packed = compressor.compress(data) + compressor.flush()
        self._sections.extend(packed)
        self._sizes.append(len(packed))


def _compressor(words: bytes) -> "zlib._Compress":
    strategy = zlib.Z_DEFAULT_STRATEGY
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, _MEMORY, strategy, words)


class Texts:
    """Reads what a `TextsWriter` wrote, `data` being the file; safe to share between threads."""

    def __init__(self, data: memoryview) -> None:
        sections = Sections(data)
        self._mapped = data.obj
        self._texts = sections.blob(_TEXTS)
        self._runs = Runs(sections.blob(_RUNS))
        self._words = bytes(sections.blob(_WORDS))
        self.name = bytes(sections.blob(_NAME)).decode()

    def __getitem__(self, number: int) -> str:
        start, end = self._runs[number]
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS, self._words)
        return _text(unpacking.decompress(self._texts[start:end]))

    def let_go(self) -> None:
        """Give up the memory of what was read; it stays in the cache of the system."""
        if isinstance(self._mapped, mmap.mmap):
            self._mapped.madvise(mmap.MADV_DONTNEED)
