"""The newcomer's story: build, search, read, add a release, find it; in a real browser."""

import json
import re
import signal
import time
import urllib.request
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.installed import Complaints, Installation, Server

FORMS = ("الهجرة", "للهجرة", "والهجرة", "هجرة")
NEW_TITLE = "افتتاح معرض الكتاب"
NEW_RELEASE = f"• {NEW_TITLE}\n\n    افتُتح المعرض بحضور قسم الهجرة.\n\n  •     \n    2025-11-02"


def ask(server: Server, path: str) -> Any:
    with urllib.request.urlopen(server.address + path, timeout=10) as answer:
        return json.load(answer)


def search_for(page: Page, words: str) -> None:
    box = page.get_by_label("ابحث في البيانات الصحفية", exact=True).and_(page.locator("input"))
    box.fill(words)
    box.press("Enter")


def words_of(server: Server, release_id: str) -> str:
    body: str = ask(server, f"/api/v1/releases/{quote(release_id, safe='')}")["body"]
    return body


def test_search_and_read(seeds_server: Server, page: Page) -> None:
    page.goto(seeds_server.address)
    expect(page.get_by_role("heading", level=1)).to_have_text("أحدث البيانات")
    search_for(page, "الهجرة")
    expect(page).to_have_title("الهجرة: نتيجتان · كشّاف")
    expect(page.get_by_role("heading", level=1)).to_contain_text("نتيجتان")
    hits = page.locator(".hit")
    expect(hits).to_have_count(2)
    for hit in hits.all():
        assert set(hit.locator("mark").all_inner_texts()) <= set(FORMS)
        expect(hit.locator(".snippet mark").first).to_be_visible()

    marked = set()
    for n in range(2):
        hits.nth(n).get_by_role("link").first.click()
        expect(page).to_have_url(re.compile(r"/releases/[^?]+\?q="))
        found = page.locator("article mark").all_inner_texts()
        text = page.locator("article").inner_text()
        there = [word for word in re.findall(r"\w+", text) if word in FORMS]
        assert found == there, "marked where they stand, all of them, and nothing else"
        marked |= set(found)
        page.get_by_role("link", name="عودة إلى النتائج").click()
    assert marked >= {"الهجرة", "للهجرة"}


def test_every_form_is_found_and_marked(
    installation: Installation, server: Server, page: Page
) -> None:
    sentence = "الهجرة حق، للهجرة أسباب، والهجرة تجربة، وكل هجرة قصة."
    (installation.seeds / "forms.jsonl").write_text(
        json.dumps({"id": "forms", "title": "صور", "body": sentence}, ensure_ascii=False),
        encoding="utf-8",
    )
    installation.build()
    time.sleep(1)
    page.goto(f"{server.address}/releases/forms?q=الهجرة")
    assert page.locator("article mark").all_inner_texts() == list(FORMS)


def test_the_json_says_the_same(seeds_server: Server) -> None:
    answer = ask(seeds_server, "/api/v1/search?q=" + quote("الهجرة"))
    assert answer["total"] == {"value": 2, "relation": "eq"}
    assert len(answer["hits"]) == 2
    for hit in answer["hits"]:
        assert hit["snippets"]
        for snippet in hit["snippets"]:
            for match in snippet["matches"]:
                word = snippet["text"][match["start"] : match["end"]]
                assert word in FORMS
                assert f"<mark>{word}</mark>" in snippet["html"]
            body = words_of(seeds_server, hit["id"])
            start = snippet["offset"]
            assert body[start : start + len(snippet["text"])] == snippet["text"]


def test_a_third_file_is_found_while_serving(
    installation: Installation, server: Server, page: Page
) -> None:
    page.goto(f"{server.address}/?q=الهجرة")
    expect(page.locator(".hit")).to_have_count(2)
    tag = urllib.request.urlopen(f"{server.address}/").headers["ETag"]

    (installation.seeds / "third.txt").write_text(NEW_RELEASE, encoding="utf-8")
    installation.build()
    time.sleep(1)

    page.reload()
    expect(page.locator(".hit")).to_have_count(3)
    expect(page.get_by_role("link", name=NEW_TITLE, exact=True)).to_be_visible()
    assert ask(server, "/api/v1/status")["index"]["releases"] == 3
    assert urllib.request.urlopen(f"{server.address}/").headers["ETag"] != tag

    (installation.seeds / "third.txt").unlink()
    installation.build()
    time.sleep(1)
    page.reload()
    expect(page.locator(".hit")).to_have_count(2)


def test_the_command_line_says_the_same(installation: Installation) -> None:
    outcome = installation.run("search", "الهجرة", "--json")
    assert outcome.returncode == 0, outcome.stderr
    assert json.loads(outcome.stdout)["total"]["value"] == 2


def test_dials_filters_and_keyboard(seeds_server: Server, page: Page) -> None:
    page.goto(seeds_server.address)
    page.get_by_role("radio", name="حرفي").check()
    search_for(page, "هجرة")
    expect(page).to_have_url(re.compile(r"mode=exact"))
    dial = page.get_by_role("navigation", name="طريقة مقارنة الكلمات")
    expect(dial.locator("[aria-current]")).to_contain_text("حرفي")
    dial.get_by_role("link", name="صرفي").press("Enter")
    expect(page).not_to_have_url(re.compile(r"mode="))
    expect(page.get_by_role("heading", level=1)).to_contain_text("نتيجتان")

    page.goto(f"{seeds_server.address}/?q=الهجرة")
    page.get_by_role("complementary").get_by_role("link", name="2025").first.click()
    expect(page).to_have_url(re.compile(r"year=2025"))
    page.locator(".chips a").click()
    expect(page).not_to_have_url(re.compile(r"year="))


def test_empty_results_offer_other_searches(seeds_server: Server, page: Page) -> None:
    page.goto(f"{seeds_server.address}/?q=الهجرة زعفران")
    page.get_by_role("link", name="أيٌّ من كلماتك").click()
    expect(page).to_have_url(re.compile(r"match=any"))
    expect(page.locator(".hit")).to_have_count(2)


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_the_window(
    seeds_server: Server, browser: Browser, width: int, scheme: Any
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 700}, color_scheme=scheme, locale="ar"
    ) as context:
        page = context.new_page()
        for path in ("/", "/?q=الهجرة&year=2025", "/?q=قمر", "/nosuch", "/?page=0", "/help"):
            page.goto(seeds_server.address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_filters_are_beside_the_results_or_open_above_them(
    seeds_server: Server, browser: Browser
) -> None:
    with browser.new_context(java_script_enabled=False, locale="ar") as context:
        page = context.new_page()
        page.goto(f"{seeds_server.address}/?q=الهجرة")
        filters = page.get_by_role("complementary")
        year = filters.get_by_role("link", name="2025").first
        page.set_viewport_size({"width": 1280, "height": 700})
        expect(year).to_be_visible()
        expect(filters.get_by_text("تصفية النتائج").locator("visible=true")).to_have_count(1)
        hits, beside = page.locator(".hits").bounding_box(), filters.bounding_box()
        assert hits
        assert beside
        assert beside["x"] + beside["width"] <= hits["x"]

        page.set_viewport_size({"width": 320, "height": 700})
        expect(year).to_be_hidden()
        opener = filters.get_by_text("تصفية النتائج").locator("visible=true")
        expect(opener).to_have_count(1)
        opener.click()
        expect(year).to_be_visible()
        hits, above = page.locator(".hits").bounding_box(), filters.bounding_box()
        assert hits
        assert above
        assert above["y"] + above["height"] <= hits["y"]


def test_the_date_hint_is_one_line_and_warnings_keep_to_their_column(
    seeds_server: Server, page: Page
) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f'{seeds_server.address}/?q="ليان يون&from=2019')
    page.locator("details.options > summary").click()
    hint = page.locator("#date-hint").evaluate(
        "e => [e.clientHeight, parseFloat(getComputedStyle(e).lineHeight)]"
    )
    assert hint[0] < 1.5 * hint[1]
    notice, hits = page.locator(".notice").bounding_box(), page.locator(".hits").bounding_box()
    assert notice
    assert hits
    assert (notice["x"], notice["width"]) == (hits["x"], hits["width"])


def test_works_without_scripts_and_asks_nobody_else(seeds_server: Server, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False, locale="ar") as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(seeds_server.address)
        search_for(page, "الهجرة")
        expect(page.locator(".hit")).to_have_count(2)
        assert all(url.startswith(seeds_server.address) for url in asked)
        assert any(url.endswith(".woff2") for url in asked)


def test_marks_do_not_break_the_joining_of_letters(seeds_server: Server, page: Page) -> None:
    """A marked word is as wide as the same word unmarked: nothing was added, no letter changed form."""
    page.goto(f"{seeds_server.address}/releases/{_first_id(seeds_server)}?q=الهجرة")
    with_marks = page.locator("article .body").bounding_box()
    page.goto(f"{seeds_server.address}/releases/{_first_id(seeds_server)}")
    without = page.locator("article .body").bounding_box()
    assert with_marks
    assert without
    assert with_marks["height"] == without["height"]


def _first_id(server: Server) -> str:
    return quote(ask(server, "/api/v1/search")["hits"][0]["id"], safe="")


def test_missing_index_is_reported_and_can_be_built_while_serving(
    empty: Installation, browser: Browser, complaints: Complaints
) -> None:
    server = Server(empty)
    try:
        with browser.new_context(locale="ar") as context:
            page = context.new_page()
            answer = page.goto(server.address)
            assert answer
            assert answer.status == 503
            expect(page.get_by_text("kashaf build")).to_be_visible()
            empty.build()
            time.sleep(1)
            complaints.watch(page)
            page.reload()
            expect(page.locator(".hit")).to_have_count(2)
        assert complaints.seen == []
    finally:
        assert server.stop(signal.SIGINT) == 0


def test_a_port_in_use_is_a_clear_error(installation: Installation, server: Server) -> None:
    port = server.address.rpartition(":")[2]
    outcome = installation.run("serve", "--port", port)
    assert outcome.returncode == 2
    assert "in use" in outcome.stderr
    assert "--port" in outcome.stderr
    assert "Traceback" not in outcome.stderr
