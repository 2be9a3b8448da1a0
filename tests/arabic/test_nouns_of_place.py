"""Nouns of place, and participles that are spelled like them, have their own plurals."""

import pytest

from indexer.arabic.compiler import places
from indexer.arabic.compiler.stock import Stock
from tests.arabic.words import meant, stem

PAIRS = [
    ("معالم", "المعلمون"),
    ("معالم", "المعلمات"),
    ("مدارس", "المدرسون"),
    ("مدارس", "مدرسات"),
    ("مواقع", "الموقعون"),
    ("مصادر", "المصدرون"),
    ("مراكب", "المركبات"),
    ("مراتب", "المرتبات"),
    ("مساكن", "المسكنات"),
    ("مخازن", "مخزنات"),
    ("منافذ", "المنفذون"),
    ("مصانع", "المصنعون"),
    ("موارد", "الموردون"),
    ("مناجم", "المنجمون"),
    ("مخارج", "المخرجون"),
    ("مداخل", "المدخلات"),
]


@pytest.mark.parametrize(("broken", "sound"), PAIRS)
def test_neither_plural_finds_the_other(broken: str, sound: str) -> None:
    assert stem(broken) not in meant(sound)
    assert stem(sound) not in meant(broken)


@pytest.mark.parametrize(
    ("singular", "plurals"),
    [
        ("معلم", "معالم معلمون"),
        ("موقع", "مواقع موقعون"),
        ("مصدر", "مصادر مصدرون"),
        ("مسكن", "مساكن مسكنات"),
        ("مركب", "مراكب مركبات"),
        ("مدرسة", "مدارس مدرسات"),
        ("مرتب", "مرتبات"),
        ("مكتبة", "مكتبات"),
        ("مركبة", "مركبات"),
        ("مكرمة", "مكرمات"),
        ("معجم", "معاجم"),
        ("مشكلة", "مشاكل مشكلات"),
    ],
)
def test_the_singular_finds_all_its_plurals(singular: str, plurals: str) -> None:
    assert {stem(plural) for plural in plurals.split()} <= meant(singular)


@pytest.mark.parametrize(
    ("form", "place", "participle"),
    [
        ("موقعين", "مواقع", "الموقعون"),
        ("المعرضين", "المعارض", "معرضون"),
        ("مصنعي", "المصانع", "المصنعون"),
    ],
)
def test_the_dual_of_a_noun_of_place_may_be_the_plural_of_a_participle(
    form: str, place: str, participle: str
) -> None:
    assert stem(form) in meant(participle)
    assert stem(form) in meant(form)
    assert stem(place) not in meant(participle)


@pytest.mark.parametrize(("dual", "participle"), [("موقعان", "الموقعون"), ("مصنعان", "المصنعون")])
def test_the_nominative_dual_is_of_the_noun_of_place(dual: str, participle: str) -> None:
    assert stem(dual) not in meant(participle)


def test_the_noun_of_place_gets_the_plural_that_the_table_gave_to_the_participle() -> None:
    stock = Stock()
    theorist = stock.lemma("مُنَظِّر", "noun", 90)
    sight = stock.lemma("مَنظَر", "noun", 9)
    stock.add("منظر", "B TA P", theorist, 0.0)
    stock.claim("مناظر", theorist)
    stock.add("مناظر", "B P", theorist, 0.5)
    places.assign_plurals(stock, [], {"مناظر": 9.0})
    assert stock.stems["مناظر"] == {("B P", sight): 0.5}
    assert stock.claimed == {("مناظر", sight)}


def test_the_noun_of_place_has_the_broken_plural_and_no_sound_one() -> None:
    stock = Stock()
    place = stock.lemma("مَعلَم", "noun", 9)
    teacher = stock.lemma("مُعَلِّم", "noun", 90)
    stock.add("معلم", "B TA P DU F:4.5 AT:2 UN:2.5", place, 0.0)
    stock.add("معلم", "B TA P DU AT:0.3 UN", teacher, 0.0)
    for lemma in (place, teacher):
        stock.add("معالم", "B TA P", lemma, 1.5)
    attested = {"معالم": 9.0}
    places.assign_plurals(stock, [], attested)
    assert stock.stems["معالم"] == {("B TA P", place): 1.5}
    assert ("B TA P DU", place) in stock.stems["معلم"]
    assert places.rarer_lemmas(stock, attested) == {place}
