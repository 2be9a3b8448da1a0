"""Static files, held in memory and served under names that contain a hash of their content.

So clients can cache them forever, and no name from outside is ever opened as a file.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from typing import NamedTuple

from webapp.extension import Extension

_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_REFERENCE = re.compile(r'url\("([^"]+)"\)')
PREFIX = "/static/"


class Asset(NamedTuple):
    """One static file, under the name that it is served by."""

    name: str
    media_type: str
    content: bytes


class Assets:
    """All static files, by path in the source tree and by served name."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """`files` are contents by path below `static/`; style sheets refer to others by it."""
        self._by_path: dict[str, Asset] = {}
        # Style sheets last: their hash depends on the names of the files that they refer to.
        for path in sorted(files, key=lambda path: path.endswith(".css")):
            self._by_path[path] = self._asset(path, files[path])
        self._by_name = {asset.name: asset for asset in self._by_path.values()}

    def _asset(self, path: str, content: bytes) -> Asset:
        stem, _, suffix = path.rpartition("/")[2].rpartition(".")
        if suffix == "css":
            # Relative to the style sheet, so that the prefix of the site does not matter.
            text = content.decode("utf-8")
            content = _REFERENCE.sub(
                lambda match: f'url("{self._by_path[match[1]].name}")', text
            ).encode()
        digest = hashlib.sha256(content).hexdigest()[:12]
        return Asset(f"{stem}.{digest}.{suffix}", _MEDIA_TYPES[f".{suffix}"], content)

    def address(self, path: str) -> str:
        """The route of a file, by its path. Raises KeyError for an unknown one."""
        return PREFIX + self._by_path[path].name

    def by_served_name(self, name: str) -> Asset | None:
        return self._by_name.get(name)

    def by_path(self, path: str) -> Asset:
        return self._by_path[path]


ASSETS: Extension[Assets] = Extension("assets")


def load() -> Assets:
    """The assets of this package."""
    folder = resources.files("webapp") / "static"
    suffixes = tuple(_MEDIA_TYPES)
    return Assets(
        {path: file.read_bytes() for path, file in _files(folder) if path.endswith(suffixes)}
    )


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry
