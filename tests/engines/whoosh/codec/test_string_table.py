"""String tables in memory and in files: look-up and order for any letters."""

import bisect
import io
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh.codec import byte_strings, letter_codes, string_table
from indexer.engines.whoosh.codec.byte_strings import ByteStrings
from indexer.engines.whoosh.codec.sections import Sections, SectionsWriter
from indexer.engines.whoosh.codec.string_table import StringTable

# Alphabets of a few letters, of as many as a byte numbers, of more.
ALPHABETS = {
    "few": "ابت",
    "with the sign of no letter": "اب\ufffe",
    "a byte's": "".join(map(chr, range(1, 256))),
    "more": "".join(map(chr, range(0x4E00, 0x4E00 + 2_000))) + "\U0001f600",
}


def written(strings: list[str], *, bags: bool = False) -> StringTable:
    file = io.BytesIO()
    sections = SectionsWriter(file)
    coded = string_table.encode(ByteStrings.from_list([string.encode() for string in strings]))
    string_table.write(sections, "words", coded, bags=bags)
    sections.finish()
    return string_table.read(Sections(memoryview(file.getvalue())), "words")


@pytest.mark.parametrize("alphabet", ALPHABETS.values(), ids=ALPHABETS)
@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 128, 700])
def test_every_string_and_every_gap_is_found(count: int, alphabet: str) -> None:
    draw = random.Random(count)
    words = {"".join(draw.choices(alphabet, k=draw.randint(0, 6))) for _ in range(count)}
    held = sorted(words)
    found = written(held)
    assert len(found) == len(held)
    assert found.to_list() == [found[n] for n in range(len(held))] == held
    assert found.select(np.arange(len(held))[::2]) == held[::2]
    others = [
        "".join(draw.choices(alphabet + "aم字\ud800", k=draw.randint(0, 4))) for _ in range(200)
    ]
    for text in held + others:
        assert found.lower_bound(text) == bisect.bisect_left(held, text)
        assert found.find(text) == (held.index(text) if text in words else None)
        begun = [n for n, word in enumerate(held) if word.startswith(text)]
        assert list(found.prefix_range(text)) == begun


@given(st.lists(st.text(max_size=5), max_size=200))
def test_any_strings_come_back_in_their_order(strings: list[str]) -> None:
    found = written(strings)
    assert found.to_list() == strings
    assert [found[n] for n in range(len(strings))] == strings


def test_the_bits_of_letters_are_the_same_computed_at_once_in_parts_and_when_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = ["", "ا", "اب", "هجرة", "هجرهه", "ي", "字"]
    whole = written(words, bags=True).letters
    monkeypatch.setattr(byte_strings, "_BATCH", 2)
    for read in (written(words, bags=True), written(words)):
        assert read.letters.masks.tolist() == whole.masks.tolist()
    assert whole.masks.tolist() == [int(whole.mask(word)) for word in words]


def test_a_letter_that_no_word_has_has_no_bit() -> None:
    read = written(["اب", "بت"]).letters
    assert read.code("ث") == -1
    assert read.mask("اثب") == read.mask("اب")
    assert letter_codes.LetterCodes.select(read, np.asarray([1])).masks.tolist() == [
        int(read.mask("بت"))
    ]


@given(st.lists(st.text(max_size=4), max_size=50), st.randoms(use_true_random=False))
def test_some_of_many_strings_are_taken_and_compared(
    strings: list[str], dice: random.Random
) -> None:
    held = ByteStrings.from_list([string.encode() for string in strings])
    places = [dice.randrange(len(strings)) for _ in strings]
    chosen = held.select(np.asarray(places, np.int64))
    assert [each.decode() for each in chosen.to_list()] == [strings[place] for place in places]
    own = np.arange(len(strings))
    same = held.equal_mask(own, chosen, own)
    assert same.tolist() == [
        one == strings[place] for one, place in zip(strings, places, strict=True)
    ]
