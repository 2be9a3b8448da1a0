"""Participles of derived verbs that no dictionary has."""

import pytest

from indexer.arabic.compiler import participles
from indexer.arabic.compiler.stock import Stock
from indexer.arabic.compiler.vocalised import bare
from tests.arabic.words import stem


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("تَوَغَّل", ["مُتَوَغِّل"]),
        ("اِجتاز", ["مُجتاز"]),
        ("اِستَظهَر", ["مُستَظهِر"]),
        ("اِستَعاد", ["مُستَعيد", "مُستَعاد"]),
        ("تَمَدرَس", ["مُتَمَدرِس"]),
        ("تَفاجَأ", ["مُتَفاجِئ"]),
        ("اِطمَأَنّ", ["مُطمَئِنّ"]),
        ("تَجَلَّى", ["مُتَجَلّي"]),
    ],
)
def test_a_derived_verb_has_participles(verb: str, expected: list[str]) -> None:
    assert list(participles.participles(bare(verb))) == [bare(word) for word in expected]


@pytest.mark.parametrize("verb", ["دَرَس", "رَدّ", "آمَن"])
def test_a_verb_of_form_one_has_none(verb: str) -> None:
    assert not list(participles.participles(bare(verb)))


def added(verb: str, attested: dict[str, float], *known: str) -> set[str]:
    """The participles that are added for a verb, beside known nouns."""
    stock = Stock()
    for word in known:
        stock.add(word, "B", stock.lemma(word, "noun", 9), 0.0)
    before = set(stock.stems)
    participles.add_participles(stock, [verb], attested, [])
    return set(stock.stems) - before


def test_a_participle_must_be_attested() -> None:
    assert added("تَوَغَّل", {"المتوغلين": 0.1}) == {"متوغل"}
    assert not added("تَوَغَّل", {"متوغلا": 0.001})


def test_a_participle_that_a_source_has_is_left_alone() -> None:
    assert not added("تَوَغَّل", {"متوغل": 1.0}, "متوغل")


def test_a_participle_in_yeh_is_no_noun_with_a_pronoun() -> None:
    assert not added("اِستَعدى", {"مستعدي": 9.0}, "مستعد")
    assert added("تَحَرَّى", {"متحري": 9.0}) == {"متحري", "متحر"}


def test_the_masdar_of_form_three_attests_no_participle() -> None:
    assert not added("هاتَف", {"مهاتفة": 9.0})
    assert added("هاتَف", {"مهاتف": 9.0}) == {"مهاتف"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مجتاز", "المجتازين"),
        ("مجتاز", "مجتازا"),
        ("متوغل", "المتوغلة"),
        ("متمدرس", "المتمدرسون"),
        ("مغتاب", "المغتابين"),
        ("منساق", "منساقة"),
        ("مستظهر", "المستظهرون"),
        ("مستباح", "مستباحة"),
        ("مندثر", "المندثرة"),
        ("مستضيف", "المستضيفين"),
    ],
)
def test_a_derived_participle_is_inflected(one: str, other: str) -> None:
    assert stem(one) == stem(other) == one
