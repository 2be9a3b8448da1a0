"""Finds and starts the Chromium browser of the tests."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

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


class NoBrowser(Exception):
    """There is no browser to drive."""


@contextmanager
def launch() -> Iterator[Browser]:
    """A browser of the machine. Raises NoBrowser."""
    names = (os.environ.get("KASHAF_CHROMIUM"), *map(shutil.which, _BROWSERS))
    executable = next(filter(None, names), None)
    if executable is None:
        raise NoBrowser(
            "no browser found: install Debian's `chromium` (apt-get install chromium) or set "
            "KASHAF_CHROMIUM to the path of a Chromium or Chrome"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_FLAGS)
        yield browser
        browser.close()
