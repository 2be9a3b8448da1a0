"""Marks: whole surface words, where the query's words stand."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.arabic import analyzer
from indexer.arabic.analyzer import standard
from indexer.arabic.tokenizer import spans
from indexer.highlight import marks
from indexer.highlight import spans as marked_spans
from indexer.query import reader

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
WORDS = [
    "الهجرة",
    "للهجرة",
    "إدارة",
    "الهِجْـــرة",
    "في",
    "من",
    "policy",
    "2025",
    "٢٠٢٥",
    "字",
    "\u200f",
    "ـ",
]
TEXT = st.lists(st.sampled_from([*WORDS, "،", ".", "\n\n", " ", "(", '"']), max_size=40).map(
    "".join
)
QUERY = st.lists(st.sampled_from([*WORDS, '"', "«", "»", " "]), max_size=8).map(" ".join)
MODES = st.sampled_from(analyzer.LAYERS)


def marked(text: str, q: str, mode: analyzer.Layer = "stem") -> list[str]:
    return [
        text[mark.start : mark.end]
        for mark in marks(standard(), text, reader.read(standard(), q, mode))
    ]


@given(TEXT, QUERY, MODES)
def test_marks_are_sorted_and_disjoint(text: str, q: str, mode: analyzer.Layer) -> None:
    edges = [
        edge
        for span in marked_spans(standard(), text, reader.read(standard(), q, mode))
        for edge in span
    ]
    assert edges == sorted(edges)


@given(TEXT, QUERY, MODES)
def test_marks_begin_and_end_with_whole_words(text: str, q: str, mode: analyzer.Layer) -> None:
    starts = {span.start for span in spans(text)}
    ends = {span.end for span in spans(text)}
    for mark in marks(standard(), text, reader.read(standard(), q, mode)):
        assert mark.start in starts
        assert mark.end in ends
        assert mark.start < mark.end


@given(TEXT, QUERY, MODES)
def test_every_word_of_the_query_is_marked_wherever_it_stands(
    text: str, q: str, mode: analyzer.Layer
) -> None:
    reading = reader.read(standard(), q, mode)
    covered = {at for span in marked_spans(standard(), text, reading) for at in range(*span)}
    for word in reading.words:
        for token in standard().tokens(text):
            if token.surface == word.typed:
                assert covered.issuperset(range(token.start, token.end))


@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=20))
def test_any_text_can_be_marked_with_any_query(text: str, q: str) -> None:
    for start, end in marked_spans(standard(), text, reader.read(standard(), q)):
        assert 0 <= start < end <= len(text)


def test_all_forms_of_the_word_are_marked_in_the_seeds() -> None:
    text = "\n\n".join(path.read_text("utf-8") for path in SEEDS)
    found = marked(text, "الهجرة")
    assert {"الهجرة", "للهجرة"} <= set(found)
    assert found.count("الهجرة") == 22


def test_the_exact_mode_marks_one_spelling() -> None:
    assert marked("الهجرة للهجرة الهِجـــرة", "الهجرة", "exact") == ["الهجرة", "الهِجـــرة"]


def test_marks_and_tatweel_of_the_surface_are_inside_the_mark() -> None:
    assert marked("«الـهِـجْـرَةِ»", "الهجرة") == ["الـهِـجْـرَةِ"]


def test_a_phrase_is_one_mark() -> None:
    assert marked("ندوة إدارة الهجرة في الصين", '"إدارة الهجرة"') == ["إدارة الهجرة"]


def test_a_phrase_with_stop_words_is_found_to_the_letter() -> None:
    text = "المشاركة في الفرحة. المشاركة من الفرحة. المشاركة الفرحة"
    assert marked(text, "«المشاركة في الفرحة»") == ["المشاركة في الفرحة"]


def test_a_phrase_does_not_reach_across_paragraphs() -> None:
    assert marked("إدارة\n\nالهجرة", '"إدارة الهجرة"') == []


def test_of_overlapping_marks_the_longer_stays() -> None:
    assert marked("إدارة الهجرة", '"إدارة الهجرة" إدارة الهجرة') == ["إدارة الهجرة"]


def test_phrases_that_overlap_leave_the_first() -> None:
    assert marked("أحمر أحمر أحمر", '"أحمر أحمر"') == ["أحمر أحمر"]


def test_stop_words_beside_others_are_not_marked() -> None:
    assert marked("في الصين", "في الصين") == ["الصين"]


def test_stop_words_alone_are_marked_as_typed() -> None:
    assert marked("في الصين وفي بيرو", "في") == ["في"]


def test_nothing_is_marked_for_a_query_without_words() -> None:
    assert marked("الهجرة", " ؟! ") == []


@pytest.mark.timeout(60)
def test_many_phrases_in_a_long_text_take_no_time_each() -> None:
    text = " ".join(f"كلمة حرف{'ب' * (n % 9)}" for n in range(40_000))
    started = time.perf_counter()
    marks(standard(), text, reader.read(standard(), "كلم"))
    one_word = time.perf_counter() - started
    q = " ".join(f'"غائب{"ت" * n}"' for n in range(60))
    started = time.perf_counter()
    marks(standard(), text, reader.read(standard(), q))
    assert time.perf_counter() - started < 10 * one_word + 1
