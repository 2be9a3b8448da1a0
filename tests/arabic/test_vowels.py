"""What the vowels that are written on a word tell of it."""

import pytest

from indexer.arabic import alternatives
from indexer.arabic.analyzer import standard


def stem(surface: str) -> str:
    return standard().word(surface).stem


def meant(typed: str) -> set[str]:
    return set(alternatives.terms(standard(), standard().word(typed), "stem"))


@pytest.mark.parametrize(
    ("vowelled", "word"),
    [
        ("تُوقَّع", "وقّع"),
        ("تُواصل", "واصل"),
        ("وتُطوّر", "طور"),
        ("تَوَقَّع", "التوقع"),
        ("وكفنّ", "فن"),
        ("رُحِّل", "رحّل"),
    ],
)
def test_the_vowel_of_the_person_and_doubled_letters_decide(vowelled: str, word: str) -> None:
    assert stem(vowelled) == stem(word)


@pytest.mark.parametrize("adverb", ["تباعاً", "تباعًا"])
def test_a_verb_has_no_tanwin(adverb: str) -> None:
    assert stem(adverb) not in meant("باع")


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("تعدٍ", "التعديات"),
        ("تعدٍ", "تعدياً"),
        ("تخلٍ", "التخلي"),
        ("تأنٍ", "تأنياً"),
        ("غازٍ", "الغزاة"),
        ("جانٍ", "الجناة"),
        ("عاصٍ", "العصاة"),
        ("بانٍ", "بناة"),
        ("رامٍ", "الرماة"),
        ("داعٍ", "دعاة"),
    ],
)
def test_a_noun_that_has_lost_its_yeh_is_told_by_its_tanwin(typed: str, meaning: str) -> None:
    assert stem(meaning) in meant(typed)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("جدا", "جداً"), ("القيمة", "القيّمة"), ("مؤسسة", "مؤسَّسةُ"), ("سكان", "سُكّان"), ("برهن", "برهنّا")],
)
def test_what_is_vowelled_is_found_by_the_word_without(typed: str, written: str) -> None:
    assert stem(written) in meant(typed)
