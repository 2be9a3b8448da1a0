"""Numbers of words: the same however few are held at hand."""

import random

import pytest

from indexer.engines.whoosh.numbering import Numbering

LETTERS = "ابتثجحخ"


def words(count: int, seed: int = 1) -> list[str]:
    """Some come often, most once."""
    draw = random.Random(seed)
    return ["".join(draw.choices(LETTERS, k=draw.choice((1, 2, 3, 6, 9)))) for _ in range(count)]


@pytest.mark.parametrize("held", [0, 1, 7, 100, 10_000])
def test_each_word_has_the_number_of_its_first_coming(held: int) -> None:
    numbering = Numbering(held)
    expected: dict[str, int] = {}
    for first in range(0, 4_000, 50):
        some = words(50, first)
        for word in some:
            expected.setdefault(word, len(expected))
        assert list(numbering.of(some)) == [expected[word] for word in some]
        assert len(numbering) == len(expected)
    assert all(numbering.known(word) == number for word, number in expected.items())
    assert numbering.known("زز") is None
    assert len(numbering) == len(expected)
    keys, order = numbering.ordered()
    assert [key.decode() for key in keys.all()] == sorted(expected)
    assert order.tolist() == [expected[word] for word in sorted(expected)]
    assert len(numbering) == len(expected)


def test_words_of_all_planes_are_in_order_of_their_code_points() -> None:
    numbering = Numbering(2)
    for word in ("\U0001f600", "\uffff", "ي", "a", "\u00e9", "\U0001f600a", ""):
        list(numbering.of([word]))
    keys, order = numbering.ordered()
    assert [key.decode() for key in keys.all()] == [
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
    numbering = Numbering()
    keys, order = numbering.ordered()
    assert (len(keys), len(order), len(numbering)) == (0, 0, 0)


def test_few_are_held_at_hand() -> None:
    numbering = Numbering(100)
    for first in range(100):
        list(numbering.of(words(20, first)))
        assert len(numbering._held) <= 120
    assert len(numbering) > 500
