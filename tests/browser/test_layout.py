"""Layout of the page: alignment, overflow, reachability and height of its elements."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.installed import Server

# Where the letters of an element begin and end, whatever room its box has.
_EDGES = """all => all.filter(e => e.checkVisibility({ contentVisibilityAuto: true })).map(e => {
  const range = document.createRange();
  range.selectNodeContents(e);
  const { left, right } = range.getBoundingClientRect();
  return [Math.round(left), Math.round(right)];
})"""
_BELOW = "document.documentElement.scrollHeight - innerHeight - scrollY"


@contextmanager
def _window(browser: Browser, width: int) -> Iterator[Page]:
    size = ViewportSize(width=width, height=800)
    with browser.new_context(locale="ar", viewport=size) as context:
        yield context.new_page()


@pytest.mark.parametrize(("language", "start"), [("ar", 1), ("en", 0)])
def test_values_and_counts_of_the_filters_line_up(
    collection_server: Server, browser: Browser, language: str, start: int
) -> None:
    with _window(browser, 1280) as page:
        page.goto(f"{collection_server.address}/?q=الهجرة&year=2025&lang={language}")
        heading = page.locator(".filters h3").evaluate_all(_EDGES)
        values = page.locator(".filters a:not([aria-current]) bdi").evaluate_all(_EDGES)
        assert {edges[start] for edges in values} == {edges[start] for edges in heading}
        counts = page.locator(".filters .count").evaluate_all(_EDGES)
        assert len(counts) > 10
        assert len({right for _, right in counts}) == 1
        # The tick stands before what was chosen, where the others begin.
        [chosen] = page.locator(".filters [aria-current] bdi").evaluate_all(_EDGES)
        assert 5 < abs(chosen[start] - values[0][start]) < 30
        assert (chosen[start] < values[0][start]) == (language == "ar")


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_the_end_key_leads_to_the_end(
    collection_server: Server, browser: Browser, width: int
) -> None:
    with _window(browser, width) as page:
        page.goto(f"{collection_server.address}/?q=الهجرة&per_page=50")
        for _ in range(100):
            page.keyboard.press("End")
            page.wait_for_timeout(100)
            if page.evaluate("scrollY") > 1000:
                break
        page.wait_for_timeout(1000)
        # On a busy machine hits on the way may be laid out late, and the end moves on by less than a window.
        assert page.evaluate(_BELOW) < page.evaluate("innerHeight")
        page.keyboard.press("End")
        page.wait_for_timeout(500)
        assert page.evaluate(_BELOW) < 2


def test_a_long_query_leaves_room_for_the_results(
    collection_server: Server, browser: Browser
) -> None:
    query = "سياسات الهجرة " * 64
    with _window(browser, 320) as page:
        page.goto(f"{collection_server.address}/?q={query}")
        heading = page.locator("h1").bounding_box()
        assert heading
        assert heading["height"] < 120
        assert page.locator("#q").input_value() == query.strip()
        page.goto(f"{collection_server.address}/?q=الهجرة")
        assert page.locator("h1").evaluate("e => e.scrollHeight <= e.clientHeight")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scripts", [True, False])
def test_feed_and_files_open_above_the_results(
    collection_server: Server, browser: Browser, width: int, scripts: bool
) -> None:
    size = ViewportSize(width=width, height=800)
    with browser.new_context(viewport=size, java_script_enabled=scripts, locale="ar") as context:
        page = context.new_page()
        page.goto(f"{collection_server.address}/?q=الهجرة")
        summary, files = page.locator(".outputs summary"), page.locator(".outputs a")
        expect(files.first).to_be_hidden()
        closed = summary.bounding_box()
        summary.click()
        assert summary.bounding_box() == closed
        for link in files.all():
            box = link.bounding_box()
            assert box
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width
            assert box["y"] < 800
        # Who misses a link closes nothing.
        page.locator(".outputs ul").click(position={"x": 3, "y": 3})
        expect(files.first).to_be_visible()
        if scripts:
            files.last.focus()
            expect(files.last).to_be_visible()
            page.keyboard.press("Tab")
            expect(files.last).to_be_hidden()
            summary.click()
            for inside in (files.first, summary):
                inside.focus()
                page.keyboard.press("Escape")
                expect(files.last).to_be_hidden()
                expect(summary).to_be_focused()
                page.keyboard.press("Enter")
                expect(files.last).to_be_visible()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("narrowed", ["", "&from=2025", "&from=2025&sort=title&match=any"])
def test_on_a_phone_a_search_shows_its_first_hit_at_once(
    collection_server: Server, browser: Browser, language: str, narrowed: str
) -> None:
    with _window(browser, 320) as page:
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(f"{collection_server.address}/?q=الهجرة{narrowed}&lang={language}")
        # Until its fonts are there, a slow machine shows the page in others.
        page.evaluate("document.fonts.ready.then(() => true)")
        first = page.locator(".hit h2 a").first.bounding_box()
        assert first
        assert first["y"] + first["height"] < 640
        for order in page.locator(".sorts a").all():
            expect(order).to_be_in_viewport(ratio=1)
        sorts = page.locator(".sorts").bounding_box()
        assert sorts
        assert sorts["height"] < 64


@pytest.mark.parametrize("q", ["قرنبيطة", "Xi Jinping in Lapland", "الهجرة"])
@pytest.mark.parametrize("width", [320, 520, 768])
def test_result_heading_uses_the_full_width(
    collection_server: Server, browser: Browser, width: int, q: str
) -> None:
    with _window(browser, width) as page:
        page.goto(f"{collection_server.address}/?q={q}&lang=en")
        heading = page.locator(".heading").bounding_box()
        told = page.locator(".state, .hits").first.bounding_box()
        assert heading
        assert told
        assert (told["x"], told["width"]) == (heading["x"], heading["width"])


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [320, 520, 768, 959, 1100])
@pytest.mark.parametrize(
    "path", ["/?", "/?q=الهجرة&", "/?q=سياسات الهجرة إدارة التعاون&match=any&"]
)
def test_menus_open_next_to_their_button_and_inside_the_window(
    collection_server: Server, browser: Browser, width: int, language: str, path: str
) -> None:
    with _window(browser, width) as page:
        page.goto(f"{collection_server.address}{path}lang={language}")
        page.locator(".outputs summary").click()
        button, files = (
            page.locator(f".outputs {each}").bounding_box() for each in ("summary", "ul")
        )
        assert button
        assert files
        assert 0 <= files["x"] <= button["x"]
        assert button["x"] + button["width"] <= files["x"] + files["width"] <= width
        below = files["y"] - button["y"] - button["height"]
        assert 0 <= below < 10
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["/?q=الهجرة", "/releases/000_4be716075c5a84b0?q=الهجرة"])
def test_touch_targets_below_a_text_are_large_enough(
    collection_server: Server, browser: Browser, path: str
) -> None:
    size = {"width": 320, "height": 800}
    touched: Any = {"viewport": size, "has_touch": True, "is_mobile": True, "locale": "ar"}
    with browser.new_context(**touched) as context:
        page = context.new_page()
        page.goto(collection_server.address + path)
        for link in page.locator(":is(.acts, .back) a, .there").all()[:12]:
            box = link.bounding_box()
            assert box
            assert box["height"] >= 40
            assert box["width"] >= 24
        # None takes from another: each is hit at its middle and near its edges.
        assert page.locator(".acts a").evaluate_all(_HIT) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["/?q=الهجرة", "/releases/000_4be716075c5a84b0?q=الهجرة"])
def test_no_target_is_smaller_than_24_pixels(
    collection_server: Server, browser: Browser, path: str, width: int
) -> None:
    with _window(browser, width) as page:
        page.goto(collection_server.address + path)
        targets = page.locator(":is(.acts, .hit, .places, .pages, .sorts) :is(a, button)")
        assert targets.count() > 5
        assert targets.evaluate_all(_SMALL) == []


_SMALL = """all => all.filter(e => e.checkVisibility({ contentVisibilityAuto: true }) && !e.closest("h2")).filter(e => {
  const { width, height } = e.getBoundingClientRect();
  return Math.min(width, height) < 24;
}).map(e => e.textContent)"""


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("paged", ["page=4&per_page=9", "page=60&per_page=1"])
def test_page_numbers_are_in_one_row_on_a_phone(
    collection_server: Server, browser: Browser, language: str, paged: str
) -> None:
    with _window(browser, 320) as page:
        page.goto(f"{collection_server.address}/?q=الهجرة&{paged}&lang={language}")
        tops = page.locator(".pages li").evaluate_all(
            "all => all.map(e => Math.round(e.getBoundingClientRect().top))"
        )
        assert len(tops) > 7
        assert len(set(tops)) == 1


@pytest.mark.parametrize("path", ["/?", "/?q=الهجرة&", "/help?"])
@pytest.mark.parametrize("width", [320, 1280])
def test_completions_open_at_the_box(
    collection_server: Server, browser: Browser, path: str, width: int
) -> None:
    with _window(browser, width) as page:
        page.goto(f"{collection_server.address}{path}lang=en")
        page.locator("#q").fill("الهج")
        expect(page.locator("#completions li").first).to_be_visible()
        box, offered = (page.locator(part).bounding_box() for part in ("#q", "#completions"))
        assert box
        assert offered
        assert 0 <= offered["y"] - box["y"] - box["height"] < 10
        assert offered["width"] >= box["width"]


# Links that are not what is hit near their upper or lower edge.
_HIT = """all => all.slice(0, 6).filter(link => {
  link.scrollIntoView({ block: "center" });
  const { left, right, top, bottom } = link.getBoundingClientRect();
  return [top + 6, bottom - 6].some(y => document.elementFromPoint((left + right) / 2, y) !== link);
}).map(link => link.textContent)"""


def _stops(page: Page, wanted: str) -> int:
    """How often Tab leads on until the focus is on what is wanted."""
    for count in range(1, 60):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return count
    return 60


@pytest.mark.parametrize("width", [320, 1280])
def test_few_keys_lead_past_the_filters_to_the_first_hit(
    collection_server: Server, browser: Browser, width: int
) -> None:
    with _window(browser, width) as page:
        page.goto(f"{collection_server.address}/?q=الهجرة")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        if width > 320:
            skip = page.locator(".filters .skip")
            assert not skip.evaluate("e => document.activeElement === e")
            assert _stops(page, ".filters .skip") <= 6
            box = skip.bounding_box()
            assert box
            assert 0 < box["y"] < 800
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.id") == "hits"
            assert _stops(page, ".hit h2 a") <= 2
        else:  # where the filters are closed there is nothing to skip
            assert _stops(page, ".hit h2 a") <= 8


# What stands out of the window, and words that are broken, of what is always on a page.
_UNFIT = r"""all => all.flatMap(e => {
  const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), unfit = [];
  for (let node; node = walker.nextNode();) if (!node.parentElement.closest(".visually-hidden")) for (const word of node.data.matchAll(/\S+/g)) {
    const range = document.createRange();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    const boxes = [...range.getClientRects()];
    const lines = new Set(boxes.map(box => Math.round(box.top)));
    if (lines.size > 1 || boxes.some(box => box.left < 0 || box.right > innerWidth)) unfit.push(word[0]);
  }
  return unfit;
})"""


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", ["/?", "/?q=الهجرة&", "/releases/000_4be716075c5a84b0?q=الهجرة&"])
def test_letters_twice_as_large_break_no_word_and_hide_no_button_on_a_phone(
    collection_server: Server, browser: Browser, path: str, language: str
) -> None:
    for size in (24, 32):
        # A window in letters: 320 pixels at the size of letters that the reader has chosen.
        with _window(browser, 320 * 16 // size) as page:
            page.goto(f"{collection_server.address}{path}lang={language}")
            words = page.locator(
                "button, .box .dial :is(a, span), .languages a, .name, .places > :not(ol)"
            )
            assert words.evaluate_all(_UNFIT) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["/?lang=en", "/?lang=en&q=الهجرة", "/?q=الهجرة", "/?lang=zh"])
def test_the_ways_to_compare_stand_in_one_row(
    collection_server: Server, browser: Browser, path: str
) -> None:
    with _window(browser, 320) as page:
        page.goto(collection_server.address + path)
        segments = page.locator(".dials > .dial").first.locator("label, li a")
        boxes = [segments.nth(n).bounding_box() for n in range(3)]
        assert len({(round(box["y"]), round(box["height"])) for box in boxes if box}) == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
