"""Embargo lines, and the lines that agencies print above a dispatch."""

import datetime

import pytest

from indexer.documents.press import embargo, plain_text
from indexer.documents.press.facts import Facts
from indexer.releases.release import Release

DAY = datetime.date(2025, 11, 20)
TITLE = "ارتفاع إنتاج القمح في الموسم الحالي"
TEXT = "أعلنت المنظمة أن إنتاج القمح ارتفع خلال الموسم الحالي في معظم بلدان المنطقة."
DATED = [
    "محظور النشر حتى الساعة 10 صباحا بتوقيت غرينتش، 20 نوفمبر 2025",
    "يُحظر نشره قبل الساعة العاشرة من صباح الخميس 20 نوفمبر 2025",
    "غير مصرح بالنشر قبل 20/11/2025",
    "هذا البيان محظور النشر حتى يوم الخميس 20 تشرين الثاني 2025",
    "EMBARGOED UNTIL 00:01 GMT, 20 November 2025",
    "Sous embargo jusqu'au 20 novembre 2025 à 10h00",
]


def read(*lines: str) -> Release:
    (found,) = plain_text.read("\n\n".join(lines), "a.txt")
    assert isinstance(found, Release)
    return found


@pytest.mark.parametrize("line", DATED)
def test_an_embargo_is_not_a_title_and_gives_the_date(line: str) -> None:
    release = read(line, TITLE, TEXT)
    assert (release.title, release.published) == (TITLE, DAY)
    assert release.paragraphs == [line, TEXT]


def test_an_embargo_may_have_only_an_hour() -> None:
    assert embargo.read("لا ينشر قبل الساعة 14:00") == Facts()


@pytest.mark.parametrize(
    "line",
    [
        "حظر النشر حتى صدور الحكم في جلسة 20 نوفمبر 2025",
        "حظر النشر في القضية رقم 250 لسنة 2025",
        "النائب العام يقرر حظر النشر حتى 20 نوفمبر 2025",
        "Embargo on arms ends on 20 November 2025",
        "محظور النشر حتى إشعار آخر",
    ],
)
def test_a_headline_about_an_embargo_is_a_headline(line: str) -> None:
    assert embargo.read(line) is None
    assert read(line, TEXT).title == line


@pytest.mark.parametrize(
    "above",
    [
        ["وكالة الأنباء القطرية", "نشرة الصباح", "-" * 12, "قنا/ع/014", "مجلس الشورى / جلسة"],
        ["واس/ 1204", "الحج / وصول الحجاج / مكة"],
        ["وكالة الأنباء الأردنية", "نشرة مسائية", "بترا/م ع/7"],
    ],
)
def test_the_slug_of_a_dispatch_is_not_a_title(above: list[str]) -> None:
    release = read("\n".join(above), f"{TITLE}\n{TEXT}")
    assert (release.title, release.paragraphs[-1]) == (TITLE, TEXT)


@pytest.mark.parametrize("line", ["الأسعار / القمح", "عمان / جرش", "نشرة أسعار القمح الأسبوعية"])
def test_a_headline_with_a_slash_is_a_headline(line: str) -> None:
    assert read(line, TEXT).title == line


def test_the_office_of_a_spokesman_is_not_a_title() -> None:
    release = read("جمهورية السودان\nوزارة الخارجية\nالناطق الرسمي\nبيان صحفي", TITLE, TEXT)
    assert (release.title, release.agency) == (TITLE, "وزارة الخارجية")
