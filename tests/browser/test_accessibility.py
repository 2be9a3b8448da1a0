"""No state of the page gives axe cause for complaint, in any language, light or dark, with or without
scripts; and all of it can be reached and left by keyboard."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect

from tests.browser.accessibility import faults
from tests.browser.installed import Complaints, Installation, Server
from tests.browser.states import STATES, address
from webapp.texts import LANGUAGES

# Without motion, so that colours are measured where they end and not on their way.
_WINDOW: Any = {"viewport": {"width": 1024, "height": 768}, "reduced_motion": "reduce"}


@dataclass(frozen=True)
class Visitor:
    """A window that is used for one address after the other, by someone with scripts or without."""

    page: Page
    session: CDPSession
    scripts: bool

    def faults(self, url: str) -> list[str]:
        """What axe has against an address. axe is a script itself: those of a page without scripts are
        switched on again when it stands."""
        self._allow(self.scripts)
        self.page.goto(url)
        scripted = self.page.locator("html.scripted").count() == 1
        assert scripted == self.scripts
        self._allow(True)
        return faults(self.page)

    def _allow(self, scripts: bool) -> None:
        self.session.send("Emulation.setScriptExecutionDisabled", {"value": not scripts})


@pytest.fixture(scope="module", params=[True, False], ids=["scripts", "plain"])
def visitor(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    with browser.new_context(**_WINDOW) as context:
        page = context.new_page()
        yield Visitor(page, context.new_cdp_session(page), request.param)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(
    collection_server: Server, visitor: Visitor, state: str, language: str
) -> None:
    assert visitor.faults(collection_server.address + address(STATES[state], language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_where_there_is_no_index(
    bare: Server, visitor: Visitor, language: str
) -> None:
    assert visitor.faults(bare.address + address("/?q=الهجرة", language)) == []


@pytest.mark.parametrize(
    "spoil",
    [
        "document.documentElement.lang = ''",
        "document.querySelector('.tagline').style.color = '#999'",
    ],
)
def test_axe_is_heard(collection_server: Server, visitor: Visitor, spoil: str) -> None:
    assert visitor.faults(collection_server.address) == []
    visitor.page.evaluate(spoil)
    assert faults(visitor.page)


def test_the_keyboard_alone_is_enough(collection_server: Server, page: Page) -> None:
    """From the empty box to a match in a release and back, with a filter on the way: no mouse."""
    keys = page.keyboard
    page.goto(collection_server.address)
    keys.press("Tab")
    expect(page.get_by_role("link", name="انتقل إلى المحتوى")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("main")).to_be_focused()

    # The key of the slash, whatever the layout makes of it; then a word of those that are offered.
    keys.press("Slash")
    expect(page.get_by_role("combobox")).to_be_focused()
    keys.insert_text("الهج")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    keys.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    word = options.first.locator("bdi").inner_text()
    keys.press("Enter")
    expect(page.locator("#q")).to_have_value(word)

    # A filter, and out of it again.
    expect(page).to_have_url(re.compile(r"\?q="))
    _tab_to(page, page.locator(".choices").get_by_role("link").first)
    keys.press("Enter")
    expect(page.locator(".chips a")).to_have_count(1)
    _tab_to(page, page.locator(".chips a"))
    keys.press("Enter")
    expect(page.locator(".chips a")).to_have_count(0)

    # From hit to hit, into a release, from match to match.
    keys.press("KeyJ")
    expect(page.locator(".hit h2 a").first).to_be_focused()
    keys.press("KeyJ")
    expect(page.locator(".hit h2 a").nth(1)).to_be_focused()
    keys.press("KeyK")
    keys.press("Enter")
    expect(page.locator("article mark").first).to_be_visible()
    keys.press("KeyJ")
    expect(page.locator(":target + mark")).to_have_count(1)
    first = page.url
    keys.press("KeyJ")
    expect(page).not_to_have_url(first)
    keys.press("KeyK")
    expect(page).to_have_url(first)
    _tab_to(page, page.get_by_role("link", name="الموضع التالي").first)
    keys.press("Enter")
    expect(page.locator(":target + mark")).to_be_in_viewport()
    _tab_to(page, page.get_by_role("link", name="عودة إلى النتائج"), "Shift+Tab")
    keys.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()


def _tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab until something has the focus, which must be seen all the way."""
    for _ in range(150):
        page.keyboard.press(key)
        seen = page.evaluate(_FOCUS)
        assert seen is None or seen > 0, "the focus is not to be seen"
        if wanted.evaluate("e => e === document.activeElement"):
            return
    pytest.fail(f"{wanted} is not reached with {key}")


# The width of the outline of what has the focus; null at the end of the page.
_FOCUS = """() => document.activeElement === document.body ? null
  : parseFloat(getComputedStyle(document.activeElement).outlineWidth)"""


def test_single_keys_can_be_switched_off(collection_server: Server, page: Page) -> None:
    page.goto(collection_server.address)
    switch = page.get_by_role("button", name="الاختصارات")
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(switch.get_by_text("مفعَّلة")).to_be_visible()
    switch.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(switch.get_by_text("معطَّلة")).to_be_visible()
    expect(switch.get_by_text("مفعَّلة")).to_be_hidden()
    page.reload()
    page.keyboard.press("Slash")
    expect(page.locator("#q")).not_to_be_focused()
    expect(switch).to_have_attribute("aria-pressed", "false")


def test_without_an_index_the_page_names_the_build_command(
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
