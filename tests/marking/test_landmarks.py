"""Landmarks of a text: irregular words and ends of sentences, the same whether cached or computed."""

import pytest

from indexer.marking.landmarks import Landmarks


@pytest.mark.parametrize(
    ("text", "odd", "sentences"),
    [
        ("", [], []),
        ("قال الوزير. ثم غادر", [], [("قال الوزير.", "ثم غادر")]),
        ("هل جاء؟ نعم!\nثم غادر", [], [("هل جاء؟", "نعم!"), ("نعم!", "ثم غادر")]),
        ("عنوان\n\nنص", [], [("عنوان", "نص")]),
        ("بلغ 3.5 مليار", [], []),  # no white space behind the point
        # A letter with a full stop ends no sentence, except a unit, a number, and before a
        # paragraph.
        ("د. أحمد والتقى أ.د. سامي ود. علي و(م. هدى)", [], []),
        ("بلغ 5 م. وفي 2025 م. ثم 7. وقف", [], [("5 م.", "وفي"), ("2025 م.", "ثم"), ("7.", "وقف")]),
        ("نقص فيتامين د.\nثم غادر", [], [("د.", "ثم")]),
        ("جاء أيضًا. ثم غادر", [("أيضا", "أيضًا")], [("أيضًا.", "ثم")]),
        ("كِتاب جديد أيضاً", [("كتاب", "كِتاب"), ("أيضا", "أيضاً")], []),
        ("في 中国 والصین", [("中", "中"), ("国", "国"), ("والصين", "والصین")], []),
    ],
)
def test_landmarks(text: str, odd: list[tuple[str, str]], sentences: list[tuple[str, str]]) -> None:
    landmarks = Landmarks()
    words, found = landmarks.odd_words(text), landmarks.sentences(text)
    assert [(word.spelling, text[word.start : word.end]) for word in words] == odd
    assert len(found.stops) == len(found.starts) == len(sentences)
    for stop, start, (before, after) in zip(found.stops, found.starts, sentences, strict=True):
        assert text[:stop].endswith(before)
        assert text[start:].startswith(after)


def test_a_text_is_read_once() -> None:
    text = "نصٌّ يُقرأ مرة واحدة. نعم."
    landmarks = Landmarks()
    words, found = landmarks.odd_words(text), landmarks.sentences(text)
    assert landmarks.odd_words("".join(text)) is words
    assert landmarks.sentences("".join(text)) is found
