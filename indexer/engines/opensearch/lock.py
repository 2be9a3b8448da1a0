"""Allows one build at a time, on any machine: a lock document that its holder renews.

A holder that died stops renewing. Clocks of machines differ, so a lock that looks stale is also
watched for a while before it is taken over.
"""

import contextlib
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConflictError, NotFoundError, OpenSearchException

from indexer.engines.opensearch.client import reason
from indexer.errors import BuildError, BuildLocked, NothingPublished

_DOCUMENT = "lock"


class Pulse(NamedTuple):
    """Seconds between renewals, and seconds without a renewal after which a lock is watched (for
    two more renewal intervals) and taken over."""

    every: float
    stale: float


# A cluster that loses a node takes some seconds to write again: a holder must survive that.
PULSE = Pulse(every=5.0, stale=30.0)


class Lock:
    """A held lock. ``lost`` says that another build took it over."""

    def __init__(
        self, client: OpenSearch, index: str, answer: Any, holder: str, every: float
    ) -> None:
        self._client = client
        self._index = index
        self._holder = holder
        self._every = every
        self._version = (answer["_seq_no"], answer["_primary_term"])
        self._ended = threading.Event()
        self._writing = threading.Lock()
        self.lost = False
        self._thread = threading.Thread(target=self._renew, name="lock of the build", daemon=True)
        self._thread.start()

    def renew(self) -> None:
        """Renew it now. Raises BuildError if it was lost, or the cluster cannot tell."""
        try:
            self._write()
        except OpenSearchException as error:
            raise BuildError(f"the lock of the build cannot be renewed: {reason(error)}") from error
        if self.lost:
            raise NothingPublished("another build took over")

    def release(self) -> None:
        self._ended.set()
        self._thread.join()
        if self.lost:
            return
        number, term = self._version
        # A lock that cannot be released goes stale by itself.
        with contextlib.suppress(OpenSearchException):
            self._client.delete(
                index=self._index,
                id=_DOCUMENT,
                params={"if_seq_no": number, "if_primary_term": term},
            )

    def _renew(self) -> None:
        while not self.lost and not self._ended.wait(self._every):
            # If a node is gone, the next renewal reaches another one.
            with contextlib.suppress(OpenSearchException):
                self._write()

    def _write(self) -> None:
        with self._writing:
            if self.lost:
                return
            try:
                self._version = _write_if_unchanged(
                    self._client, self._index, self._holder, self._version
                )
            except ConflictError:
                # A renewal of our own whose answer was lost changes the version, too.
                self.lost = not self._is_ours()

    def _is_ours(self) -> bool:
        try:
            found = self._client.get(index=self._index, id=_DOCUMENT)
        except NotFoundError:
            return False
        self._version = (found["_seq_no"], found["_primary_term"])
        return bool(found["_source"]["holder"] == self._holder)


@contextmanager
def hold_lock(client: OpenSearch, index: str, pulse: Pulse = PULSE) -> Iterator[Lock]:
    """Hold the lock of the builds in `index`. Raises BuildLocked, BuildError."""
    holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    try:
        answer = _acquire(client, index, holder, pulse)
    except OpenSearchException as error:
        raise BuildError(f"the lock of the build cannot be taken: {reason(error)}") from error
    lock = Lock(client, index, answer, holder, pulse.every)
    try:
        yield lock
    finally:
        lock.release()


def _acquire(client: OpenSearch, index: str, holder: str, pulse: Pulse) -> Any:
    try:
        return client.index(
            index=index, id=_DOCUMENT, body=_body(holder), params={"op_type": "create"}
        )
    except ConflictError:
        pass
    try:
        held = client.get(index=index, id=_DOCUMENT)
    except NotFoundError:
        return _acquire(client, index, holder, pulse)  # given back just now
    if held["_source"]["holder"] == holder:
        return held  # taken by us; the answer was lost and the request sent again
    if time.time() - held["_source"]["renewed"] > pulse.stale:
        time.sleep(2 * pulse.every)
        version = (held["_seq_no"], held["_primary_term"])
        try:
            number, term = _write_if_unchanged(client, index, holder, version)
        except ConflictError:
            pass
        else:
            return {"_seq_no": number, "_primary_term": term}
    raise BuildLocked(
        f"{index}: another build is running ({held['_source']['holder']}); wait for it"
    )


def _write_if_unchanged(
    client: OpenSearch, index: str, holder: str, version: tuple[int, int]
) -> tuple[int, int]:
    """Write the lock if its version is still `version`; returns the new version."""
    number, term = version
    answer = client.index(
        index=index,
        id=_DOCUMENT,
        body=_body(holder),
        params={"if_seq_no": number, "if_primary_term": term},
    )
    return answer["_seq_no"], answer["_primary_term"]


def _body(holder: str) -> dict[str, Any]:
    return {"holder": holder, "renewed": time.time()}
