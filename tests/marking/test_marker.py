"""Marks: whole surface words at the positions of the words of the query."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.arabic.analyzer import Analyzer, Token, standard
from indexer.arabic.expressions import name_table
from indexer.arabic.layers import LAYERS, Layer
from indexer.marking.landmarks import Landmarks
from indexer.marking.marker import Mark, Marker, as_spans
from indexer.marking.targets import Targets
from indexer.query import reader
from indexer.query.values import Term
from tests import shipped
from tests.marking.slow_marks import analysed_marks, marker, marks

SEED_TEXTS = shipped.texts()
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
MODES = st.sampled_from(LAYERS)


def marked_texts(text: str, q: str, mode: Layer = "stem") -> list[str]:
    return [
        text[mark.start : mark.end]
        for mark in marks(standard(), text, reader.read(standard(), q, mode))
    ]


@given(TEXT, QUERY, MODES)
def test_marks_are_sorted_and_disjoint(text: str, q: str, mode: Layer) -> None:
    edges = [
        edge
        for span in marks(standard(), text, reader.read(standard(), q, mode))
        for edge in span[:2]
    ]
    assert edges == sorted(edges)


@given(TEXT, QUERY, MODES)
def test_marks_begin_and_end_with_whole_words(text: str, q: str, mode: Layer) -> None:
    starts = {span.start for span in standard().spans(text)}
    ends = {span.end for span in standard().spans(text)}
    for mark in marks(standard(), text, reader.read(standard(), q, mode)):
        assert mark.start in starts
        assert mark.end in ends
        assert mark.start < mark.end


@given(TEXT, QUERY, MODES)
def test_every_word_of_the_query_is_marked_wherever_it_stands(
    text: str, q: str, mode: Layer
) -> None:
    parsed = reader.read(standard(), q, mode)
    covered = {
        at
        for span in as_spans(marks(standard(), text, parsed))
        for at in range(span.start, span.end)
    }
    for word in parsed.words:
        for token in standard().tokens(text):
            if token.surface == word.typed:
                assert covered.issuperset(range(token.start, token.end))


# Where the fast way could go wrong: names of several words beside each other, letters of other
# keyboards, joined forms, marks inside words, numbers with separators, spaces of many kinds.
HARD = [
    *WORDS,
    *("كوكا", "كولا", "كوكاكولا", "وكوكا", "هواوي", "Huawei", "الولايات", "المتحدة", "والولايات"),
    *(
        "شي",
        "جين",
        "بينغ",
        "جينبينغ",
        "وانغ",
        "يي",
        "لي",
        "قوانغ",
        "دونغ",
        "قوانغدونغ",
        "غوانغدونغ",
    ),
    *(
        "ادارة",
        "إداره",
        "الإدارات",
        "مهاجر",
        "المهاجرين",
        "هجرات",
        "هاجر",
        "الصین",
        "الصين",
        "ﺍﻟﺼﻴﻦ",
    ),
    *(
        "1,250",
        "1250",
        "١٬٢٥٠",
        "12.5",
        "17th",
        "G20",
        "G٢٠",
        "POLICY",
        "Policies",
        "don’t",
        "é",
        "e\u0301",
    ),
    *("ـه", "أيضاً", "ا\u0654", "كل", "م", "م" * 70, "移民", "2025م"),
    *(
        "آب",
        "مارس",
        "أغسطس",
        "شهر",
        "كانون",
        "الثاني",
        "يناير",
        "May",
        "May 2025",
        "آب 2025",
        "年",
        "月",
        *("في", "منذ", "الأول", "من", "و", "وآب", "المقبل"),
    ),
    *("الدول", "المشاركة", "المستدامة", "نهري", "لنهري", "دجلة", "والفرات", "يومي 12", "و13"),
    *("20 كم", "كم", "²", "2", "م", "سم", "مليمتر", "متر مربع"),
    *("محمد", "محمد بن سلمان", "بن", "وبن", "ابن", "آل", "بنت"),
    *("الطوال", "الطوّال", "طويل", "توقع", "تُوقَّع", "تباعا", "تِباعاً", "جدًا", "جدا", "الـ", "ال"),
    *("\t", "\u00a0", "\u2028", "\u200c", "\u0651", "-", "…", "’", "_"),
]
HARD_TEXT = st.lists(st.sampled_from([*HARD, *[" "] * 20, "\n", "\n\n"]), max_size=60).map("".join)
HARD_QUERY = st.lists(st.sampled_from([*HARD, '"', " ", " "]), min_size=1, max_size=6).map(" ".join)


@settings(max_examples=1500)
@given(HARD_TEXT, HARD_QUERY, MODES)
def test_marks_are_those_of_the_analyzer(text: str, q: str, mode: Layer) -> None:
    parsed = reader.read(standard(), q, mode)
    assert marks(standard(), text, parsed) == analysed_marks(standard(), text, parsed)


@given(st.data(), MODES)
def test_marks_in_the_seeds_agree_with_the_analyzer(data: st.DataObject, mode: Layer) -> None:
    text = data.draw(st.sampled_from(SEED_TEXTS))
    found = list(standard().spans(text))
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first + 1, first + 4))
    q = " ".join(span.surface for span in found[first:last])
    quoted = data.draw(st.booleans())
    parsed = reader.read(standard(), f'"{q}"' if quoted else q, mode)
    assert marks(standard(), text, parsed) == analysed_marks(standard(), text, parsed)


def test_a_name_keeps_its_words_from_another_that_would_begin_in_it() -> None:
    """Whatever precedes: names are recognised from the beginning of the text on."""
    own = Analyzer(name_table.merge(name_table.shipped(), [("أب تث",), ("تث جح",), ("جح خد",)]))
    for count in range(60):
        text = " ".join(["أب تث جح خد"] * count)
        for q in ("أب تث", "تث جح", "جح خد"):
            parsed = reader.read(own, q)
            assert marks(own, text, parsed) == analysed_marks(own, text, parsed)


def test_no_name_begins_within_a_name_of_the_readers_own() -> None:
    own = Analyzer(name_table.merge(name_table.shipped(), [("دولهالمشاركه",)]))
    text = "20 دولةالمشاركة والدول المشاركة"
    parsed = reader.read(own, "مشارك")
    assert [text[start:end] for start, end, _ in marks(own, text, parsed)] == ["المشاركة"]


def test_the_words_that_one_word_stands_for_are_marked_as_one() -> None:
    terms = (Term("exact", "هجره"), Term("exact", "هجرات"))
    text = "هجرة وهجرات وهجرة هجرات"
    known = {terms[0]: ["هجرة"], terms[1]: ["هجرات"]}
    targets = Targets([terms], (), lambda term: known[term])
    made = Marker(standard(), targets, Landmarks())
    assert made.marks(text) == [Mark(0, 4, terms[0]), Mark(18, 23, terms[0])]


@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=20))
def test_any_text_can_be_marked_with_any_query(text: str, q: str) -> None:
    for start, end, _ in marks(standard(), text, reader.read(standard(), q)):
        assert 0 <= start < end <= len(text)


def test_all_forms_of_the_word_are_marked_in_the_seeds() -> None:
    text = "\n\n".join(SEED_TEXTS)
    found = marked_texts(text, "الهجرة")
    assert {"الهجرة", "للهجرة"} <= set(found)
    assert found.count("الهجرة") == 22


def test_the_exact_mode_marks_one_spelling() -> None:
    assert marked_texts("الهجرة للهجرة الهِجـــرة", "الهجرة", "exact") == ["الهجرة", "الهِجـــرة"]


def test_marks_and_tatweel_of_the_surface_are_inside_the_mark() -> None:
    assert marked_texts("«الـهِـجْـرَةِ»", "الهجرة") == ["الـهِـجْـرَةِ"]


def test_a_phrase_is_one_mark() -> None:
    assert marked_texts("ندوة إدارة الهجرة في الصين", '"إدارة الهجرة"') == ["إدارة الهجرة"]


def test_a_phrase_with_stop_words_is_found_to_the_letter() -> None:
    text = "المشاركة في الفرحة. المشاركة من الفرحة. المشاركة الفرحة"
    assert marked_texts(text, "«المشاركة في الفرحة»") == ["المشاركة في الفرحة"]


def test_a_phrase_does_not_reach_across_paragraphs() -> None:
    assert marked_texts("إدارة\n\nالهجرة", '"إدارة الهجرة"') == []


def test_longer_of_overlapping_marks_is_kept() -> None:
    assert marked_texts("إدارة الهجرة", '"إدارة الهجرة" إدارة الهجرة') == ["إدارة الهجرة"]


def test_phrases_that_overlap_leave_the_first() -> None:
    assert marked_texts("أحمر أحمر أحمر", '"أحمر أحمر"') == ["أحمر أحمر"]


def test_stop_words_beside_others_are_not_marked() -> None:
    assert marked_texts("في الصين", "في الصين") == ["الصين"]


def test_stop_words_alone_are_marked_as_typed() -> None:
    assert marked_texts("في الصين وفي بيرو", "في") == ["في"]


@pytest.mark.parametrize(
    ("text", "q", "found"),
    [
        ("نهري دجلة والفرات، والنقل نهري", "نهر", ["نهري"]),
        ("أكدت الدول المشاركة أهمية المشاركة", "مشارك", ["المشاركة"]),
        ("أكدت الدول المشاركة أهمية المشاركة", "مشاركة", ["المشاركة", "المشاركة"]),
    ],
)
def test_ambiguous_word_is_marked_where_its_context_confirms_it(
    text: str, q: str, found: list[str]
) -> None:
    assert marked_texts(text, q) == found
    analysed = analysed_marks(standard(), text, reader.read(standard(), q))
    assert [text[mark.start : mark.end] for mark in analysed] == found


def test_query_without_words_marks_nothing() -> None:
    assert marked_texts("الهجرة", " ؟! ") == []


@pytest.mark.timeout(60)
@pytest.mark.parametrize("gap", [" ", "\n", "\n\n", "،", ",", "_"])
@pytest.mark.parametrize(
    ("words", "q"),
    [
        (("مارس", "أبريل", "2025", "بكين"), "مارس"),
        (("شي", "جين", "بكين"), "شي جين بينغ"),
        (("F-35", "F-16"), "F-35"),
    ],
)
def test_a_text_that_is_dense_with_names_is_read_a_few_times_at_most(
    gap: str, words: tuple[str, ...], q: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyzer = Analyzer()
    text = gap.join(words * 800)
    marked = marker(analyzer, text, reader.read(analyzer, q))
    read: list[int] = []
    tokens = analyzer.tokens

    def counted_tokens(stretch: str) -> Iterator[Token]:
        read.append(len(stretch))
        return tokens(stretch)

    monkeypatch.setattr(analyzer, "tokens", counted_tokens)
    marked.marks(text)
    assert sum(read) <= 3 * len(text)


def test_many_phrases_in_a_long_text_take_no_time_each() -> None:
    text = " ".join(f"كلمة حرف{'ب' * (n % 9)}" for n in range(40_000))
    one = marker(standard(), text, reader.read(standard(), "كلمة"))
    started = time.perf_counter()
    one.marks(text)
    one_word = time.perf_counter() - started
    q = " ".join(f'"كلمة غائب{"ت" * n}"' for n in range(30))
    many = marker(standard(), text, reader.read(standard(), q))
    started = time.perf_counter()
    many.marks(text)
    assert time.perf_counter() - started < 10 * one_word + 1
