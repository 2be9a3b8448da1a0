"""Counters of requests and searches, in memory that all processes of a server share.

Each process adds to its own row, so that none waits for another; the one that is scraped sums the
rows. A process that replaces a dead one continues its row, so counters never decrease.
"""

import bisect
import mmap
import threading
from collections.abc import Iterator, Sequence
from http import HTTPStatus

import numpy as np
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)

from webapp.extension import Extension

# Upper bounds in seconds, among them the targets of the product, 0.25 and 1.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
# The label of requests that reached no route: refused, or not found.
NO_ROUTE = "none"
_STATUSES = tuple(status.value for status in HTTPStatus)
# Counters of searches, with their meanings.
_TOTALS = {
    "kashaf_searches": "Searches",
    "kashaf_searches_without_hits": "Searches that found nothing",
    "kashaf_hits": "Releases that searches found",
}


class Metrics:
    """Counters of requests by route and status, of their durations by route, and of searches."""

    def __init__(self, routes: Sequence[str], processes: int = 1) -> None:
        self._routes = {route: number for number, route in enumerate((NO_ROUTE, *routes))}
        row = np.dtype(
            [
                ("requests", np.float64, (len(self._routes), len(_STATUSES))),
                ("buckets", np.float64, (len(self._routes), len(BUCKETS) + 1)),
                ("seconds", np.float64, (len(self._routes),)),
                *((name, np.float64) for name in _TOTALS),
            ]
        )
        shared = mmap.mmap(-1, row.itemsize * processes)
        self._rows = np.frombuffer(shared, row)
        self._own = self._rows[0]
        self._lock = threading.Lock()

    def use_row(self, process: int) -> None:
        """Count in the row of process number `process` (from 0) from now on."""
        self._own = self._rows[process]

    def count_request(self, route: str | None, status: int, seconds: float) -> None:
        """Count a request; an unknown route counts as none."""
        number = self._routes.get(route or NO_ROUTE, 0)
        column = _STATUSES.index(status)
        bucket = bisect.bisect_left(BUCKETS, seconds)
        with self._lock:
            self._own["requests"][number, column] += 1
            self._own["buckets"][number, bucket] += 1
            self._own["seconds"][number] += seconds

    def count_search(self, total: int) -> None:
        """Count a search that found `total` releases."""
        with self._lock:
            self._own["kashaf_searches"] += 1
            self._own["kashaf_searches_without_hits"] += total == 0
            self._own["kashaf_hits"] += total

    def collect(self) -> Iterator[Metric]:
        """All counters as Prometheus metrics, summed over the processes."""
        yield self._requests(self._rows["requests"].sum(axis=0))
        yield self._latency(self._rows["buckets"].sum(axis=0), self._rows["seconds"].sum(axis=0))
        for name, meaning in _TOTALS.items():
            yield CounterMetricFamily(name, meaning, value=float(self._rows[name].sum()))

    def _requests(self, counts: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> Metric:
        family = CounterMetricFamily("kashaf_requests", "Requests", labels=("route", "status"))
        for route, number in self._routes.items():
            for status, count in zip(_STATUSES, counts[number], strict=True):
                if count:
                    family.add_metric((route, str(status)), float(count))
        return family

    def _latency(
        self,
        buckets: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
        seconds: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
    ) -> Metric:
        family = HistogramMetricFamily(
            "kashaf_request_seconds",
            "Seconds from a request to the end of its answer",
            labels=("route",),
        )
        bounds = [*map(str, BUCKETS), "+Inf"]
        for route, number in self._routes.items():
            cumulated = np.cumsum(buckets[number]).tolist()
            if cumulated[-1]:
                pairs = list(zip(bounds, cumulated, strict=True))
                family.add_metric((route,), pairs, sum_value=float(seconds[number]))
        return family


METRICS: Extension[Metrics] = Extension("metrics")


def gauge(name: str, meaning: str, value: float, **labels: str) -> GaugeMetricFamily:
    """A metric whose value may go up and down."""
    family = GaugeMetricFamily(name, meaning, labels=tuple(labels))
    family.add_metric(tuple(labels.values()), value)
    return family
