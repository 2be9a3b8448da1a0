"""No state of the page gives axe cause for complaint, in any language, light or dark, with or without
scripts; and all of it can be reached and left by keyboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from accessibility import faults, faults_of_colour
from installed import Complaints, Installation, Server
from playwright.sync_api import Browser, Page, expect
from states import STATES, address

from webapp.texts import LANGUAGES

# Without motion, so that colours are measured where they end and not on their way.
_WINDOW: Any = {"viewport": {"width": 1024, "height": 768}, "reduced_motion": "reduce"}


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """A page that is used for one address after the other."""
    with browser.new_context(**_WINDOW) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """The same without our scripts. axe is one itself, so they are not switched off but not delivered."""
    with browser.new_context(**_WINDOW) as context:
        page = context.new_page()
        page.route("**/*.js", lambda route: route.abort())
        yield page


def _holds(page: Page, url: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(url)
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults_of_colour(page) == []


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(collected: Server, reader: Page, state: str, language: str) -> None:
    _holds(reader, collected.address + address(STATES[state], language))


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_without_scripts(collected: Server, plain: Page, state: str) -> None:
    """In one language: what scripts change is the same in all."""
    _holds(plain, collected.address + address(STATES[state], "ar"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_where_there_is_no_index(
    bare: Server, reader: Page, language: str
) -> None:
    _holds(reader, bare.address + address("/?q=الهجرة", language))


def test_the_keyboard_alone_is_enough(collected: Server, page: Page) -> None:
    page.goto(collected.address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="انتقل إلى المحتوى")).to_be_focused()
    # The key of the slash, whatever the layout makes of it.
    page.keyboard.press("Slash")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.insert_text("الهجرة")
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    page.locator("#results").click()
    page.keyboard.press("KeyJ")
    expect(page.locator(".hit h2 a").first).to_be_focused()
    page.keyboard.press("KeyJ")
    expect(page.locator(".hit h2 a").nth(1)).to_be_focused()
    page.keyboard.press("KeyK")
    page.keyboard.press("Enter")
    expect(page.locator("article mark").first).to_be_visible()
    page.keyboard.press("KeyJ")
    expect(page.locator(":target + mark")).to_have_count(1)
    first = page.url
    page.keyboard.press("KeyJ")
    assert page.url != first
    page.keyboard.press("KeyK")
    assert page.url == first
    for _ in range(3):
        page.go_back()
    expect(page.get_by_role("link", name="عودة إلى النتائج")).to_be_visible()


def test_single_keys_can_be_switched_off(collected: Server, page: Page) -> None:
    page.goto(collected.address)
    switch = page.get_by_role("button", name="اختصارات لوحة المفاتيح")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "false")
    page.reload()
    page.keyboard.press("Slash")
    expect(page.locator("#q")).not_to_be_focused()
    expect(switch).to_have_attribute("aria-pressed", "false")


def test_without_an_index_the_command_is_said(
    bare: Server, page: Page, complaints: Complaints
) -> None:
    page.goto(f"{bare.address}/?q=x")
    expect(page.get_by_text("kashaf build")).to_be_visible()
    # A browser notes every answer of 503, which this must be.
    assert all("503" in complaint for complaint in complaints.seen)
    complaints.seen.clear()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that has no index to serve."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "seeds").mkdir()
    running = Server(Installation(folder))
    yield running
    assert running.stop() == 0
