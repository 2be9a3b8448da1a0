"""Dates with a time, in both calendars and in the US order."""

import datetime
from pathlib import Path

import pytest

from indexer.documents import folder
from indexer.documents.dates import date_text
from indexer.documents.readers import DocumentReader
from indexer.releases.release import Release

DAY = datetime.date(2025, 10, 14)
TITLE = "وزير الصحة يفتتح المستشفى الجديد"
TEXT = "افتتح وزير الصحة المستشفى الجديد بحضور السلطات المحلية."
# A sheet, a page, and the settings above a text, each with a day.
FILES = {
    "a.csv": 'title,body,published\n{title},{text},"{day}"\n',
    "a.html": '<html><body><h1>{title}</h1><span class="date">{day}</span><p>{text}</p></body></html>',
    "a.md": "---\ntitle: {title}\ndate: {day}\n---\n\n{text}\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "time",
    [
        *("T08:00", "T08:00:00Z", "T23:30:00.125+03:00", " 08:00:00 +0300", " 08:00 UTC"),
        *(" 10:30", " 10:30:00", " - 10:30", " – 10:30", "، 10:30", " | 10:30", "\u00a010:30"),
        *(" 10:30 AM", " 10:30pm", " 10:30 p.m.", " at 2:15 PM", " à 10:30", " 10h30", " à 14H30"),
        *(" 10:30 ص", " 10:30م", " 10:30 صباحا", " 10:30 صباحاً", " 10:30 صباحًا", " 10:30 مساءً", " 10:30 مساء"),
        *(" 12:30 ظهرًا", " ١٠:٣٠ مَساءً", " الساعة 10:30", " - الساعة: ١٠:٣٠ ظهرا", " على الساعة 10:30"),
        *(" في تمام الساعة 10:30 صباحًا", " تمام الساعة ١٠:٣٠", "، عند الساعة 23:59", " 24:00", " 00:05"),
        *(" 10:30 بتوقيت مكة المكرمة", " 10:30 مساءً بتوقيت غرينتش", " 8:05 ص بتوقيت أبو ظبي", " 18:00 بالتوقيت المحلي"),
        *(" 10:30 UTC+3", " 10:30 GMT+03:00", " 10:30 PM UTC -0330", " (10:30)", " - (10:30 ص بتوقيت دمشق)"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("day", ["14/10/2025", "٢٠٢٥-١٠-١٤"])
def test_a_date_may_be_followed_by_a_time(tmp_path: Path, name: str, day: str, time: str) -> None:
    path = tmp_path / name
    path.write_text(FILES[name].format(title=TITLE, text=TEXT, day=day + time), "utf-8")
    with DocumentReader() as reading:
        (found,) = (each for source in folder.find([path]) for each in folder.read(source, reading))
    assert isinstance(found, Release)
    assert (found.title, found.published, found.remarks) == (TITLE, DAY, ())


@pytest.mark.parametrize(
    "written",
    [
        "14/10/2025",
        "14 أكتوبر 2025 م",
        "14/10/2025 10",
        "14/10/2025 صباحا",
        "14/10/2025 2:1",
        "الساعة 10:30 من 14/10/2025",
        "14/10/2025 10:30 في الرباط",
        "14/10/2025 24:99",
        "14/10/2025 24:01",
        "14/10/2025 10:60",
        "14/10/2025 10:30:75",
        "14/10/2025 99:99",
        "14/10/2025 (10:30",
        "14/10/2025 10:30)",
        "14/10/2025 بتوقيت الرياض",
        "14/10/2025 10:30 بتوقيت الرياض في الرباط أمس",
        "14/10/2025 10:30 توقيت الاتفاق",
        "14/10/2025 10:30 UTC3",
        "2025-10-14August10:30",
        "",
    ],
)
def test_other_text_after_a_date_is_kept(written: str) -> None:
    assert date_text.strip_time(written) == written


@pytest.mark.parametrize(
    "written", ["قريبا 10:30", "10:30", "2025-02-30 10:30", "14/10/2025 10:30 " * 9]
)
def test_a_time_alone_is_not_a_date(written: str) -> None:
    assert date_text.parse_with_time(written) is None


@pytest.mark.parametrize(
    "written",
    ["10/14/2025", "10-14-2025 10:15 AM", "Tue, 10/14/2025 - 13:45", "١٠/١٤/٢٠٢٥", "14/10/2025", "Tuesday, 14/10/2025"],
)  # fmt: skip
def test_the_month_is_first_if_only_that_gives_a_date(written: str) -> None:
    assert date_text.parse_with_time(written) == date_text.parse(written) == DAY


def test_an_english_weekday_decides_if_both_numbers_may_be_months() -> None:
    sixth = datetime.date(2025, 11, 6)
    assert (
        date_text.parse_whole("Thu, 11/06/2025")
        == date_text.parse_whole("Thursday 06/11/2025")
        == sixth
    )
    assert date_text.parse_whole("06/11/2025") == date_text.parse("06/11/2025 10:15:00 AM") == sixth


@pytest.mark.parametrize("written", ["13/13/2025", "2/30/2025", "10/14/1446", "10/14/2025 الرباط"])
def test_no_other_order_gives_a_date(written: str) -> None:
    assert date_text.parse_whole(written) is None


@pytest.mark.parametrize(
    "written", ["20-5-1447 هـ 11-11-2025 م", "الثلاثاء 20-5-1447هـ 11-11-2025م"]
)
def test_dates_of_both_calendars_need_no_separator(written: str) -> None:
    assert (
        date_text.parse_whole(written)
        == date_text.parse_with_time(written)
        == datetime.date(2025, 11, 11)
    )
