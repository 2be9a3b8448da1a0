"""All names of a month have one term if they name the month."""

import pytest

from indexer.arabic.analyzer import standard
from indexer.arabic.expressions import months
from indexer.arabic.orthography.normalizer import fold_phrase
from tests.arabic.words import meant


def terms(text: str) -> set[str]:
    """The terms of a text in the stem layer."""
    found = standard().analyse(text)
    return {word.stem for word in found.words} | {run.term for run in found.runs}


@pytest.mark.parametrize("number", range(1, 13))
def test_all_names_of_a_month_have_one_term_beside_a_year(number: int) -> None:
    tables = (months.MONTHS, months.ENGLISH, months.FRENCH)
    names = [name for table in tables for name in table[number - 1]]
    canonical = months.term(next(filter(months.term, map(fold_phrase, names))))
    for name in names:
        assert canonical in terms(f"{name} 2025"), name
        assert canonical in terms(f"17 {name}"), name


@pytest.mark.parametrize(
    "text", ["أيلول", "وأيلول", "بأيلول", "شتنبر", "September", "septembre", "2025年9月"]
)
def test_an_unambiguous_name_needs_no_number(text: str) -> None:
    assert "سبتمبر" in terms(text)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("مارس الضغط", "اذار"),
        ("مارس 3 ضغوط", "اذار"),
        ("آب الأسرة", "اغسطس"),
        ("سيارة نيسان", "ابريل"),
        ("they may come in 2025", "مايو"),
        ("a flight to Mars in 2030", "اذار"),
        ("Mai Selim", "مايو"),
        ("دخل حيز كانون", "يناير"),
        ("الأمم الأول", "اكتوبر"),
    ],
)
def test_an_ambiguous_name_needs_a_number(text: str, term: str) -> None:
    assert term not in terms(text)


@pytest.mark.parametrize(
    "text", ["وآب 2025", "بآب 2025", "شهر آب", "آب من عام 2025", "٣ آب", "Aug 3", "3 août"]
)
def test_a_number_makes_a_month(text: str) -> None:
    assert "اغسطس" in terms(text)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("الثامن من جوان", "يونيو"),
        ("الحادي والعشرين من مارس", "اذار"),
        ("٨ من مارس", "اذار"),
        ("فاتح ماي", "مايو"),
        ("منذ بداية مارس", "اذار"),
        ("بنهاية نيسان", "ابريل"),
        ("إلى غاية جوان", "يونيو"),
        ("لمارس المقبل", "اذار"),
        ("ماي المنصرم", "مايو"),
        ("مارس من كل عام", "اذار"),
        ("في أوت", "اغسطس"),
    ],
)
def test_a_word_of_time_makes_a_month(text: str, term: str) -> None:
    assert term in terms(text)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("تموز وآب", "اغسطس"),
        ("آب أو أيلول", "اغسطس"),
        ("من ماي إلى جوان المقبل", "مايو"),
        ("بين مارس وماي", "مايو"),
        ("آذار/مارس", "اذار"),
        ("نيسان (أبريل)", "ابريل"),
    ],
)
def test_another_month_makes_a_month(text: str, term: str) -> None:
    assert term in terms(text)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("أول من مارس الرياضة", "اذار"),
        ("اللاعب الثامن مارس هوايته", "اذار"),
        ("بداية مارس مهنة الصحافة", "اذار"),
        ("حتى مارس حقه", "اذار"),
        ("من مارس العنف", "اذار"),
        ("حصة رينو في نيسان", "ابريل"),
        ("من خلال نيسان", "ابريل"),
        ("حلول نيسان", "ابريل"),
        ("جوان وماي", "مايو"),
        ("من ماي إلى جونسون", "مايو"),
        ("نهاية باب", "اغسطس"),
        ("فتح باب القادم", "اغسطس"),
    ],
)
def test_a_word_of_time_makes_no_month_of_another_word(text: str, term: str) -> None:
    assert term not in terms(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("في 17 سبتمبر 2025 م", [(1, 4)]),
        ("سبتمبر", []),
        ("أيلول سبتمبر 2025 ثم 3 آب", [(0, 3), (4, 6)]),
        ("2025年9月17日", [(0, 6)]),
        ("2025 2025", []),
    ],
)
def test_dates_are_found_as_stretches(text: str, found: list[tuple[int, int]]) -> None:
    words = standard().analyse(text).words
    assert list(months.stretches([word.exact for word in words])) == found


def test_the_madda_distinguishes_a_month_from_a_father() -> None:
    assert not meant("آب") & {standard().word("أب").stem}
    assert standard().word("وآب").stem == standard().word("آب").stem != standard().word("أب").stem
    assert {standard().word("آب").stem, standard().word("أب").stem} <= meant("اب")
    assert standard().word("آباء").stem == standard().word("أب").stem
