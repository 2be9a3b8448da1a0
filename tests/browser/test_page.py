"""Behaviour of the page for readers of Arabic (direction, keyboard, paste), and its size."""

import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from indexer.arabic.layers import LAYERS
from tests.browser.installed import Server

LARGEST_FIRST_PAGE = 150_000
_SHIFT = """() => new Promise(done => {
  let shift = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) shift += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(shift), 300);
})"""
_WEIGHT = """() => ["navigation", "resource"].flatMap(type => performance.getEntriesByType(type))
  .reduce((sum, entry) => sum + entry.transferSize, 0)"""


@pytest.mark.parametrize("path", ["/", "/?q=الهجرة", "/releases/000_4be716075c5a84b0?q=الهجرة"])
def test_a_first_visit_is_light_and_nothing_moves(
    collection_server: Server, browser: Browser, path: str
) -> None:
    with browser.new_context(locale="ar") as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(collection_server.address + path, wait_until="load")
        assert round(page.evaluate(_SHIFT), 2) == 0  # as browsers report it
        assert page.evaluate(_WEIGHT) < LARGEST_FIRST_PAGE
        assert all(url.startswith(collection_server.address) for url in asked)


def test_hits_are_laid_out_when_the_reader_comes_near(
    collection_server: Server, page: Page
) -> None:
    page.goto(f"{collection_server.address}/?q=الهجرة&per_page=50")
    laid_out = "hit => hit.firstElementChild.checkVisibility({ contentVisibilityAuto: true })"
    first, far = page.locator(".hit").first, page.locator(".hit").nth(25)
    assert first.evaluate(laid_out)
    assert not far.evaluate(laid_out)
    assert round(page.evaluate(_SHIFT), 2) == 0
    far.get_by_role("link").first.focus()
    expect(far.locator(".snippet").first).to_be_in_viewport()
    assert far.evaluate(laid_out)
    # Their true heights take the place of the expected ones: far below what is felt (0.1).
    assert page.evaluate(_SHIFT) < 0.05


def test_completions_can_be_chosen_by_keyboard(collection_server: Server, page: Page) -> None:
    page.goto(collection_server.address)
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("الهج")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    told = page.get_by_role("status")
    expect(told).to_have_text(f"اقتراحات لإكمال بحثك ({options.count()})")
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(told).to_be_empty()
    expect(box).to_have_value("الهج")
    box.press("ArrowDown")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    chosen = options.first.get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", chosen or "")
    word = options.first.locator("bdi").inner_text()
    box.press("Enter")
    expect(page.locator("#q")).to_have_value(word)
    expect(page.locator(".hit").first).to_be_visible()


def test_a_completion_says_whether_it_is_a_release(collection_server: Server, page: Page) -> None:
    page.goto(collection_server.address)
    page.get_by_role("combobox").press_sequentially("ندوة")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    names = [option.aria_snapshot() for option in options.all()]
    releases = [name for name in names if re.search(r' بيان"?$', name)]
    assert releases
    assert all(re.search(r' [0-9,]+"?$', name) for name in names if name not in releases)
    page.get_by_role("option", name=re.compile(" بيان$")).first.click()
    expect(page).to_have_url(re.compile("/releases/"))


@pytest.mark.parametrize(
    ("asked", "counted"),
    [("", True), ("sort=title&per_page=50", True), ("year=2025", False), ("mode=exact", False)],
)
def test_a_completion_says_how_much_is_found_where_that_is_what_the_form_finds(
    collection_server: Server, page: Page, asked: str, counted: bool
) -> None:
    page.goto(f"{collection_server.address}/?{asked}")
    page.get_by_role("combobox").press_sequentially("الهج")
    counts = page.get_by_role("option").locator(".count")
    expect(counts.first).to_have_text(re.compile("^[0-9,]+$") if counted else "")


def test_another_mode_searches_what_is_in_the_box(collection_server: Server, page: Page) -> None:
    page.goto(f"{collection_server.address}/?q=الهجرة&lang=ar")
    page.get_by_role("combobox").fill("إدارة الهجرة")
    # The completions lie over the dial until they are closed.
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("nav.dial a").last.click()
    expect(page.locator("#q")).to_have_value("إدارة الهجرة")
    expect(page).to_have_url(re.compile("mode=root"))


@pytest.mark.parametrize("mode", ["stem", "root"])
def test_another_mode_keeps_what_was_chosen_in_the_form(
    collection_server: Server, page: Page, mode: str
) -> None:
    page.goto(f"{collection_server.address}/?q=الهجرة&mode=exact&sort=title&year=2025&lang=ar")
    page.locator(".options summary").click()
    page.locator(".options label", has_text="أيٌّ من").click()
    page.locator("#from").fill("2025-02")
    page.locator("nav.dial a").nth(LAYERS.index(mode)).click()
    expect(page.locator("nav.dial [aria-current]")).to_have_text(re.compile("^(صرفي|جذري)"))
    kept = f"match=any&from=2025-02&sort=title&year=2025&lang=ar{'&mode=root' * (mode == 'root')}"
    _, *sent = page.url.partition("?")[2].split("&")
    assert sorted(sent) == sorted(kept.split("&"))


# By keyboard, what has a slash on it or writes one: what it writes, where it is, whether with Shift.
_SLASHES = {
    "english": ("/", "Slash", False),
    "arabic": ("ظ", "Slash", False),
    "french": ("/", "Period", True),
    "german": ("/", "Digit7", True),
    "numbers": ("/", "NumpadDivide", False),
}
_PRESSED = """([key, code, shiftKey]) => document.body.dispatchEvent(
  new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true }))"""


@pytest.mark.parametrize("keyboard", _SLASHES)
def test_slash_focuses_the_box_after_its_text(
    collection_server: Server, page: Page, keyboard: str
) -> None:
    page.goto(f"{collection_server.address}/?q=الهجرة")
    went_on = page.evaluate(_PRESSED, list(_SLASHES[keyboard]))
    assert not went_on
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.insert_text(" بكين")
    expect(page.locator("#q")).to_have_value("الهجرة بكين")


@pytest.mark.parametrize("pressed", [["|", "Slash", True], ["J", "KeyJ", True]])
def test_other_characters_of_the_shortcut_keys_do_nothing(
    collection_server: Server, page: Page, pressed: list[object]
) -> None:
    page.goto(f"{collection_server.address}/?q=الهجرة")
    assert page.evaluate(_PRESSED, pressed)
    expect(page.locator("#q")).not_to_be_focused()


@pytest.mark.parametrize("sign", ["?", "؟"])
def test_a_question_mark_lists_the_keys_but_not_in_the_box(
    collection_server: Server, page: Page, sign: str
) -> None:
    page.goto(f"{collection_server.address}/?q=الهجرة&lang=en")
    page.locator("#q").press("End")
    page.keyboard.insert_text(sign)
    expect(page.locator("#q")).to_have_value(f"الهجرة{sign}")
    page.evaluate(_PRESSED, [sign, "Slash", True])
    expect(page).to_have_url(f"{collection_server.address}/help?lang=en#keys")


def test_an_address_that_the_form_makes_holds_what_was_chosen_and_no_more(
    collection_server: Server, page: Page
) -> None:
    page.goto(f"{collection_server.address}/?lang=ar")
    box = page.get_by_role("combobox")
    for path in ("/?q=a&lang=ar", "/?q=b&lang=ar"):
        box.fill(path[4])
        box.press("Enter")
        expect(page).to_have_url(collection_server.address + path)
    page.goto(
        f"{collection_server.address}/?q=a&mode=root&match=any&from=2025-01&sort=title&year=2025"
    )
    box.press("Enter")
    sent = "q=a&match=any&from=2025-01&mode=root&sort=title&year=2025"
    expect(page).to_have_url(re.compile("/[?]"))
    assert sorted(page.url.partition("?")[2].split("&")) == sorted(sent.split("&"))


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_way_back_leads_to_the_hit_one_came_from(
    collection_server: Server, browser: Browser, width: int, scripts: bool
) -> None:
    size = ViewportSize(width=width, height=700)
    with browser.new_context(viewport=size, java_script_enabled=scripts, locale="ar") as context:
        page = context.new_page()
        page.goto(f"{collection_server.address}/?q=الهجرة&per_page=40")
        came_from = page.locator(".hit h2 a").nth(29)
        address = came_from.get_attribute("href")
        came_from.click()
        page.get_by_role("link", name="عودة إلى النتائج").click()
        hit = page.locator(".hit:target h2 a")
        expect(hit).to_have_attribute("href", address or "")
        expect(hit).to_be_in_viewport()
        if scripts:
            page.keyboard.press("KeyJ")
            expect(page.locator(".hit h2 a").nth(30)).to_be_focused()
            page.keyboard.press("KeyK")
            expect(hit).to_be_focused()


def test_the_article_alone_does_not_mark_every_word(collection_server: Server, page: Page) -> None:
    page.goto(f"{collection_server.address}/releases/000_4be716075c5a84b0?q=ال")
    assert page.locator("mark").count() == 0
    page.goto(f"{collection_server.address}/releases/000_4be716075c5a84b0?q=الهجرة ال")
    assert {"الهجرة", "للهجرة"} >= set(page.locator("article mark").all_inner_texts())


@pytest.mark.parametrize(
    "pasted",
    ["\u200fالهجرة\u200f", "\u00a0الهجرة\u00a0", "الهِجْرَة", "الهـــجرة", "\u2067الهجرة\u2069"],
)
def test_pasted_text_is_found(collection_server: Server, page: Page, pasted: str) -> None:
    page.goto(f"{collection_server.address}/?q=الهجرة")
    wanted = page.locator("h1").inner_text().split()[0]
    page.goto(f"{collection_server.address}/?q={quote(pasted)}")
    assert page.locator("h1").inner_text().split()[0] == wanted


def test_a_snippet_that_begins_in_latin_keeps_the_order_of_its_text(
    collection_server: Server, page: Page
) -> None:
    """The direction is that of the release's language, not that of its first letter."""
    page.goto(f"{collection_server.address}/?q=migration&language=en&lang=ar")
    assert page.locator(".hit h2").first.evaluate("e => getComputedStyle(e).direction") == "ltr"
    page.goto(f"{collection_server.address}/?q=الهجرة&lang=en&language=ar")
    snippet = page.locator(".snippet").first
    assert snippet.evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_linked_data_passes_the_policy(collection_server: Server, page: Page) -> None:
    page.goto(f"{collection_server.address}/releases/000_4be716075c5a84b0")
    text = page.locator('script[type="application/ld+json"]').text_content()
    assert json.loads(text or "")["@type"] == "NewsArticle"


def test_spellings_are_switched_off_by_a_click(collection_server: Server, page: Page) -> None:
    page.goto(f"{collection_server.address}/?q=الهجرة")
    page.get_by_text("كيف فُهم بحثك").click()
    page.locator(".forms a", has_text=re.compile("^.*للهجرة")).first.click()
    expect(page).to_have_url(re.compile("without="))
    expect(page.locator(".forms .off")).to_be_focused()
    expect(page.locator(".forms .off")).to_be_in_viewport()
    expect(page.locator(".hit").first).to_be_visible()
    assert "للهجرة" not in page.locator(".hits mark").all_inner_texts()
    page.locator(".chips a").first.click()
    expect(page).not_to_have_url(re.compile("without="))


def test_typed_words_do_not_change_the_direction_of_the_surrounding_text(
    collection_server: Server, page: Page
) -> None:
    """A word in Arabic inside an English line: the quotes stand beside it, the count behind the link."""
    page.goto(f"{collection_server.address}/?lang=en&q=زرافة الهجرة")
    offered = page.locator(".suggestions li", has_text="Without")
    word, other = (offered.locator("bdi").nth(n).bounding_box() for n in range(2))
    count = offered.locator(".count").bounding_box()
    starts = [box["x"] for box in (word, other, count) if box]
    assert len(starts) == 3
    assert starts == sorted(starts)


def test_copying_is_confirmed_and_leaves_no_gap_without_scripts(
    collection_server: Server, browser: Browser
) -> None:
    address = f"{collection_server.address}/releases/000_4be716075c5a84b0?lang=ar"
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(address)
        expect(page.get_by_role("status")).to_be_empty()
        page.get_by_role("button", name="انسخ الرابط").click()
        expect(page.get_by_role("status")).to_have_text("نُسخ")
        # Who is sent the link reads it in a language of their own.
        assert page.evaluate("navigator.clipboard.readText()") == address.partition("?")[0]
        page.get_by_role("button", name="انسخ الاستشهاد").click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{page.locator('#reference').inner_text()} {address.partition('?')[0]}"
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        block = page.locator(".cite .acts")
        room, first = block.bounding_box(), block.get_by_role("link").first.bounding_box()
        assert room
        assert first
        assert first["x"] + first["width"] == room["x"] + room["width"]
