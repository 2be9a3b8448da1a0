"""Two nouns that are spelled alike and have nothing else in common: each finds its own forms."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from indexer.arabic import compiler
from tests.arabic.words import found

_TABLE = Path(compiler.__file__).parent / "twins.tsv"
_MARKS = dict.fromkeys(range(0x64B, 0x653))
ROWS = [
    tuple(cell.split() for cell in line.split("\t"))
    for line in _TABLE.read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("common", "rare"), ROWS)
def test_their_bare_form_finds_the_forms_of_both(common: list[str], rare: list[str]) -> None:
    bare = common[0].translate(_MARKS)
    assert all(found(bare, form) for form in (*common[1:], *rare[1:]))


def own_forms() -> Iterator[tuple[str, str]]:
    """Each form of a commoner noun, also the one with the article, with each form that the rarer
    noun has for itself."""
    for common, rare in ROWS:
        bare = common[0].translate(_MARKS)
        definite = "ال" + bare
        own = [form for form in rare[1:] if form not in (bare, definite)]
        yield from product((*common[1:], definite), own)


@pytest.mark.parametrize(("common", "rare"), list(own_forms()))
def test_their_own_forms_do_not_find_each_other(common: str, rare: str) -> None:
    assert not found(common, rare)
    assert not found(rare, common)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("علماء", "العالم"), ("حبوب", "الحب"), ("حبوب", "حب"), ("أخلاق", "خلق"),
        ("أعراض", "العرض"), ("ديون", "الدين"), ("ديون", "دينه"), ("أرجل", "الرجل"),
        ("أملاك", "الملك"), ("ذكور", "بالذكر"), ("ذكور", "وذكر"), ("أنفاس", "نفسه"),
        ("أضعاف", "ضعف"), ("أحكام", "الحكام"), ("حكام", "الأحكام"), ("عقاقير", "عقارات"), ("أطباق", "طبقا"), ("أملاح", "الملحة"),
    ],
)  # fmt: skip
def test_a_form_of_the_rarer_noun_does_not_find_the_commoner(typed: str, written: str) -> None:
    assert not found(typed, written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("علماء", "عالم"), ("علماء", "لعالم"), ("علماء", "عالمة"), ("عوالم", "عالم"),
        ("حبوب", "حبة"), ("ملحة", "ملح"), ("أضعاف", "ضعفان"), ("أميال", "ميلا"),
        ("أحكام", "الحكم"), ("حكام", "الحكم"), ("حكام", "الحَكَم"), ("أطباق", "الطبق"), ("أديان", "دينه"), ("ملوك", "الملك"), ("رجال", "رجلين"),
    ],
)  # fmt: skip
def test_a_shared_form_is_found_by_the_noun_that_it_may_be(typed: str, written: str) -> None:
    assert found(typed, written)


def test_a_drug_is_spelled_like_a_property_where_no_article_tells() -> None:
    assert found("عقاقير", "عقار")
    assert not found("عقاقير", "العقار")
    assert not found("عقاقير", "عقارات")


def test_a_written_vowel_tells_them_apart() -> None:
    assert found("علماء", "العالِم")
    assert found("عوالم", "العالَم")
    assert not found("علماء", "العالَم")
    assert not found("عوالم", "العالِم")


@pytest.mark.parametrize("form", ["سلّمهم", "سلّمه", "وسلّمكم"])
def test_the_rarer_noun_before_a_pronoun_is_rather_a_verb_with_its_marks(form: str) -> None:
    assert found("يسلم", form)
    assert not found("سلالم", form)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("قلق", "القلقين"),
        ("خطر", "الخطرة"),
        ("حكم", "الحكام"),
        ("عام", "العامة"),
        ("منتج", "المنتجات"),
    ],
)
def test_nouns_of_nearly_the_same_meaning_stay_one(typed: str, written: str) -> None:
    assert found(typed, written)
