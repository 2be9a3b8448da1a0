"""Whole result sets as files, sent while they are read."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace

from flask import Response, current_app, request

from indexer.export import Format
from indexer.release import Release
from indexer.results import SearchRequest
from webapp.addresses import hosts, links
from webapp.addresses.parameters import CITATIONS
from webapp.backpressure import PATIENCE_SECONDS, TooBusy
from webapp.middleware.observation import TOTAL
from webapp.responses import collection

ROOM = "kashaf_exports"
# A client that reads slowly holds the thread that writes to it: one in so many threads may export.
_SHARE_OF_THREADS = 4
_PIECE_BYTES = 64 * 1024


class Room:
    """For how many exports a process with so many threads has room at once. As many more may wait: who
    waits holds a thread, too."""

    def __init__(self, threads: int) -> None:
        count = max(threads // _SHARE_OF_THREADS, 1)
        self._free = threading.BoundedSemaphore(count)
        self._waiting = threading.BoundedSemaphore(count)

    def enter(self) -> None:
        """Raises TooBusy where there is no room for one more, nor will be soon."""
        if self._free.acquire(blocking=False):
            return
        if not self._waiting.acquire(blocking=False):
            raise TooBusy
        try:
            if not self._free.acquire(timeout=PATIENCE_SECONDS):
                raise TooBusy
        finally:
            self._waiting.release()

    def leave(self) -> None:
        self._free.release()


def exported(chosen: Format, asked: SearchRequest) -> tuple[str, Response]:
    """The build of the index that answers, and a file of all that `asked` finds, from that build alone.

    Raises TooBusy as `Room.enter` does.
    """
    room: Room = current_app.extensions[ROOM]
    room.enter()
    with ExitStack() as opened:
        opened.callback(room.leave)
        found = opened.enter_context(collection().found(asked))
        request.environ[TOTAL] = found.total
        releases = findable(found.releases) if chosen.name in CITATIONS else found.releases
        answer = Response(_pieces(chosen.write(releases)), content_type=chosen.media_type)
        answer.headers["Content-Disposition"] = f'attachment; filename="kashaf{chosen.ending}"'
        answer.call_on_close(opened.pop_all().close)
    return found.generation.name, answer


def findable(releases: Iterable[Release]) -> Iterator[Release]:
    """The releases as a list of references wants them: those without an address of their own with the one here,
    where that is known."""
    base, below = hosts.asked(), links.at("")

    def address(release: Release) -> str | None:
        here = f"{base}{below}{links.release_route(release.id)}" if base else None
        return release.url or here

    return (replace(release, url=address(release)) for release in releases)


def _pieces(texts: Iterator[str]) -> Iterator[bytes]:
    """The texts in UTF-8, in pieces of a size that is worth sending."""
    gathered = bytearray()
    for text in texts:
        gathered += text.encode("utf-8", "replace")
        if len(gathered) >= _PIECE_BYTES:
            yield bytes(gathered)
            gathered.clear()
    yield bytes(gathered)
