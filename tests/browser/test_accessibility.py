"""No state of the page gives axe cause for complaint, in any language, light or dark, with or without
scripts; and all of it can be reached and left by keyboard."""

from collections.abc import Iterator

import pytest
from accessibility import faults, faults_of_colour
from installed import Installation, Server
from playwright.sync_api import Browser, Page, expect
from states import STATES, address

from webapp.texts import LANGUAGES


@pytest.fixture(scope="module", params=[True, False], ids=["scripts", "no-scripts"])
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that is used for one address after the other; without scripts, none of ours runs."""
    with browser.new_context(viewport={"width": 1024, "height": 768}) as context:
        page = context.new_page()
        if not request.param:
            # axe is a script itself, so they cannot be switched off: ours are not delivered.
            page.route("**/*.js", lambda route: route.abort())
        yield page


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(collected: Server, reader: Page, state: str, language: str) -> None:
    reader.emulate_media(color_scheme="light")
    reader.goto(collected.address + address(STATES[state], language))
    assert faults(reader) == []
    reader.emulate_media(color_scheme="dark")
    assert faults_of_colour(reader) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_where_there_is_no_index(
    bare: Server, reader: Page, language: str
) -> None:
    reader.emulate_media(color_scheme="light")
    answer = reader.goto(bare.address + address("/?q=الهجرة", language))
    assert answer
    assert answer.status == 503
    assert faults(reader) == []
    reader.emulate_media(color_scheme="dark")
    assert faults_of_colour(reader) == []


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


def test_without_an_index_the_command_is_said(bare: Server, page: Page) -> None:
    page.goto(f"{bare.address}/?q=x")
    expect(page.get_by_text("kashaf build")).to_be_visible()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that has no index to serve."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "seeds").mkdir()
    running = Server(Installation(folder))
    yield running
    assert running.stop() == 0
