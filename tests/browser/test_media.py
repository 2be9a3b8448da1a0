"""The page in print, in forced colours, enlarged, and the shaping of letters below marks."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.installed import Server
from tests.browser.states import STATES, address
from webapp.texts import LANGUAGES

RELEASE = "/releases/000_4be716075c5a84b0"
_COLOURS = "e => { const { color, backgroundColor } = getComputedStyle(e); return [color, backgroundColor]; }"
_PRINTED = "e => getComputedStyle(e, '::after').content"
_HINT_AND_ROOM = """e => {
    const { fontSize, fontFamily } = getComputedStyle(e, "::placeholder");
    const { paddingLeft, paddingRight } = getComputedStyle(e);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${fontSize} ${fontFamily}`;
    const room = e.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    return [pen.measureText(e.placeholder).width, room];
}"""
BLACK, WHITE, NONE = "rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"


@contextmanager
def _window(browser: Browser, **wanted: Any) -> Iterator[Page]:
    with browser.new_context(locale="ar", reduced_motion="reduce", **wanted) as context:
        yield context.new_page()


@contextmanager
def _typeset(browser: Browser) -> Iterator[Page]:
    """A page that always has its own letters. A real one goes on without those that come late
    (`font-display: optional`), and takes them up where its text is laid out anew."""

    def waits_for_letters(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("optional", "block"))

    size = {"width": 700, "height": 900}
    with _window(browser, viewport=size, device_scale_factor=2) as page:
        page.route("**/page*.css*", waits_for_letters)
        yield page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_there_is_text_and_nothing_to_click(
    collection_server: Server, browser: Browser, scheme: Any
) -> None:
    with _window(browser, color_scheme=scheme) as page:
        page.emulate_media(media="print")
        for path, kept in (("/?q=الهجرة", ".hit"), (f"{RELEASE}?q=الهجرة", ".paragraph")):
            page.goto(collection_server.address + path)
            expect(page.locator(kept).first).to_be_visible()
            clickable = page.locator(
                "form, nav, button, aside, footer, .ways, .skip, .reading, .outputs, .similar, .acts a:not(.permalink)"
            )
            assert [part for part in clickable.all() if part.is_visible()] == []
            assert page.locator("body").evaluate(_COLOURS) == [BLACK, WHITE]
            for part in (f"{kept} p", f"{kept} mark", "h1", ".facts", "main a:visible"):
                assert page.locator(part).first.evaluate(_COLOURS) == [BLACK, NONE], part


def test_no_page_of_paper_holds_what_is_no_result(
    collection_server: Server, browser: Browser
) -> None:
    with _window(browser, viewport={"width": 1000, "height": 900}) as page:
        for path, last in (("/?q=الهجرة", ".hit"), ("/?per_page=1", ".hit"), (RELEASE, ".cite")):
            page.goto(collection_server.address + path)
            page.emulate_media(media="print")
            body, end = page.locator("body").bounding_box(), page.locator(last).last.bounding_box()
            assert body
            assert end
            below = body["y"] + body["height"] - end["y"] - end["height"]
            assert below < 2, path


def test_printed_release_shows_its_address(collection_server: Server, page: Page) -> None:
    page.goto(f"{collection_server.address}/?q=الهجرة")
    page.emulate_media(media="print")
    link = page.locator(".hit .permalink").first
    expect(link).to_be_visible()
    href = link.get_attribute("href") or ""
    assert link.evaluate(_PRINTED) == f'"{href}"'
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert link.evaluate(_PRINTED) == f'"{collection_server.address}{href}"'
    page.emulate_media(media="screen")
    assert link.evaluate(_PRINTED) == "none"


def test_all_hits_are_on_paper(collection_server: Server, page: Page) -> None:
    page.goto(f"{collection_server.address}/?q=الهجرة&per_page=50")
    page.emulate_media(media="print")
    last = page.locator(".hit").last
    assert last.evaluate(
        "e => e.firstElementChild.checkVisibility({ contentVisibilityAuto: true })"
    )


def test_pages_of_paper_are_filled_but_no_title_stands_alone(
    collection_server: Server, browser: Browser
) -> None:
    style = "(e, name) => getComputedStyle(e)[name]"
    with _window(browser, viewport={"width": 794, "height": 1123}) as page:
        page.emulate_media(media="print")
        for path, part in (("/?q=الهجرة", ".hit"), (f"{RELEASE}?q=الهجرة", ".paragraph")):
            page.goto(collection_server.address + path)
            expect(page.locator(".reading")).not_to_be_visible()
            assert page.locator(part).first.evaluate(style, "breakInside") == "auto"
            assert page.locator(f"{part} p").first.evaluate(style, "orphans") == "3"
            for title in page.locator("h1, .hit h2").all():
                assert title.evaluate(style, "breakAfter") == "avoid"


def test_colours_of_the_system_keep_marks_and_the_focus(
    collection_server: Server, browser: Browser
) -> None:
    with _window(browser, forced_colors="active") as page:
        page.goto(f"{collection_server.address}/?q=الهجرة&year=2025")
        text, mark = (page.locator(part).first.evaluate(_COLOURS) for part in (".snippet", "mark"))
        assert mark[1] not in (text[1], NONE, page.locator("body").evaluate(_COLOURS)[1])
        chosen, other = (
            page.locator(f".dials li a{part}").first.evaluate(_COLOURS)
            for part in ("[aria-current]", ":not([aria-current])")
        )
        assert chosen != other
        bars = page.locator(".bar").evaluate_all("all => all.map(e => getComputedStyle(e).fill)")
        assert set(bars) == {text[0]}, "the chosen one, too"
        assert bars[0] != page.locator("body").evaluate(_COLOURS)[1]
        for _ in range(12):
            page.keyboard.press("Tab")
            outline = page.locator(":focus").evaluate(
                "e => { const s = getComputedStyle(e); return [s.outlineStyle, parseFloat(s.outlineWidth)]; }"
            )
            assert outline[0] == "solid"
            assert outline[1] >= 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 640])
def test_enlarged_there_is_nothing_to_scroll_sideways(
    collection_server: Server, browser: Browser, language: str, width: int
) -> None:
    """A window of 1280 pixels enlarged to 200 % is one of 640, to 400 % one of 320 (WCAG 1.4.4, 1.4.10)."""
    size = {"width": width, "height": 1280 // 2}
    with _window(browser, viewport=size, device_scale_factor=1280 / width) as page:
        for state, path in STATES.items():
            page.goto(collection_server.address + address(path, language))
            page.locator("details").evaluate_all("all => all.forEach(e => { e.open = true })")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, state


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hint_in_the_box_is_read_whole_on_a_narrow_screen(
    seeds_server: Server, browser: Browser, language: str
) -> None:
    with _window(browser, viewport={"width": 320, "height": 640}) as page:
        page.goto(seeds_server.address + address("/", language))
        page.evaluate("document.fonts.ready")
        needed, room = page.locator("#q").evaluate(_HINT_AND_ROOM)
        assert 0 < needed <= room


@pytest.mark.parametrize("query", ["الهجرة", '"إدارة الهجرة"', "سياسات OR للهجرة", "هجر*"])
def test_marks_leave_every_letter_as_it_was(
    collection_server: Server, browser: Browser, query: str
) -> None:
    """A release with its marks made invisible looks as it does without them."""
    with _typeset(browser) as page:
        page.goto(f"{collection_server.address}{RELEASE}?q={query}")
        assert page.locator(".body mark").count() > 2
        assert _ink_moved_by_marks(page) < _WHOLE_LETTERS


@pytest.mark.parametrize("style", ["padding-inline: 2px", "border: 1px solid", "font-weight: 700"])
def test_marks_that_move_letters_are_noticed(
    collection_server: Server, browser: Browser, style: str
) -> None:
    with _typeset(browser) as page:
        page.goto(f"{collection_server.address}{RELEASE}?q=الهجرة")
        page.locator("mark").evaluate_all(f"all => all.forEach(e => e.style.cssText = '{style}')")
        assert _ink_moved_by_marks(page) > _WHOLE_LETTERS


# Of 255. Edges of letters are smoothed anew where a run of text ends, which changes a pixel by a quarter of
# that; a letter of another shape or at another place changes it by nearly all.
_WHOLE_LETTERS = 128
_INVISIBLE = """() => {
  document.querySelectorAll(".hops").forEach(part => part.remove());
  document.querySelectorAll("mark").forEach(mark => {
    mark.style.background = "none"; mark.style.textDecoration = "none";
  });
}"""
_UNMARKED = """() => {
  document.querySelectorAll(".body mark").forEach(mark => mark.replaceWith(...mark.childNodes));
  document.querySelectorAll(".body span[id]").forEach(place => place.remove());
  document.querySelector(".body").normalize();
}"""


def _ink_moved_by_marks(page: Page) -> int:
    """The greatest difference between a pixel of the text with invisible marks and of the text without."""
    page.evaluate("document.fonts.ready.then(() => true)")
    page.evaluate(_INVISIBLE)
    marked = _picture(page.locator(".body"))
    page.evaluate(_UNMARKED)
    plain = _picture(page.locator(".body"))
    if marked.size != plain.size:
        return 255
    return int(np.asarray(ImageChops.difference(marked, plain)).max())


def _picture(part: Locator) -> Image.Image:
    return Image.open(io.BytesIO(part.screenshot())).convert("RGB")


def test_printed_results_show_the_search(collection_server: Server, browser: Browser) -> None:
    with _window(browser) as page:
        page.goto(f"{collection_server.address}/?q=الهجرة&year=2025&from=2025-02&per_page=3&page=2")
        number = page.locator(".paper")
        expect(number).to_be_hidden()
        page.emulate_media(media="print")
        expect(number).to_be_visible()
        assert number.inner_text() == "صفحة 2 · نتائج هذا البحث في 5 صفحات."
        chips = page.locator(".chips li:visible")
        texts = [" ".join(chip.inner_text().split()) for chip in chips.all()]
        assert [text.removeprefix("أزل ") for text in texts] == ["السنة: 2025", "من: 2025-02"]
        for chip in page.locator(".chips a:visible").all():
            assert chip.evaluate(_COLOURS) == [BLACK, NONE]
