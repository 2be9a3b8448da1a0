"""Whoosh beside OpenSearch on one node and on three, in one run: building, searching, room on disk.

    python benchmarks/opensearch.py DOCS.jsonl [--limit 5000] [--searches 400]

The clusters are real ones on the loopback (see tests/opensearch/cluster.py), so that their nodes share
the cores of one machine with each other and with us: three nodes show what copies cost, not what more
machines bring. Prints releases a second of the whole build, milliseconds of a search through the
`Collection` (words of a release; facets and snippets included), megabytes.
"""

import argparse
import dataclasses
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from indexer import lists
from indexer.build import BuildRequest, build
from indexer.cli.progress import BuildProgress
from indexer.engines.registry import engine as engine_of
from indexer.identity import identity
from indexer.results import SearchRequest
from indexer.search import Collection
from indexer.settings import Settings

sys.path.append(str(Path(__file__).parents[1] / "tests" / "opensearch"))
from cluster import cluster


def queries(rows: list[dict[str, str]], count: int) -> list[str]:
    """One to three words each, from a title or, where there is none, a beginning."""
    dice = random.Random(0)  # noqa: S311 - no secrets
    texts = [(row.get("title") or row["body"]).split()[:20] for row in rows]
    titles = [words for words in texts if words]
    return [
        " ".join(dice.sample(words, min(len(words), dice.randint(1, 3))))
        for words in (dice.choice(titles) for _ in range(count))
    ]


def measured(name: str, settings: Settings, seeds: Path, asked: list[str]) -> None:
    engine = engine_of(settings)
    shelf = engine.shelf(settings)
    analyzer = lists.analyzer(settings)
    started = time.perf_counter()
    with BuildProgress() as progress:
        report = build(BuildRequest((seeds,), shelf, engine, analyzer), progress)
    rate = report.releases / (time.perf_counter() - started)
    taken = []
    with closing(Collection.open(settings)) as collection:
        collection.search(SearchRequest(asked[0]))
        for text in asked:
            started = time.perf_counter()
            collection.search(SearchRequest(text))
            taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    p50, p99 = taken[len(taken) // 2], taken[len(taken) * 99 // 100]
    (listed,) = shelf.survey(identity(engine, analyzer)).listed
    cells = (f"{rate:.0f}/s", f"p50 {p50:.0f} ms", f"p99 {p99:.0f} ms")
    print(name, report.releases, *cells, f"{listed.size / 1e6:.0f} MB", sep="\t", flush=True)


@contextmanager
def on_cluster(nodes: int, copies: int) -> Iterator[Settings]:
    with cluster(nodes, heap="1g", lasting=True) as running:
        environ = {
            "KASHAF_ENGINE": "opensearch",
            "KASHAF_OPENSEARCH_URL": ",".join(running.urls),
            "KASHAF_OPENSEARCH_REPLICAS": str(copies),
        }
        yield Settings.load(environ=environ)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("documents", type=Path)
    options.add_argument("--limit", type=int, default=5_000)
    options.add_argument("--searches", type=int, default=400)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        seeds = Path(work) / "seeds"
        seeds.mkdir()
        with asked.documents.open(encoding="utf-8") as file:
            lines = list(islice(file, asked.limit))
        (seeds / "releases.jsonl").write_text("".join(lines), "utf-8")
        searched = queries([json.loads(line) for line in lines], asked.searches)
        here = dataclasses.replace(Settings.load(environ={}), index=Path(work) / "index")
        measured("Whoosh", here, seeds, searched)
        for nodes, copies in ((1, 0), (3, 1)):
            with on_cluster(nodes, copies) as settings:
                measured(f"OpenSearch, {nodes} node(s), {copies} copies", settings, seeds, searched)


if __name__ == "__main__":
    main()
