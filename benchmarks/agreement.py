"""Do two engines find the same, in much the same order? On a test collection, through the real search.

    KASHAF_OPENSEARCH_URL=… python -m benchmarks.agreement DIR WORK [--match any] [--queries N]

DIR is a collection of `kashaf evaluate`; both indexes are kept at WORK and in the cluster. Prints for each
engine nDCG at 10, and of both: the share of queries with as many matches, and the overlap of the first ten.
"""

import argparse
import dataclasses
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from indexer.answers.results import SearchRequest
from indexer.arabic.layers import LAYERS
from indexer.evaluation import judged_collection
from indexer.evaluation.evaluation import index
from indexer.evaluation.judged_collection import JudgedCollection
from indexer.evaluation.measures import CUT, judge
from indexer.query.matching import MATCHINGS
from indexer.search import Collection
from indexer.settings import Settings

ENGINES = ("whoosh", "opensearch")


class Answer(NamedTuple):
    total: int
    first: Sequence[str]


def collect_answers(
    collection: JudgedCollection, settings: Settings, request: SearchRequest
) -> Mapping[str, Answer]:
    """What each query finds."""
    found = {}
    with closing(Collection.open(settings)) as searched:
        for query, text in collection.queries:
            results = searched.search(dataclasses.replace(request, q=text))
            found[query] = Answer(results.total, [hit.release.id for hit in results.hits])
    return found


def ndcg(collection: JudgedCollection, found: Mapping[str, Answer]) -> float:
    judged = [
        judge(answer.first, collection.judgements[query])[1] for query, answer in found.items()
    ]
    return sum(judged) / len(judged)


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of the first ten in common; two empty answers agree."""
    most = max(len(one), len(other))
    return len(set(one) & set(other)) / most if most else 1.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("collection", type=Path)
    options.add_argument("work", type=Path)
    options.add_argument("--mode", choices=LAYERS, default="stem")
    options.add_argument("--match", choices=MATCHINGS, default="any")
    options.add_argument("--queries", type=int, default=None)
    options.add_argument("--worst", type=int, default=0, help="print queries that agree least")
    asked = options.parse_args()
    collection = judged_collection.load(asked.collection)
    collection = dataclasses.replace(collection, queries=collection.queries[: asked.queries])
    request = SearchRequest(
        mode=asked.mode, match=asked.match, per_page=CUT, facets=False, snippets=0
    )
    found = []
    for engine in ENGINES:
        settings = dataclasses.replace(Settings.load(), engine=engine).for_index_in(asked.work)
        index(collection, asked.work, settings)
        started = time.perf_counter()
        found.append(collect_answers(collection, settings, request))
        seconds = time.perf_counter() - started
        print(f"{engine}\tndcg@10 {ndcg(collection, found[-1]):.4f}\t{seconds:.0f} s", flush=True)
    first, second = found
    shares = {query: overlap(first[query].first, second[query].first) for query in first}
    same = sum(first[query].total == second[query].total for query in first)
    print(f"as many matches\t{same} of {len(first)}")
    print(f"overlap of the first ten\t{sum(shares.values()) / len(shares):.4f}")
    texts = dict(collection.queries)
    for query in sorted(shares, key=lambda query: shares[query])[: asked.worst]:
        print(f"{shares[query]:.1f}\t{texts[query]}\t{first[query].first}\t{second[query].first}")


if __name__ == "__main__":
    main()
