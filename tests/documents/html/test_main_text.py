"""The main text of pages with a table layout, as on old government sites."""

import datetime
import time
from pathlib import Path

import pytest

from indexer.documents import folder
from indexer.documents.html import rendering
from indexer.documents.readers import DocumentReader
from indexer.releases.release import Release

TEXT = (
    "عقد رئيس مجلس الوزراء، اليوم، اجتماعا لمتابعة موقف تنفيذ مشروعات المرحلة الأولى من المبادرة.",
    "وأشار إلى أن نسبة التنفيذ بلغت 85% في محافظات المرحلة الأولى، وعددها 20 محافظة، موجها بسرعة الانتهاء.",
)
HEADLINE = "رئيس الوزراء يتابع موقف تنفيذ المشروعات"
MENU = "<b>القائمة</b><br><a href=/a>رئاسة الجمهورية</a><br><a href=/b>مجلس النواب</a>"
READ = "<b>الأكثر قراءة</b><br><a href=/c>أسعار الذهب اليوم</a><br><a href=/d>نتيجة الشهادة</a>"
LIST = "<p><a href=/e>الرئيس</a></p><p>الحكومة</p><p>المحافظات</p>"


def read(tmp_path: Path, body: str, title: str = "الهيئة العامة - أخبار") -> Release:
    (tmp_path / "a.htm").write_text(
        f"<html><title>{title}</title><body>{body}</body></html>", "utf-8"
    )
    (source,) = folder.find([tmp_path / "a.htm"])
    with DocumentReader() as reading:
        (found,) = folder.read(source, reading)
    assert isinstance(found, Release)
    return found


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "headline",
    [
        f"<span class=title>{HEADLINE}</span>",
        f"<font size=5>{HEADLINE}</font>",
        f"<div class='news-title'>{HEADLINE}</div>",
        f"<p id=title><b>{HEADLINE}</b></p>",
        f"<h2>{HEADLINE}</h2>",
    ],
)
@pytest.mark.parametrize("side", [MENU, READ, LIST])
def test_side_columns_are_not_text(tmp_path: Path, headline: str, side: str) -> None:
    text = f"<td>{headline}<br>{paragraphs(*TEXT)}</td>"
    page = f"<table><tr><td colspan=3>{MENU}<a>بحث</a></td></tr><tr><td>{side}</td>{text}<td>{side}</td></tr></table>"
    release = read(tmp_path, page)
    assert release.title == HEADLINE
    assert release.paragraphs == [*TEXT]


@pytest.mark.parametrize("day", ["12/05/2025", "الإثنين 12 مايو 2025م", "14/11/1446هـ"])
def test_a_date_between_line_breaks_is_that_of_the_page(tmp_path: Path, day: str) -> None:
    text = f"<font size=5>{HEADLINE}</font><br><font size=1>{day}</font><br>{'<br><br>'.join(TEXT)}"
    release = read(tmp_path, f"<table><tr><td>{MENU}</td><td>{text}</td></tr></table>")
    assert (release.title, release.paragraphs) == (HEADLINE, [*TEXT])
    assert release.published == datetime.date(2025, 5, 12)


@pytest.mark.parametrize("line", ["الرياض في 12 مايو 2025", "الرياض، 12 مايو 2025م"])
def test_a_place_with_a_date_before_a_line_break_is_read(tmp_path: Path, line: str) -> None:
    release = read(tmp_path, f"<h1>{HEADLINE}</h1><p>{line}<br>{TEXT[0]}</p><p>{TEXT[1]}</p>")
    assert (release.place, release.published) == ("الرياض", datetime.date(2025, 5, 12))
    assert TEXT[0] in release.paragraphs


@pytest.mark.parametrize(
    ("text", "agency"), [(TEXT[0], "وزارة الخارجية"), (f"الرياض (واس): {TEXT[0]}", "واس")]
)
def test_the_title_of_a_page_names_its_agency_if_nothing_else_does(
    tmp_path: Path, text: str, agency: str
) -> None:
    page = f"<h1>{HEADLINE}</h1>{paragraphs(text, TEXT[1])}"
    assert read(tmp_path, page, f"وزارة الخارجية - {HEADLINE}").agency == agency


@pytest.mark.parametrize(
    ("heading", "text", "is_error"),
    [
        ("404", "الصفحة غير موجودة", True),
        ("404 Not Found", "nginx", True),
        ("خطأ 500", "حاول مرة أخرى", True),
        ("الصفحة المطلوبة غير موجودة", "عودة إلى الرئيسية من هنا", True),
        ("404 أشخاص في الدورة", "بدأت الدورة اليوم.", False),
        ("404", "".join(TEXT), False),
    ],
)
def test_an_error_page_has_a_remark(
    tmp_path: Path, heading: str, text: str, is_error: bool
) -> None:
    found = read(tmp_path, f"<h1>{heading}</h1><p>{text}</p>", heading)
    assert (found.remarks == ("looks like an error page of a server, not like a release",)) == (
        is_error
    )


def test_a_date_between_line_breaks_stays_in_its_row() -> None:
    row = "<table><tr><td>الندوة<br>12/05/2025</td><td>الرياض</td></tr></table>"
    assert rendering.paragraphs(row) == ["الندوة 12/05/2025 | الرياض"]


def test_a_text_in_two_languages_is_whole(tmp_path: Path) -> None:
    french = "Le chef du gouvernement a tenu une réunion consacrée au suivi des projets de la première phase."
    page = f"<table><tr><td>{paragraphs(*TEXT)}</td><td>{paragraphs(french)}</td></tr></table>"
    assert read(tmp_path, f"<h1>{HEADLINE}</h1>{page}").paragraphs == [*TEXT, french]


def test_a_table_in_a_text_is_whole(tmp_path: Path) -> None:
    table = (
        "<table><tr><td>الإقليم</td><td>الآبار</td></tr><tr><td>زاكورة</td><td>14</td></tr></table>"
    )
    page = f"<h1>{HEADLINE}</h1>{paragraphs(*TEXT)}{table}"
    assert read(tmp_path, page).paragraphs == [*TEXT, "الإقليم | الآبار", "زاكورة | 14"]


def test_a_date_beside_the_text_is_kept(tmp_path: Path) -> None:
    text = f"<td><h1>{HEADLINE}</h1>{paragraphs(*TEXT)}</td>"
    page = f"<table><tr>{text}<td>22 مايو 2024</td></tr></table>"
    release = read(tmp_path, page)
    assert release.published == datetime.date(2024, 5, 22)


def test_short_lines_without_links_beside_the_text_are_kept(tmp_path: Path) -> None:
    side = "<p>القاهرة: 14</p><p>الجيزة: 20</p><p>أسوان: 3</p>"
    page = f"<h1>{HEADLINE}</h1><table><tr><td>{paragraphs(*TEXT)}</td><td>{side}</td></tr></table>"
    found = read(tmp_path, page).paragraphs
    assert found == [*TEXT, "القاهرة: 14", "الجيزة: 20", "أسوان: 3"]


@pytest.mark.parametrize("named", ["site-title", "widget_title", "title", "news-title"])
@pytest.mark.parametrize("tag", ["h3", "p", "b"])
def test_the_name_of_a_site_is_not_a_headline(tmp_path: Path, named: str, tag: str) -> None:
    page = (
        f"<div class='{named}'>الموقع الرسمي لوزارة الصحة</div><{tag}>{HEADLINE}</{tag}><br><br>"
        f"{paragraphs(*TEXT)}"
    )
    assert read(tmp_path, page, f"{HEADLINE} | موقع").title == HEADLINE


def test_nested_elements_are_read_in_time(tmp_path: Path) -> None:
    for opened in ("<span class=title>", "<font size=5>"):
        began = time.perf_counter()
        read(tmp_path, f"{opened * 2_000}{HEADLINE}")
        assert time.perf_counter() - began < 8


def test_a_list_of_other_texts_is_not_text(tmp_path: Path) -> None:
    others = "<div><h3>اقرأ أيضا:</h3><ul><li><a href=/a>أسعار الذهب اليوم في الأسواق</a></li></ul></div>"
    assert read(tmp_path, f"<h1>{HEADLINE}</h1>{paragraphs(*TEXT)}{others}").paragraphs == [*TEXT]


def test_a_heading_that_the_title_repeats_is_kept(tmp_path: Path) -> None:
    title, first = "نقابة الصحفيين المغاربة", "عقدت النقابة اجتماعها السنوي بالرباط، بحضور أعضائها."
    page = f"<article><h1>{title}</h1><p>{first}</p><p>وناقشت التقرير المالي للسنة.</p></article>"
    assert read(tmp_path, page, f"{title} | الموقع").title == title
    release = (
        "<article><h1>بيان</h1><p>الرباط، 3 نونبر 2025</p><p>عقدت النقابة اجتماعها.</p></article>"
    )
    assert read(tmp_path, release, "بيان").title == "بيان"


@pytest.mark.parametrize(
    "named", ["تفاصيل الخبر", "وزارة الصحة - الأخبار", "News Details", "وزارة الصحة", "SUNA"]
)
@pytest.mark.parametrize(
    "headline",
    [
        "<h3>{}</h3>",
        "<div class=newsTitle>{}</div>",
        "<span id=ctl00_lblTitle>{}</span><br><br>",
        "<h4 class=x>{}</h4>",
    ],
)
def test_a_generic_title_is_ignored(tmp_path: Path, named: str, headline: str) -> None:
    page = f"<div>{headline.format(HEADLINE)}{paragraphs(*TEXT)}</div>"
    release = read(tmp_path, page, named)
    assert (release.title, release.paragraphs) == (HEADLINE, [*TEXT])


def test_a_line_is_the_headline_if_there_is_no_other(tmp_path: Path) -> None:
    page = f"<p><b>{HEADLINE}</b></p>{paragraphs(*TEXT)}"
    assert read(tmp_path, page, "عرض الخبر").title == HEADLINE
    release = read(tmp_path, paragraphs(*TEXT), "عرض الخبر")
    assert (release.title, release.paragraphs) == ("عرض الخبر", [*TEXT])


@pytest.mark.parametrize("level", ["h1", "h2"])
def test_the_heading_that_matches_the_page_title_is_the_headline(
    tmp_path: Path, level: str
) -> None:
    for section in ("الأخبار", "28 أكتوبر 2024", "بوابة الخدمات الحكومية الموحدة"):
        page = f"<{level}>{section}</{level}><h2>{HEADLINE}</h2>{paragraphs(*TEXT)}"
        release = read(tmp_path, page, f"{HEADLINE} | الموقع")
        assert (release.title, release.paragraphs) == (HEADLINE, [*TEXT])


def test_a_lower_heading_is_not_the_headline_of_a_page_that_has_a_title(tmp_path: Path) -> None:
    page = f"<h3>محاور الاجتماع الرئيسية</h3>{paragraphs(*TEXT)}"
    release = read(tmp_path, page, "رئيس الحكومة يترأس اجتماعا وزاريا")
    assert release.title == "رئيس الحكومة يترأس اجتماعا وزاريا"
    assert release.paragraphs == ["محاور الاجتماع الرئيسية", *TEXT]


def test_a_page_that_is_still_loading_has_no_text(tmp_path: Path) -> None:
    release = read(tmp_path, "<main><div>جار التحميل...</div></main>", HEADLINE)
    assert (release.title, release.body) == (HEADLINE, "")
    assert release.remarks == ("no text was found below its title",)
