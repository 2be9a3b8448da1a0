"""Stored texts, each compressed separately so that it can be read alone.

Frequent letters of releases are encoded in a byte before compression, and DEFLATE (RFC 1951) starts
with a dictionary of words common to the first texts: together this saves a third of what zlib makes
of UTF-8.
"""

import codecs
import mmap
import zlib
from array import array
from collections import Counter
from collections.abc import Sequence

import numpy as np

from indexer.engines.whoosh.codec import integers
from indexer.engines.whoosh.codec.integers import Runs
from indexer.engines.whoosh.codec.sections import Sections, SectionsWriter

# Letters encoded in a byte, as UTF-16 units: Latin, Arabic as Unicode has it for Arabic, Persian
# and Urdu, punctuation. Any change here changes the file format.
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
# The byte of all other units; the units themselves follow the bytes of a text.
_OTHER = 255
_BYTE_OF = np.full(1 << 16, _OTHER, np.uint8)
_BYTE_OF[_LETTERS] = np.arange(len(_LETTERS))
_UNIT_OF = np.zeros(1 << 8, np.uint16)
_UNIT_OF[: len(_LETTERS)] = _LETTERS
_LETTER_OF = "".join(map(chr, _LETTERS.tolist()))
_SPACE = bytes([_BYTE_OF[ord(" ")]])
_COUNT_BYTES = 4

# Higher levels take twice as long for 2 % less.
_LEVEL, _MEMORY = 4, 9
# Texts whose words are sampled for the dictionary; for fewer texts it would not pay.
_SAMPLED = 200
# The window of DEFLATE, minus what zlib keeps free of it (MIN_LOOKAHEAD).
_WINDOW = (1 << 15) - 262

_TEXTS, _RUNS, _WORDS, _NAME = "texts", "texts.runs", "texts.words", "texts.name"


def _encode(text: str) -> bytes:
    """The number of letters, a byte for each, and the two-byte units of the others. The text must
    not have adjacent halves of a surrogate pair, which JSON cannot represent."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    letters = _BYTE_OF[units]
    others = units[letters == _OTHER]
    count = len(letters).to_bytes(_COUNT_BYTES, "little")
    return b"".join((count, letters.tobytes(), others.tobytes()))


def _decode(data: bytes) -> str:
    count = int.from_bytes(data[:_COUNT_BYTES], "little")
    if len(data) == _COUNT_BYTES + count:  # the usual case, in a third of the time
        return codecs.charmap_decode(data[_COUNT_BYTES:], "strict", _LETTER_OF)[0]
    letters = np.frombuffer(data, np.uint8, count, _COUNT_BYTES)
    units = _UNIT_OF[letters]
    units[letters == _OTHER] = np.frombuffer(data, "<u2", -1, _COUNT_BYTES + count)
    return units.astype("<u2").tobytes().decode("utf-16-le", "surrogatepass")


def _common_words(texts: Sequence[bytes]) -> bytes:
    """The words that occur several times in the texts, those with the most bytes in total last."""
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


class StoredTextsWriter:
    """Writes texts one after the other; unusable after `finish`."""

    def __init__(self, sections: SectionsWriter) -> None:
        self._sections = sections
        self._sections.begin(_TEXTS)
        # The name of the stored field.
        self.name = ""
        self._sizes = array("I")
        # The first texts, until the dictionary is made from them.
        self._waiting: list[bytes] = []
        self._words = b""
        self._compressor = _compressor(b"")

    def add(self, text: str) -> None:
        data = _encode(text)
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
        self._sections.add(_RUNS, integers.pack_runs(np.asarray(self._sizes)))
        self._sections.add(_WORDS, self._words)
        self._sections.add(_NAME, self.name.encode())

    def _write_waiting(self) -> None:
        for data in self._waiting:
            self._write(data)
        self._waiting = []

    def _write(self, data: bytes) -> None:
        # Copying a compressor that has the dictionary is cheaper than giving it to a new one.
        compressor = self._compressor.copy()
        packed = compressor.compress(data) + compressor.flush()
        self._sections.extend(packed)
        self._sizes.append(len(packed))


def _compressor(words: bytes) -> "zlib._Compress":
    strategy = zlib.Z_DEFAULT_STRATEGY
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, _MEMORY, strategy, words)


class StoredTexts:
    """Reads what a `StoredTextsWriter` wrote to `data`; safe to share between threads."""

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
        return _decode(unpacking.decompress(self._texts[start:end]))

    def release_memory(self) -> None:
        """Free the memory of texts that were read; the system keeps them in its page cache."""
        if isinstance(self._mapped, mmap.mmap):
            self._mapped.madvise(mmap.MADV_DONTNEED)
