"""Accessibility violations that axe-core finds on a page (WCAG 2.2 AA and its best practices)."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_ALL = {"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"]}
# All that changes between light and dark.
_COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast"]},
    "resultTypes": ["violations"],
}
_SCRIPT = Axe().axe_script
# Folded parts are opened. Of long lists the first entries stand for the others, which one template made.
_UNFOLD = """() => {
  document.querySelectorAll("details").forEach(details => { details.open = true });
  document.querySelectorAll("ul, ol").forEach(list => [...list.children].slice(8).forEach(entry => entry.remove()));
}"""
_RUN = """options => axe.run(options).then(({ violations }) => violations.flatMap(
  ({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 150)}`)))"""


def faults(page: Page) -> list[str]:
    """Everything that axe has against the page, in light colours and in dark ones."""
    page.emulate_media(color_scheme="light")
    page.evaluate(_UNFOLD)
    page.evaluate(_SCRIPT)
    found: list[str] = page.evaluate(_RUN, _ALL)
    page.emulate_media(color_scheme="dark")
    in_the_dark: list[str] = page.evaluate(_RUN, _COLOURS)
    return found + in_the_dark
