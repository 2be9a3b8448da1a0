"""Rules in a text: between statements, and as ornaments."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.press import separators
from indexer.documents.press.plain_text import read
from indexer.documents.text import prose
from indexer.releases.release import Release

FIRST = "وزارة الصحة تطلق حملة للتلقيح\n\nأعلنت الوزارة إطلاق حملة وطنية.\nوتستمر الحملة شهرا."
SECOND = "بلاغ\nالرباط، 14 نونبر 2025\n\nانعقاد مجلس الحكومة بالرباط\n\nانعقد المجلس يوم الخميس وصادق على مشروع قانون."
NOTE = "نبذة عن شركة الاتصالات\n\nشركة الاتصالات هي أكبر شركة في البلاد وتعمل منذ عشرين سنة."


def releases_of(text: str) -> list[Release]:
    return [one for one in read(text, "a.txt") if isinstance(one, Release)]


@pytest.mark.parametrize("rule", ["-----", "==========", "  *****  ", "————————"])
def test_statements_between_rules_are_releases(rule: str) -> None:
    first, second = releases_of(f"{rule}\n{FIRST}\n\n{rule}\r\n\n{SECOND}\n{rule}\n")
    assert (first.id, first.title) == ("a", "وزارة الصحة تطلق حملة للتلقيح")
    assert (second.id, second.title) == ("a.2", "انعقاد مجلس الحكومة بالرباط")
    assert (second.published, second.place) == (datetime.date(2025, 11, 14), "الرباط")
    assert first.published is None
    assert rule.strip() not in first.body + second.body


@pytest.mark.parametrize(
    "text",
    [
        f"عنوان للبيان الأول\n=====\n{FIRST}",
        f"{FIRST}\n-----\n{NOTE}",
        f"{FIRST}\n-----\n{SECOND}\n-----\nللتواصل: 0500000000",
        f"{FIRST}\n*****\nانتهى",
        f"{FIRST}\n-----\nالمكتب الوطني للكهرباء والماء\n\nيتولى المكتب إنتاج الكهرباء وتوزيع الماء في جميع الجهات.",
        f"{FIRST}\n-----\nجميع الحقوق محفوظة للوزارة\n\nلا ينشر هذا النص من دون ذكر مصدره في كل الأحوال.",
        f"{FIRST}\n-----\nالتوصيات العامة\n\nأوصى المشاركون بمواصلة العمل المشترك بين الدول.",
        f"{FIRST}\n-----\nأولا: في شأن التعليم\n\nأوصى المشاركون بمواصلة العمل المشترك بين الدول.",
        f"{FIRST}\n-----\nوأضاف المصدر أن الحملة ستشمل المدارس.\n\nوقال إنها مجانية.",
        f"{FIRST}\n----\n{SECOND}",
    ],
)
def test_a_rule_may_be_an_ornament(text: str) -> None:
    (one,) = releases_of(text)
    assert one.id == "a"
    assert all(line in one.title + one.body for line in text.split("\n"))


@pytest.mark.parametrize(
    ("second", "is_doubtful"),
    [
        ("إعلان ثان\n\nأغلقت الأمانة الطريق الدائري.", True),
        ("إعلان ثان", False),
        (NOTE, False),
        (SECOND, False),
    ],
)
def test_a_title_too_short_to_split_at_has_a_remark(second: str, is_doubtful: bool) -> None:
    one, *_ = releases_of(f"{FIRST}\n-----\n{second}")
    assert [each for each in one.remarks if "“إعلان ثان” is too short for a title" in each] == list(
        one.remarks
    )
    assert bool(one.remarks) == is_doubtful


def lines_without_rules(text: str) -> list[str]:
    lines = prose.normalize_newlines(text).split("\n")
    return [line for line in lines if prose.trim(line) not in ("", "-----")]


@given(
    st.lists(st.sampled_from(["-----", "", FIRST, SECOND, NOTE]) | st.text("ab -\n"), max_size=8)
)
def test_no_line_but_a_rule_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert [
        line for part in separators.split_statements(text) for line in lines_without_rules(part)
    ] == lines_without_rules(text)
