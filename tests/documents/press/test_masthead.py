"""Mastheads: no line of one becomes a title, no text is lost, and a title always remains."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.press import article, masthead
from indexer.documents.press.plain_text import read
from indexer.releases.release import Release

TITLE = "إطلاق برنامج جديد لدعم المقاولات الصغرى"
BODY = (
    "أعلنت الوزارة اليوم عن إطلاق برنامج جديد يهم مختلف جهات المملكة، ويشمل عددا من المشاريع.",
    "وأضاف المصدر أن البرنامج سيمتد على ثلاث سنوات.",
)
DAY = datetime.date(2025, 11, 14)
LETTERHEADS = [
    (["الدار البيضاء، 14 نونبر 2025"], "الدار البيضاء", None),
    (["الرباط في 14 نونبر 2025"], "الرباط", None),
    (["بلاغ", "الرباط، 14/11/2025"], "الرباط", None),
    (["بيروت – 14 تشرين الثاني 2025", "بيان"], "بيروت", None),
    (["Communiqué de presse", "Rabat, le 14 novembre 2025"], "Rabat", None),
    (["Riyadh, 14 November 2025", "Press release"], "Riyadh", None),
    (["الجمعة 14 نونبر 2025"], None, None),
    (["14/11/2025"], None, None),
    (["تعميم صحفي", "14 نونبر 2025"], None, None),
    (["بلاغ صحفي بتاريخ 14 نونبر 2025"], None, None),
    (["الرباط، 14 نونبر 2025 بلاغ صحفي"], "الرباط", None),
    (["المملكة المغربية", "وزارة الداخلية", "بلاغ إخباري", "الرباط، 14 نونبر 2025"], "الرباط", "وزارة الداخلية"),
    (["الجمهورية التونسية – وزارة الصحة", "تونس في 14 نوفمبر 2025"], "تونس", "وزارة الصحة"),
    (["Royaume du Maroc", "Ministère de l'Intérieur", "Rabat, le 14 novembre 2025"], "Rabat", "Ministère de l'Intérieur"),
]  # fmt: skip


def of_text(*parts: str) -> Release:
    (found,) = read("\n\n".join(parts), "a.txt")
    assert isinstance(found, Release)
    return found


@pytest.mark.parametrize(("above", "place", "agency"), LETTERHEADS)
def test_a_letterhead_is_not_a_title(
    above: list[str], place: str | None, agency: str | None
) -> None:
    found = of_text(*above, TITLE, *BODY)
    assert (found.title, found.paragraphs) == (TITLE, [*above, *BODY])
    assert (found.published, found.place, found.agency) == (DAY, place, agency)
    assert (found.event_date, found.language) == (None, "ar")
    tight = of_text("\n".join([*above, TITLE, *BODY]))
    assert (tight.title, tight.paragraphs) == (TITLE, [*above, *BODY])
    (same,) = article.releases(article.Article([*above, TITLE, *BODY]), "a.txt")
    assert same == found


@pytest.mark.parametrize(
    "title",
    [
        *("الرباط تحتضن المؤتمر في 14 نونبر 2025", "مؤتمر المناخ في 14 نونبر 2025", "انتخابات 8 شتنبر 2021"),
        *("بيان من وزارة الصحة حول اللقاحات", "بلاغ صحفي لوزارة الصحة", "بيان صحفي: إطلاق البرنامج"),
        *("وزارة الداخلية تعلن نتائج المباراة", "وزارة الداخلية", "11 سبتمبر 2001"),
        *("ندوة صحفية، 14 نونبر 2025", "بلاغة الخطاب", "Communiqué de presse du ministère"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("below", [(), ("عنوان فرعي",)])
def test_titles_that_resemble_a_masthead_are_kept(title: str, below: tuple[str, ...]) -> None:
    found = of_text(title, *below, *BODY)
    assert (found.title, found.paragraphs) == (title, [*below, *BODY])
    assert found.published is None


def test_a_title_that_begins_with_an_institution_stays_above_its_dateline() -> None:
    found = of_text("وزارة الداخلية تعلن نتائج المباراة", "الرباط، 14 نونبر 2025", *BODY)
    assert found.title == "وزارة الداخلية تعلن نتائج المباراة"
    assert (found.published, found.place, found.agency) == (DAY, "الرباط", None)


@pytest.mark.parametrize(
    ("above", "title", "below"),
    [
        ([], "بيان", []),
        ([], "بلاغ صحفي", ["الرباط، 14 نونبر 2025"]),
    ],
)
def test_the_kind_of_text_is_the_title_without_a_headline(
    above: list[str], title: str, below: list[str]
) -> None:
    for body in (BODY, (f"{BODY[0][:60]}\n{BODY[0][60:]}", BODY[1])):
        found = of_text(*above, title, *below, *body)
        assert (found.title, found.paragraphs[:-2]) == (title, [*above, *below])
        if below:
            assert (found.published, found.place) == (DAY, "الرباط")


def test_a_short_text_below_a_french_letterhead_is_in_arabic() -> None:
    above = ("Royaume du Maroc", "Ministère de l'Intérieur", "Communiqué de presse")
    assert of_text(*above, "افتتاح مركز", "نص", "آخر").language == "ar"


@pytest.mark.parametrize("heading", ["بلاغ صحفي", "وزارة الصحة", "الجمهورية التونسية"])
def test_the_heading_of_a_page_may_be_its_letterhead(heading: str) -> None:
    page = article.Article([TITLE, "تونس في 14 نوفمبر 2025", *BODY], heading)
    (found,) = article.releases(page, "a.html")
    assert (found.title, found.published, found.place) == (TITLE, DAY, "تونس")
    assert found.paragraphs[:2] == [heading, "تونس في 14 نوفمبر 2025"]


@given(st.lists(st.sampled_from([*LETTERHEADS[11][0], "14 نونبر 2025", TITLE, *BODY]) | st.text()))
def test_mastheads_lose_no_text(paragraphs: list[str]) -> None:
    above, below, _ = masthead.split(paragraphs)
    assert [*above, *below] == paragraphs
    assert below or not paragraphs


@pytest.mark.parametrize(
    "title",
    ["المدينة: ضبط مخالف لأنظمة البيئة", "المصدر: 5 قتلى في انفجار", "تاريخ: مئة عام على ثورة الريف", "الرقم: 15 قتيلا في حادث"],
)  # fmt: skip
@pytest.mark.parametrize("body", [BODY, ("ضبطت القوات الخاصة مخالفا.", BODY[0])])
def test_a_headline_that_begins_like_a_label_is_one(title: str, body: tuple[str, ...]) -> None:
    found = of_text(title, *body)
    assert (found.title, found.paragraphs) == (title, list(body))
    assert (found.published, found.place, found.agency) == (None, None, None)


@pytest.mark.parametrize(
    "label",
    ["التاريخ: 14 نونبر 2025", "المصدر: وكالة المغرب العربي للأنباء", "المدينة: الرباط", "التاريخ: / / 1447هـ"],
)  # fmt: skip
def test_a_labelled_value_is_not_a_headline(label: str) -> None:
    assert of_text(label, TITLE, *BODY).title == TITLE
    assert of_text(label, *BODY).title == BODY[0].rstrip(".")
