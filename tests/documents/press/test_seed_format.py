"""The seed format."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents import limits
from indexer.documents.press.seed_format import parse, read
from indexer.documents.text import prose
from indexer.errors import DocumentError
from indexer.releases.release import PARAGRAPH_BREAK, Release
from tests import shipped

ROOT = Path(__file__).parents[3]
SEMINAR = "000_4be716075c5a84b0.txt"
FORUM = "001_a6acb9edab397a71.txt"
PUBLISHED = datetime.date(2025, 10, 14)
CLOSE = "\n\n  •     \n    2025-10-14"


def seed(name: str) -> str:
    return shipped.text(name)


def one(text: str) -> Release:
    (release,) = parse(text, "a.txt")
    return release


def test_the_seminar() -> None:
    (release,) = parse(seed(SEMINAR), SEMINAR)
    assert release.id == "000_4be716075c5a84b0"
    assert release.source == SEMINAR
    assert release.title == "البيان الصحفي لندوة سياسات إدارة الهجرة الإقليمية"
    assert release.published == PUBLISHED
    assert release.event_date == datetime.date(2025, 9, 17)
    assert release.place == "ليان يون قانغ، جيانغسو، الصين"
    assert release.dateline == "17 سبتمبر 2025، ليان يون قانغ، جيانغسو، الصين"
    assert release.language == "ar"
    starts = [paragraph.split(maxsplit=1)[0] for paragraph in release.paragraphs]
    assert starts == ["أولاً،", "ثانيًا،", "اقترحت", "ثالثًا،"]
    assert release.body.endswith("مساهماتهم القيّمة في إنجاح أعمال الندوة.")


def test_the_forum() -> None:
    (release,) = parse(seed(FORUM), FORUM)
    assert release.title == (
        "إقامة المنتدى الفرعي المعني بالتعاون في مجال إدارة الهجرة التابع للمنتدى العالمي "
        "للتعاون في مجال الأمن العام (ليان يون قانغ) 2025"
    )
    assert release.published == PUBLISHED
    assert (release.event_date, release.place, release.dateline) == (None, None, None)
    starts = [paragraph.split(maxsplit=1)[0] for paragraph in release.paragraphs]
    assert starts == ["عُقد", "قدم", "وألقت", "أكدت"]
    assert release.body.endswith("بروح من الثقة والتضامن ورفاهية البشرية جمعاء.")


@pytest.mark.parametrize("name", [SEMINAR, FORUM])
def test_letters_and_marks_are_verbatim(name: str) -> None:
    (release,) = parse(seed(name), name)
    for paragraph in release.paragraphs:
        assert paragraph in prose.one_line(seed(name))


def test_two_files_joined_without_a_line_break() -> None:
    text = (ROOT / "tests/data/documents/joined.txt").read_text("utf-8")
    assert "2025-10-14• إقامة" in text
    first, second = parse(text, "joined.txt")
    assert (first.id, second.id) == ("joined", "joined.2")
    assert [first.title, second.title] == [
        parse(seed(name), name)[0].title for name in (SEMINAR, FORUM)
    ]
    assert len(first.paragraphs) == len(second.paragraphs) == 4
    assert first.published == second.published == PUBLISHED


@pytest.mark.parametrize("seam", ["\n", "\n\n\n", "\r\n", "\ufeff", "  \u200f", "\n\ufeff"])
def test_other_seams(seam: str) -> None:
    assert len(parse(seed(SEMINAR) + seam + seed(FORUM) + "\n", "a.txt")) == 2


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_and_byte_order_mark(line_end: str) -> None:
    text = "\ufeff" + seed(SEMINAR).replace("\n", line_end)
    assert parse(text, SEMINAR) == parse(seed(SEMINAR), SEMINAR)


@pytest.mark.parametrize(
    "date",
    [
        "2025-10-14",
        "٢٠٢٥-١٠-١٤",
        "۲۰۲۵-۱۰-۱۴",
        "\u200f2025\u200f-\u200f10\u200f-\u200f14\u200f",
        "2025‑10‑14",
        "\u00a02025-10-14\u00a0\n\n",
    ],
)
def test_spellings_of_the_date(date: str) -> None:
    assert one(f"• ع\n\n    نص.\n\n\u200f  \u200f•\u00a0\n\n{date}").published == PUBLISHED


def test_a_title_wrapped_over_lines() -> None:
    release = one(f"\u200f•\u00a0عنوان أول\n  وبقيته\t\tهنا\n\n    نص.{CLOSE}")
    assert release.title == "عنوان أول وبقيته هنا"
    assert release.body == "نص."


def test_an_indented_line_below_the_title_is_body() -> None:
    release = one(f"• عنوان\n    نص.{CLOSE}")
    assert (release.title, release.body) == ("عنوان", "نص.")
    assert one(f"• عنوان\n\tنص.{CLOSE}").body == "نص."


def test_lines_without_a_blank_one_are_one_paragraph() -> None:
    release = one(f"• ع\n\n    سطر\n    ثان\nثالث\n \u00a0\u200f \n    آخر{CLOSE}")
    assert release.paragraphs == ["سطر ثان ثالث", "آخر"]


def test_list_items_are_paragraphs() -> None:
    release = one(f"• ع\n\n    قائمة:\n    • أولا\n    • ثانيا\n      تابع{CLOSE}")
    assert release.paragraphs == ["قائمة:", "• أولا", "• ثانيا تابع"]


def test_control_characters_are_white_space_and_marks_inside_words_are_kept() -> None:
    release = one(f"• ع\x0bن\n\n    نصّ\x07ثم مي\u200cخواهم\u200f.{CLOSE}")
    assert release.title == "ع ن"
    assert release.body == "نصّ ثم مي\u200cخواهم\u200f."


def test_a_decomposed_letter_stays_decomposed() -> None:
    assert one(f"• ا\u0654\n\n    ا\u0653{CLOSE}").title == "ا\u0654"


BODY = "• عنوان\n\n    نص."

MALFORMED = [
    ("", 1, "the file is empty"),
    ("\n\n \u00a0\n", 4, "the file is empty"),
    ("نص بلا عنوان", 1, "begins with • and holds the title was expected; found “نص بلا عنوان”"),
    ("\n\n# عنوان", 3, "begins with • and holds the title was expected"),
    ("•", 1, "a title was expected after the •"),
    ("\n• \u200f\u00a0\n\n    نص" + CLOSE, 2, "a title was expected after the •"),
    ("- عنوان\n\n    نص" + CLOSE, 1, "begins with •"),
    ("• " + "ع" * (limits.TITLE_CHARACTERS + 1), 1, "the title has 2,001 characters"),
    ("• عنوان", 1, "the release of line 1 was not closed"),
    ("• عنوان\n\n", 3, "the release of line 1 was not closed"),
    (BODY, 3, "a • alone on its line, then a date YYYY-MM-DD, were expected before the end"),
    (BODY + "\n\n2025-10-14", 5, "the release of line 1 was not closed"),
    (BODY + "\n2025-10-14• آخر", 4, "a new title begins, but the release of line 1"),
    (BODY + "\n\n• آخر\n\n    نص" + CLOSE, 5, "a new title begins, but the release of line 1"),
    (BODY + "\n  • 2025-10-14", 4, "a new title begins"),
    ("• عنوان" + CLOSE, 3, "a body was expected between the title and the closing •"),
    ("• عنوان\n•\n2025-10-14", 2, "a body was expected"),
    ("• ع\n\n    (17 سبتمبر 2025، بكين)" + CLOSE, 1, "a body was expected"),
    ("• ع\n\n    \u200f\u200f" + CLOSE, 5, "a body was expected"),
    ("• ع\n\n    " + "ن" * (limits.BODY_CHARACTERS + 1) + CLOSE, 1, "the body has 1,000,001"),
    (BODY + "\n\n•", 5, "was expected after the closing •; the file ends"),
    (BODY + "\n\n  •   \n\n\n", 5, "was expected after the closing •; the file ends"),
    (BODY + "\n\n•\n14-10-2025", 6, "YYYY-MM-DD, was expected after the closing •; found"),
    (BODY + "\n\n•\n2025/10/14", 6, "found “2025/10/14”"),
    (BODY + "\n\n•\n2025-1-5", 6, "found “2025-1-5”"),
    (BODY + "\n\n•\n2025-10-14 ثم نص", 6, "found “2025-10-14 ثم نص”"),
    (BODY + "\n\n•\n2025-10-145", 6, "found “2025-10-145”"),
    (BODY + "\n\n•\n\n    نص آخر", 7, "found “نص آخر”"),
    (BODY + "\n\n•\n• آخر", 6, "found “• آخر”"),
    (BODY + "\n\n•\n2025-13-40", 6, "2025-13-40 is not a date: month must be in 1..12"),
    (BODY + "\r\n\r\n•\r\n2025-02-29", 6, "2025-02-29 is not a date: day is out of range"),
    (BODY + "\n\n•\n0000-01-01", 6, "0000-01-01 is not a date"),
    (BODY + CLOSE + "\n\nنص زائد", 8, "begins with • and holds the title was expected; found"),
    (BODY + CLOSE + "•", 6, "a title was expected after the •"),
    (BODY + CLOSE + "• آخر", 6, "the release of line 6 was not closed"),
    ("ن\x1b[31m\u202eن", 1, "found “ن\\x1b[31m\\u202eن”"),
]


@pytest.mark.parametrize(("text", "line", "reason"), MALFORMED)
def test_refused_inputs(text: str, line: int, reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse(text, "a.txt")
    assert reason in caught.value.reason
    assert (caught.value.source, caught.value.line) == ("a.txt", line)
    assert str(caught.value).startswith(f"a.txt:{line}: ")
    assert "\n" not in str(caught.value)


GOOD = "• حسن\n\n    نص." + CLOSE
# A release that is refused, and whether it is plain where the next one begins.
BAD = [
    (BODY + "\n\n•\n2025-13-40\n\n", True),
    (BODY + "\n\n•\n2025-13-40", True),
    (BODY + "\n\n•\n14 أكتوبر 2025\n\n", True),
    (BODY + "\n\n•\n", False),
    (BODY + "\n\n•\n• نقطة أولى\n\n    نص" + CLOSE + "\n", False),
    ("• عنوان" + CLOSE + "\n", True),
    ("•\n\n    نص" + CLOSE + "\n", True),
    ("عنوان بلا علامة\n\n    نص" + CLOSE + "\n", True),
    ("• ع\n\n    (17 سبتمبر 2025، بكين)" + CLOSE + "\n", True),
    ("• " + "ع" * (limits.TITLE_CHARACTERS + 1) + "\n\n    نص" + CLOSE, True),
    (BODY + "\n\n", False),
    (BODY + "\n\n•\nنقطة\n• نقطة\n\n    نص" + CLOSE, False),
    (BODY + "\n\n• نقطة\n• نقطة\n\n    نص" + CLOSE + "\n", False),
    ("نص زائد\n\n", False),
]


@pytest.mark.parametrize(("bad", "plain"), BAD)
def test_a_refused_release_leaves_the_others(bad: str, plain: bool) -> None:
    found = list(read(f"{GOOD}\n\n{bad}{GOOD}", "a.txt"))
    kinds = [type(each) for each in found]
    if plain:
        assert kinds == [Release, DocumentError, Release]
        assert [each.id for each in found if isinstance(each, Release)] == ["a", "a.3"]
        assert {each.title for each in found if isinstance(each, Release)} == {"حسن"}
    else:
        assert kinds == [Release, DocumentError]
        assert "; what follows was not read" in str(found[-1])


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    read_or_refused(text)


@given(st.text("•\n 2510-٠\u200f\u00a0()،ن\t\r"))
def test_any_text_of_the_form_s_own_characters_is_read_or_refused(text: str) -> None:
    read_or_refused("• ع\n\n    نص" + text)


def read_or_refused(text: str) -> None:
    try:
        releases = parse(text, "a.txt")
    except DocumentError as error:
        line = error.line or 0
    else:
        line = len(releases)
        assert all(release.title and release.body for release in releases)
    assert line >= 1


WORDS = st.lists(
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Z"], exclude_characters="•"), min_size=1
    ).filter(lambda word: prose.trim(word) == word),
    min_size=1,
    max_size=5,
).map(" ".join)
BRACKETED = st.sampled_from(["", "(17 سبتمبر 2025، بكين)"])


@given(st.lists(st.tuples(WORDS, BRACKETED, st.lists(WORDS, min_size=1), st.dates()), min_size=1))
def test_the_seed_format_round_trips(
    given_releases: list[tuple[str, str, list[str], datetime.date]],
) -> None:
    text = ""
    for title, head, paragraphs, published in given_releases:
        blocks = [head, *paragraphs] if head else paragraphs
        body = "\n\n".join("    " + paragraph for paragraph in blocks)
        text += f"• {title}\n\n{body}\n\n  •     \n    {published}"
    releases = parse(text, "a.txt")
    assert len(releases) == len(given_releases)
    for release, (title, head, paragraphs, published) in zip(releases, given_releases, strict=True):
        assert release.title == title
        assert release.body == PARAGRAPH_BREAK.join(paragraphs)
        assert release.published == published
        assert release.place == ("بكين" if head else None)
        assert Release.from_json(release.canonical) == release
