"""Does a query find what the reader means, and nothing else? Through the real index.

    python -m benchmarks.matching PAIRS.tsv [--background DOCS.jsonl[.gz]] [--limit 5000] [--mode stem]

PAIRS.tsv has kind, query, document, 1 or 0, note; ``\\uXXXX`` stands for a code point. Each document
becomes a release among those of the background, so that words are as common as they are in the news,
and each query is a search with all words required. Prints the pairs that were judged wrongly, and for
each kind how many were found that should be (or should not).
"""

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from benchmarks.documents import read_lines
from indexer.answers.results import SearchRequest
from indexer.arabic.layers import LAYERS, Layer
from indexer.building.build import BuildRequest, build
from indexer.engines.protocol import Filters
from indexer.installation.installation import Installation
from indexer.search import Collection
from indexer.settings import Settings

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


class Pair(NamedTuple):
    kind: str
    query: str
    document: str
    wanted: bool


def pairs(path: Path) -> Iterator[Pair]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            kind, query, document, wanted, *_ = (unescape(cell) for cell in line.split("\t"))
            yield Pair(kind, query, document, wanted == "1")


def unescape(cell: str) -> str:
    return _ESCAPE.sub(lambda code: chr(int(code[1], 16)), cell)


def judge(
    asked: list[Pair], seeds: Path, mode: Layer, settings: Settings | None = None
) -> Iterator[tuple[Pair, bool]]:
    """Each pair, and whether its query finds its document; `settings` name another engine."""
    with (seeds / "pairs.jsonl").open("w", encoding="utf-8") as file:
        for number, pair in enumerate(asked):
            # The agency is a filter, by which one document is asked for; its number is no word.
            row = {
                "id": f"pair-{number}",
                "title": "",
                "body": pair.document,
                "agency": f"n{number}n",
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    settings = (settings or Settings.load({}, {})).for_index_in(seeds.parent)
    installation = Installation(settings)
    request = BuildRequest((seeds,), installation.store, installation.engine, installation.analyzer)
    report = build(request)
    assert not report.refusals, report.refused
    with closing(Collection.open(settings)) as collection:
        for number, pair in enumerate(asked):
            filters = Filters({"agency": (f"n{number}n",)})
            found = collection.search(SearchRequest(pair.query, mode, filters=filters, snippets=0))
            yield pair, found.total > 0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("pairs", type=Path)
    options.add_argument("--background", type=Path)
    options.add_argument("--limit", type=int, default=5000)
    options.add_argument("--mode", choices=LAYERS, default="stem")
    asked = options.parse_args()
    right: Counter[tuple[str, bool]] = Counter()
    every: Counter[tuple[str, bool]] = Counter()
    with tempfile.TemporaryDirectory() as work:
        seeds = Path(work) / "seeds"
        seeds.mkdir()
        if asked.background:
            lines = read_lines(asked.background, asked.limit)
            (seeds / "background.jsonl").write_text("".join(lines), "utf-8")
        for pair, found in judge(list(pairs(asked.pairs)), seeds, asked.mode, Settings.load()):
            for kind in (pair.kind, "all"):
                every[kind, pair.wanted] += 1
                right[kind, pair.wanted] += found
            if found != pair.wanted:
                print("missed" if pair.wanted else "false", pair.kind, pair.query, pair.document)
    for kind, wanted in sorted(every):
        label = "found" if wanted else "false"
        print(f"{kind}\t{label}\t{right[kind, wanted]} of {every[kind, wanted]}")


if __name__ == "__main__":
    main()
