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
_SEARCHES, _NO_HITS, _HITS = range(3)


class Metrics:
    """Counters of requests by route and status, of their durations by route, and of searches."""

    def __init__(self, routes: Sequence[str], processes: int = 1) -> None:
        self._routes = {route: number for number, route in enumerate((NO_ROUTE, *routes))}
        self._by_status = len(self._routes) * len(_STATUSES)
        self._by_bucket = len(self._routes) * (len(BUCKETS) + 1)
        width = self._by_status + self._by_bucket + len(self._routes) + 3
        shared = mmap.mmap(-1, 8 * width * processes)
        self._rows = np.frombuffer(shared, dtype=np.float64).reshape(processes, width)
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
            self._own[number * len(_STATUSES) + column] += 1
            self._own[self._by_status + number * (len(BUCKETS) + 1) + bucket] += 1
            self._own[self._by_status + self._by_bucket + number] += seconds

    def count_search(self, total: int) -> None:
        """Count a search that found `total` releases."""
        with self._lock:
            searches = self._own[-3:]
            searches[_SEARCHES] += 1
            searches[_NO_HITS] += total == 0
            searches[_HITS] += total

    def collect(self) -> Iterator[Metric]:
        """All counters as Prometheus metrics, summed over the processes."""
        sums = self._rows.sum(axis=0)
        counts, rest = np.split(sums, [self._by_status])
        buckets, seconds, searches = np.split(rest, [self._by_bucket, len(rest) - 3])
        yield self._requests(counts.reshape(len(self._routes), -1))
        yield self._latency(buckets.reshape(len(self._routes), -1), seconds)
        for name, meaning, value in (
            ("kashaf_searches", "Searches", searches[_SEARCHES]),
            ("kashaf_searches_without_hits", "Searches that found nothing", searches[_NO_HITS]),
            ("kashaf_hits", "Releases that searches found", searches[_HITS]),
        ):
            yield CounterMetricFamily(name, meaning, value=float(value))

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
