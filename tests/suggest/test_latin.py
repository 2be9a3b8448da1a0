"""Names in Latin letters and Chinese characters."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.answers.results import SearchRequest
from indexer.search import Collection
from indexer.suggest.transliteration.romanization import by_letter, pinyin

BODIES = (
    "زار الرئيس شي جين بينغ مدينة ليان يون قانغ ثم بكين، والتقى بوتين في موسكو.",
    "وصل الوفد إلى يانتشنغ بعد زيارة الرياض، ووقعت بيرو الاتفاق مع لافارج والأمم المتحدة.",
    "قال حسين الطراونة إن الهيئة الوطنية للهجرة في الصين أعلنت ذلك.",
    "The report names Lafarge once, and says that Qatar and Aramco joined NATO in a study of visa fees.",
)


@pytest.fixture(scope="module")
def small(published: Callable[..., Collection]) -> Collection:
    return published(*BODIES)


def transliterations(collection: Collection, q: str) -> list[str]:
    found = collection.search(SearchRequest(q)).suggestions
    return [each.q for each in found if each.kind == "transliteration"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Lianyungang", "ليانيونقانغ"),
        ("LIANYUNGANG", "ليانيونقانغ"),
        ("连云港", "ليانيونقانغ"),
        ("Xi Jinping", "شي جين بينغ"),
        ("习近平", "شي جين بينغ"),
        ("Beijing", "بكين"),
        ("北京", "بكين"),
        ("Putin", "بوتين"),
        ("Putin موسكو", "بوتين موسكو"),
        ("@XiJinping", "شي جين بينغ"),
        ("#xi_jinping", "شي جين بينغ"),
        ("PuTin", "بوتين"),  # capitals within a word that is no handle
        ("#PuTin", "بوتين"),  # or within a known name
        ("President Xi Jinping", "الرئيس شي جين بينغ"),
        ("président Xi Jinping", "الرئيس شي جين بينغ"),
        ("Peru", "بيرو"),
        ("Pérou", "بيرو"),
        ("秘鲁", "بيرو"),
        ("Yancheng", "يانتشنغ"),  # by its pinyin
        ("Hussein Tarawneh", "حسين الطراونة"),  # by its letters, as they stand in the collection
        ("国家移民管理局", "الهيئة الوطنية للهجرة"),
        ("Xi Jinping Lianyungang", "شي جين بينغ ليانيونقانغ"),
        ("أرامكو", "Aramco"),
        ("لقطر", "Qatar"),  # a country of CLDR, in whatever form
        ("الناتو", "NATO"),
        ("أرامكو قطر", "Aramco Qatar"),
        # Words beside names that are none are left out.
        ("camarade Putin", "بوتين"),
        ("Mr Putin in Moscow", "بوتين موسكو"),
        ("Xi Jinping himself", "شي جين بينغ"),
    ],
)
def test_the_arabic_name_is_offered(small: Collection, typed: str, meant: str) -> None:
    assert transliterations(small, typed) == [meant]


@pytest.mark.parametrize("q", ["Lafarge", "xyzzy", "", "Paris", "بوتين", "the", "月"])
def test_no_transliteration_of_found_or_unknown_words(small: Collection, q: str) -> None:
    assert transliterations(small, q) == []


def test_a_latin_word_is_sooner_misspelt_than_spelled_by_rule(small: Collection) -> None:
    kinds = [each.kind for each in small.search(SearchRequest("Lafarg")).suggestions]
    assert kinds == ["spelling", "transliteration"]


@pytest.mark.parametrize(
    ("syllables", "arabic"),
    [("jinping", "جينبينغ"), ("xian", "شيان"), ("guangdong", "قوانغدونغ"), ("hello", ""), ("", "")],
)
def test_pinyin(syllables: str, arabic: str) -> None:
    assert pinyin(syllables) == arabic


@given(st.text("abcdefghijklmnopqrstuvwxyz'", max_size=64))
def test_any_word_has_few_spellings_in_arabic_letters(word: str) -> None:
    found = by_letter(word)
    assert len(found) <= 96
    assert all("\u0621" <= letter <= "\u064a" for each in found for letter in each.text)


@given(st.text(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_any_text_is_answered(small: Collection, q: str) -> None:
    assert len(transliterations(small, q)) <= 1


def test_excluded_words_are_not_transliterated(small: Collection) -> None:
    assert transliterations(small, "visa -Aramco") == []
    assert transliterations(small, "Putin -موسكو -Lafarge") == []


@pytest.mark.parametrize(
    "typed",
    ["place:Moscow", "=Putin camarade", "«camarade Putin»", "camarade* Putin", "Putin OR camarade"],
)
def test_fields_phrases_and_operators_are_not_transliterated(small: Collection, typed: str) -> None:
    assert "بوتين" not in transliterations(small, typed)


def test_a_word_read_as_pinyin_must_stand_as_it_is_spelled(
    published: Callable[..., Collection],
) -> None:
    """تسورونا, as pinyin would have Corona, is a form of سار to the stemmer."""
    assert transliterations(published("فيروس كورونا", "سار الرجال"), "Corona") == ["كورونا"]
    assert transliterations(published("في جياشنغ"), "Jiaxing") == ["جياشينغ"], (
        "a variant of one name"
    )


def test_a_word_of_a_dictionary_with_clitics_is_no_name(
    published: Callable[..., Collection],
) -> None:
    assert transliterations(published("يرتدون ثيابا بأسود وأبيض"), "passwd") == []


def test_a_name_is_offered_as_the_collection_has_it(
    published: Callable[..., Collection],
) -> None:
    for typed in ("COVID-19", "covid", "新冠"):
        assert transliterations(published("فيروس كورونا"), typed) == ["كورونا"]
        assert transliterations(published("جائحة كوفيد"), typed) != ["كورونا"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (
            "Omar",
            "عمر",
        ),  # a name before a word that more releases have, and before one with an article
        ("Kerry", "كيري"),
        ("Basra", "البصرة"),  # a word before one that others are joined to
        ("Fahd bin Bandar", "فهد بن بندر"),  # no stop word
        ("Abu Bakr al-Baghdadi", "أبو بكر البغدادي"),
        ("al-jubeir", "الجبير"),
        ("el Jubeir", "الجبير"),
        ("Adel al Jubeir", "عادل الجبير"),
        ("ash-Sharq", "الشرق"),
        ("Abdulaziz", "عبدالعزيز"),
        ("Abdul Rahman", "عبد الرحمن"),
        ("Abd ar-Rahman", "عبد الرحمن"),
        ("Nasrallah", "نصرالله"),
        ("Khamis Mushait", "خميس مشيط"),  # as they stand side by side
    ],
)
def test_transliteration_prefers_names(
    published: Callable[..., Collection], typed: str, meant: str
) -> None:
    names = "عمر كيري البصرة فهد بن بندر، عادل الجبير، الشرق، عبدالعزيز وعبد الرحمن، نصرالله"
    often = "الأمر القرى بأسره بين باندر العدل أبو بكر خمس"
    small = published(
        *[names] * 3,
        *["أبو بكر البغدادي في خميس مشيط"] * 2,
        *[f"{often} جديد {n}" for n in "123456"],
    )
    assert transliterations(small, typed)[:1] == [meant]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Cup", ["كوب"]),
        ("the Cup", ["كوب"]),
        ("World Cup", []),
        ("Policy of Germany 2022", ["ألمانيا 2022"]),
        ("Salman speech", ["سلمان"]),
        ("Tarawneh speech", ["طراونة"]),  # in no dictionary
        ("Al Hilal club", ["الهلال"]),  # the article makes a word a name
        ("Hilal club", []),
        ("the president", ["الرئيس"]),
        ("a Germany of Salman", ["ألمانيا سلمان"]),
    ],
)
def test_words_are_left_out_beside_names_alone(
    published: Callable[..., Collection], typed: str, meant: list[str]
) -> None:
    small = published(*["كوب الهلال هلال سلمان طراونة الرئيس ألمانيا 2022"] * 2)
    assert transliterations(small, typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("oil", ["النفط"]),
        ("石油", ["النفط"]),
        ("沙特", ["السعودية"]),
        ("horses", []),  # حرس
        ("train", []),  # ترين
        ("Tarin", []),  # a verb
        ("Talal", ["طلال"]),
    ],
)
def test_everyday_words_are_translated_or_left_alone(
    published: Callable[..., Collection], typed: str, meant: list[str]
) -> None:
    small = published(*["أول النفط في السعودية، حرس ترين طلال"] * 2)
    assert transliterations(small, typed) == meant


def test_a_name_that_few_releases_have_in_latin_letters_is_spelled_by_rule(
    published: Callable[..., Collection],
) -> None:
    small = published(*["شهر رمضان"] * 10, *["زار رونالدو"] * 9, "Ramadan Ronaldo")

    def guided(q: str) -> list[str]:
        return [each.q for each in small.search(SearchRequest(q, guided=True)).suggestions]

    assert guided("Ramadan") == ["رمضان"]
    assert guided("Ronaldo") == [], "nine are not ten times as many as one"


def test_a_name_that_many_releases_have_comes_before_a_latin_word_that_is_near(
    published: Callable[..., Collection],
) -> None:
    found = published(*["حركة حماس"] * 20, "Hamad").search(SearchRequest("Hamas")).suggestions
    assert [(each.kind, each.q) for each in found] == [
        ("transliteration", "حماس"),
        ("spelling", "hamad"),
    ]


@pytest.mark.parametrize("typed", ["Putin -al-Moscow", "al", "al-", "abdul"])
def test_an_article_that_no_name_follows_is_left_alone(small: Collection, typed: str) -> None:
    assert transliterations(small, typed) in ([], ["بوتين -al-Moscow"])


def test_words_left_out_beside_a_name_are_reported(small: Collection) -> None:
    (found,) = small.search(SearchRequest("camarade Putin")).suggestions[:1]
    assert (found.q, found.without) == ("بوتين", ("camarade",))
