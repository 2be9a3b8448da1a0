"""What stands out in a text: odd words and ends of sentences, the same whether kept or read anew."""

import pytest

from indexer.marking import landmarks
from indexer.marking.landmarks import Landmarks


@pytest.mark.parametrize(
    ("text", "changed", "sentences"),
    [
        ("", [], []),
        ("قال الوزير. ثم غادر", [], [("قال الوزير.", "ثم غادر")]),
        ("هل جاء؟ نعم!\nثم غادر", [], [("هل جاء؟", "نعم!"), ("نعم!", "ثم غادر")]),
        ("عنوان\n\nنص", [], [("عنوان", "نص")]),
        ("بلغ 3.5 مليار", [], []),  # no white space behind the point
        ("كِتاب جديد 中国 ـ", ["ِتاب", "中国", "ـ"], []),
    ],
)
def test_landmarks(text: str, changed: list[str], sentences: list[tuple[str, str]]) -> None:
    found = landmarks.landmarks(text)
    assert [text[start:end] for start, end in found.changed] == changed
    assert len(found.stops) == len(found.starts) == len(sentences)
    for stop, start, (before, after) in zip(found.stops, found.starts, sentences, strict=True):
        assert text[:stop].endswith(before)
        assert text[start:].startswith(after)


def test_a_text_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "نص يقرأ مرة واحدة. نعم."
    first = landmarks.landmarks(text)
    monkeypatch.setattr(landmarks, "_read", lambda _: pytest.fail("read anew"))
    assert landmarks.landmarks("".join(text)) is first
    assert first == Landmarks([], [18], [19])
