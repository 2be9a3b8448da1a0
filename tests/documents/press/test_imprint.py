"""Lines that are a place and a date."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.press import imprint, metadata
from indexer.documents.press.facts import Facts

DAY = datetime.date(2025, 11, 14)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("الدار البيضاء، 14 نونبر 2025", "الدار البيضاء"),
        ("الرباط في 14 نونبر 2025", "الرباط"),
        ("الرباط، 14/11/2025", "الرباط"),
        ("الرباط: ١٤ نونبر ٢٠٢٥.", "الرباط"),
        ("الرباط 14 نونبر 2025", "الرباط"),
        ("بيروت – 14 تشرين الثاني 2025", "بيروت"),
        ("الناظور، يوم الجمعة 14 نونبر 2025", "الناظور"),
        ("جدة، 23 جمادى الأولى 1447هـ الموافق 14 نوفمبر 2025م", "جدة"),
        ("مكة المكرمة، 14 نوفمبر 2025", "مكة المكرمة"),
        ("دبي، الإمارات العربية المتحدة، 14 نوفمبر 2025", "دبي، الإمارات العربية المتحدة"),
        ("حرر بالرباط، في 14 نونبر 2025", "الرباط"),
        ("حرر بسلا بتاريخ 14/11/2025", "سلا"),
        ("14 نونبر 2025، الرباط", "الرباط"),
        ("Rabat, le 14 novembre 2025", "Rabat"),
        ("Fait à Rabat, le vendredi 14 novembre 2025", "Rabat"),
        ("Riyadh, 14 November 2025", "Riyadh"),
        ("Riyadh, November 14, 2025", "Riyadh"),
    ],
)
def test_place_and_date(line: str, place: str) -> None:
    assert imprint.read(line) == Facts(DAY, place)
    below = metadata.read([line, "فقرة", "أخرى"])
    assert (below.published, below.place, below.event_date) == (DAY, place, None)
    assert below.body == [line, "فقرة", "أخرى"]
    assert metadata.read(["فقرة", "أخرى", line])[1:4] == (DAY, None, place)


@pytest.mark.parametrize(
    "line",
    [
        *("الرباط تحتضن المؤتمر في 14 نونبر 2025", "مؤتمر المناخ في 14 نونبر 2025", "11 سبتمبر 2001"),
        *("انتخابات 8 شتنبر 2021", "الانتخابات في 8 شتنبر 2021", "ندوة صحفية، 14 نونبر 2025"),
        *("قمة الدوحة، 14 نوفمبر 2025", "وزارة الداخلية، 14 نونبر 2025", "14 نونبر 2025، مؤتمر المناخ"),
        *("أعلن أمس، 14 نونبر 2025", "الرباط، 31 فبراير 2025", "الرباط: المؤتمر الدولي للماء 14 نونبر 2025"),
        *("أسعار الذهب، 14 نوفمبر 2025", "حالة الطقس | 14 نوفمبر 2025", "قرعة كأس العالم، 5 ديسمبر 2025"),
        *("زلزال الحوز، 8 شتنبر 2023", "هجوم باريس، 13 نونبر 2015", "Grève générale le 14 novembre 2025"),
        *("Publié le 14 novembre 2025", "Updated on 14 November 2025", "نشر بتاريخ 14 نونبر 2025"),
        *("الرباط، 14 نونبر 2025 اجتمع المجلس", "الرباط، 14 نونبر 2025 – اجتمع", "التاريخ: 14 نونبر 2025"),
        *("مؤتمر - سلطنة عمان - 14 نونبر 2025", "البرنامج - المرحلة الأولى - 14 نونبر 2025", "كأس العرب - قطر - 14 نونبر 2025"),
    ],
)  # fmt: skip
def test_other_lines(line: str) -> None:
    assert imprint.read(line) is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("الظهران - المملكة العربية السعودية - 14 نونبر 2025", "الظهران، المملكة العربية السعودية"),
        ("نزوى – سلطنة عمان، 14 نونبر 2025", "نزوى، سلطنة عمان"),
    ],
)
def test_dashes_may_separate_the_parts_of_a_place(line: str, place: str) -> None:
    assert imprint.read(line) == Facts(DAY, place)


def test_a_headline_may_continue_above_it() -> None:
    """As the lines of one do that come out of a PDF one by one."""
    line = "الناظور، 14 نونبر 2025"
    assert metadata.read(["في جهة الشرق", line, "فقرة.", "أخرى."]).published == DAY
    assert metadata.read(["فقرة.", line, "أخرى."]).published is None


def test_a_lead_precedes_the_line_below_the_text() -> None:
    said = metadata.read(["دبي، 13 نوفمبر 2025 – قال", "فقرة", "الرباط، 14 نونبر 2025"])
    assert (said.published, said.place) == (datetime.date(2025, 11, 13), "دبي")


def test_another_date_is_that_of_publication() -> None:
    said = metadata.read(["الناظور، 14 نونبر 2025", "فقرة", "2025-11-15"])
    assert (said.published, said.event_date) == (datetime.date(2025, 11, 15), DAY)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    imprint.read(text)
    imprint.read(f"{text}، 14 نونبر 2025")
