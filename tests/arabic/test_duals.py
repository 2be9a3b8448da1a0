"""Two of something before a pronoun: no adjective that is spelled like them, nor a word that nobody knows."""

import pytest

from indexer.arabic.analyzer import standard


def stem(surface: str) -> str:
    return standard().word(surface).stem


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
def test_two_before_a_pronoun_are_of_their_noun(form: str, noun: str) -> None:
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
def test_what_ends_in_yeh_itself_is_no_dual(form: str, word: str) -> None:
    assert stem(form) == stem(word)


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        ("اجتماعَيْ", "اجتماع"),
        ("اجتماعَيِ", "اجتماع"),
        ("ضريحَي", "ضريح"),
        ("وحقلَي", "حقل"),
        ("بمجلسَي", "مجلس"),
        ("ملكَي", "ملك"),
        ("حقَّي", "حق"),
        ("حزبيْ", "حزب"),
        ("لغتَي", "لغة"),
        ("نهرَيْ", "نهر"),
    ],
)
def test_two_before_a_noun_are_told_from_a_nisba_by_their_vowels(form: str, noun: str) -> None:
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
def test_a_yeh_that_is_vowelled_otherwise_is_no_dual(form: str, word: str) -> None:
    assert stem(form) == stem(word)
