"""Boilerplate elements of a page, and elements that only look like boilerplate."""

import datetime
import time

import pytest

from indexer.documents.files.content import Unpacked
from indexer.documents.html import class_names
from indexer.documents.markup import web_page
from indexer.releases.release import Release
from tests.documents.html.test_main_text import HEADLINE, TEXT, paragraphs

DAY = datetime.date(2024, 10, 28)
MENU = "<ul class=menu><li><a href=/a>الرئيسية</a><li><a href=/b>الأخبار</a><li><a href=/c>اتصل بنا</a></ul>"
NOTICE = "<p>© الهيئة العامة، جميع الحقوق محفوظة</p>"
ARTICLE = f"<h1>{HEADLINE}</h1>{paragraphs(*TEXT)}"


def read(body: str, title: str = "الهيئة العامة - أخبار") -> Release:
    page = f"<html><title>{title}</title><body>{body}</body></html>"
    (found,) = web_page.read(Unpacked("a.html", iter([page.encode()])))
    assert isinstance(found, Release)
    return found


@pytest.mark.parametrize(
    "page",
    [
        f"<form id=main_form>{MENU}<h2>{HEADLINE}</h2><div class=news-date>28/10/2024</div>{paragraphs(*TEXT)}</form>",
        f"{MENU * 20}<form><h1>{HEADLINE}</h1><i class=date>28/10/2024</i>{paragraphs(*TEXT)}</form>",
    ],
)
def test_a_form_around_the_page_or_its_heading_is_not_boilerplate(page: str) -> None:
    found = read(page, HEADLINE)
    assert (found.title, found.published, found.paragraphs) == (HEADLINE, DAY, [*TEXT])


def test_a_form_beside_the_text_is_boilerplate() -> None:
    form = "<form><h3>راسلنا</h3><i class=date>28/10/2024</i><p>نسعد باستقبال رسائلكم في أي وقت من اليوم.</p></form>"
    found = read(ARTICLE + form, HEADLINE)
    assert (found.published, found.paragraphs) == (None, [*TEXT])


@pytest.mark.parametrize(
    "names",
    [
        *("elementor-widget elementor-widget-text-editor", "elementor-widget-container", "fusion-widget-text"),
        *("widget widget_sow-editor so-panel", "widget widget_black-studio-tinymce", "social-affairs", "social-dev"),
        *("social-security-news", "so-widget-text", "widget widget_text so-panel", "economic-and-social-council"),
        *("market-share-report", "tags-reform", "commentary", "headline", "addition", "adsorption", "loading"),
    ],
)  # fmt: skip
def test_a_class_name_for_the_content_is_not_boilerplate(names: str) -> None:
    assert not class_names.is_boilerplate(names)
    blocks = "".join(f'<div class="{names}"><p>{text}</p></div>' for text in TEXT)
    assert read(f"<h1>{HEADLINE}</h1>{blocks}").paragraphs == [*TEXT]


@pytest.mark.parametrize(
    "names",
    [
        *("widget", "widget widget_recent_entries", "widget-area", "elementor-widget-share-buttons", "nav-links"),
        *("social-icons", "td_social_networks", "post-tags", "tags-links", "share", "share-2", "CookieConsent"),
        *("social-wall", "article-share-via", "promo-strip", "share-count-text", "Share_root__x2Ab3", "sharing-enabled"),
        *("widget widget_text", "widget HTML", "exchange-rate-widget", "vote_widget", "prayerWidget", "tags-row-2"),
        *("related-posts", "comment-content", "pageFooter", "elementor-location-footer", "breadcrumb", "ads-728"),
    ],
)  # fmt: skip
def test_a_class_name_of_boilerplate_is_recognised(names: str) -> None:
    margin = f'<div class="{names}">بيان آخر لا شأن له بهذا الخبر.</div>'
    assert read(ARTICLE + margin).paragraphs == [*TEXT]


@pytest.mark.parametrize("state", ["with{}", "has{}", "no{}", "without{}"])
@pytest.mark.parametrize("margin", ["Sidebar", "Comments", "Ads", "Widgets", "-banner", "_related"])
def test_a_class_name_that_says_what_an_element_has_is_not_boilerplate(
    state: str, margin: str
) -> None:
    block = f'<div class="{state.format(margin)}"><p>{TEXT[1]}</p></div>'
    assert read(f"<h1>{HEADLINE}</h1><p>{TEXT[0]}</p>{block}").paragraphs == [*TEXT]


def test_a_date_in_a_widget_is_not_that_of_the_page() -> None:
    for name in ("tide-widget", "widget widget_text", "Widget_clock__a1"):
        day = f"<div class='{name}'><i class=date>28/10/2024</i> المد 4:50</div>"
        assert read(day + ARTICLE, HEADLINE).published is None


def test_a_paragraph_of_text_is_not_boilerplate_whatever_its_class() -> None:
    page = f'<h1>{HEADLINE}</h1><p class="share">{TEXT[0]}</p><p>{TEXT[1]}</p><p class="share">شارك الخبر</p>'
    assert read(page).paragraphs == [*TEXT]


@pytest.mark.parametrize(
    "page",
    [
        f"<div class=menu-box>{paragraphs(*TEXT)}</div><div class=popup>{paragraphs(*TEXT[:1])}</div>{NOTICE}",
        f"<aside>{paragraphs(*TEXT)}</aside>",
        f"<div role=dialog>{paragraphs(*TEXT)}</div>",
        f"<div aria-hidden=true>{paragraphs(*TEXT)}</div>",
        f"<div style='visibility:hidden; animation: in'>{paragraphs(*TEXT)}</div>",
        f"<div hidden>{paragraphs(*TEXT)}</div><div role=dialog><p>نستخدم الكوكيز</p></div>",
    ],
)
def test_apparent_boilerplate_is_the_text_if_there_is_no_other(page: str) -> None:
    assert read(f"<h1>{HEADLINE}</h1>{page}").paragraphs[: len(TEXT)] == [*TEXT]


def test_a_page_under_a_dialog_is_read_without_the_dialog() -> None:
    dialog = "<div role=dialog><h2>الخصوصية</h2><p>نستخدم ملفات الارتباط.</p></div>"
    short = "وصل الوفد."
    for text in ([*TEXT], [short]):
        page = f"<div aria-hidden=true>{MENU}<h1>{HEADLINE}</h1>{paragraphs(*text)}</div>{dialog}"
        assert read(page).paragraphs == text


@pytest.mark.parametrize("margin", ["class=comments", "aria-hidden=true", "role=dialog", "hidden"])
def test_a_text_of_a_line_or_two_stays_alone(margin: str) -> None:
    text = ("وصل الوفد إلى المطار صباح اليوم، وكان في استقباله الوزير.", "وتستمر الزيارة يومين.")
    page = f"<h1>{HEADLINE}</h1>{paragraphs(*text)}<div {margin}><p>{TEXT[0]}</p></div>"
    assert read(page).paragraphs == [*text]


@pytest.mark.parametrize("page", [MENU, "<div hidden><p>تسجيل الدخول</p></div>", "<img src=a.png>"])
def test_a_page_without_text_has_a_remark(page: str) -> None:
    found = read(f"<h1>{HEADLINE}</h1>{page}")
    assert (found.body, found.remarks) == ("", ("no text was found below its title",))
    assert not read(ARTICLE).remarks


COOKIES = "نستخدم ملفات تعريف الارتباط لتحسين تجربتكم في الموقع وقياس عدد الزيارات، وبمتابعة التصفح توافقون على ذلك."
BOX = "تابعوا صفحات الهيئة في مواقع التواصل ليصلكم كل جديد من أخبارها وفعالياتها وبرامجها على مدار الساعة يوميا."


@pytest.mark.parametrize(
    "page",
    [
        f"<div style='display:none'><p>{COOKIES}</p><p>{BOX}</p></div>",
        f"<dialog hidden>{paragraphs(BOX, *TEXT)}</dialog>",
        f"<div role=dialog aria-hidden=true>{paragraphs(BOX, *TEXT)}</div>",
        f"<div class=userConsent hidden>{paragraphs(BOX, *TEXT)}</div><p></p>",
        f"<video src=a.mp4></video><aside><p>{BOX}</p></aside><footer>{paragraphs(*TEXT)}</footer>",
        f"<a href=a.pdf><img src=a.png></a><div class=sidebar>{paragraphs(*TEXT)}</div><aside class=related>{BOX}</aside><p hidden></p>",
    ],
)
def test_a_notice_or_a_box_is_not_the_text_of_a_page_that_has_none(page: str) -> None:
    page = f"<h1>{HEADLINE}</h1>{page}<div role=contentinfo>{paragraphs(*TEXT)}</div>"
    assert read(page, HEADLINE).body == ""


@pytest.mark.parametrize(
    "margin",
    [
        f"<div class=related-news>{paragraphs(*TEXT)}</div><div id=comments><p>{BOX}</p></div><div class=newsletter><p>{BOX}</p></div>",
        f"<form><p>{COOKIES}</p><p>{BOX}</p></form>",
        f"<div role=dialog><p>{COOKIES}</p></div><div class=topbar><p>{BOX}</p></div>",
    ],
)
def test_a_flash_of_one_line_is_the_text(margin: str) -> None:
    flash = "عاجل: بدء الحملة غدا."
    assert read(f"<h1>{HEADLINE}</h1><p>{flash}</p>{margin}", HEADLINE).paragraphs == [flash]


def article_script(text: str) -> str:
    return f'<script type="application/ld+json">{{"headline": "{HEADLINE}", "articleBody": "{text}"}}</script>'


@pytest.mark.parametrize("shown", ["", "<p>جار التحميل…</p>", MENU, "<p>Loading</p>"])
@pytest.mark.parametrize("markup", [r"{}\n\n{}", r"{}\n{}", "<p>{}</p><p>{}</p>"])
def test_a_page_with_almost_no_text_is_read_from_structured_data(shown: str, markup: str) -> None:
    found = read(article_script(markup.format(*TEXT)) + shown, "الهيئة")
    assert (found.title, found.paragraphs) == (HEADLINE, [*TEXT])


@pytest.mark.parametrize("ends", [r"\n", r"\r\n", r"\n\n"])
def test_lines_in_structured_data_are_paragraphs(ends: str) -> None:
    text = (*TEXT, "بلغ النمو <5% في الربع &amp; الإنتاج 3 > 2.")
    shown = [*TEXT, "بلغ النمو <5% في الربع & الإنتاج 3 > 2."]
    assert read(article_script(r"\n\n".join((text[0], ends.join(text[1:]))))).paragraphs == shown


def test_a_date_beside_a_text_in_structured_data_is_found() -> None:
    dated = '<script type="application/ld+json">{"@type": "WebPage", "datePublished": "2024-10-28"}</script>'
    other = '<script type="application/ld+json">{"headline": "خبر آخر", "datePublished": "2020-01-01"}</script>'
    for scripts in (article_script(TEXT[0]) + dated, dated + article_script(TEXT[0])):
        found = read(scripts + other, "الهيئة")
        assert (found.title, found.published, found.paragraphs) == (HEADLINE, DAY, [TEXT[0]])


def test_visible_text_precedes_structured_data() -> None:
    assert read(article_script(" ".join((*TEXT, *TEXT))) + ARTICLE).paragraphs == [*TEXT]


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        *("<form>", "<div class='widget ads'>", "<div hidden>", "<div aria-hidden=true><h1>", "<p class=social-x>"),
        *("<i class='date widget-text'>", "<div class=" + "share-x_" * 40 + ">"),
    ],
)  # fmt: skip
def test_many_boilerplate_elements_are_read_in_time(piece: str) -> None:
    page = (f"{piece}نص</p></form></i></h1></div>" * (400_000 // len(piece)))[:400_000]
    began = time.perf_counter()
    read(f"<h1>{HEADLINE}</h1>" + page)
    assert time.perf_counter() - began < 8
