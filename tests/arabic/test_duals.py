"""Duals before a pronoun: neither adjectives of the same spelling nor unknown words."""

import pytest

from tests.arabic.words import stem


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        ("بلديهما", "بلد"),
        ("بلدينا", "بلد"),
        ("وشعبيهما", "شعب"),
        ("وشعبينا", "شعب"),
        ("كتابيهما", "كتاب"),
        ("وهاتفيهما", "هاتف"),
        ("حزبيهما", "حزب"),
        ("مركزيهما", "مركز"),
        ("منزليهما", "منزل"),
        ("بيتيهما", "بيوت"),
        ("نفسيهما", "نفس"),
        ("رأسيهما", "رأس"),
        ("جيشيهما", "جيش"),
        ("وابنتيهما", "ابنة"),
        ("وأختيهما", "أخت"),
        ("ومركبتيهما", "مركبة"),
        ("أبويهما", "أب"),
        ("أخويها", "أخ"),
    ],
)
def test_a_dual_before_a_pronoun_belongs_to_its_noun(form: str, noun: str) -> None:
    assert stem(form) == stem(noun)


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("جنديهم", "جندي"),
        ("كرسيهما", "كرسي"),
        ("نبيهم", "نبي"),
        ("محاميهما", "محامي"),
        ("صحفيهم", "صحفي"),
        ("بلدية", "بلدية"),
        ("الشعبي", "شعبي"),
        ("الأبوي", "أبوي"),
    ],
)
def test_a_word_that_ends_in_yeh_is_no_dual(form: str, word: str) -> None:
    assert stem(form) == stem(word)


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        ("اجتماعَيْ", "اجتماع"),
        ("اجتماعَيِ", "اجتماع"),
        ("ضريحَي", "ضريح"),
        ("وحقلَي", "حقل"),
        ("بمجلسَي", "مجلس"),
        ("ملكَي", "الملك"),
        ("حقَّي", "حق"),
        ("حزبيْ", "حزب"),
        ("لغتَي", "لغة"),
        ("نهرَيْ", "نهر"),
    ],
)
def test_vowels_distinguish_a_dual_construct_from_a_nisba(form: str, noun: str) -> None:
    assert stem(form) == stem(noun)


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("نهرِيّ", "نهري"),
        ("ملكِي", "ملكي"),
        ("اجتماعيّ", "اجتماعي"),
        ("قاضِيْ", "قاضي"),
        ("وعْي", "وعي"),
        ("سعَي", "سعى"),
        ("مستشفَي", "مستشفى"),
        ("لُؤَيّ", "لؤي"),
        ("الحيَّ", "حي"),
    ],
)
def test_other_vowels_before_a_yeh_are_no_dual(form: str, word: str) -> None:
    assert stem(form) == stem(word)
