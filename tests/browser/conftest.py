"""The product as its users have it: `kashaf` in processes of its own, and a real browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from installed import Complaints, Installation, Server
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """Seeds, and no index yet."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return Installation(tmp_path)


@pytest.fixture
def installation(empty: Installation) -> Installation:
    empty.build()
    return empty


@pytest.fixture
def server(installation: Installation) -> Iterator[Server]:
    """A server of the test's own, whose index the test may change."""
    running = Server(installation)
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the two seeds that all tests share which only read."""
    folder = tmp_path_factory.mktemp("standing")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    installation = Installation(folder)
    installation.build()
    running = Server(installation)
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = (os.environ.get("KASHAF_CHROMIUM"), *map(shutil.which, _BROWSERS))
    executable = next(filter(None, names), None)
    if executable is None:
        pytest.fail(
            "no browser found: install Debian's `chromium` (apt-get install chromium) or set "
            "KASHAF_CHROMIUM to the path of a Chromium or Chrome"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> Complaints:
    return Complaints([])


@pytest.fixture
def page(browser: Browser, complaints: Complaints) -> Iterator[Page]:
    """A page that must give no cause for complaint."""
    with browser.new_context(locale="ar") as context:
        page = context.new_page()
        complaints.watch(page)
        yield page
    assert complaints.seen == []
