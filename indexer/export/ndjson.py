"""JSON lines: a release a line, with the keys that are read again (see `indexer.documents.fields.rows`).

What is not said is left out. The name of the source file is not of the release: built from these lines,
an index holds the same releases, and their source is the file of lines.
"""

import json
from collections.abc import Iterable, Iterator

from indexer.releases.release import STORED, Release

_KEYS = tuple(name for name in STORED if name not in ("source", "extra"))


def write(releases: Iterable[Release]) -> Iterator[str]:
    for release in releases:
        row = {key: value for key in _KEYS if (value := getattr(release, key)) is not None}
        row |= {key: value for key, value in release.extra.items() if key not in row}
        yield json.dumps(row, ensure_ascii=False, default=str) + "\n"
