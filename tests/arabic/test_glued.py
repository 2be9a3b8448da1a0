"""Words that are written together are split in the index, in a query and in marks."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.arabic.analyzer import Analyzer, standard
from indexer.arabic.expressions.name_table import groups, merge, shipped
from indexer.arabic.misspellings import glued
from indexer.marking.landmarks import Landmarks
from indexer.marking.scanner import Scanner
from indexer.query.reader import read
from tests.marking import slow_marks

PARTED = [
    ("وزارةالصحة", ["وزارة", "الصحة"]),
    ("رئاسةالجمهورية", ["رئاسة", "الجمهورية"]),
    ("المنطقةتخليص", ["المنطقة", "تخليص"]),
    ("وزارةُالصحّة", ["وزارةُ", "الصحّة"]),
    ("وزارة\u200cالصحة", ["وزارة\u200c", "الصحة"]),
    ("الثقافةوالسياسةوالفن", ["الثقافة", "والسياسة", "والفن"]),
    ("وزيرالخارجية", ["وزير", "الخارجية"]),
    ("تقريرالأرصاد", ["تقرير", "الأرصاد"]),
    ("هذاالتقرير", ["هذا", "التقرير"]),
    ("السموالملكي", ["السمو", "الملكي"]),
    ("بطءالنمو", ["بطء", "النمو"]),
    ("عبدالعزيزالراجحي", ["عبدالعزيز", "الراجحي"]),
    ("المرضىقام", ["المرضى", "قام"]),
    ("علىالمصابين", ["على", "المصابين"]),
    ("أبوحمد", ["أبو", "حمد"]),
    ("وابوحمد", ["وابو", "حمد"]),
    ("أبوليلى", ["أبو", "ليلى"]),
    ("وأبولحية", ["وأبو", "لحية"]),
    ("أبوالعينين", ["أبو", "العينين"]),
    ("ياوطن", ["يا", "وطن"]),
    ("يارسول", ["يا", "رسول"]),
    ("ويادكتور", ["ويا", "دكتور"]),
    ("وياشباب", ["ويا", "شباب"]),
    ("ياسيدتي", ["يا", "سيدتي"]),
    ("ياصديقي", ["يا", "صديقي"]),
    ("وياأخي", ["ويا", "أخي"]),
]
WHOLE = [
    *("وياسمين", "فيانا", "ياقوتي", "ياسيني"),
    *("عبدالعزيز", "عبدالبر", "العبداللات", "أباالخيل", "أبوظبي", "أبوابنا", "أبولون", "أبوللون", "أبوجا", "أبوليس", "نورالدين", "حميدالدين", "وعدالله"),
    *("رأسمال", "بورسعيد", "كوالالمبور", "جيرالدين", "مونتريال", "الدالاي", "الدالاتي", "سيراليون"),
    *("يابان", "ياقوت", "يانصيب", "ياسمين", "ياماها", "ياكوب", "يامين", "يانوس"),
    *("الطوارىء", "شىء", "مكةةة", "الرشيدةـ", "ة", "أموالهم", "والسلام", "رجالات", "فيدرالية"),
]  # fmt: skip


def surfaces(text: str) -> list[str]:
    return [token.surface for token in standard().tokens(text)]


@pytest.mark.parametrize(("written", "words"), PARTED)
def test_glued_words_are_split(written: str, words: list[str]) -> None:
    assert surfaces(f"قال {written} أمس") == ["قال", *words, "أمس"]


@pytest.mark.parametrize("written", WHOLE)
def test_names_and_words_stay_whole(written: str) -> None:
    assert surfaces(written) == [written]


TEXT = st.lists(
    st.sampled_from(
        [*(written for written, _ in PARTED), *WHOLE, "ة", "ى", "ال", " ", "\n\n", "،", "في"]
    ),
    max_size=12,
).map("".join)


@given(TEXT)
def test_the_index_has_the_words_and_places_of_the_tokens(text: str) -> None:
    tokens, analysed = list(standard().tokens(text)), standard().analyse(text)
    assert analysed.words == [token.word for token in tokens]
    assert analysed.positions.tolist() == [token.position for token in tokens]
    assert all(text[token.start : token.end] == token.surface for token in tokens)


@given(TEXT)
def test_a_part_has_no_parts(text: str) -> None:
    assert not any(glued.inner_starts(token.surface) for token in standard().tokens(text))


@pytest.mark.parametrize("query", ["الصحة", "صحة", "وزارة الصحة", "«وزارة الصحة»", "وزارةالصحة"])
@pytest.mark.parametrize("text", ["أعلنت وزارةالصحة عن حملة", "أعلنت وزارة الصحة عن حملة"])
def test_each_word_is_marked_by_itself(query: str, text: str) -> None:
    marks = slow_marks.marks(standard(), text, read(standard(), query))
    shown = " ".join(text[mark.start : mark.end] for mark in marks)
    assert shown.replace(" ", "") in ("الصحة", "وزارةالصحة")
    assert marks == slow_marks.analysed_marks(standard(), text, read(standard(), query))


def test_glued_words_are_found_among_many_words() -> None:
    many = Scanner(["الصحة", *(f"ال{one}{other}" for one in "بتثجحخدذ" for other in "رزسشصضطظعغ")])
    text = f"{'قال الوزير أمس ' * 30}إن وزارةالصحة تعلن"
    found = {text[start:end] for start, end in many.stretches(text, Landmarks())}
    assert "وزارةالصحة" in found
    assert [word.spelling for word in Landmarks().words("وزارةالصحة")][1:] == ["وزارة", "الصحة"]


def test_a_name_of_the_users_list_stays_whole() -> None:
    own = Analyzer(merge(shipped(), groups("وزيرالخارجية")))
    assert [token.surface for token in own.tokens("وزيرالخارجية")] == ["وزيرالخارجية"]


@pytest.mark.parametrize("row", ["ة", "ةـ", "ة\u064e"])
def test_a_long_row_of_endings_is_read_at_once(row: str) -> None:
    started = time.process_time()
    list(glued.SUSPECTS.finditer("مدرسة " + row * 50_000))
    assert time.process_time() - started < 2
