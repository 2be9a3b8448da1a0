"""Reading the texts to measure with: a file DOCS.jsonl or DOCS.jsonl.gz, a release in each line."""

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path


def read_lines(path: Path, limit: int | None = None) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from islice(lines, limit)


def read_texts(path: Path, limit: int | None = None) -> list[str]:
    """Title and body of each line."""
    rows = map(json.loads, read_lines(path, limit))
    return [
        "\n\n".join(filter(None, [row.get("title"), row.get("body") or row.get("text")]))
        for row in rows
    ]
