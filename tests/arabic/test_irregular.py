"""Words of the project's own table of irregular forms find their forms, and other words do not."""

import pytest

from tests.arabic.words import found


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("منظر", "والمناظر"),
        ("منشط", "لمناشطهم"),
        ("مصيف", "المصائف"),
        ("قيمة", "أقيام"),
        ("روشان", "الرواشين"),
        ("عجينة", "العجائن"),
        ("صالون", "الصوالين"),
        ("هامور", "هوامير"),
        ("تركيز", "التراكيز"),
        ("تقويم", "التقاويم"),
        ("ماكينة", "المكائن"),
        ("حين", "الأحايين"),
        ("بشت", "البشوت"),
        ("مطعوم", "المطاعيم"),
        ("سلجوقي", "السلاجقة"),
        ("منشأ", "المناشئ"),
        ("كمين", "الأكمنة"),
        ("أرجوحة", "المراجيح"),
        ("معروض", "المعاريض"),
        ("قناة", "الأقنية"),
        ("ورشة", "الأوراش"),
        ("فريق", "الأفرقاء"),
        ("مطلب", "مطاليبهم"),
        ("حكاية", "الحكايا"),
        ("ردة", "ردات"),
        ("طارئ", "طواريء"),
        ("أمريكي", "الأميركان"),
        ("ميليشيا", "الميلشيات"),
    ],
)
def test_a_singular_finds_its_broken_plural(singular: str, plural: str) -> None:
    assert found(singular, plural)


@pytest.mark.parametrize(
    ("masculine", "feminine"),
    [
        ("باقي", "باقية"),
        ("حارق", "الحارقة"),
        ("مبهج", "المبهجة"),
        ("عاكس", "عاكسة"),
        ("مؤذي", "المؤذية"),
        ("ضاري", "ضارية"),
        ("براق", "البراقة"),
        ("مسنود", "المسنودة"),
        ("مكلوم", "المكلومين"),
        ("نصراوي", "النصراوية"),
        ("تعزيري", "التعزيرية"),
        ("انشطاري", "الانشطارية"),
        ("بلاستيكي", "البلاستكية"),
    ],
)
def test_an_adjective_finds_its_other_forms(masculine: str, feminine: str) -> None:
    assert found(masculine, feminine)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("محفز", "ومحفزا"),
        ("مطوف", "المطوفين"),
        ("مستذكر", "مستذكرين"),
        ("استيقاف", "واستيقافه"),
        ("مناكفة", "بالمناكفات"),
        ("محيا", "محياهم"),
        ("رواج", "رواجا"),
        ("طريق", "طريقي"),
        ("أتمت", "فأتمها"),
    ],
)
def test_a_word_that_the_sources_lack_is_inflected(word: str, form: str) -> None:
    assert found(word, form)


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ("مكانة", "مكائن"),
        ("معرض", "معاريض"),
        ("رد", "ردات"),
        ("راجا", "رواجا"),
        ("تعزير", "تعزيرية"),
        ("تم", "أتمها"),
        ("كيلومتر", "الكلوم"),
        ("كيلومتر", "كلمها"),
    ],
)
def test_another_word_does_not_find_the_form(query: str, other: str) -> None:
    assert not found(query, other)
