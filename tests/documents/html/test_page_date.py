"""The date of a web page without metadata."""

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from indexer.documents.html import boilerplate_lines, page_date

DAY = datetime.date(2024, 10, 28)
TITLE = "وزير الصحة يفتتح المستشفى الجديد"
TEXT = "<p>" + "افتتح وزير الصحة المستشفى الجديد بحضور السلطات المحلية. " * 8 + "</p>"


def day(body: str) -> datetime.date | None:
    return page_date.find_published(LexborHTMLParser(f"<html><body>{body}</body></html>"), TITLE)


@pytest.mark.parametrize(
    "shown",
    [
        '<div class="meta"><span class="date">الإثنين 28 أكتوبر 2024</span> <span>عدد المشاهدات: 1532</span></div>',
        '<div class="post-date">2024/10/28</div>',
        '<span class=date>الاثنين، 28 أكتوبر 2024 - 02:15 م</span>',
        '<p class="entry_date">تاريخ النشر: 28/10/2024</p>',
        '<span id="newsDate">نشر في 28 تشرين الأول 2024 | 1532 مشاهدة</span>',
        '<div class="article-published">25 ربيع الثاني 1446هـ الموافق 28 أكتوبر 2024م</div>',
        '<span class="field-date">28-10-2024 14:30</span>',
        '<i class="itemDateCreated">الإثنين, 28 تشرين الأول/أكتوبر 2024 17:14</i>',
        '<p class="dateNews">تم النشر: 28 أكتوبر 2024</p>',
        '<i id="ctl00_lblDateCreated">تاريخ الخبر: 28/10/2024</i>',
        '<b class="date">تاريخ الإضافة : 10/28/2024 10:15:00 AM</b>',
        '<b class="date">Mon, 10/28/2024 - 13:45</b>',
        '<b class="date"><i>28</i><i>أكتوبر</i><i>2024</i></b>',
        '<b class="date">25-4-1446 هـ 28-10-2024 م</b>',
        '<b class="date">28 أكتوبر 2024 | 332</b>',
        '<b class="date">[28/أكتوبر/2024] صنعاء - سبأنت:</b>',
        '<h2 class="date-header">الإثنين، 28 أكتوبر 2024</h2>',
        '<small class="date">Publié le 28 octobre 2024 à 14:30</small>',
    ],
)  # fmt: skip
def test_a_date_beside_the_heading(shown: str) -> None:
    assert day(f"<h1>{TITLE}</h1>{shown}{TEXT}") == DAY
    assert day(f"<article>{shown}<h1>{TITLE}</h1>{TEXT}</article>") == DAY
    assert day(f'<div class="post-title">{TITLE}</div><b>فرعي</b>{shown}{TEXT}') == DAY
    other = '<div class="post-date">2021/01/01</div>'
    assert day(f"<h1>{TITLE}</h1>{shown}{TEXT}<div>{other}</div>") == DAY
    assert day(f'<div class="top-bar">{other}</div><h1>{TITLE}</h1>{shown}{TEXT}') == DAY


@pytest.mark.parametrize(
    "page",
    [
        f'<header class="top"><span class="date">28 أكتوبر 2024</span></header><h1>{TITLE}</h1>{TEXT}',
        f'<h1>{TITLE}</h1>{TEXT}<div class="item"><span class="date">28 أكتوبر 2024</span></div>',
        f'<h1>{TITLE}</h1><div class="last-update">28 أكتوبر 2024</div>{TEXT}',
        f'<h1>{TITLE}</h1><div class="date">من 28 أكتوبر 2024 إلى الآن</div>{TEXT}',
        f'<h1>{TITLE}</h1><div class="lead">28 أكتوبر 2024</div>{TEXT}',
        f'<h1>{TITLE}</h1><div class="date">28 أكتوبر 2024 | 332 مليون دولار</div>{TEXT}',
        f'<h1>{TITLE}</h1><div class="date">[الجزء 28 من أكتوبر 2024]</div>{TEXT}',
        f'<h1>{TITLE}</h1><div class="itemDateModified">28 أكتوبر 2024</div>{TEXT}',
        f'<h1>{TITLE}</h1><aside><i class="date">28 أكتوبر 2024</i></aside>{TEXT}',
        '<p>نص</p><i class="date">28 أكتوبر 2024</i><i class="date">29 أكتوبر 2024</i>',
        f'<div><i class="date">28 أكتوبر 2024</i></div>{TEXT}<h1>{TITLE}</h1>{TEXT}',
        f'<h1>{TITLE}</h1><p>نص</p><ul><li><a href=/a>خبر آخر</a><i class="date">28 أكتوبر 2024</i></li></ul>',
        f'<h1>{TITLE}</h1><div><a href=/a>رئيس الوزراء يفتتح طريقا جديدا</a><i class="date">28 أكتوبر 2024</i></div>',
        *(
            f'<h1>{TITLE}</h1><i class="{name}">28 أكتوبر 2024</i>{TEXT}'
            for name in "event-date birthdate endDate start_date date-modified updated deadline expiry-date".split()
        ),
        "",
    ],
)
def test_other_dates_of_a_page(page: str) -> None:
    assert day(page) is None


def test_a_link_to_the_author_or_in_the_text_does_not_exclude_a_date() -> None:
    shown = '<i class="entry-date updated">28 أكتوبر 2024</i>'
    assert day(f"<h1>{TITLE}</h1><div><a href=/a>وزارة الصحة</a>{shown}</div>{TEXT}") == DAY
    link = "<p><a href=/a>رئيس الوزراء يفتتح طريقا جديدا</a></p>"
    assert day(f"<article><h1>{TITLE}</h1>{shown}{link}{TEXT}</article>") == DAY


def test_a_date_in_the_widget_with_the_text_is_found() -> None:
    shown = '<h2 class="date-header">الإثنين، 28 أكتوبر 2024</h2>'
    page = f"<div class='widget {{}}'>{shown}<h3 class=post-title>{TITLE}</h3>{TEXT}</div>"
    assert day(page.format("Blog")) == DAY
    assert day(page.format("blog-list")) is None


def test_nested_elements_are_read_in_time() -> None:
    began = time.perf_counter()
    day("<div class='date title'>" * 4_000 + "28 أكتوبر 2024")
    assert time.perf_counter() - began < 5


def test_a_page_without_a_heading_has_its_only_date() -> None:
    assert day('<p>نص</p><i class="date">28 أكتوبر 2024</i>') == DAY


@pytest.mark.parametrize(
    ("paragraph", "is_left"),
    [
        ("الإثنين 28 أكتوبر 2024 عدد المشاهدات: 1532", False),
        ("عدد الزيارات: 12", False),
        ("1532 مشاهدة", False),
        ("28/10/2024 - 14:30 | Views: 7", False),
        ("بلغ عدد المشاهدات: 1532 خلال أسبوع", True),
        ("قال الوزير إن 12 قراءة أنجزت", True),
    ],
)
def test_counters_are_not_text(paragraph: str, is_left: bool) -> None:
    text = "عقد الاجتماع في الرباط."
    assert boilerplate_lines.strip_site_lines([paragraph, text]).paragraphs == (
        [paragraph] * is_left
    ) + [text]


@given(st.text())
def test_no_text_raises(text: str) -> None:
    boilerplate_lines.strip_site_lines([text])
    day(f'<i class="date">{text}</i>')
