"""Static files under names that carry a hash of their content, held in memory.

Nothing is ever read from disk by a name from outside, and a name can be cached for ever.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from typing import NamedTuple

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_REFERENCE = re.compile(r'url\("([^"]+)"\)')
PREFIX = "/static/"


class Asset(NamedTuple):
    """One static file as it is served."""

    name: str
    kind: str
    content: bytes


class Assets:
    """All static files: by the name in the source tree, and by the name they are served under."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """`files` are contents by path below `static/`; style sheets refer to others by that path."""
        self._by_source: dict[str, Asset] = {}
        # Style sheets last: their hash depends on the names of what they refer to.
        for path in sorted(files, key=lambda path: path.endswith(".css")):
            self._by_source[path] = self._asset(path, files[path])
        self._by_name = {asset.name: asset for asset in self._by_source.values()}

    def _asset(self, path: str, content: bytes) -> Asset:
        stem, _, suffix = path.rpartition("/")[2].rpartition(".")
        if suffix == "css":
            # Beside the sheet, wherever the site lies.
            text = content.decode("utf-8")
            content = _REFERENCE.sub(
                lambda found: f'url("{self._by_source[found[1]].name}")', text
            ).encode()
        digest = hashlib.sha256(content).hexdigest()[:12]
        return Asset(f"{stem}.{digest}.{suffix}", _TYPES[f".{suffix}"], content)

    def address(self, path: str) -> str:
        """Where a file of the source tree is served. Raises KeyError for an unknown one."""
        return PREFIX + self._by_source[path].name

    def served(self, name: str) -> Asset | None:
        return self._by_name.get(name)

    def source(self, path: str) -> Asset:
        return self._by_source[path]


def load() -> Assets:
    """The assets of this package."""
    folder = resources.files("webapp") / "static"
    wanted = tuple(_TYPES)
    return Assets(
        {path: file.read_bytes() for path, file in _files(folder) if path.endswith(wanted)}
    )


def edition() -> str:
    """A hash of the program and its data: of one generation, answers change only with it."""
    seen = hashlib.sha256()
    for package in ("webapp", "indexer"):
        for path, file in _files(resources.files(package)):
            if not path.endswith(".pyc"):
                seen.update(f"{package}/{path}\0".encode() + file.read_bytes())
    return seen.hexdigest()[:16]


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry
