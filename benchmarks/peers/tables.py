"""What was measured, as tables of Markdown."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from benchmarks.peers.asking import Costs
from benchmarks.peers.queries import KINDS
from benchmarks.peers.worker import Built, Opened

OURS = "kashaf"
_ALL = "all kinds"
_PERCENTILES = (50, 95, 99)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def builds(size: int, built: Mapping[str, Built]) -> str:
    ours = built.get(OURS)
    rows = [
        [
            peer,
            f"{size / each.cpu:,.0f}",
            f"{each.cpu / ours.cpu:.2f}" if ours else "–",
            f"{each.wall:,.0f}",
            f"{each.peak / 1e6:,.0f}",
            f"{each.size / 1e6:,.1f}",
        ]
        for peer, each in built.items()
    ]
    head = ["build", "releases/CPU s", "kashaf's rate ÷ its", "wall s", "peak MB", "index MB"]
    return table(head, rows)


def openings(first: Mapping[str, Opened], second: Mapping[str, Opened]) -> str:
    rows = [
        [
            peer,
            f"{1000 * each.open:.1f}",
            f"{each.resident / 1e6:.1f}",
            f"{1000 * each.first:.1f}",
            f"{each.searched / 1e6:.1f}",
            f"{second[peer].private / 1e6:.1f}",
        ]
        for peer, each in first.items()
    ]
    head = [
        "open", "CPU ms", "MB", "first search, CPU ms",
        "MB after some searches", "of a second process, shared by none",
    ]  # fmt: skip
    return table(head, rows)


def searches(costs: Costs, shown: bool, measure: str) -> str:
    """p50 / p95 / p99 by kind in milliseconds of `measure` (cpu, wall or first)."""
    peers = _peers(costs)
    head = [f"{measure}, ms", *peers, *(f"÷ {peer}" for peer in peers if peer != OURS)]
    rows = []
    for kind in (*KINDS, _ALL):
        row = [kind, *(_percentiles(_of(costs, peer, kind, shown, measure)) for peer in peers)]
        row += [_ratio(costs, peer, kind, shown, measure) for peer in peers if peer != OURS]
        if any(cell != "–" for cell in row[1:]):
            rows.append(row)
    return table(head, rows)


def _peers(costs: Costs) -> list[str]:
    return list(dict.fromkeys(sorted((asked.peer for asked in costs), key=lambda p: p != OURS)))


def _of(costs: Costs, peer: str, kind: str, shown: bool, measure: str) -> dict[str, float]:
    """Milliseconds by query."""
    return {
        str(asked.query): getattr(cost, measure)
        for asked, cost in costs.items()
        if asked.peer == peer and asked.shown == shown and kind in (asked.query.kind, _ALL)
    }


def _percentiles(times: Mapping[str, float]) -> str:
    if not times:
        return "–"
    return " / ".join(f"{each:.2f}" for each in np.percentile(list(times.values()), _PERCENTILES))


def _ratio(costs: Costs, peer: str, kind: str, shown: bool, measure: str) -> str:
    """Ours by theirs at p50 and p95, of the queries that both answered."""
    ours, theirs = (_of(costs, each, kind, shown, measure) for each in (OURS, peer))
    both = list(ours.keys() & theirs.keys())
    if not both:
        return "–"
    pairs = zip(
        np.percentile([ours[query] for query in both], _PERCENTILES[:2]),
        np.percentile([theirs[query] for query in both], _PERCENTILES[:2]),
        strict=True,
    )
    return " / ".join(f"{mine / other:.2f}" for mine, other in pairs)


def totals(costs: Costs) -> Iterator[str]:
    """How many releases each peer finds, in the middle: they need not read a word alike."""
    for kind in KINDS:
        found: dict[str, list[int]] = {}
        for asked, cost in costs.items():
            if asked.query.kind == kind and asked.shown:
                found.setdefault(asked.peer, []).append(cost.total)
        middle = ", ".join(f"{peer} {np.median(each):,.0f}" for peer, each in found.items())
        yield f"{kind}: {middle}"
