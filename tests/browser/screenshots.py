"""Every state of the page as a picture: three widths, light and dark, in Arabic; the states that
readers meet first in the other languages too. `make screenshots` writes them to a folder."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeAlias

from playwright.sync_api import Browser, ViewportSize

from tests import shipped
from tests.browser import demonstration
from tests.browser.chromium import launch
from tests.browser.installed import Installation, Server
from tests.browser.states import STATES, UNAVAILABLE, address

_WIDTHS = (320, 768, 1280)
_Scheme: TypeAlias = Literal["light", "dark"]
_SCHEMES: tuple[_Scheme, ...] = ("light", "dark")
_RELEASES = 240
_HEIGHT = 900
# States that are photographed in every language of the interface.
_EVERYWHERE = ("home", "results", "marked-release")


@contextmanager
def _server(*, indexed: bool) -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder:
        installation = Installation(Path(folder))
        shipped.copy_into(installation.seeds)
        if indexed:
            demonstration.write(installation.seeds, _RELEASES)
            installation.build()
        server = Server(installation)
        try:
            yield server
        finally:
            server.stop()


def _photograph(browser: Browser, url: str, file: Path, width: int, scheme: _Scheme) -> None:
    size = ViewportSize(width=width, height=_HEIGHT)
    with browser.new_context(viewport=size, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(url)
        page.evaluate("document.fonts.ready")
        page.screenshot(path=file)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with launch() as browser, _server(indexed=True) as full, _server(indexed=False) as bare:
        shots = [(full, name, path, "ar") for name, path in STATES.items()]
        shots += [
            (full, name, STATES[name], other) for name in _EVERYWHERE for other in ("en", "zh")
        ]
        shots.append((bare, UNAVAILABLE, "/", "ar"))
        for server, name, path, language in shots:
            for width in _WIDTHS:
                for scheme in _SCHEMES:
                    file = folder / f"{name}-{language}-{width}-{scheme}.png"
                    url = server.address + address(path, language)
                    _photograph(browser, url, file, width, scheme)
    print(f"pictures in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
