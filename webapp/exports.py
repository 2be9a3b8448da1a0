"""Whole result sets as files, which are sent while the index is read."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace

from flask import Response, request

from indexer.answers.results import SearchRequest
from indexer.export import Format
from indexer.releases.release import Release
from webapp.addresses import hosts, links
from webapp.addresses.table import CITATIONS
from webapp.errors.backpressure import PATIENCE_SECONDS, TooBusy
from webapp.extension import Extension
from webapp.middleware.observation import TOTAL
from webapp.responses import collection

# A slow client occupies the thread that writes to it, so one in this many threads may export.
_SHARE_OF_THREADS = 4
_CHUNK_BYTES = 64 * 1024


class ExportSlots:
    """Limits how many exports run at once in a process. As many again may wait, since a waiting
    request occupies a thread, too."""

    def __init__(self, threads: int) -> None:
        count = max(threads // _SHARE_OF_THREADS, 1)
        self._free = threading.BoundedSemaphore(count)
        self._waiting = threading.BoundedSemaphore(count)

    def acquire(self) -> None:
        """Take a slot, waiting shortly if need be. Raises TooBusy if none becomes free."""
        if self._free.acquire(blocking=False):
            return
        if not self._waiting.acquire(blocking=False):
            raise TooBusy
        try:
            if not self._free.acquire(timeout=PATIENCE_SECONDS):
                raise TooBusy
        finally:
            self._waiting.release()

    def release(self) -> None:
        self._free.release()


SLOTS: Extension[ExportSlots] = Extension("export_slots")


def export_response(form: Format, search_request: SearchRequest) -> tuple[str, Response]:
    """The generation that answers, and a file of all that it finds.

    Raises TooBusy as `ExportSlots.acquire` does.
    """
    slots = SLOTS.get()
    slots.acquire()
    with ExitStack() as resources:
        resources.callback(slots.release)
        scan = resources.enter_context(collection().scan(search_request))
        request.environ[TOTAL] = scan.total
        releases = with_addresses(scan.releases) if form.name in CITATIONS else scan.releases
        response = Response(_chunks(form.write(releases)), content_type=form.media_type)
        response.headers["Content-Disposition"] = f'attachment; filename="kashaf{form.ending}"'
        response.call_on_close(resources.pop_all().close)
    return scan.generation.name, response


def with_addresses(releases: Iterable[Release]) -> Iterator[Release]:
    """The releases for a list of references: those without an address of their own get the one of
    their page here, if the host is known."""
    base, root = hosts.base_address(), links.from_root("")

    def address(release: Release) -> str | None:
        here = f"{base}{root}{links.release_route(release.id)}" if base else None
        return release.url or here

    return (replace(release, url=address(release)) for release in releases)


def _chunks(texts: Iterator[str]) -> Iterator[bytes]:
    """The texts in UTF-8, joined to chunks large enough to send."""
    chunk = bytearray()
    for text in texts:
        chunk += text.encode("utf-8", "replace")
        if len(chunk) >= _CHUNK_BYTES:
            yield bytes(chunk)
            chunk.clear()
    yield bytes(chunk)
