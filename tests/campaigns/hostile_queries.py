"""Queries made to hurt, asked of an index: none may raise, hang or hold on to memory.

    python -m tests.campaigns.hostile_queries INDEX [--count 10000] [--seed 1] [--milliseconds 250]

First the known ones, then generated ones: signs of the language, words of the collection, characters
that hide or break words, long runs of one of them. Each is answered, or refused as too long. Prints
how long the slowest took (CPU time of the process) and the growth of its memory; fails if one raised or
took longer than it may.
"""

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from indexer import limits
from indexer.answers.results import SearchRequest
from indexer.arabic.layers import LAYERS
from indexer.errors import QueryError
from indexer.query.matching import MATCHINGS
from indexer.search import Collection
from indexer.settings import Settings

KNOWN = (
    *"*؟.!-%=~(\"😀\0ـ\ud800", "؟*", "/.*/", "«»", "،؛؟", "(" * 10_000, "ا" * 100_000, "(" * 500 + ")" * 500, "*", "؟؟", "a~9", " OR ".join("abcde" * 1_000),
    " OR ".join(f"w{n}" for n in range(100)), "\0الصين\0", "\ud800الصين", "\u202eالصين\u202c\u2066", "ا" * 20_000,
    "ا" * 1_000, '("((.*)+)+$', "date:1000000-01-01", "ا*", "*ا*", "*ا", "ا*" * 300, "*" + "ا" * 40, "ا؟ا",
    "الهجرة~2", " ".join(f"{c}لهجرة~2" for c in "ابتثجحخد"), " ".join(f"*{c}*" for c in "ابتثجحخد"),
    '"' + "في من على " * 20 + '"~100', "NOT " * 240, "title:" * 160, "date:2025 " * 90, "date:" + "من 1 إلى 2 و " * 60,
    *(mark * 900 for mark in "\u0640\u064e\u0674\u06e5\u0300\u200d"), "(الصين OR " * 100, '"' * 999, "«" * 999, "=" * 999, "~" * 999, ":" * 999, "\\" * 999, "-" * 999, "|" * 999,
)  # fmt: skip
PIECES = (
    '( ) " « » “ ” | + & - = % ~ ~2 ~٩٩٩٩٩ * ? ؟ : title: عنوان: date: تاريخ: foo: OR AND NOT أو ليس بدون و في من '
    "الصين الهجرة وزارة a 2025 17 سبتمبر محرم الشهر الماضي .. إلى قبل \\ ^2 \0 \ud800 \u202e \u2066 \u200f \u064e \u0640 "
    "连 云 \U0001f600 \ufeff ． ： （ ） [ ] { } / ' ’ , ، ؛ \n \t \u00a0 AAAA ههههه ا* *ا م؟م هجر* هجره~"
).split(" ")


class Slowest(NamedTuple):
    milliseconds: float
    q: str


def generate_queries(count: int, seed: int) -> Iterator[str]:
    draw = random.Random(seed)
    for _ in range(count):
        pieces = [draw.choice(PIECES) for _ in range(draw.choice((3, 8, 20, 60)))]
        if draw.random() < 0.1:
            pieces.append(draw.choice(PIECES) * draw.choice((50, 300)))
        yield draw.choice(("", " ", " ")).join(pieces)[: limits.QUERY_CHARACTERS]


def time_queries(collection: Collection, queries: Iterator[str], seed: int) -> Iterator[Slowest]:
    """Each query with the CPU time of its answer, or refusal."""
    draw = random.Random(seed)
    for q in queries:
        mode, match = draw.choice(LAYERS), draw.choice(MATCHINGS)
        request = SearchRequest(q, mode, match, guided=draw.random() < 0.5)
        started = time.process_time()
        try:
            collection.search(request)
        except QueryError:
            assert len(q) > limits.QUERY_CHARACTERS
        yield Slowest((time.process_time() - started) * 1000, q)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--milliseconds", type=float, default=250.0)
    chosen = parser.parse_args()
    settings = Settings.load({"index": chosen.index}, environ={})
    with closing(Collection.open(settings)) as collection:
        collection.search(SearchRequest("الصين"))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        times = [*time_queries(collection, iter(KNOWN), 1)]
        times += time_queries(collection, generate_queries(chosen.count, chosen.seed), chosen.seed)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    slow = sorted(times, reverse=True)
    for found in slow[:10]:
        print(f"{found.milliseconds:8.1f} ms  {found.q[:80]!a}")
    print(f"{len(times)} queries, {grown // 1024} MB more at the most")
    sys.exit(slow[0].milliseconds > chosen.milliseconds)


if __name__ == "__main__":
    main()
