"""Answers of the search API as they were sent, for whoever asks the same again.

Most of what a search costs that was answered before is to write its hits out again.
"""

import datetime
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Response, current_app, request

from indexer import limits
from indexer.cache import ByteCache
from indexer.errors import IndexUnavailable
from indexer.results import SearchResults
from indexer.search.result_cache import TIME_IS_UP
from webapp import rfc9457
from webapp.middleware.observation import TOTAL
from webapp.responses import collection, encoded, etag, json_content, unchanged, validated

COPIES = "kashaf_copies"
# The one value that differs when the same is asked again.
_TOOK = "took_ms"


class Arrival(NamedTuple):
    """A request: its ``address``, which is the path that the site lies below and the query string; the ``language`` of
    its answer; when it ``began`` (`time.perf_counter`), and the ``day``, for some queries speak of today."""

    address: str
    language: str
    began: float
    day: datetime.date


class Copy(NamedTuple):
    """An answer but for the time it took, which stands between ``before`` and ``after``; its
    validator; how many releases it speaks of."""

    before: bytes
    after: bytes
    tag: str
    total: int

    @property
    def nbytes(self) -> int:
        return len(self.before) + len(self.after)

    def answer(self, took_ms: float) -> Response:
        request.environ[TOTAL] = self.total
        return json_content(b"%b%.1f%b" % (self.before, took_ms, self.after))


Copies = ByteCache[Copy]


def copies() -> Copies:
    """None yet."""
    return ByteCache(lambda copy: copy.nbytes, limits.COPY_BYTES)


def arrival() -> Arrival:
    spoken = rfc9457.language(request.headers.get("Accept-Language", ""))
    address = f"{request.script_root}?{request.query_string.decode('latin-1')}"
    return Arrival(address, spoken, time.perf_counter(), datetime.date.today())


def held(arrival: Arrival) -> Response | None:
    """The answer that was given before, if it was."""
    try:
        generation = collection().status().generation.name
    except IndexUnavailable:
        return None  # said when the request has been read: it may be wrong itself
    copy = _copies().held((arrival.address, arrival.language, generation, arrival.day))
    if copy is None:
        return None
    sent = request.if_none_match
    if sent.star_tag or sent.contains_weak(copy.tag):
        return unchanged(copy.tag)
    return validated(copy.answer((time.perf_counter() - arrival.began) * 1000), copy.tag)


def given(
    arrival: Arrival, canonical: str, results: SearchResults, body: Mapping[str, Any]
) -> Response:
    """`body`, which `results` were made into, as a response; the next to ask get a copy."""
    generation = results.generation.name
    names = list(body)
    place = names.index(_TOOK)
    before = encoded({name: body[name] for name in names[:place]})
    after = encoded({name: body[name] for name in names[place + 1 :]})
    copy = Copy(
        before.removesuffix(b"}") + b',"%b":' % _TOOK.encode(),
        b"," + after.removeprefix(b"{"),
        etag(generation, canonical),
        results.total,
    )
    # What had to be left out may fit another time.
    if TIME_IS_UP not in results.warnings:
        _copies().keep((arrival.address, arrival.language, generation, arrival.day), copy)
    return copy.answer(results.took_ms)


def _copies() -> Copies:
    found: Copies = current_app.extensions[COPIES]
    return found
