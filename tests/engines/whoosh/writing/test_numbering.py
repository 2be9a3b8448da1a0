"""Numbering of words: the numbers do not depend on how many words are held in memory."""

import random

import pytest

from indexer.arabic import memo
from indexer.arabic.analyzer import Analyzer
from indexer.arabic.glossary import Glossary
from indexer.arabic.layers import LAYERS
from indexer.engines.whoosh.writing import numbering
from indexer.engines.whoosh.writing.numbering import Numbering
from indexer.engines.whoosh.writing.words import Spellings, Terms

LETTERS = "ابتثجحخ"


def words(count: int, seed: int = 1) -> list[str]:
    """Some come often, most once."""
    draw = random.Random(seed)
    return ["".join(draw.choices(LETTERS, k=draw.choice((1, 2, 3, 6, 9)))) for _ in range(count)]


@pytest.mark.parametrize("most", [0, 1, 7, 100, 10_000])
def test_each_word_has_the_number_of_its_first_coming(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbering, "_MERGED", 20)
    monkeypatch.setattr(numbering, "_MAX_UNPACKED", most)
    numbers = Numbering()
    expected: dict[str, int] = {}
    for first in range(0, 4_000, 50):
        some = words(50, first)
        for word in some:
            expected.setdefault(word, len(expected))
        numbers.make_room()
        assert [numbers[word] for word in some] == [expected[word] for word in some]
        assert numbers.count == len(expected)
    strings, order = numbers.finish()
    assert [word.decode() for word in strings.to_list()] == sorted(expected)
    assert order.tolist() == [expected[word] for word in sorted(expected)]
    assert numbers.count == len(expected)


def test_words_of_all_planes_are_in_order_of_their_code_points(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(numbering, "_MAX_UNPACKED", 2)
    numbers = Numbering()
    for word in ("\U0001f600", "\uffff", "ي", "a", "\u00e9", "\U0001f600a", ""):
        numbers[word]
    strings, order = numbers.finish()
    assert [word.decode() for word in strings.to_list()] == [
        "",
        "a",
        "\u00e9",
        "ي",
        "\uffff",
        "\U0001f600",
        "\U0001f600a",
    ]
    assert order.tolist() == [6, 3, 4, 2, 1, 0, 5]


def test_there_may_be_none() -> None:
    numbers = Numbering()
    strings, order = numbers.finish()
    assert (len(strings), len(order), numbers.count) == (0, 0, 0)


def test_many_at_once_have_the_same_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "_MANY", 10)
    monkeypatch.setattr(numbering, "_TOGETHER", 50)
    monkeypatch.setattr(numbering, "_MAX_UNPACKED", 100)
    numbers = Numbering()
    expected: dict[str, int] = {}
    for seed in range(8):
        some = list(dict.fromkeys(words(400, seed)))
        for word in some:
            expected.setdefault(word, len(expected))
        assert list(numbers.numbers_of(some)) == [expected[word] for word in some]
        assert len(numbers) <= 100 + 50
    assert sum(len(pack.words) for pack in numbers._packs) <= len(expected)


def test_few_words_are_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "_MAX_UNPACKED", 100)
    numbers = Numbering()
    for first in range(100):
        numbers.make_room()
        for word in words(20, first):
            numbers[word]
        assert len(numbers) <= 120
    assert numbers.count > 500


def test_spellings_keep_their_numbers_when_the_analyzer_forgets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memo, "_MOST", 30)
    forgetful = Analyzer()
    spellings = Spellings({layer: Terms() for layer in LAYERS})
    expected: dict[str, int] = {}
    glossaries: list[Glossary] = []
    for first in range(0, 400, 20):
        text = forgetful.analyse(" ".join(words(20, first)))
        if text.glossary not in glossaries:
            glossaries.append(text.glossary)
        numbers = [expected.setdefault(word.spelling, len(expected)) for word in text.words]
        assert spellings.numbers_of(text).tolist() == numbers
    assert len(glossaries) > 2
