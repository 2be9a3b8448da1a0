"""What axe finds wrong with a page (axe-core, WCAG 2.2 AA and its best practices)."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page: Page) -> list[str]:
    """Everything that axe has against the page as it stands, folded parts opened."""
    page.locator("details").evaluate_all("all => all.forEach(details => { details.open = true })")
    return _found(page, {"runOnly": {"type": "tag", "values": _TAGS}})


def faults_of_colour(page: Page) -> list[str]:
    """Texts whose contrast is too low: all that changes between light and dark."""
    return _found(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})


def _found(page: Page, options: dict[str, object]) -> list[str]:
    response = Axe().run(page, options=options).response
    return [
        f"{violation['id']}: {node['html'][:150]}"
        for violation in response["violations"]
        for node in violation["nodes"]
    ]
