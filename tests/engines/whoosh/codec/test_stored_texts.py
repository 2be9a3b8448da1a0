"""Compression of stored texts: a round trip returns any text unchanged."""

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh.codec import stored_texts
from indexer.engines.whoosh.codec.sections import SectionsWriter
from indexer.engines.whoosh.codec.stored_texts import StoredTexts, StoredTextsWriter

LETTERS = st.characters(exclude_categories=[])  # lone surrogates too


def written(texts: list[str]) -> tuple[StoredTexts, int]:
    file = io.BytesIO()
    sections = SectionsWriter(file)
    writer = StoredTextsWriter(sections)
    writer.name = "release"
    for text in texts:
        writer.add(text)
    writer.finish()
    sections.finish()
    return StoredTexts(memoryview(file.getvalue())), len(file.getvalue())


@given(st.lists(st.text(LETTERS, max_size=60), max_size=8))
@pytest.mark.parametrize("sampled", [1, 3, 200])
def test_texts_come_back(sampled: int, texts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored_texts, "_SAMPLED", sampled)
        read, _ = written(texts)
    assert [read[n] for n in range(len(texts))] == texts
    assert read.name == "release"


def test_words_in_common_are_written_once() -> None:
    draw = random.Random(0)
    words = ["".join(draw.choices("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", k=7)) for _ in range(500)]
    texts = [" ".join(draw.choices(words, k=40)) for _ in range(1_000)]
    read, size = written(texts)
    alone = sum(written([text])[1] - written([""])[1] for text in texts[:50]) / 50
    assert size / len(texts) < 0.6 * alone
    assert read[999] == texts[999]


def test_shared_dictionary_fits_the_compression_window() -> None:
    texts = [" ".join(f"كلمة{n}" for n in range(20_000))] * 201
    read, _ = written(texts)
    assert len(read._words) <= stored_texts._WINDOW
    assert read[200] == texts[0]


def test_no_letter_has_two_bytes() -> None:
    assert (
        len(set(stored_texts._LETTERS.tolist()))
        == len(stored_texts._LETTERS)
        <= stored_texts._OTHER
    )


def test_text_in_chinese_takes_no_more_than_as_utf_8() -> None:
    draw = random.Random(0)
    text = "".join(chr(draw.randrange(0x4E00, 0x9FFF)) for _ in range(2_000))
    assert written([text])[1] < 3 * len(text)
