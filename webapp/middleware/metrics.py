"""Counts of what was answered, in memory that all processes of a server share.

Each process adds to a row of its own, so that none waits for another; whoever is asked sums the rows. A
process that takes the place of a dead one goes on in its row: counters never fall.
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

# Seconds; the bars of the product are at 0.25 and 1.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
# Requests that reached no route: refused, or to addresses where nothing is.
NO_ROUTE = "none"
_STATUSES = tuple(status.value for status in HTTPStatus)
_SEARCHES, _NO_HITS, _HITS = range(3)


class Metrics:
    """Counters of requests by route and status, of seconds by route, and of what searches found."""

    def __init__(self, routes: Sequence[str], processes: int = 1) -> None:
        self._routes = {route: number for number, route in enumerate((NO_ROUTE, *routes))}
        self._by_status = len(self._routes) * len(_STATUSES)
        self._by_bucket = len(self._routes) * (len(BUCKETS) + 1)
        width = self._by_status + self._by_bucket + len(self._routes) + 3
        shared = mmap.mmap(-1, 8 * width * processes)
        self._rows = np.frombuffer(shared, dtype=np.float64).reshape(processes, width)
        self._own = self._rows[0]
        self._lock = threading.Lock()

    def enter(self, process: int) -> None:
        """Count in the row of this process from now on; `process` counts from 0."""
        self._own = self._rows[process]

    def answered(self, route: str | None, status: int, seconds: float) -> None:
        """One request; a route that is not known counts as none."""
        number = self._routes.get(route or NO_ROUTE, 0)
        known = _STATUSES.index(status)
        bucket = bisect.bisect_left(BUCKETS, seconds)
        with self._lock:
            self._own[number * len(_STATUSES) + known] += 1
            self._own[self._by_status + number * (len(BUCKETS) + 1) + bucket] += 1
            self._own[self._by_status + self._by_bucket + number] += seconds

    def searched(self, total: int) -> None:
        """One search that found `total` releases."""
        with self._lock:
            found = self._own[-3:]
            found[_SEARCHES] += 1
            found[_NO_HITS] += total == 0
            found[_HITS] += total

    def collect(self) -> Iterator[Metric]:
        """All counters as Prometheus knows them, summed over the processes."""
        sums = self._rows.sum(axis=0)
        counts, rest = np.split(sums, [self._by_status])
        buckets, seconds, found = np.split(rest, [self._by_bucket, len(rest) - 3])
        yield self._requests(counts.reshape(len(self._routes), -1))
        yield self._latency(buckets.reshape(len(self._routes), -1), seconds)
        for name, meaning, value in (
            ("kashaf_searches", "Searches", found[_SEARCHES]),
            ("kashaf_searches_without_hits", "Searches that found nothing", found[_NO_HITS]),
            ("kashaf_hits", "Releases that searches found", found[_HITS]),
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
            reached = np.cumsum(buckets[number]).tolist()
            if reached[-1]:
                pairs = list(zip(bounds, reached, strict=True))
                family.add_metric((route,), pairs, sum_value=float(seconds[number]))
        return family


def gauge(name: str, meaning: str, value: float, **labels: str) -> GaugeMetricFamily:
    """One value that goes up and down."""
    family = GaugeMetricFamily(name, meaning, labels=tuple(labels))
    family.add_metric(tuple(labels.values()), value)
    return family
