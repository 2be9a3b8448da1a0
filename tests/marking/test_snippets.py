"""Snippets: slices of the text that show its matches."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.answers.results import Snippet
from indexer.arabic.analyzer import standard
from indexer.arabic.orthography.tokenizer import spans
from indexer.marking.boundaries import MAX_LENGTH
from indexer.marking.landmarks import Landmarks
from indexer.marking.marker import Mark
from indexer.marking.snippets import choose_snippets
from indexer.query import reader
from tests.marking.slow_marks import marker, marks

PIECES = [
    "الهجرة",
    "للهجرة",
    "سياسات",
    "في",
    "الإقليمية" * 9,
    "،",
    ".",
    "؟ ",
    "\n\n",
    " ",
    " ",
    " ",
    "字",
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=250).map("".join)
QUERIES = st.sampled_from(["الهجرة", "الهجرة سياسات", '"سياسات الهجرة"', "字", "غائب"])
LANDMARKS = Landmarks()
COUNTS = st.integers(min_value=1, max_value=5)


def make_snippets(text: str, q: str, count: int = 2) -> tuple[Snippet, ...]:
    return choose_snippets(
        "body", text, marks(standard(), text, reader.read(standard(), q)), count, LANDMARKS
    )


@given(TEXT, QUERIES, COUNTS)
def test_a_snippet_is_a_slice_of_the_field(text: str, q: str, count: int) -> None:
    for snippet in make_snippets(text, q, count):
        assert snippet.field == "body"
        assert text[snippet.offset : snippet.offset + len(snippet.text)] == snippet.text


@given(TEXT, QUERIES, COUNTS)
def test_snippets_are_in_order_and_do_not_overlap(text: str, q: str, count: int) -> None:
    found = make_snippets(text, q, count)
    edges = [edge for s in found for edge in (s.offset, s.offset + len(s.text))]
    assert edges == sorted(edges)
    assert len(found) <= count


@given(TEXT, QUERIES, COUNTS)
def test_a_text_that_matches_has_snippets_and_each_holds_a_match(
    text: str, q: str, count: int
) -> None:
    found = make_snippets(text, q, count)
    if marks(standard(), text, reader.read(standard(), q)):
        assert found
        assert all(snippet.matches for snippet in found)


@given(TEXT, QUERIES, COUNTS)
def test_matches_are_the_marks_of_the_text(text: str, q: str, count: int) -> None:
    expected = {
        (mark.start, mark.end) for mark in marks(standard(), text, reader.read(standard(), q))
    }
    for snippet in make_snippets(text, q, count):
        held = [(snippet.offset + m.start, snippet.offset + m.end) for m in snippet.matches]
        inside = [
            (start, end)
            for start, end in sorted(expected)
            if snippet.offset <= start and end <= snippet.offset + len(snippet.text)
        ]
        assert held == inside


@given(TEXT, QUERIES, COUNTS)
def test_snippets_begin_and_end_at_words(text: str, q: str, count: int) -> None:
    # Only a word that is longer than a snippet and does not match is cut.
    words = [span for span in spans(text) if span.end - span.start <= MAX_LENGTH]
    inner = {at for word in words for at in range(word.start + 1, word.end)}
    for snippet in make_snippets(text, q, count):
        assert snippet.offset not in inner
        assert snippet.offset + len(snippet.text) not in inner


@given(TEXT, QUERIES, COUNTS)
def test_a_snippet_is_longer_than_its_length_only_for_one_long_mark(
    text: str, q: str, count: int
) -> None:
    for snippet in make_snippets(text, q, count):
        longest = max((m.end - m.start for m in snippet.matches), default=0)
        assert len(snippet.text) <= max(MAX_LENGTH, longest)


def test_no_snippets_of_an_empty_text_or_when_none_are_wanted() -> None:
    assert make_snippets("", "الهجرة") == ()
    assert make_snippets("الهجرة", "الهجرة", 0) == ()


def test_without_a_match_the_text_begins() -> None:
    text = "سياسة عامة. " * 60
    (snippet,) = make_snippets(text, "الهجرة")
    assert snippet.offset == 0
    assert snippet.matches == ()
    assert snippet.text.endswith(".")
    assert len(snippet.text) <= MAX_LENGTH


@pytest.mark.parametrize("place", ["start", "end"])
def test_a_match_at_the_edge_of_a_long_text(place: str) -> None:
    filling = "كلمة أخرى " * 200
    text = f"الهجرة {filling}" if place == "start" else f"{filling}الهجرة"
    (snippet,) = make_snippets(text, "الهجرة")
    (match,) = snippet.matches
    assert snippet.text[match.start : match.end] == "الهجرة"
    assert (
        len(snippet.text) > MAX_LENGTH // 2 if place == "start" else snippet.text.endswith("الهجرة")
    )


def test_a_short_text_is_shown_whole() -> None:
    text = "ندوة الهجرة في الصين"
    (snippet,) = make_snippets(text, "الهجرة")
    assert snippet.text == text


def test_a_snippet_begins_with_the_sentence_of_its_match() -> None:
    text = "سياسة عامة طويلة. " * 20 + "ناقش المشاركون حوكمة الهجرة. " + "خاتمة طويلة جدا. " * 20
    (snippet,) = make_snippets(text, "حوكمة", 1)
    assert snippet.text.startswith("ناقش المشاركون حوكمة الهجرة.")


def test_a_place_with_both_words_is_better_than_one_word_often() -> None:
    far = "نص آخر لا يقول شيئا " * 30
    text = f"الهجرة الهجرة الهجرة الهجرة {far} سياسات الهجرة {far}"
    (snippet,) = make_snippets(text, "سياسات الهجرة", 1)
    assert [snippet.text[m.start : m.end] for m in snippet.matches] == ["سياسات", "الهجرة"]


def test_a_better_place_further_on_comes_second() -> None:
    far = "نص آخر لا يقول شيئا. " * 30
    first, second = make_snippets(f"الهجرة حق. {far}سياسات الهجرة. {far}", "سياسات الهجرة")
    assert first.text.startswith("الهجرة حق.")
    assert second.text.startswith("سياسات الهجرة.")


def test_snippet_prefers_the_beginning_of_a_sentence() -> None:
    far = "نص آخر لا يقول شيئا " * 30
    (snippet,) = make_snippets(f"{far}الهجرة {far}. وزارة الهجرة تعلن. {far}", "الهجرة", 1)
    assert snippet.text.startswith("وزارة الهجرة تعلن.")


def test_one_word_of_five_thousand_letters_that_matches_is_shown_whole() -> None:
    word = "ب" * 5_000
    (snippet,) = make_snippets(word, word[:900])
    assert snippet.text == word


def test_one_word_of_five_thousand_letters_that_does_not_match_is_cut() -> None:
    (snippet,) = make_snippets("ب" * 5_000, "الهجرة")
    assert snippet.text == "ب" * MAX_LENGTH


def test_a_long_word_beside_the_match_is_left_out() -> None:
    text = f"{'ب' * 5_000} الهجرة {'ت' * 5_000}"
    (snippet,) = make_snippets(text, "الهجرة")
    assert snippet.text == "الهجرة"


def test_chinese_without_spaces_fills_the_snippet() -> None:
    text = "国" * 500 + "移" + "家" * 500
    (snippet,) = make_snippets(text, "移")
    assert len(snippet.text) > MAX_LENGTH // 2


def test_each_seed_shows_the_words_of_the_query(shipped_seeds: Path) -> None:
    for path in sorted(shipped_seeds.glob("*.txt")):
        text = path.read_text("utf-8")
        for snippet in make_snippets(text, "إدارة الهجرة", 5):
            assert snippet.matches
            assert len(snippet.text) <= MAX_LENGTH


@pytest.mark.timeout(60)
@pytest.mark.parametrize("separator", [" ", "، ", ". ", "،", "\n\n"])
def test_time_grows_with_the_length_of_the_text(separator: str) -> None:
    """Hundreds of kilobytes with 10,000 matches."""

    def seconds(count: int) -> float:
        text = separator.join(["الهجرة في عالم كلمات"] * count)
        found = marks(standard(), text, reader.read(standard(), "الهجرة"))
        assert len(found) == count
        started = time.perf_counter()
        assert choose_snippets("body", text, found, 5, LANDMARKS)
        return time.perf_counter() - started

    small, large = seconds(1_000), seconds(10_000)
    assert large < 30 * small + 1


def test_a_long_phrase_across_sentences_keeps_its_mark() -> None:
    words = " ".join(f"كلمة{'ب' * n}." for n in range(40))
    (snippet,) = make_snippets(f"أول. {words} آخر", f'"{words}"', 1)
    assert snippet.matches
    assert isinstance(marks(standard(), words, reader.read(standard(), f'"{words}"'))[0], Mark)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("unit", ["人", "ب ", "ا\u200b.", "مؤتمر السلام "])
def test_a_body_of_matches_takes_no_longer_than_another(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    parsed = reader.read(standard(), unit.split()[0])
    made = marker(standard(), text[:32_000], parsed)
    started = time.process_time()
    found = choose_snippets("body", text, made.first_marks(text), 5, LANDMARKS)
    assert found
    assert time.process_time() - started < 2


def test_a_rare_word_is_worth_more_than_a_common_one() -> None:
    far = "نص آخر لا يقول شيئا. " * 30
    text = f"الهجرة الهجرة. {far}سياسات. {far}"
    parsed = reader.read(standard(), "سياسات الهجرة")
    common, rare = (word.terms[0] for word in reversed(parsed.words))
    found = marks(standard(), text, parsed)
    (often,) = choose_snippets("body", text, found, 1, LANDMARKS)
    (weighted,) = choose_snippets(
        "body", text, found, 1, LANDMARKS, weights={common: 0.1, rare: 1.0}
    )
    assert often.text.startswith("الهجرة الهجرة.")
    assert "سياسات" in weighted.text


LONG = "في مدن كثيرة من بلاد بعيدة " * 9


def test_a_word_that_was_shown_is_left_out_where_its_sentence_is_not_finished() -> None:
    first = "ناقش المشاركون في الندوة الدولية حوكمة الهجرة في بلاد البحر المتوسط."
    (snippet,) = make_snippets(f"{first} وقالوا إن الهجرة وحوكمة الهجرة {LONG}.", "حوكمة الهجرة", 1)
    assert snippet.text == first


def test_a_word_that_was_shown_stays_where_its_sentence_is_finished() -> None:
    text = f"ناقش المشاركون في الندوة الدولية حوكمة الهجرة في بلاد البحر. وللهجرة أسباب. {LONG}"
    (snippet,) = make_snippets(text, "حوكمة الهجرة", 1)
    assert snippet.text.endswith("وللهجرة أسباب.")


def test_a_few_words_are_no_snippet_where_more_matches_follow() -> None:
    (snippet,) = make_snippets(f"حوكمة الهجرة. وقالوا إن الهجرة {LONG}.", "حوكمة الهجرة", 1)
    assert len(snippet.text) > MAX_LENGTH // 2


def test_a_new_word_in_a_sentence_that_is_not_finished_stays() -> None:
    first = "ناقش المشاركون في الندوة الدولية أمور الهجرة في بلاد البحر المتوسط."
    (snippet,) = make_snippets(f"{first} وقالوا إن حوكمة {LONG}.", "حوكمة الهجرة", 1)
    assert "حوكمة" in snippet.text


@pytest.mark.parametrize("sign", ["،", "؛", ":"])
def test_a_snippet_begins_later_for_the_rest_of_the_sentence_of_its_last_word(sign: str) -> None:
    filling = "في مدن كثيرة من بلاد بعيدة " * 6
    rest = f"بحث المشاركون {filling}شؤون الهجرة مع خبراء من عشرين دولة."
    (snippet,) = make_snippets(
        f"في ندوة طويلة من ندوات هذا العام{sign} {rest} {LONG}", "بحث الهجرة", 1
    )
    assert snippet.text == rest


def test_a_snippet_does_not_begin_behind_a_word_that_it_shows_nowhere_else() -> None:
    filling = "في مدن كثيرة من بلاد بعيدة " * 6
    text = f"بحث المشاركون في ندوة طويلة، {filling}شؤون الهجرة مع خبراء من عشرين دولة أخرى."
    (snippet,) = make_snippets(f"{text} {LONG}", "بحث الهجرة", 1)
    assert snippet.text.startswith("بحث")


def test_a_paragraph_that_is_repeated_is_shown_once() -> None:
    paragraph = "أكدت الوزارة أن سياسات الهجرة لا تتغير في العام المقبل."
    between = "تفاصيل أخرى عن أعمال الدورة. " * 20
    text = f"{paragraph}\n\n{between}\n\n{paragraph}\n\n{between}\n\nتراجعت الهجرة."
    first, second = make_snippets(text, "الهجرة")
    assert (first.offset, second.text) == (0, "تراجعت الهجرة.")


@pytest.mark.parametrize("q", ["", "الهجرة", "غائب"])
def test_snippets_may_begin_further_on(q: str) -> None:
    text = "أكدت الهجرة أن سياسات البلاد لا تتغير في العام المقبل، وتراجعت التأشيرات. وهذا آخرها."
    begin = text.index("وتراجعت")
    found = marks(standard(), text, reader.read(standard(), q)) if q else []
    [snippet] = choose_snippets("body", text, found, 2, LANDMARKS, begin=begin)
    assert snippet.text == text[begin:]
    assert snippet.matches == ()
    assert choose_snippets("body", text, found, 2, LANDMARKS, begin=len(text)) == ()
