"""Cached responses of the search API: JSON that is complete but for the time the search took.

For a search that the index has cached, encoding its hits again would cost more than all the rest.
"""

import datetime
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Response, request

from indexer.answers.results import SearchResults
from indexer.cache import ByteCache
from indexer.errors import IndexUnavailable
from indexer.search.result_cache import is_cacheable
from webapp.errors import rfc9457
from webapp.extension import Extension
from webapp.middleware.observation import TOTAL
from webapp.responses import (
    add_validator,
    collection,
    encode_json,
    encoded_json_response,
    etag,
    not_modified,
)

# Some hundred responses, as twenty hits take 50 kB.
_CACHE_BYTES = 16_000_000
# The only value that differs between two answers to one request.
_TOOK = "took_ms"


class Arrival(NamedTuple):
    """What identifies the answer to a request: ``address`` (the path that the site lies below, and
    the query string), ``language``, and ``day``, as queries may have dates relative to today; and
    when it ``began`` (`time.perf_counter`)."""

    address: str
    language: str
    began: float
    day: datetime.date


class CachedResponse(NamedTuple):
    """The JSON ``before`` and ``after`` the time it took, its validator, the total of hits."""

    before: bytes
    after: bytes
    tag: str
    total: int

    @property
    def nbytes(self) -> int:
        return len(self.before) + len(self.after)

    def as_response(self, took_ms: float) -> Response:
        request.environ[TOTAL] = self.total
        return encoded_json_response(b"%b%.1f%b" % (self.before, took_ms, self.after))


Cache = ByteCache[CachedResponse]
CACHE: Extension[Cache] = Extension("response_cache")


def new_cache() -> Cache:
    return ByteCache(lambda cached: cached.nbytes, _CACHE_BYTES)


def current_arrival() -> Arrival:
    """The arrival of the current request, now."""
    language = rfc9457.negotiate_language(request.headers.get("Accept-Language", ""))
    address = f"{request.script_root}?{request.query_string.decode('latin-1')}"
    return Arrival(address, language, time.perf_counter(), datetime.date.today())


def find(arrival: Arrival) -> Response | None:
    """The cached response, or None."""
    try:
        generation = collection().status().generation.name
    except IndexUnavailable:
        return None  # reported once the parameters are read: their faults come first
    cached = CACHE.get().get((arrival.address, arrival.language, generation, arrival.day))
    if cached is None:
        return None
    condition = request.if_none_match
    if condition.star_tag or condition.contains_weak(cached.tag):
        return not_modified(cached.tag)
    took_ms = (time.perf_counter() - arrival.began) * 1000
    return add_validator(cached.as_response(took_ms), cached.tag)


def add(
    arrival: Arrival, canonical: str, results: SearchResults, body: Mapping[str, Any]
) -> Response:
    """Respond with `body`, made of `results`, and cache it if another request may get it, too."""
    generation = results.generation.name
    before, after = split_at_took_ms(body)
    cached = CachedResponse(before, after, etag(generation, canonical), results.total)
    if is_cacheable(results):
        CACHE.get().put((arrival.address, arrival.language, generation, arrival.day), cached)
    return cached.as_response(results.took_ms)


def split_at_took_ms(body: Mapping[str, Any]) -> tuple[bytes, bytes]:
    """`body` as JSON, before and after the value of `took_ms`, wherever that key stands."""
    if _TOOK not in body:
        raise ValueError(f"the body has no {_TOOK}")
    # Cannot occur within a text, where quotes are escaped.
    key = b'"%b":' % _TOOK.encode()
    before, _, after = encode_json({**body, _TOOK: 0}).partition(key + b"0")
    return before + key, after
