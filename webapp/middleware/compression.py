"""Compresses responses (gzip) for clients that accept it."""

import functools
import gzip
import zlib
from collections.abc import Iterable, Iterator

from flask import Response, request

# Prefixes of the media types that are compressed.
_TEXTUAL = (
    "text/",
    "application/json",
    "application/problem+json",
    "application/x-",
    "application/xml",
    "application/atom+xml",
    "application/opensearchdescription+xml",
    "image/svg+xml",
)
# A smaller response fits into one packet with its headers, compressed or not.
_LEAST_BYTES = 1024
# Gains most of what level 9, the default, gains, in a third of the time.
_LEVEL = 4
_STATIC_LEVEL = 9
# `wbits` for the gzip format.
_GZIP = 16 + zlib.MAX_WBITS


def compress(response: Response) -> Response:
    """The response, compressed if the client of the current request accepts that."""
    kind = response.content_type or ""
    if not kind.startswith(_TEXTUAL):
        return response
    response.vary.add("Accept-Encoding")
    if "Content-Encoding" in response.headers:
        return response
    accepted = request.accept_encodings
    quality = accepted.quality("gzip")
    if quality <= 0 or quality < accepted.quality("identity"):
        return response
    if response.is_streamed:
        response.response = _stream(response.iter_encoded())
        response.headers["Content-Encoding"] = "gzip"
        return response
    content = response.get_data()
    if len(content) < _LEAST_BYTES:
        return response
    response.set_data(
        _compress_static(content)
        if response.cache_control.immutable
        else gzip.compress(content, _LEVEL, mtime=0)
    )
    response.headers["Content-Encoding"] = "gzip"
    return response


def _stream(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as one gzip file, sent while it is written."""
    compressor = zlib.compressobj(_LEVEL, wbits=_GZIP)
    for piece in pieces:
        if compressed := compressor.compress(piece):
            yield compressed
    yield compressor.flush()


@functools.lru_cache(maxsize=64)
def _compress_static(content: bytes) -> bytes:
    """A file that never changes is compressed once, at the best level."""
    return gzip.compress(content, _STATIC_LEVEL, mtime=0)
