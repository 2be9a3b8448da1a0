"""A misspelled word is read as the word that is meant; known words are not corrected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.arabic.analyzer import standard
from indexer.arabic.lexicon.stopwords import is_stop
from indexer.arabic.misspellings import respelling
from indexer.arabic.orthography.normalizer import fold
from indexer.query.reader import read
from tests.arabic.words import found, stem
from tests.marking import slow_marks

ELONGATED = [
    ("مبرووووك", "مبروك"),
    ("راااائع", "رائع"),
    ("شكراااا", "شكرا"),
    ("السعوديةةة", "السعودية"),
    ("هددددف", "هدف"),
    ("مبرووووكككك", "مبروك"),
    # What has the letter twice keeps it so.
    ("الممملكة", "المملكة"),
    ("الللجنة", "اللجنة"),
    ("الكورييين", "الكوريين"),
]
HAMZA = [
    ("موتمر", "مؤتمر"),
    ("الموسسات", "المؤسسات"),
    ("مسوولين", "مسؤولين"),
    ("سوال", "سؤال"),
    ("شوون", "شؤون"),
    ("قايد", "قائد"),
    ("رييس", "رئيس"),
    ("النايب", "النائب"),
    ("روساء", "رؤساء"),
    ("أعضا", "أعضاء"),
    ("الثلاثا", "الثلاثاء"),
    ("مكافئات", "مكافآت"),
    ("بمنشئاتها", "بمنشآتها"),
    ("مفاجئات", "مفاجآت"),
    ("الإجراآت", "الإجراءات"),
    ("لقاآتهم", "لقاءاتهم"),
    # Behind its seat.
    ("طواريء", "طوارئ"),
    ("اللاجيء", "اللاجئ"),
    ("لاجيء", "لاجئ"),
    ("يهنيء", "يهنئ"),
    ("تكافوء", "تكافؤ"),
    # Before its alef.
    ("ابتدءا", "ابتداء"),
    ("استثنءا", "استثناء"),
    # Behind the article no foreign name ends so.
    ("السما", "السماء"),
]
CONFUSED = [
    ("محافضة", "محافظة"),
    ("نضام", "نظام"),
    ("ضاهرة", "ظاهرة"),
    ("وضائف", "وظائف"),
    ("رمظان", "رمضان"),
    ("ظبط", "ضبط"),
    ("الظريبة", "الضريبة"),
]
SILENT_ALEF = [
    ("قالو", "قالوا"),
    ("يستلمو", "يستلموا"),
    ("كتبو", "كتبوا"),
    # Likelier than a noun and than a name behind a proclitic.
    ("ذهبو", "ذهبوا"),
    ("بدأو", "بدأوا"),
    # Nouns have none.
    ("مسؤولوا", "مسؤولو"),
    ("مهندسوا", "مهندسو"),
    ("وقرأو", "وقرأوا"),
    # Nor has a radical.
    ("نرجوا", "نرجو"),
    ("وندعوا", "وندعو"),
    ("سنشكوا", "سنشكو"),
    ("أرجوا", "أرجو"),
    ("نسموا", "نسمو"),
]
PLURALS = [
    ("الحوثين", "الحوثيين"),
    ("السياسين", "السياسيين"),
    ("للصحفين", "للصحفيين"),
    ("المواطنيين", "المواطنين"),
    ("اللاجئيين", "اللاجئين"),
    ("السعودين", "السعوديين"),
    ("الكويتين", "الكويتيين"),
    ("للعسكرين", "للعسكريين"),
    # Not the city, nor the town.
    ("الرياضين", "الرياضيين"),
    ("المدنين", "المدنيين"),
    # In ات, without an alef.
    ("القرارت", "القرارات"),
    ("الانتقادت", "الانتقادات"),
    ("للسيارت", "للسيارات"),
]
MASDARS = [
    ("الاتصلات", "الاتصالات"),
    ("الانتخبات", "الانتخابات"),
    ("والاستثمرات", "والاستثمارات"),
    ("الاتفقيات", "الاتفاقيات"),
    ("الاجتمعية", "الاجتماعية"),
]
SWAPPED = [("قضا", "قضى"), ("سعا", "سعى"), ("نجى", "نجا"), ("ونجى", "ونجا"), ("عفى", "عفا")]


MISSPELLED = ELONGATED + HAMZA + CONFUSED + SILENT_ALEF + PLURALS + MASDARS + SWAPPED


@pytest.mark.parametrize(("written", "meant"), MISSPELLED)
def test_a_misspelling_has_the_stem_and_the_root_of_the_word(written: str, meant: str) -> None:
    one, other = standard().word(written), standard().word(meant)
    assert (one.stem, one.root) == (other.stem, other.root)


@pytest.mark.parametrize(("written", "meant"), MISSPELLED)
def test_the_exact_layer_keeps_what_was_written(written: str, meant: str) -> None:
    assert standard().word(written).exact == fold(written)
    assert standard().reading(standard().word(written)).stem == stem(meant)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("الحضر", "الحظر"),
        ("جزءا", "جزاء"),
        ("البنا", "البناء"),
        ("المنضم", "المنظم"),
        ("فظل", "فضل"),
        ("بغيظ", "بغيض"),
        ("البدو", "البدء"),
        ("الرويس", "الرئيس"),
        ("العلا", "العلاء"),
        ("الشايع", "الشائع"),
        ("بايع", "بائع"),
        ("قاوم", "قائم"),
        ("هيئات", "هيا"),
        ("فئات", "فات"),
        ("لاجئات", "لجأ"),
        ("ناشئات", "نشأ"),
        ("ميدلسبره", "ميدلسبرء"),
        ("بطيء", "بطء"),
        ("لاعبو", "لاعبوا"),
        ("كاتبو", "كاتبوا"),
        ("لاعبوا", "لاعبو"),
        ("نموا", "نما"),
        ("نجوا", "نجو"),
        ("أخلوا", "أخلو"),
        ("أردو", "أردوا"),
        ("كانو", "كانوا"),
        ("بالدوين", "بالدويين"),
        ("المحلين", "المحليين"),
        ("جرو", "جروا"),
        ("يبدو", "يبدوا"),
        ("جرا", "جرى"),
        ("عنا", "عنى"),
        ("غذا", "غذى"),
        ("نحى", "نحا"),
        ("بكا", "بكى"),
        ("وفئاته", "وفاة"),
        ("الشعبين", "الشعبيين"),
        ("الأقدر", "الأقدار"),
        ("سنين", "سنيين"),
        ("أخبر", "أخبار"),
    ],
)
def test_known_words_and_names_are_not_corrected(word: str, other: str) -> None:
    assert stem(word) != stem(other)


def test_laughter_is_not_corrected() -> None:
    assert stem("ههههه") != stem("هه")


@pytest.mark.parametrize(
    ("written", "right"),
    [("هولاء", "هؤلاء"), ("وهاذا", "وهذا"), ("ذالك", "ذلك"), ("لاكن", "لكن"), ("أولائك", "أولئك")],
)
def test_function_words_may_be_written_as_they_are_spoken(written: str, right: str) -> None:
    assert fold(written) == fold(right)
    assert is_stop(written)


@pytest.mark.parametrize(("written", "meant"), [*ELONGATED[:3], HAMZA[0], CONFUSED[0]])
def test_the_misspelling_and_the_word_are_marked_for_each_other(written: str, meant: str) -> None:
    for query, shown in ((written, meant), (meant, written)):
        text = f"قيل {shown} في الخبر."
        marks = slow_marks.marks(standard(), text, read(standard(), query))
        assert [text[mark.start : mark.end] for mark in marks] == [shown]


@given(st.text(st.sampled_from("اوييضظءئؤلمبتةـ"), max_size=60))
def test_any_text_is_read(text: str) -> None:
    word = standard().word(text)
    assert respelling.read(word.form, word.exact, standard().known)


@pytest.mark.parametrize(
    ("form", "nisba", "noun"),
    [
        ("المصرين", "المصريين", "مصر"),
        ("الإرهابين", "إرهابي", "إرهاب"),
        ("المحلين", "المحليين", "محلات"),
        ("الجامعين", "الجامعيين", "الجامع"),
        ("اليمنين", "اليمنيين", "اليمن"),
    ],
)
def test_the_plural_of_a_nisba_may_lack_a_yeh(form: str, nisba: str, noun: str) -> None:
    assert found(nisba, form)
    assert found(form, nisba)
    assert not found(nisba, noun)


@pytest.mark.parametrize("form", ["الشعبين", "العالمين", "الرئيسين", "البحرين", "الأمين"])
def test_a_dual_in_use_is_no_plural_of_a_nisba(form: str) -> None:
    assert not found(form, form.removesuffix("ين") + "يين")
    assert not found(form.removesuffix("ين") + "ي", form)


def test_an_unknown_word_in_at_is_no_form_of_a_verb() -> None:
    assert not found("استقطر", "الاستقطرات")
    assert not found("اتصل", "الاتصلات")
    # The masdars of the forms V and VI have the letters of their verbs.
    assert found("تلاسن", "التلاسنات")


def test_a_typed_dual_is_one_beside_the_plural_of_a_nisba() -> None:
    assert found("اجتماعين", "اجتماع")
    assert found("اجتماعين", "اجتماعيين")
    assert not found("المصرين", "مصر")


def test_a_town_has_the_letters_of_a_plural_without_the_article_alone() -> None:
    assert found("مدنين", "بمدنين")
    assert not found("مدني", "بمدنين")
    assert not found("مدنين", "المدنين")
