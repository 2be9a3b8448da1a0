"""Suggested searches, through a small index."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer import limits
from indexer.answers.results import SearchRequest
from indexer.search import Collection
from indexer.suggest.limits import MAX_WORDS

BODIES = (
    "عقدت إدارة الهجرة اجتماعا عن التأشيرات في الصين. قال المسؤول إن الهجرة غير الشرعية تراجعت.",
    "زارت وزيرة التجارة مدينة شنغهاي، وللحكومة خطة للموانئ. قرار الحكومة عن الضرائب.",
    "المستشفيات في مصر: محاضرة عن الظواهر الجوية وعن المحافظة على المياه.",
    "The visa policy of the administration.",
)


@pytest.fixture(scope="module")
def small(published: Callable[..., Collection]) -> Collection:
    return published(*BODIES)


def offers(collection: Collection, q: str, kind: str) -> list[str]:
    return [s.q for s in collection.search(SearchRequest(q)).suggestions if s.kind == kind]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("الهرجة", "الهجرة"),  # swapped
        ("التأشيات", "التأشيرات"),  # missing
        ("المستشففيات", "المستشفيات"),  # doubled
        ("المسؤؤل", "المسؤول"),  # hamza
        ("الحكزمة", "الحكومة"),  # a key beside
        ("وبالهحرة", "وبالهجرة"),  # behind proclitics
        ("وللهرجة", "وللهجرة"),
        ("التأ شيرات", "التأشيرات"),  # apart
        ("التاشيؤا", "التأشيرات"),  # two mistakes
        ("polciy", "policy"),
    ],
)
def test_the_word_meant_comes_first(small: Collection, typed: str, meant: str) -> None:
    assert offers(small, typed, "spelling")[:1] == [meant]


def test_a_long_text_is_of_another_keyboard_if_all_its_words_stand(small: Collection) -> None:
    longer = MAX_WORDS + 1
    # هجرة, which stands with the article alone, and الهجرة.
    assert offers(small, "i[vm", "keyboard") == ["هجرة"]
    assert offers(small, " ".join(["i[vm"] * longer), "keyboard") == []
    assert offers(small, " ".join(["hgi[vm"] * longer), "keyboard") == [
        " ".join(["الهجرة"] * longer)
    ]


@pytest.mark.parametrize(
    ("q", "others"),
    [
        ("الهجرة 2025-10-14", ["2025-10-14"]),
        ("الضرائب al-Hijra visa", ["al-Hijra visa", "الضرائب al-Hijra"]),
        ("ليش visa 2025-10-14", ["visa 2025-10-14", "2025-10-14"]),
    ],
)
def test_hyphenated_words_are_left_out_together(
    published: Callable[..., Collection], q: str, others: list[str]
) -> None:
    small = published(
        "الهجرة", "الضرائب al-Hijra", "visa al-Hijra", "visa 2025-10-14", "الهجرة 2025"
    )
    assert offers(small, q, "without_word") == others


def test_only_the_misspelled_word_is_corrected(small: Collection) -> None:
    (first, *_) = small.search(SearchRequest("إدارة «الهجرة» الصيين")).suggestions
    assert (first.kind, first.q) == ("spelling", "إدارة «الهجرة» الصين")
    assert small.search(first.request).total == first.total == 1


def test_operators_and_fields_are_not_misspelt(small: Collection) -> None:
    assert offers(small, "نص:الهرجة AND title:قمر", "spelling") == []
    assert offers(small, "نص:الهرجة", "spelling") == ["نص:الهجرة"]
    assert offers(small, "إدارة NOT الهجرة", "without_word") == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("أخبار الهجرة في أكتوبر 2025", "أخبار الهجرة تاريخ:«أكتوبر 2025»"),
        ("خلال أكتوبر 2025 أخبار الهجرة", "أخبار الهجرة تاريخ:«أكتوبر 2025»"),
        ("أخبار الهجرة 14/10/2025", "أخبار الهجرة تاريخ:«14/10/2025»"),
        (
            "أخبار الهجرة من سبتمبر إلى أكتوبر 2025",
            "أخبار الهجرة تاريخ:«من سبتمبر إلى أكتوبر 2025»",
        ),
        ("2025", "تاريخ:«2025»"),
        ("١٤ أكتوبر ٢٠٢٥", "تاريخ:«١٤ أكتوبر ٢٠٢٥»"),
        ("في أكتوبر 2025", "تاريخ:«أكتوبر 2025»"),
        (
            "أخبار الهجرة من 1 أكتوبر إلى 15 أكتوبر 2025",
            "أخبار الهجرة تاريخ:«من 1 أكتوبر إلى 15 أكتوبر 2025»",
        ),
        (
            "الهجرة بين 1 سبتمبر 2025 و 15 أكتوبر 2025",
            "الهجرة تاريخ:«بين 1 سبتمبر 2025 و 15 أكتوبر 2025»",
        ),
    ],
)
def test_a_period_among_the_words_is_offered_as_one(
    published: Callable[..., Collection], typed: str, offered: str
) -> None:
    dated = {"title": "ت", "body": "أخبار الهجرة", "published": "2025-10-14"}
    collection = published(dated, {**dated, "published": "2024-10-14"})
    found = [
        s for s in collection.search(SearchRequest(typed)).suggestions if s.kind == "in_period"
    ]
    assert [(each.q, each.total) for each in found] == [(offered, 1)]
    assert collection.search(found[0].request).total == 1


@pytest.mark.parametrize(
    ("typed", "rest", "period"),
    [
        ("سبتمبر", "", "سبتمبر"),
        ("تاريخ:أيلول", "", "أيلول"),
        ("الهجرة في سبتمبر", "الهجرة ", "سبتمبر"),
        ("الهجرة تاريخ:«14 سبتمبر»", "الهجرة ", "14 سبتمبر"),
        ("تاريخ:«الربع الثالث» أخبار", "أخبار ", "الربع الثالث"),
    ],
)
def test_a_period_without_a_year_is_offered_in_years_that_have_releases(
    published: Callable[..., Collection], typed: str, rest: str, period: str
) -> None:
    dated = {"title": "ت", "body": "أخبار الهجرة"}
    days = ["2016-09-14", "2015-09-14", "2014-10-14", "2012-09-14", "2009-09-14"]
    collection = published(*({**dated, "published": day} for day in days))
    wanted = [f"{rest}تاريخ:«{period} {year}»" for year in ("2016", "2015", "2012")]
    assert offers(collection, typed, "in_period") == wanted
    for other in ("تاريخ:2019", "تاريخ:أمس", "الهجرة في 2019", "تاريخ:«سبتمبر 2019»"):
        assert offers(collection, other, "in_period") == []


@pytest.mark.parametrize(
    "typed",
    [
        "أخبار -الهجرة 2025", "NOT أخبار أكتوبر 2025", "قمر NOT أكتوبر 2025",
        "قمر OR أكتوبر 2025", "«أخبار الهجرة أكتوبر» 2025", "(أخبار أكتوبر) 2025", "أخبار قمر 2025",
        "أكتوبر 2025 " + "أخبار " * 120,
    ],
)  # fmt: skip
def test_no_period_suggestion_without_a_period(
    published: Callable[..., Collection], typed: str
) -> None:
    dated = {"title": "ت", "body": "أخبار الهجرة", "published": "2025-10-14"}
    assert offers(published(dated), typed, "in_period") == []


@pytest.mark.parametrize("typed", ["التجارة و المياه", "التجارة، المياه", "في التجارة و في المياه"])
def test_connective_is_left_out_with_its_word(small: Collection, typed: str) -> None:
    assert set(offers(small, typed, "without_word")) == {"التجارة", "المياه"}


def test_two_misspelled_words_are_corrected_together(small: Collection) -> None:
    assert offers(small, "ادارة الهرجة الصيين", "spelling")[0] == "ادارة الهجرة الصين"


def test_spelling_suggestion_keeps_the_other_parameters(small: Collection) -> None:
    asked = SearchRequest("الهرجة", "exact", sort="title", per_page=7)
    first = small.search(asked).suggestions[0].request
    assert (first.mode, first.sort, first.per_page, first.filters) == (
        "exact", "title", 7, asked.filters,
    )  # fmt: skip


@pytest.mark.parametrize("q", ["", "قمر", "ق", "؟!", "الهجرة", "2031", "连云港"])
def test_no_spelling_suggestion_without_a_similar_word(small: Collection, q: str) -> None:
    assert offers(small, q, "spelling") == []


@given(st.text("ابتهجرةلوصيين ١abc«»\"'()[];~*-:", max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_every_suggestion_finds_what_it_says(small: Collection, q: str) -> None:
    asked = SearchRequest(q)
    suggestions = small.search(asked).suggestions
    assert len(suggestions) <= limits.MAX_SUGGESTIONS
    for suggestion in suggestions:
        assert suggestion.request != asked
        assert small.search(suggestion.request).total == suggestion.total > 0


# A word in many releases, and the slips of it in one each: one that no dictionary has, one that it
# has.
OFTEN = ["زار الرئيس أوباما مدينة القاهرة"] * 60 + ["استعمل فيسبوك للتواصل"] * 4
SELDOM = ["خطاب أوبما في المدينة", "استعمل Facebook للتواصل", "كاتبة من لبنان", "جبنة وخبز"]


@pytest.fixture(scope="module")
def large(published: Callable[..., Collection]) -> Collection:
    return published(*OFTEN, *SELDOM, *["قرية لبنانية في جبل لبنان"] * 30)


def suggestions_for(collection: Collection, q: str) -> list[tuple[str, str, int]]:
    results = collection.search(SearchRequest(q, guided=True))
    assert results.total
    return [(each.kind, each.q, each.total) for each in results.suggestions]


@pytest.mark.parametrize(
    "q",
    [
        "*", "؟", ".", "-", '""', "😀", "ـ", "\ud800", "/.*/",
        "أوباما", "لبنان", "جبنة", "كاتبة",
    ],
)  # fmt: skip
def test_no_suggestion_for_correct_or_empty_queries(large: Collection, q: str) -> None:
    assert suggestions_for(large, q) == []


def test_frequent_misspelling_is_corrected(large: Collection) -> None:
    assert suggestions_for(large, "أوبما") == [("spelling", "أوباما", 60)]
    assert suggestions_for(large, "خطاب «أوبما»") == [], "as many releases do not have it"
    assert large.search(SearchRequest("أوبما")).suggestions == (), "who asks for hits alone"
    assert large.search(SearchRequest("أوبما", page=2, guided=True)).suggestions == ()


def test_two_stop_words_are_not_a_word_run_together(
    published: Callable[..., Collection],
) -> None:
    small = published("قال أو كتب بما رأى", "أمن الحدود")
    assert offers(small, "أوبما", "spelling") == []
    assert offers(small, "أمنالحدود", "spelling") == ["أمن الحدود"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("محمدبن سلمان", "محمد بن سلمان"),
        ("محمد بنسلمان", "محمد بن سلمان"),
        ("سعيدآل مكتوم", "سعيد آل مكتوم"),
        ("بوراشد", "بو راشد"),
    ],
)
def test_a_short_word_within_a_name_may_be_run_together_with_the_next(
    published: Callable[..., Collection], typed: str, meant: str
) -> None:
    small = published("محمد بن سلمان", "محملين", "سعيد آل مكتوم", "بو راشد", "قال من لبى")
    assert offers(small, typed, "spelling") == [meant]
    assert offers(small, "بنمن", "spelling") == [], "no name and no word beside it"


def test_a_name_in_other_letters_that_more_releases_have(large: Collection) -> None:
    assert suggestions_for(large, "Facebook") == [("transliteration", "فيسبوك", 4)]


def test_a_period_that_more_releases_are_of(published: Callable[..., Collection]) -> None:
    releases = [
        {"title": "عن داعش", "body": "عن داعش اليوم", "published": f"2015-10-{day:02}"}
        for day in range(1, 12)
    ]
    releases.append({"title": "في أكتوبر 2015 عن داعش", "body": "-", "published": "2016-01-01"})
    small = published(*releases)
    offered = ("in_period", "داعش تاريخ:«أكتوبر 2015»", 11)
    assert suggestions_for(small, "داعش في أكتوبر 2015") == [offered]
    assert suggestions_for(small, "عن داعش") == []


def test_a_word_that_a_dictionary_has_is_doubted_for_one_in_more_releases_yet(
    published: Callable[..., Collection],
) -> None:
    """حظر is right, and may be a slip of حضر; أوبما is a slip."""
    some = published(*["حضر أوباما"] * 20, "حظر", "أوبما")
    assert suggestions_for(some, "حظر") == []
    assert suggestions_for(some, "أوبما") == [("spelling", "أوباما", 20)]
    many = published(*["حضر أوباما"] * 40, "حظر")
    assert suggestions_for(many, "حظر") == [("spelling", "حضر", 40)]


MINISTRY = ["وزارة الصحة"] * 20 + ["وزراة العدل", "الوزير في لبنان"] + ["لبيان الصحة"] * 20


def test_frequent_misspelling_is_corrected_if_no_release_has_all_words(
    published: Callable[..., Collection],
) -> None:
    small = published(*MINISTRY)
    first, *others = small.search(SearchRequest("وزراة الصحة")).suggestions
    assert (first.kind, first.q, first.total) == ("spelling", "وزارة الصحة", 20)
    assert "match_any" in {each.kind for each in others}
    assert offers(small, "وزراة الصجة", "spelling")[0] == "وزارة الصحة"


def test_words_that_never_occur_together_are_not_misspellings(
    published: Callable[..., Collection],
) -> None:
    small = published(*MINISTRY)
    assert offers(small, "لبنان الصحة", "spelling") == [], "right, though a word beside it is near"
    assert offers(small, "وزراة لبنان", "spelling") == [], "nothing is found by the other, too"
    assert offers(small, "العدل الصحة", "spelling") == []


def test_no_other_word_is_doubted_where_to_mend_one_that_none_has_is_enough(
    published: Callable[..., Collection],
) -> None:
    small = published("الأميرة نرجس", *["الأميرة نرجسي"] * 20, *["الأميرة"] * 3)
    assert offers(small, "الأميررة نرجس", "spelling") == ["الأميرة نرجس"]


def test_misspelling_that_occurs_in_a_release_is_corrected(
    published: Callable[..., Collection],
) -> None:
    small = published(*["ريال مدريد"] * 20, *["عمر مديد"] * 2, "ريال مديد")
    assert suggestions_for(small, "ريال مديد") == [("spelling", "ريال مدريد", 20)]
    assert suggestions_for(small, "عمر مديد") == []


@pytest.mark.parametrize(
    ("q", "rest"),
    [
        ("الهجرة تاريخ:يناير", "الهجرة"),
        ("date:2001 الهجرة (التأشيرات OR قمر)", "الهجرة (التأشيرات | قمر)"),
        ("(الهجرة OR التأشيرات) date:2001", "(الهجرة | التأشيرات)"),
        (
            "(الهجرة AND تاريخ:2001) (التأشيرات OR (قمر AND الصين))",
            "الهجرة (التأشيرات | (قمر + الصين))",
        ),
    ],
)
def test_the_days_among_the_words_are_left_out(small: Collection, q: str, rest: str) -> None:
    assert offers(small, q, "without_dates") == [rest]


def test_days_that_are_excluded_or_in_brackets_stay(small: Collection) -> None:
    assert offers(small, "قمر -تاريخ:2001", "without_dates") == []
    assert offers(small, "(الهجرة قمر) أو تاريخ:2001", "without_dates") == []


@pytest.mark.parametrize(
    ("typed", "offered", "total"),
    [
        ("أخبار قبل 2023", "أخبار تاريخ:«قبل 2023»", 1),
        ("أخبار منذ 2024", "أخبار تاريخ:«منذ 2024»", 1),
        ("أخبار 5/8/2025", "أخبار تاريخ:«5/8/2025»", 1),
        ("أخبار 2025-08-05", "أخبار تاريخ:«2025-08-05»", 1),
        ("2025-08-05", "تاريخ:«2025-08-05»", 1),
        ("5 أغسطس 2025", "تاريخ:«5 أغسطس 2025»", 1),
        ("أخبار يوم ٥ آب ٢٠٢٥", "أخبار تاريخ:«يوم ٥ آب ٢٠٢٥»", 1),
        ("5 August 2025 أخبار", "أخبار تاريخ:«5 August 2025»", 1),
    ],
)
def test_a_period_that_the_words_lost_is_offered_where_they_find_something(
    published: Callable[..., Collection], typed: str, offered: str, total: int
) -> None:
    loose = {
        "title": "أخبار 2023",
        "body": "في 5 و 05 من 8 و 08 في 2023 و 2024 و 2025 يوم أغسطس",
        "published": "2023-03-01",
    }
    small = published(
        loose,
        {**loose, "body": f"{loose['body']} ."},
        {"title": "أخبار", "body": "قديمة", "published": "2021-01-01"},
        {"title": "أخبار", "body": "جديدة", "published": "2025-08-05"},
    )
    assert suggestions_for(small, typed) == [("in_period", offered, total)]


def test_a_year_that_the_words_find_as_often_is_not_offered(
    published: Callable[..., Collection],
) -> None:
    dated = {"title": "أخبار مارس 2023", "body": "نص", "published": "2023-03-01"}
    for q in ("أخبار 2023", "أخبار مارس 2023"):
        assert suggestions_for(published(dated), q) == []


def test_a_right_word_that_no_release_has_is_left_out_before_it_is_changed(
    published: Callable[..., Collection],
) -> None:
    small = published("زار مروان العراق لبيان ما استقبل", "العراق")
    results = small.search(SearchRequest("العراق مستقبل"))
    kinds = [each.kind for each in results.suggestions]
    assert results.total == 0
    assert kinds.index("without_word") < kinds.index("spelling")
    assert kinds.index("match_any") < kinds.index("spelling")
    assert offers(small, "مستقبل", "spelling"), "where nothing else is left"


@pytest.mark.parametrize("name", ["لبنان", "رمضان", "بيتكوين"])
def test_a_name_that_no_release_has_is_not_changed(
    published: Callable[..., Collection], name: str
) -> None:
    small = published("زار مروان العراق لبيان ما يرضان بتكوين لجنة", "العراق")
    for q in (name, f"العراق {name}"):
        assert offers(small, q, "spelling") == []


def test_words_are_run_together_only_where_they_stand_so_if_there_is_a_likelier_word(
    published: Callable[..., Collection],
) -> None:
    small = published(*["رونالدو"] * 5, "رون باع الدوا")
    assert offers(small, "رونالدوا", "spelling") == ["رونالدو"]
    apart = published("رون باع الدوا")
    assert offers(apart, "رونالدوا", "spelling") == ["رون الدوا"], "nothing else is like it"


def test_misspelling_beside_a_correct_word_is_corrected_alone(
    published: Callable[..., Collection],
) -> None:
    small = published("لبنان والتأشيرات", "لبيان التأشيرات")
    assert offers(small, "التأشيات لبنان", "spelling")[0] == "التأشيرات لبنان"


@pytest.mark.parametrize("q", ["1/2", "3/1", "أكثر من 2000", "اكثر من 2000", "أقل من 3/1"])
def test_a_fraction_and_what_is_compared_with_a_number_are_no_period(
    published: Callable[..., Collection], q: str
) -> None:
    dated = [
        {"title": "أكثر", "body": "أكثر", "published": f"{year}-01-01"} for year in (2000, 2005)
    ]
    some = published(f"قُتل {q} في سنة", "أكثر", "أقل", *dated)
    assert "in_period" not in {kind for kind, _, _ in suggestions_for(some, q)}


def test_a_guess_that_is_much_dearer_than_one_that_finds_something_is_left_out(
    published: Callable[..., Collection],
) -> None:
    health = ["وزير الصحة"] * 40
    assert offers(published(*health, "وزير الضجة"), "وزير الصجة", "spelling") == ["وزير الصحة"]
    both = offers(published(*health, *["وزير الضجة"] * 20), "وزير الصجة", "spelling")
    assert both == ["وزير الصحة", "وزير الضجة"], "nearly as frequent"
    other = offers(published(*health, "علت الضجة"), "علت الصجة", "spelling")
    assert other == ["علت الضجة"], "beside the other word the cheaper one finds nothing"


def test_two_spellings_that_are_read_as_one_search_are_offered_once(
    published: Callable[..., Collection],
) -> None:
    small = published("الهلال الأحمر", "أحمد")
    assert offers(small, "hgighg hgHplv", "keyboard") == ["الهلال الأحمر"]
    either = small.search(SearchRequest("الأحمر أحمد")).suggestions
    found = [(each.q, each.total) for each in either if each.kind == "without_word"]
    assert found == [("أحمد", 1), ("الأحمر", 1)], "as many, but others"


@pytest.mark.parametrize("asked", ["ليش", "ايش", "إيش", "وين", "ليه", "شلون", "إزاي"])
def test_dialect_question_words_are_left_out_and_not_corrected(
    published: Callable[..., Collection], asked: str
) -> None:
    # Each is a letter away from one of these, stop words and others.
    near = "ليس جيش أعيش دين ألوان أزاح"
    small = published(*[f"{near} ارتفع سعر الدولار", f"{near} الدولار"] * 20)
    for q in (f"{asked} ارتفع الدولار", f"الدولار {asked} ارتفع"):
        kinds = {each.kind for each in small.search(SearchRequest(q)).suggestions}
        assert "spelling" not in kinds
        assert offers(small, q, "without_word")[0] == q.replace(asked, "").strip().replace(
            "  ", " "
        )


def test_misspelling_beside_a_dialect_question_word_is_corrected(
    published: Callable[..., Collection],
) -> None:
    small = published(*["ليس ارتفع الدولار"] * 20)
    for asked in ("ليش ارتفع", "ليش"):
        mended = f"{asked} الدولار".removeprefix("ليش ")
        assert offers(small, f"{asked} الدلوار", "spelling") == [mended]


def test_words_like_those_a_dialect_asks_with_stay_where_they_are_all_or_in_a_phrase(
    published: Callable[..., Collection],
) -> None:
    small = published("ليث يروي", "ليث")
    assert offers(small, "ليش", "without_word") == []
    assert offers(small, "«ليش يروي»", "without_word") == []


def test_fewer_words_are_offered_before_what_compares_them_more_widely(
    published: Callable[..., Collection],
) -> None:
    small = published("محلات الجوال", "كتب عن المحلة والجولة والسعد", "سعودة")
    found = small.search(SearchRequest("سعودة محلات الجوال")).suggestions
    kinds = [each.kind for each in found]
    assert found[0].q == "محلات الجوال"
    assert kinds.index("without_word") < kinds.index("wider_mode") < kinds.index("match_any")
    exact = small.search(SearchRequest("محل الجوال", "exact")).suggestions
    assert (exact[0].kind, exact[0].request.mode) == ("wider_mode", "stem"), (
        "other forms of the same"
    )


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (
            "الحكموة زرافات السعودية",
            [
                ("without_word", "الحكومة السعودية"),
                ("match_any", "الحكومة زرافات السعودية"),
            ],
        ),
        # Without one word none of these finds anything.
        (
            "الحكومة زرافات السعودية متاحف",
            [
                ("match_any", "الحكومة زرافات السعودية متاحف"),
                ("without_word", "الحكومة السعودية"),
            ],
        ),
    ],
)
def test_fewer_words_are_offered_without_misspellings_and_without_the_rarest(
    published: Callable[..., Collection], typed: str, offered: list[tuple[str, str]]
) -> None:
    small = published(*["عقدت الحكومة السعودية اجتماعا"] * 6, "زرافات الحديقة", "متاحف المدينة")
    found = small.search(SearchRequest(typed))
    assert found.total == 0
    assert [(each.kind, each.q) for each in found.suggestions] == offered


def test_many_words_leave_room_for_what_is_wider(published: Callable[..., Collection]) -> None:
    words = "قمح زيت ملح ورد عسل بيض"
    small = published(*(words.replace(word, "") for word in words.split()))
    kinds = [each.kind for each in small.search(SearchRequest(words)).suggestions]
    assert kinds == [*["without_word"] * 3, "match_any", "without_word"]


@pytest.mark.parametrize(
    "q", ['"هجرة إدارة"~1', "„هجرة إدارة“", "‟هجرة إدارة”", "«هجرة إدارة»~", "«هجرة إدارة»~2"]
)
def test_without_its_quotation_marks_a_phrase_is_words_alone(small: Collection, q: str) -> None:
    assert offers(small, q, "without_quotes") == ["هجرة إدارة"]


def test_leaving_out_all_spellings_offers_them_again(small: Collection) -> None:
    found = small.search(SearchRequest("شنغهاي", without=("شنغهاي",)))
    back = found.suggestions[0]
    assert (found.total, back.total, back.without, back.request.without) == (0, 1, ("without",), ())


def test_misspelling_matched_by_another_term_is_corrected(
    published: Callable[..., Collection],
) -> None:
    """جازن stands nowhere as it is; a word of an unknown name is found without its preposition."""
    small = published(*["منطقة جازان"] * 20, "زلزال بجازن")
    assert suggestions_for(small, "جازن") == [("spelling", "جازان", 20)]


def test_a_word_that_stands_is_not_taken_for_two(published: Callable[..., Collection]) -> None:
    small = published("كتب الردادي", *["الرد على من أدي الواجب"] * 40)
    assert suggestions_for(small, "الردادي") == []


def test_noun_is_not_a_misspelling_of_a_word_with_a_pronoun(
    published: Callable[..., Collection],
) -> None:
    assert suggestions_for(published("حادث شقرة", *["بلغه شكره"] * 200), "شقرة") == []
    assert suggestions_for(published("بلغه شقره", *["بلغه شكره"] * 200), "شقره")[0][1] == "شكره"


def test_adjacent_words_confirm_a_spelling(published: Callable[..., Collection]) -> None:
    often = [*["القوى العاملة في المنطقة"] * 200, *["تركيا"] * 5]
    right = published("المنطقة العازلة في تركيا", *often, *["العاملة في المنطقة من تركيا"] * 100)
    assert suggestions_for(right, "تركيا المنطقة العازلة") == []
    apart = published(
        "المنطقة غير العازلة في تركيا", *often, *["العاملة في المنطقة من تركيا"] * 100
    )
    assert suggestions_for(apart, "تركيا المنطقة العازلة")[0][1] == "تركيا المنطقة العاملة"


def test_a_name_of_several_words_is_left_out_as_a_whole(
    published: Callable[..., Collection],
) -> None:
    names = published("سجل زيدان هدفا.", "وصل زين الدين العابدين.", "عماد الدين زيدان.")
    assert offers(names, "زين الدين زيدان", "without_word") == ["زيدان", "زين الدين"]


def test_a_number_alone_is_no_substitute_for_a_word_that_nothing_has(
    published: Callable[..., Collection],
) -> None:
    small = published("في 19 مايو عقدت إدارة الهجرة اجتماعا.")
    for q in ("COVID 19", "COVID-19", "فيروس 19"):
        assert {s.q for s in small.search(SearchRequest(q)).suggestions} == set()
    assert offers(small, "الهجرة 20", "without_word") == ["الهجرة"]
    assert offers(small, "الهجرة 20", "match_any") == ["الهجرة 20"]


@pytest.mark.parametrize(
    ("q", "other"),
    [
        ("عنوان:الضرائب", "الضرائب"),
        ("عنوان:الضرائب نص:شنغهاي", "الضرائب شنغهاي"),
        ("عنوان:(الضرائب أو شنغهاي) -مصر", "(الضرائب | شنغهاي) -مصر"),
    ],
)
def test_a_field_without_the_words_is_left_out(small: Collection, q: str, other: str) -> None:
    assert offers(small, q, "without_field") == [other]


def test_a_phrase_is_offered_in_the_other_spelling_of_a_foreign_word(
    published: Callable[..., Collection],
) -> None:
    small = published(*["الرئيس الأميركي"] * 2, "الرئيس الأمريكي", "كتب كتاب الرجل", "كتب الرجل")
    assert suggestions_for(small, '"الرئيس الأمريكي"') == [
        ("other_spelling", '"الرئيس الأميركي"', 2)
    ]
    assert suggestions_for(small, "الرئيس الأمريكي") == []
    assert suggestions_for(small, '"كتاب الرجل"') == []
    assert offers(small, "«الرئيس الامريكى» الرجل", "other_spelling") == []


def test_a_rare_word_that_no_release_has_as_typed_is_a_slip(
    published: Callable[..., Collection],
) -> None:
    some = published("طبخة حريفة", *["اندلع حريق"] * 20)
    assert suggestions_for(some, "حريف") == [("spelling", "حريق", 20)]
    assert suggestions_for(published("طبخة حريف", *["اندلع حريق"] * 20), "حريف") == []


def test_a_persian_letter_stands_for_each_letter_for_g(
    published: Callable[..., Collection],
) -> None:
    some = published("كاز", *["أسعار غاز"] * 20)
    assert suggestions_for(some, "گاز") == [("spelling", "غاز", 20)]
    assert suggestions_for(some, "كاز") == []
