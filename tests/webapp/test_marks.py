"""Marked matches in the HTML of a release."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.answers.results import Span
from webapp.texts.marks import isolate, isolate_query, mark_matches, paragraphs


@st.composite
def texts_with_matches(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("<>&\"'\n هجرة"))))
    cuts = draw(st.lists(st.integers(0, len(text)), unique=True, max_size=8))
    cuts.sort()
    return text, [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]


@given(texts_with_matches())
def test_marking_adds_only_marks(case: tuple[str, list[Span]]) -> None:
    text, matches = case
    result = str(mark_matches(text, matches))
    assert result.count("<mark>") == result.count("</mark>") == len(matches)
    plain = result.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
    assert ">" not in plain
    assert html.unescape(plain) == html.unescape(html.escape(text))


@given(texts_with_matches())
def test_exactly_the_matches_are_marked(case: tuple[str, list[Span]]) -> None:
    text, matches = case
    pieces = str(mark_matches(text, matches)).split("<mark>")[1:]
    shown = [html.unescape(piece.split("</mark>")[0]) for piece in pieces]
    assert shown == [html.unescape(html.escape(text[match.start : match.end])) for match in matches]


@given(texts_with_matches())
def test_paragraphs_hold_every_match_within_their_own_text(case: tuple[str, list[Span]]) -> None:
    body, matches = case
    for paragraph in paragraphs(body, matches):
        mark_matches(
            paragraph.text, paragraph.matches
        )  # raises when a match is outside or out of order
        assert "\n\n" not in paragraph.text


def test_a_match_across_a_break_is_marked_on_both_sides() -> None:
    shown = [
        str(mark_matches(part.text, part.matches))
        for part in paragraphs("أول\n\nثان", [Span(1, 7)])
    ]
    assert shown == ["أ<mark>ول</mark>", "<mark>ثا</mark>ن"]


@pytest.mark.parametrize(
    "matches",
    [[Span(0, 9)], [Span(2, 3), Span(0, 1)], [Span(0, 2), Span(1, 3)], [Span(1, 1)]],
)
def test_faulty_matches_are_refused(matches: list[Span]) -> None:
    with pytest.raises(ValueError, match="out of order or outside"):
        mark_matches("كلمة", matches)


@pytest.mark.parametrize("date", ["2014-02", "2014-2-7", "1446-09-01", "٢٠١٤-٠٢"])
def test_a_typed_date_runs_left_to_right(date: str) -> None:
    alone = f'<bdi dir="ltr">{date}</bdi>'
    assert isolate(f"تاريخ:{date}") == f"<bdi>تاريخ:{alone}</bdi>"
    typed = f"من {date} إلى {date}"
    assert isolate_query(typed) == f'<bdi class="typed">من {alone} إلى {alone}</bdi>'


@pytest.mark.parametrize("typed", ["2014", "كورونا-19", "12014-02", "2014-2016", "ص-2030", "<b>&-"])
def test_other_numbers_are_not_isolated(typed: str) -> None:
    assert isolate(typed) == f"<bdi>{html.escape(typed)}</bdi>"
