"""The strip of matches above a release: where the reader is, and the way to the next."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.installed import Server

RELEASE = "/releases/000_4be716075c5a84b0?q=الهجرة"
# How far the number of the current match stands out of the strip, beyond either end.
_HIDDEN = """() => {
  const [strip, link] = [".places ol", ".places [aria-current]"].map(
    (part) => document.querySelector(part).getBoundingClientRect());
  return Math.max(strip.left - link.left, link.right - strip.right, strip.top - link.top, link.bottom - strip.bottom);
}"""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_strip_shows_where_the_reader_is(
    collection_server: Server, browser: Browser, width: int, language: str
) -> None:
    with browser.new_context(viewport={"width": width, "height": 700}) as context:
        page = context.new_page()
        page.goto(f"{collection_server.address}{RELEASE}&lang={language}")
        numbers = page.locator(".places li a")
        last = numbers.count()
        assert last > 8
        back, on = (page.locator(f"[data-step='{by}']") for by in (-1, 1))
        current = page.locator(".places [aria-current]")
        expect(current).to_have_count(0)
        for number in range(1, last + 1):
            on.click()
            expect(current).to_have_text(str(number))
            assert page.evaluate(_HIDDEN) < 1
        expect(on).to_be_focused()
        expect(page.locator(":target + mark")).to_be_in_viewport()
        on.click()
        expect(current).to_have_text(str(last))
        back.click()
        expect(current).to_have_text(str(last - 1))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("root", [16, 17, 20])
def test_a_strip_that_shows_all_has_nothing_more_to_scroll_to(
    collection_server: Server, page: Page, root: int
) -> None:
    page.goto(f"{collection_server.address}{RELEASE}")
    page.evaluate(f"document.documentElement.style.fontSize = '{root}px'")
    height, scrolled = page.locator(".places ol").evaluate(
        "strip => [strip.getBoundingClientRect().height, strip.scrollHeight]"
    )
    assert height == scrolled


def test_the_match_that_an_address_names_is_marked_at_once(
    collection_server: Server, page: Page
) -> None:
    page.goto(f"{collection_server.address}{RELEASE}")
    place = page.locator(".places li a").nth(6).get_attribute("href")
    page.goto(f"{collection_server.address}/about")
    page.goto(f"{collection_server.address}{RELEASE}{place}")
    expect(page.locator(".places [aria-current]")).to_have_text("7")
    bar, mark = (page.locator(part).bounding_box() for part in (".places", ":target + mark"))
    assert bar
    assert mark
    assert bar["y"] + bar["height"] <= mark["y"] + 1


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_match_comes_about_a_third_down_the_window(
    collection_server: Server, browser: Browser, width: int, scripts: bool
) -> None:
    height = 700
    size = ViewportSize(width=width, height=height)
    with browser.new_context(viewport=size, java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(f"{collection_server.address}{RELEASE}")
        page.locator(".places li a").nth(5).click()
        _assert_a_third_down(page, height)
        if scripts:
            page.keyboard.press("KeyK")
            expect(page.locator(".places [aria-current]")).to_have_text("5")
            _assert_a_third_down(page, height)


def _assert_a_third_down(page: Page, height: int) -> None:
    mark = page.locator(":target + mark").bounding_box()
    assert mark
    assert height / 4 < mark["y"] < height / 2


def test_going_through_the_matches_leaves_the_way_back_to_the_results(
    collection_server: Server, page: Page
) -> None:
    page.goto(f"{collection_server.address}/?q=الهجرة")
    results = page.url
    page.locator(".hit h2 a").first.click()
    visited = page.evaluate("history.length")
    for key, match in (("KeyJ", "1"), ("KeyJ", "2"), ("KeyJ", "3"), ("KeyK", "2")):
        page.keyboard.press(key)
        expect(page.locator(".places [aria-current]")).to_have_text(match)
        expect(page.locator(":target + mark")).to_be_in_viewport()
    assert page.evaluate("history.length") == visited
    page.go_back()
    expect(page).to_have_url(results)


def test_without_scripts_the_numbers_still_lead_there(
    collection_server: Server, browser: Browser
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{collection_server.address}{RELEASE}")
        expect(page.locator("[data-step='1']")).to_be_hidden()
        page.locator(".places li a").nth(2).click()
        expect(page.locator(":target + mark")).to_be_in_viewport()
