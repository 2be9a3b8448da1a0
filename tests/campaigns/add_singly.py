"""Releases added one by one, each by a build of its own: what thousands of them do to the index.

    python -m tests.campaigns.add_singly RELEASES.jsonl FOLDER [--start 3000] [--additions 10000] [--minutes 10]

Builds an index of the first releases of the file, then adds the next ones, with a build for each; a
hundred of them come into one file, a line a time. At last all of them are built at once, and the same
queries are asked of both indexes: the answers must be the same, and the median CPU time of the grown
index at most a fifth above that of the other. FOLDER keeps everything, so that a run of some minutes
can be gone on with, even one that was killed. Prints a summary as JSON.
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from indexer.answers.results import SearchRequest
from indexer.arabic.analyzer import standard
from indexer.arabic.layers import Layer
from indexer.building.build import BuildRequest, build
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.generations import FolderStore
from indexer.query.matching import Matching
from indexer.search import Collection
from indexer.settings import Settings
from tests.progress import NoRefusals
from tests.workshop import publish

# A query may take so many times what it takes in an index built at once.
MOST = 1.2
_QUERIES = 300
_PASSES = 5
# Releases in one file: with a file each, most of the time would go into looking at ten thousand of them.
_TOGETHER = 100

Summary = dict[str, Any]


class Growth:
    """A folder with sources, the index that grows with them, and what each build took."""

    def __init__(self, releases: Path, folder: Path, start: int) -> None:
        self.releases = releases
        self.start = start
        self.sources = folder / "sources"
        self.index = folder / "index"
        self.whole = folder / "whole"
        self.log = folder / "builds.jsonl"
        self._store = FolderStore(self.index, keep=3)

    def begin(self) -> None:
        """Build the first releases, if that was not done before."""
        if not self.log.exists():
            self.sources.mkdir(parents=True)
            first = "".join(islice(self._lines(), self.start))
            (self.sources / "first.jsonl").write_text(first, "utf-8")
            self._build(0)

    @property
    def builds(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    def grow(self, additions: int, seconds: float) -> int:
        """Add releases until there are so many additions or the time is up; how many there are."""
        until = time.monotonic() + seconds
        done: int = self.builds[-1]["addition"]
        together: list[str] = []
        lines = islice(self._lines(), self.start + done - done % _TOGETHER, None)
        for number, line in enumerate(lines, done - done % _TOGETHER + 1):
            together = [*together, line] if (number - 1) % _TOGETHER else [line]
            if number <= done:
                continue
            if number > additions or time.monotonic() > until:
                break
            # Written whole, for a run may have been killed between this and the build.
            path = self.sources / f"{(number - 1) // _TOGETHER:03}.jsonl"
            path.write_text("".join(together), "utf-8")
            self._build(number)
            done = number
        return done

    def build_at_once(self) -> None:
        publish(self.whole, self.sources, full=True)

    def _lines(self) -> Iterator[str]:
        with self.releases.open(encoding="utf-8") as lines:
            yield from lines

    def _build(self, addition: int) -> None:
        request = BuildRequest([self.sources], self._store, WhooshEngine(), standard())
        began = time.process_time()
        report = build(request, NoRefusals())
        seconds = time.process_time() - began
        if report.releases != self.start + addition:
            raise AssertionError(f"{report.releases} releases after {addition} additions")
        done = {"addition": addition, "cpu": round(seconds, 4), "segments": segments(self.index)}
        with self.log.open("a", encoding="utf-8") as log:
            log.write(json.dumps(done) + "\n")


def segments(index: Path) -> int:
    current = (index / "CURRENT").read_text("utf-8").split()[0]
    return len(list((index / current).glob("*.trm")))


def queries(releases: Path, count: int, seed: int = 1) -> list[SearchRequest]:
    """Searches such as people make: words, phrases and beginnings of words of the first releases."""
    draw = random.Random(seed)
    with releases.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["body"].split() for line in islice(lines, 2_000)]
    texts = [words for words in texts if len(words) > 3]
    made = []
    for _ in range(count):
        words = draw.choice(texts)
        begin = draw.randrange(len(words) - 2)
        q = " ".join(words[begin : begin + draw.choice((1, 1, 2, 2, 3))])
        shape = draw.random()
        if shape < 0.15:
            q = f'"{q}"'
        elif shape < 0.25 and len(q.split()[0]) > 3:
            q = q.split()[0][:4] + "*"
        mode: Layer = draw.choice(("stem", "stem", "exact", "root"))
        match: Matching = draw.choice(("all", "all", "any"))
        made.append(SearchRequest(q, mode, match))
    return made


def compare(grown: Path, whole: Path, asked: Sequence[SearchRequest], passes: int) -> Summary:
    """The same queries of both indexes, each of one right after the other, so that what else the
    machine does hits both; the indexes are opened anew for each pass."""
    taken: list[list[tuple[float, float]]] = []
    different = 0
    for _ in range(passes):
        with closing(_open(grown)) as one, closing(_open(whole)) as other:
            pairs = [_both(one, other, request, number) for number, request in enumerate(asked)]
        taken.append([seconds for seconds, _ in pairs])
        different = sum(not same for _, same in pairs)
    # Of each query the best of all passes.
    best = [[min(each) for each in zip(*runs, strict=True)] for runs in zip(*taken, strict=True)]
    p50 = [statistics.median(seconds) for seconds in zip(*best, strict=True)]
    return {
        "queries": len(asked),
        "p50_ms_grown": round(1000 * p50[0], 3),
        "p50_ms_at_once": round(1000 * p50[1], 3),
        "ratio": round(p50[0] / p50[1], 3),
        "different_answers": different,
    }


def _open(index: Path) -> Collection:
    collection = Collection.open(Settings.load({"index": index}, environ={}))
    collection.search(SearchRequest("الصين"))
    return collection


def _both(
    grown: Collection, whole: Collection, request: SearchRequest, number: int
) -> tuple[tuple[float, float], bool]:
    """The CPU seconds that one query takes of each, now one first, now the other; and whether the
    answers are the same."""
    if number % 2:
        of_whole, of_grown = _time_search(whole, request), _time_search(grown, request)
    else:
        of_grown, of_whole = _time_search(grown, request), _time_search(whole, request)
    return (of_grown[0], of_whole[0]), of_grown[1] == of_whole[1]


def _time_search(collection: Collection, request: SearchRequest) -> tuple[float, Any]:
    began = time.process_time()
    results = collection.search(request)
    return time.process_time() - began, (results.total, [hit.release.id for hit in results.hits])


def summarize(growth: Growth) -> Summary:
    """The builds in ten parts: what the median one took, and the most segments."""
    builds = growth.builds[1:]
    size = max(1, len(builds) // 10)
    parts = [builds[at : at + size] for at in range(0, len(builds), size)]
    return {
        "start": growth.start,
        "additions": len(builds),
        "most_segments": max(each["segments"] for each in builds),
        "segments_p50": statistics.median(each["segments"] for each in builds),
        "build_cpu_p50": [round(statistics.median(b["cpu"] for b in part), 3) for part in parts],
        "build_cpu_all": round(sum(each["cpu"] for each in builds), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("releases", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--start", type=int, default=3_000)
    parser.add_argument("--additions", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=10.0)
    chosen = parser.parse_args()
    growth = Growth(chosen.releases, chosen.folder, chosen.start)
    growth.begin()
    done = growth.grow(chosen.additions, 60 * chosen.minutes)
    summary = summarize(growth)
    if done >= chosen.additions:
        growth.build_at_once()
        asked = queries(chosen.releases, _QUERIES)
        summary |= compare(growth.index, growth.whole, asked, _PASSES)
    print(json.dumps(summary, indent=1))
    sys.exit(summary.get("ratio", 0) > MOST or summary.get("different_answers", 0) > 0)


if __name__ == "__main__":
    main()
