"""Asks all peers the same queries in turn, and keeps what each answer cost."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.peers.peer import Peer
from benchmarks.peers.queries import Query
from benchmarks.peers.worker import Answered, Worker

# CPU seconds that a peer may spend on one kind of query. Where so much (a first search may be slow) is
# spent at so high a mean, it is not asked that kind again, at this size or a larger one: one letter and a
# star keep Whoosh busy for minutes.
_KIND_SECONDS = 10.0
_TRIED_SECONDS = 3.0
_TIRESOME_SECONDS = 1.0


class Asked(NamedTuple):
    peer: str
    query: Query
    shown: bool


class Cost(NamedTuple):
    """Milliseconds of one query: medians of the times it was asked, and the first of them."""

    cpu: float
    wall: float
    first: float
    total: int


Costs = Mapping[Asked, Cost]


class Asker:
    """Remembers which kinds each peer is too slow for, beside those that it cannot answer."""

    def __init__(self, peers: Mapping[str, type[Peer]], turns: int) -> None:
        self._peers = peers
        self._turns = turns
        self._tiresome: set[tuple[str, str]] = set()

    def costs(self, workers: Mapping[str, Worker], queries: Sequence[Query]) -> Costs:
        answers: dict[Asked, list[Answered]] = defaultdict(list)
        spent: dict[tuple[str, str], list[float]] = defaultdict(list)
        for turn, asked in self._order(list(workers), queries):
            kind = (asked.peer, asked.query.kind)
            if self._unable(asked) or kind in self._tiresome or sum(spent[kind]) > _KIND_SECONDS:
                continue
            # The same is asked again with `turn`: see `Peer.search`.
            answer = workers[asked.peer].search(asked.query, asked.shown, turn)
            answers[asked].append(answer)
            spent[kind].append(answer.cpu)
            if sum(spent[kind]) > max(_TRIED_SECONDS, _TIRESOME_SECONDS * len(spent[kind])):
                self._tiresome.add(kind)
                print(f"{asked.peer}: {asked.query.kind} takes {answer.cpu:.1f} s, left out\n")
        return {asked: _cost(given) for asked, given in answers.items()}

    def _unable(self, asked: Asked) -> bool:
        peer = self._peers[asked.peer]
        return asked.query.kind in peer.unable or (asked.shown and not peer.shows)

    def _order(self, peers: Sequence[str], queries: Sequence[Query]) -> Iterator[tuple[int, Asked]]:
        """Each query in each turn, with and without what is shown, of each peer, in any order."""
        dice = random.Random(0)  # noqa: S311 - no secrets
        for turn in range(self._turns):
            for query in dice.sample(list(queries), len(queries)):
                for shown in dice.sample([False, True], 2):
                    for peer in dice.sample(peers, len(peers)):
                        yield turn, Asked(peer, query, shown)


def _cost(answers: Sequence[Answered]) -> Cost:
    return Cost(
        1000 * median(answer.cpu for answer in answers),
        1000 * median(answer.wall for answer in answers),
        1000 * answers[0].cpu,
        answers[0].total,
    )
