"""Whole result sets as files, sent while they are read."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack

from flask import Response, current_app, request

from indexer.export import Format
from indexer.results import SearchRequest
from webapp.answers import collection
from webapp.errors import TooBusy
from webapp.middleware.observation import TOTAL

SLOTS = "kashaf_exports"
# A client that reads slowly holds the thread that writes to it: so many threads never export.
_SHARE_OF_THREADS = 4
_PIECE_BYTES = 64 * 1024


def slots(threads: int) -> threading.BoundedSemaphore:
    """For how many exports a process with so many threads has room at once."""
    return threading.BoundedSemaphore(max(threads // _SHARE_OF_THREADS, 1))


def exported(chosen: Format, asked: SearchRequest) -> tuple[str, Response]:
    """The build of the index that answers, and a file of all that `asked` finds, from that build alone.

    Raises TooBusy when there is no room for one more.
    """
    room: threading.BoundedSemaphore = current_app.extensions[SLOTS]
    if not room.acquire(blocking=False):
        raise TooBusy
    with ExitStack() as opened:
        opened.callback(room.release)
        found = opened.enter_context(collection().found(asked))
        request.environ[TOTAL] = found.total
        answer = Response(_pieces(chosen.write(found.releases)), content_type=chosen.media_type)
        answer.headers["Content-Disposition"] = f'attachment; filename="kashaf{chosen.ending}"'
        answer.call_on_close(opened.pop_all().close)
    return found.generation.name, answer


def _pieces(texts: Iterator[str]) -> Iterator[bytes]:
    """The texts in UTF-8, in pieces of a size that is worth sending."""
    gathered = bytearray()
    for text in texts:
        gathered += text.encode("utf-8", "replace")
        if len(gathered) >= _PIECE_BYTES:
            yield bytes(gathered)
            gathered.clear()
    yield bytes(gathered)
