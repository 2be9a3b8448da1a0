"""Kashaf beside other search engines: the same releases and the same queries, in one run.

    python -m benchmarks.peers [DOCS.jsonl[.gz]] [--sizes 1000,10000,100000] [--work DIR]

DOCS are texts of which `benchmarks/corpus.py` makes the releases (title and body in each line);
without any, the seeds, which have few words. The peers that are installed take part; the others are
named. Each has processes of its own: one that builds, two that open and search. Queries go round
between the peers one by one, each several times.
A cost is the median of those times, a percentile is over the queries of a kind.

Titles and snippets are what each engine offers: for Kashaf and Whoosh two snippets a hit, for tantivy and
SQLite the one that they make. Answers that Kashaf keeps are used in the row that says so alone.
What a run leaves in --work serves the next one: releases, indexes, figures of builds. Delete to repeat.
"""

import argparse
import json
import os
import platform
import shutil
import tempfile
import time
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from benchmarks.corpus import Mixer
from benchmarks.documents import read_texts
from benchmarks.peers import over_http, tables
from benchmarks.peers.asking import Asker
from benchmarks.peers.bm25s import Bm25s
from benchmarks.peers.fts5 import Fts5
from benchmarks.peers.kashaf import Kashaf
from benchmarks.peers.peer import Peer
from benchmarks.peers.queries import Query, queries
from benchmarks.peers.same_terms import SameTerms
from benchmarks.peers.stock import Stock
from benchmarks.peers.tantivy import Tantivy
from benchmarks.peers.worker import Built, Missing, Worker

_ALL = (Kashaf, Stock, SameTerms, Tantivy, Fts5, Bm25s)
PEERS: dict[str, type[Peer]] = {peer.name: peer for peer in _ALL}
# Searches before memory is measured.
_WARMING = 10


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("docs", type=Path, nargs="?")
    options.add_argument("--sizes", default="1000,10000,100000")
    options.add_argument("--peers", default=",".join(PEERS))
    options.add_argument("--queries", type=int, default=40, help="queries of each kind")
    options.add_argument("--turns", type=int, default=3, help="how often each query is asked")
    options.add_argument("--work", type=Path, help="folder that is kept; else a temporary one")
    options.add_argument("--no-http", action="store_true", help="leave out searches over HTTP")
    asked = options.parse_args()
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} processors, {platform.machine()}, "
          f"Python {platform.python_version()}\n")  # fmt: skip
    asker = Asker(PEERS, asked.turns)
    with tempfile.TemporaryDirectory() as temporary:
        for size in map(int, asked.sizes.split(",")):
            folder = (asked.work or Path(temporary)) / str(size)
            folder.mkdir(parents=True, exist_ok=True)
            releases = write_releases(asked.docs, size, folder / "releases.jsonl")
            print(f"## {size:,} releases\n")
            built = build(folder, releases, asked.peers.split(","))
            print(tables.builds(size, built))
            compare(folder, list(built), list(queries(releases, size, asked.queries)), asker)
            if not asked.no_http:
                over_http.compare(folder / Kashaf.name, releases, size, asked.queries)


def write_releases(docs: Path | None, size: int, releases: Path) -> Path:
    if not releases.exists():
        seeds = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
        sources = read_texts(docs) if docs else [seed.read_text("utf-8") for seed in seeds]
        with releases.open("w", encoding="utf-8") as file:
            for release in islice(Mixer(sources).releases(), size):
                file.write(json.dumps(release, ensure_ascii=False) + "\n")
    return releases


def build(folder: Path, releases: Path, names: list[str]) -> dict[str, Built]:
    """Builds the index of each peer that has none; the figures of all."""
    built = {}
    for name in names:
        figures = folder / f"{name}.json"
        if name not in PEERS:
            print(f"LEFT OUT: {name} is unknown; there are {', '.join(PEERS)}\n")
            continue
        if not figures.exists():
            shutil.rmtree(folder / name, ignore_errors=True)
            (folder / name).mkdir()
            try:
                with Worker(PEERS[name], folder / name) as worker:
                    figures.write_text(json.dumps(worker.build(releases)._asdict()), "utf-8")
            except Missing as missing:
                print(f"LEFT OUT: {name}: {missing}\n")
                continue
        built[name] = Built(**json.loads(figures.read_text("utf-8")))
    return built


def compare(folder: Path, names: list[str], asked: list[Query], asker: Asker) -> None:
    with ExitStack() as stack:
        workers = {name: stack.enter_context(Worker(PEERS[name], folder / name)) for name in names}
        warming = [query for query in asked if query.kind in ("rare", "common", "and")]
        warming = warming[:: len(warming) // _WARMING + 1]
        first = {name: worker.open(warming) for name, worker in workers.items()}
        second = {}
        for name in names:
            with Worker(PEERS[name], folder / name) as beside:
                second[name] = beside.open(warming)
        print(tables.openings(first, second))
        costs = asker.costs(workers, asked)
    for shown, label in ((True, "with ten titles and snippets"), (False, "ids alone")):
        for measure in ("cpu", "wall", "first"):
            print(f"{label}:\n\n{tables.searches(costs, shown, measure)}")
    print("\n".join(["found, in the middle:", *tables.totals(costs), ""]), flush=True)


if __name__ == "__main__":
    main()
