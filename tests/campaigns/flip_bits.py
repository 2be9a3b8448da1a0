"""A bit flipped in a generation of a real index: always noticed, and never answered from.

    python -m tests.campaigns.flip_bits [--places 300] [--seed 1]

Each file of the current generation has its share of the places, and CURRENT has some. After each flip
what `kashaf verify` asks must call the index damaged; a server that starts must answer from the older
generation, and rightly. Prints a summary as JSON; exits with 1 when a promise was broken.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from indexer.answers.results import SearchRequest
from indexer.arabic.analyzer import standard
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import IndexUnavailable
from indexer.generations import FolderStore
from indexer.generations.current import locate
from indexer.installation.installation import identity
from indexer.search import Collection
from indexer.settings import Settings
from tests.campaigns import small_index
from tests.workshop import publish


def flip_bits(folder: Path, places: int, seed: int = 1) -> dict[str, Any]:
    began = time.monotonic()
    sources, index = folder / "sources", folder / "index"
    small_index.write(sources, "a.jsonl", 0, 150)
    publish(index, sources)
    older = small_index.served_titles(index)
    small_index.write(sources, "b.jsonl", 150, 30)
    publish(index, sources)
    newer = small_index.served_titles(index)
    files = [path for path in sorted(locate(index).folder.rglob("*")) if path.stat().st_size]
    files.append(index / "CURRENT")
    draw = random.Random(seed)
    kinds: Counter[str] = Counter()
    broken: list[str] = []
    for number in range(places):
        path = files[number % len(files)]
        with flipped(path, draw):
            kinds[path.suffix or path.name] += 1
            for fault in faults(index, older, newer):
                broken.append(f"place {number}, {path.name}: {fault}")
    if small_index.served_titles(index) != newer:
        broken.append("mended, the index is not what it was")
    return {
        "places": places,
        "by kind of file": dict(sorted(kinds.items())),
        "broken": broken,
        "seconds": round(time.monotonic() - began, 1),
    }


class flipped:  # noqa: N801 - used as a function is
    """One random bit of a file is the other way round for the body."""

    def __init__(self, path: Path, draw: random.Random) -> None:
        self._path = path
        self._whole = path.read_bytes()
        self._place = draw.randrange(len(self._whole))
        self._bit = 1 << draw.randrange(8)

    def __enter__(self) -> None:
        changed = bytearray(self._whole)
        changed[self._place] ^= self._bit
        self._path.write_bytes(changed)

    def __exit__(self, *_: object) -> None:
        self._path.write_bytes(self._whole)


def faults(index: Path, older: small_index.Held, newer: small_index.Held) -> list[str]:
    """What is wrong with how a damaged index is treated."""
    expected = identity(WhooshEngine(), standard())
    try:
        generation = FolderStore(index, keep=3).locate(expected, quick=True)
    except IndexUnavailable as error:
        return [f"nothing is served: {error}"]
    found = [] if generation.degraded else ["not noticed"]
    survey = FolderStore(index, keep=3).survey(expected)
    if survey.fault is None:
        found.append("`kashaf status` says that all is well")
    # With CURRENT unreadable the newest whole generation is served.
    if small_index.stored_titles(generation.place) not in (older, newer):
        found.append("what is served is none of what was published")
    with closing(Collection.open(Settings.load({"index": index}, environ={}))) as collection:
        results = collection.search(SearchRequest("بيان", per_page=1))
        if results.total not in (len(older), len(newer)):
            found.append(f"{results.total} are found")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--places", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        summary = flip_bits(Path(folder), chosen.places, chosen.seed)
    print(json.dumps(summary, indent=1, ensure_ascii=False))
    sys.exit(1 if summary["broken"] else 0)


if __name__ == "__main__":
    main()
