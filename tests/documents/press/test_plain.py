"""Plain text, as people save it from a mail or a page."""

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.press import masthead, metadata, seed_format
from indexer.documents.press.plain_text import read
from indexer.errors import DocumentError
from indexer.releases.release import Release

LETTER = """
وزير الخارجية يلتقي نظيره
بكين 17 سبتمبر 2025 (شينخوا) -- التقى وزير الخارجية نظيره في بكين.

وبحث الجانبان
سبل التعاون.

تاريخ النشر: 18 سبتمبر 2025
"""


def one(text: str) -> Release:
    (found,) = read(text, "a/b.txt")
    assert isinstance(found, Release)
    return found


def test_the_first_line_is_the_title_and_the_metadata_is_in_the_text() -> None:
    release = one(LETTER)
    assert release.title == "وزير الخارجية يلتقي نظيره"
    assert release.paragraphs[1] == "وبحث الجانبان سبل التعاون."
    assert (release.id, release.agency, release.place) == ("a~b", "شينخوا", "بكين")
    assert release.event_date == datetime.date(2025, 9, 17)
    assert release.published == datetime.date(2025, 9, 18)


def test_each_line_is_a_paragraph_without_blank_lines() -> None:
    assert one("عنوان\r\nأولى\r\nثانية\r\n").paragraphs == ["أولى", "ثانية"]


def test_a_first_line_that_is_a_paragraph_is_not_a_title() -> None:
    release = one("كلمة " * 100 + "\nثانية")
    assert release.title == ""
    assert len(release.paragraphs) == 2


def test_a_paragraph_alone_is_a_release_without_a_title() -> None:
    release = one("كلمة " * 100)
    assert (release.title, release.body) == ("", ("كلمة " * 100).strip())


@pytest.mark.parametrize("text", ["افتتحت الوزارة مستشفى في أبها.", "كلمة " * 40])
def test_a_short_message_is_a_text_without_a_title(text: str) -> None:
    assert (one(text).title, one(text).body) == ("", text.strip())


MASTHEAD = """
بيان صحفي رقم 12/2025 – للنشر الفوري
التاريخ: 12 مارس 2025
المصدر: وزارة الصحة

الوزارة تطلق حملة للتطعيم

الرياض، 11 مارس 2025 – أعلنت الوزارة إطلاق حملة.
"""


def test_the_title_is_below_the_masthead() -> None:
    release = one(MASTHEAD)
    assert release.title == "الوزارة تطلق حملة للتطعيم"
    assert release.paragraphs[0] == "بيان صحفي رقم 12/2025 – للنشر الفوري"
    assert release.published == datetime.date(2025, 3, 12)
    assert release.event_date == datetime.date(2025, 3, 11)
    assert (release.agency, release.place) == ("وزارة الصحة", "الرياض")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("بيان صحفي", True),
        ("** للنشر الفوري **", True),
        ("FOR IMMEDIATE RELEASE", True),
        ("Press release no. 7", True),
        ("新闻稿", True),
        ("بسم الله الرحمن الرحيم", True),
        ("التاريخ : ١٢ مارس ٢٠٢٥", True),
        ("14 مارس 2025", True),
        ("بيان صحفي لوزارة الصحة", False),
        ("بيان", True),
        ("بيان من وزارة الصحة", False),
        ("COMMUNIQUÉ DE PRESSE", True),
        ("تعميم صحفي", True),
        ("بلاغ صحفي، 14 نونبر 2025", True),
        ("بلاغ 14/11/2025", True),
        ("الرباط، 14 نونبر 2025 بلاغ صحفي", True),
        ("المملكة المغربية", True),
        ("التفاصيل: في الرياض", False),
        ("بيان صحفي " * 20, False),
    ],
)
def test_lines_of_a_masthead(line: str, part: bool) -> None:
    assert masthead.is_part(line) == part


def test_a_row_of_kinds_and_dashes_is_read_quickly() -> None:
    started = time.process_time()
    assert not masthead.is_part(("للنشر" + "----") * 13 + "x")
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "below",
    ["أبوظبي في 14 أكتوبر 2025 / وام / أطلقت الوزارة خدمة.", "كلمة " * 80, "التاريخ: 5/5/2025"],
)
def test_other_lines_below_a_masthead_do_not_become_headlines(below: str) -> None:
    release = one(f"بيان صحفي\n\n{below}\n\nنص أول.\n\nنص ثان.")
    assert release.title in ("بيان صحفي", "نص أول.")
    assert "نص ثان." in release.paragraphs


def test_a_date_alone_is_a_headline() -> None:
    assert one("11 سبتمبر 2001\n\nنص أول.\n\nنص ثان.").title == "11 سبتمبر 2001"


def test_a_masthead_needs_a_headline_and_a_text_below_it() -> None:
    assert one("بيان صحفي\nنص قصير.").title == "بيان صحفي"
    assert one("بيان صحفي\nعنوان\nنص").title == "عنوان"


def test_a_paragraph_that_begins_with_a_label_is_text() -> None:
    said = metadata.read(["المصدر: " + "كلمة " * 100, "نص"])
    assert said.agency is None


@pytest.mark.parametrize("text", ["ليس بيانا", "\n\n عنوان \n\u200f\n"])
def test_a_title_alone_is_half_a_release(text: str) -> None:
    with pytest.raises(DocumentError, match="a title alone"):
        list(read(text, "a.txt"))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("• عنوان\n\nنص", True),
        ("عنوان\n\n    نص\n\n  •\n    2025-10-14", True),
        ("\u200f• عنوان", True),
        ("عنوان\n\n• نقطة\n• نقطة", False),
        ("عنوان\nنص", False),
        ("", True),
    ],
)
def test_texts_that_look_like_the_seed_format(text: str, meant: bool) -> None:
    assert seed_format.looks_like(text) == meant


@pytest.mark.parametrize(
    ("lead", "place", "agency"),
    [
        ("بكين 22 فبراير 2025 (شينخوا) -- التقى", "بكين", "شينخوا"),
        ("القاهرة في يوم السبت 22 فبراير 2025 (أ ش أ)- قال", "القاهرة", "أ ش أ"),
        ("أبوظبي في 22 فبراير 2025 / وام / أعلنت", "أبوظبي", "وام"),
        ("دبي، الإمارات العربية المتحدة، 22 فبراير 2025: أعلنت", "دبي، الإمارات العربية المتحدة", None),
        ("الرياض، ٢٢ فبراير ٢٠٢٥م – ارتفعت الصادرات (غير النفطية)", "الرياض", None),
        ("الرياض 23 شعبان 1446 هـ الموافق 22 فبراير 2025 م (واس) ـ قال", "الرياض", "واس"),
        ("دبي، السبت، 22 فبراير 2025 – أعلنت", "دبي", None),
        ("Dubai, UAE – 22 February 2025: The", "Dubai, UAE", None),
        ("كوالا لمبور 22 فبراير 2025 (شينخوا) -- قال", "كوالا لمبور", "شينخوا"),
        ("الدار البيضاء، السبت 22 فبراير 2025 (ومع) - قال", "الدار البيضاء", "ومع"),
        ("Dubai, UAE; February 22, 2025: The", "Dubai, UAE", None),
        ("صنعاء/نيويورك، 22 فبراير 2025 – بحث", "صنعاء، نيويورك", None),
        ("جدة 23 شعبان 1446 هـ الموافق 22 فبراير 2025 م واس استقبل", "جدة", "واس"),
        ("الدار البيضاء/ 22 فبراير 2025/ ومع/ قالت", "الدار البيضاء", "ومع"),
    ],
)  # fmt: skip
def test_a_lead_gives_place_and_date(lead: str, place: str, agency: str | None) -> None:
    found = metadata.read([lead, "فقرة"])
    day = datetime.date(2025, 2, 22)
    assert (found.published, found.place, found.agency) == (day, place, agency)
    assert found.event_date is None
    dated = metadata.read([lead, "فقرة", "2025-02-23"])
    assert (dated.published, dated.event_date) == (datetime.date(2025, 2, 23), day)


@pytest.mark.parametrize(
    ("lead", "place", "agency"),
    [("عمان 11 أيار (بترا)- أعلنت", "عمان", "بترا"), ("الكويت في 9 مايو /كونا/ -- قال", "الكويت", "كونا")],
)  # fmt: skip
def test_a_lead_may_omit_the_year(lead: str, place: str, agency: str) -> None:
    found = metadata.read([lead, "فقرة"])
    assert (found.published, found.place, found.agency) == (None, place, agency)


@pytest.mark.parametrize(
    "sentence",
    ["فاز نادي الاتحاد (العميد) في 22 فبراير 2025", "انطلق في 22 فبراير 2025 المؤتمر (الثالث) للمياه", "بلغت الإيرادات، 22 فبراير 2025، مليارا",
     "أعلنت الوزارة اليوم، السبت 22 فبراير 2025: أن", "تاريخ النشر - 22 فبراير 2025 - نص",
     "يبدأ الاكتتاب 3 مارس 2025 (الاثنين) وينتهي", "ولد الشاعر 13 مارس 1941 (قرية البروة) في", "غادر الوفد بيروت 3 يونيو 2025 وال يزال",
     "صدر القرار - في 12 مارس 2010 - بشأن", "أعلنت هيئة السوق أن الاكتتاب يبدأ 3 مارس 2025 (تداول) - قالت",
     "السبت، 22 فبراير 2025 - قال", "سجل المنتخب 3 أهداف (هدفين)", "بلغ الوفد 11 أيار (مايو) الماضي العاصمة",
     "في الفترة بين الأحد، 22 فبراير 2025 – 25 فبراير 2025 تعقد"],
)  # fmt: skip
def test_a_sentence_is_not_a_lead(sentence: str) -> None:
    found = metadata.read([sentence, "فقرة"])
    assert (found.published, found.place, found.agency) == (None, None, None)


@given(st.text())
def test_any_text_is_a_release_or_refused(text: str) -> None:
    try:
        found = list(read(text, "a.txt"))
    except DocumentError:
        return
    assert found


@pytest.mark.parametrize(
    ("line", "is_read"),
    [
        ("صدر في 5 شوال 1446هـ", True),
        ("صدرت بتاريخ 3 أبريل 2025", True),
        ("نُشر يوم الخميس 3 أبريل 2025.", True),
        ("حرر في 5 شوال 1446هـ الموافق 3 أبريل 2025م", True),
        ("صدر في 3 أبريل 2025 قرار جديد", False),
    ],
)
def test_a_line_says_when_a_text_was_issued(line: str, is_read: bool) -> None:
    release = one(f"وزارة الصحة تطلق حملة للتلقيح\n\nأعلنت الوزارة إطلاق حملة.\n\n{line}\n")
    assert (release.published == datetime.date(2025, 4, 3)) == is_read
    assert (release.place, release.paragraphs[-1]) == (None, line)
