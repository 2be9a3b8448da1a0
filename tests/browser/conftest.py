"""The product as its users have it: `kashaf` in processes of its own, and a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import shipped
from tests.browser import demonstration
from tests.browser.chromium import NoBrowser, launch
from tests.browser.installed import Complaints, Installation, Server


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """Seeds, and no index yet."""
    shipped.copy_into(tmp_path / "seeds")
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
def seeds_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the two seeds that all tests share which only read."""
    folder = tmp_path_factory.mktemp("standing")
    shipped.copy_into(folder / "seeds")
    installation = Installation(folder)
    installation.build()
    running = Server(installation)
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="session")
def collection_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a collection that fills pages and filters; all tests share it which only read."""
    folder = tmp_path_factory.mktemp("collected")
    shipped.copy_into(folder / "seeds")
    demonstration.write(folder / "seeds", 150)
    installation = Installation(folder)
    installation.build()
    running = Server(installation)
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        with launch() as browser:
            yield browser
    except NoBrowser as missing:
        pytest.fail(str(missing))


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
