"""What the vowels written on a word say about its reading."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.arabic import alternatives
from indexer.arabic.analyzer import standard
from indexer.arabic.normalizer import clean
from indexer.arabic.words import LAYERS


def stem(surface: str) -> str:
    return standard().word(surface).stem


def meant(typed: str) -> set[str]:
    return set(alternatives.terms(standard(), standard().word(typed), "stem"))


@pytest.mark.parametrize(
    ("vowelled", "word"),
    [
        ("تُوقَّع", "وقّع"),
        ("تُواصل", "واصل"),
        ("وتُطوّر", "يطورون"),
        ("تَوَقَّع", "التوقع"),
        ("وكفنّ", "فن"),
        ("رُحِّل", "رحّل"),
        ("يُلقى", "ألقى"),
        ("سيُلقى", "ألقى"),
        ("يُخشى", "خشي"),
        ("يُنسى", "نسيت"),
        ("تُفتح", "يفتحون"),
    ],
)
def test_the_vowel_of_the_prefix_and_doubled_letters_decide(vowelled: str, word: str) -> None:
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
def test_a_tanwin_shows_a_noun_that_has_lost_its_yeh(typed: str, meaning: str) -> None:
    assert stem(meaning) in meant(typed)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("جدا", "جداً"), ("القيمة", "القيّمة"), ("مؤسسة", "مؤسَّسةُ"), ("سكان", "سُكّان"), ("برهن", "برهنّا")],
)
def test_a_vowelled_word_is_found_without_its_vowels(typed: str, written: str) -> None:
    assert stem(written) in meant(typed)


def test_a_name_has_no_tanwin_on_an_alef() -> None:
    assert stem("كوناً") == stem("الكون") != stem("كونا")


@given(st.text("الطوّيلتقعمُِّاً\u0640", min_size=1, max_size=9))
@example("الطوّال")
@example("تُوقَّع")
@example("الـ")
@example("تُم")
def test_a_spelling_is_read_as_its_word(surface: str) -> None:
    word = standard().word(surface)
    again = standard().word(word.spelling)
    assert clean(word.spelling) == word.form
    assert [again.term(layer) for layer in LAYERS] == [word.term(layer) for layer in LAYERS]
    assert (again.spelling, again.stop) == (word.spelling, word.stop)


@pytest.mark.parametrize("surface", ["الهِجْرَةُ", "أيضاً", "الهجرة"])
def test_marks_that_decide_nothing_are_not_in_the_spelling(surface: str) -> None:
    word = standard().word(surface)
    assert word.spelling == word.form
