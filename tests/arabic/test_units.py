"""Signs of units are their units where a number stands before them."""

import pytest

from indexer.arabic.analyzer import Analyzer, standard
from indexer.arabic.expressions import name_table, units
from indexer.arabic.queries import alternatives


def told(text: str) -> list[str]:
    return [run.term for run in standard().analyse(text).runs]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("على بعد 20 كم", ["كيلومتر"]),
        ("٢٠ كم² من الغابات", ["كيلومتر", "مربع"]),
        ("1.5 م3", ["متر", "مكعب"]),
        ("5 كم 2 سم", ["كيلومتر", "سنتيمتر"]),
        ("3 آلاف كم", ["كيلومتر"]),
        ("مئة وأربعين ملم", ["مليمتر"]),
    ],
)
def test_a_number_makes_a_unit_of_a_sign(text: str, found: list[str]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text", ["كم عدد السكان", "سم قاتل", "غير ملم بالقضية", "عام 2025 م", "الساعة 8 م"]
)
def test_an_ambiguous_sign_without_a_number_is_no_unit(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("على بعد 20 كيلو متر", "كيلومتر"),
        ("الكيلو مترات", "كيلومتر"),
        ("ألف كيلو متراً", "كيلومتر"),
        ("20 كيلو جرام", "كيلوغرام"),
        ("بضعة سنتي مترات", "سنتيمتر"),
        ("ميجا وات", "ميغاواط"),
        ("جيجا بايت", "غيغابايت"),
        ("ملي غرام", "مليغرام"),
    ],
)
def test_a_unit_in_two_words_has_the_term_of_its_one_word(text: str, found: str) -> None:
    assert told(text) == [found]
    assert standard().word(found).stem == found


@pytest.mark.parametrize("text", ["خمسة كيلو من الذهب", "ثلاثة أمتار", "كيلو التمر", "متر كيلو"])
def test_other_pairs_of_words_are_no_unit(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("unit", units.SIGNS)
def test_a_unit_has_the_term_of_its_word_in_the_stem_layer(unit: str) -> None:
    assert standard().word(unit).stem == unit


def test_a_sign_alone_is_its_unit_unless_it_is_another_word() -> None:
    word = standard().word
    assert "مليمتر" in alternatives.terms(standard(), word("مم"), "stem")
    assert "سنتيمتر" not in alternatives.terms(standard(), word("سم"), "stem")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كلم", "كيلومتر"),
        ("كغ", "كيلوغرام"),
        ("كغم", "كيلوغرام"),
        ("كلغ", "كيلوغرام"),
        ("كجم", "كيلوجرامات"),
        ("ملمتر", "مليمتر"),
        ("ملليمترا", "مليمتر"),
        ("سنتمتر", "سنتيمترات"),
        ("لليتر", "لتر"),
        ("ليترات", "لترات"),
        ("مليجرام", "ملغ"),
    ],
)
def test_spellings_of_a_unit_are_one_term(one: str, other: str) -> None:
    assert standard().word(one).stem == standard().word(other).stem


@pytest.mark.parametrize("word", ["كلمه", "كلمها", "كلّمهم", "كلمنا", "كلمات"])
def test_a_sign_has_no_ending(word: str) -> None:
    assert standard().word("12كلم").stem != standard().word(word).stem
    assert standard().word(word).stem != standard().word("كيلومترات").stem
    assert standard().word("بالكلم").stem == standard().word("كيلومتر").stem


def test_an_unambiguous_sign_makes_no_run() -> None:
    own = Analyzer(name_table.merge(name_table.shipped(), [("مليمتر", "مم")]))
    assert own.word("مم").stem == "مليمتر"
    assert list(own.analyse("نحو 20 مم").runs) == []
