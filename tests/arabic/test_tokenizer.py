"""Boundaries of tokens."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.arabic.orthography.letters import TATWEEL, VOWEL_MARKS
from indexer.arabic.orthography.tokenizer import PARAGRAPH_GAP, cut_after, cut_before, spans

TEXT = st.one_of(
    st.text(st.characters(), max_size=60),
    st.text(
        st.sampled_from(
            "ابهجرةـ\u064e\u0654\u0670\u200d\u200f\u202b .,٫٬'’-\n،؟9٠۹aBé\u0308字²½_%"
        ),
        max_size=60,
    ),
)
# Marks and tatweels are alphanumeric to Python, but spell nothing by themselves.
_NO_WORD = re.compile(f"[{VOWEL_MARKS}{TATWEEL}]")


def surfaces(text: str) -> list[str]:
    return [span.surface for span in spans(text)]


@given(TEXT)
def test_a_span_is_a_slice_of_the_text(text: str) -> None:
    assert all(text[span.start : span.end] == span.surface for span in spans(text))


@given(TEXT)
def test_spans_are_sorted_disjoint_and_not_empty(text: str) -> None:
    edges = [edge for span in spans(text) for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(span.start < span.end for span in spans(text))


@given(TEXT)
def test_positions_increase(text: str) -> None:
    positions = [span.position for span in spans(text)]
    assert positions == sorted(set(positions))


@given(TEXT)
@example("17th 1.5kg 3,x ²x x² ½ 字字a1٣b")
def test_no_letter_or_digit_is_lost(text: str) -> None:
    covered = {place for span in spans(text) for place in range(span.start, span.end)}
    lost = [c for place, c in enumerate(text) if c.isalnum() and place not in covered]
    assert [c for c in lost if not _NO_WORD.match(c)] == []


@given(TEXT)
def test_white_space_punctuation_and_marks_alone_are_no_words(text: str) -> None:
    for surface in surfaces(text):
        assert not re.search(r"\s", surface)
        rest = _NO_WORD.sub("", surface)
        assert any(unicodedata.category(c)[0] not in "MPSZ" for c in rest)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("إدارة الهجرة", ["إدارة", "الهجرة"]),
        ("الصين،(بكين)؛بيرو؟", ["الصين", "بكين", "بيرو"]),
        ('"المشاركة في الفرحة"', ["المشاركة", "في", "الفرحة"]),
        ("لانتسانغ - ميقونغ", ["لانتسانغ", "ميقونغ"]),
        ("مُحَمَّد والهجـــرة", ["مُحَمَّد", "والهجـــرة"]),
        ("اله\u200dجرة", ["اله\u200dجرة"]),
        ("الهجرة\u200f،", ["الهجرة"]),
        ("2025-10-14", ["2025", "10", "14"]),
        ("2025م 17سبتمبر", ["2025", "م", "17", "سبتمبر"]),
        ("١٬٢٥٠٫٧٥ 1,250.", ["١٬٢٥٠٫٧٥", "1,250"]),
        ("٢٥٪ 25%", ["٢٥", "25"]),
        ("17th 2nd 100km", ["17th", "2nd", "100km"]),
        ("1.5kg", ["1.5", "kg"]),
        ("COVID19 G20", ["COVID19", "G20"]),
        ("don't 'quoted'", ["don't", "quoted"]),
        ("nai\u0308ve", ["nai\u0308ve"]),
        ("移民局abc", ["移", "民", "局", "abc"]),
        ("الصينChina中国", ["الصين", "China", "中", "国"]),
        ("snake_case", ["snake", "case"]),
        ("ـــ \u064e \u200f", []),
        ("ـه", ["ـه"]),
        ("ﷺ ﻻ", ["ﷺ", "ﻻ"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert surfaces(text) == words


def test_words_of_a_paragraph_are_neighbours() -> None:
    assert [span.position for span in spans("أ ب\nج، د")] == [0, 1, 2, 3]


def test_words_of_two_paragraphs_are_not() -> None:
    first, second, third = spans("أ\n\nب\n \n\nج")
    assert second.position - first.position == 1 + PARAGRAPH_GAP
    assert third.position - second.position == 1 + PARAGRAPH_GAP


def test_a_long_word_is_one_span() -> None:
    (span,) = spans("ب" * 1_000_000)
    assert span.end == 1_000_000


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "repeated", ["ـ", "\u064e", "\u200d", "\n", "\n ", "1,", "1.", "a'", "ا\u200d", "ا\u200d ", "«"]
)
def test_time_grows_with_the_length_alone(repeated: str) -> None:
    """A million characters at which a regex might backtrack."""
    text = repeated * (1_000_000 // len(repeated))
    assert sum(span.end - span.start for span in spans(text)) <= len(text)


@given(
    st.text(
        alphabet=st.sampled_from("سلام 0123.,،٫_-'’«»()\n\u064e\u0640\u200c\u0301中国aé"),
        max_size=60,
    ),
    st.integers(0, 60),
)
def test_a_text_may_be_cut_at_the_place(text: str, place: int) -> None:
    place = min(place, len(text))
    whole = [(span.start, span.end) for span in spans(text)]
    for cut in (cut_before(text, place), cut_after(text, place)):
        before = [(span.start, span.end) for span in spans(text[:cut])]
        behind = [(span.start + cut, span.end + cut) for span in spans(text[cut:])]
        assert before + behind == whole


def test_a_text_is_cut_near_the_place() -> None:
    words = "كلمة " * 1_000
    assert cut_before(words, 2_502) == 2_500
    assert cut_after(words, 2_502) == 2_504
    assert cut_before("كلمة", 3) == 0
    assert cut_after("كلمة", 3) == 4
    assert cut_before("ا" * 10_000, 9_000) == 0
