"""One build at a time, on whichever machine: a document that its holder renews.

A holder that died stops renewing. Clocks of machines differ, so that a lock that looks old is also
watched for a while before it is taken over.
"""

import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConflictError, NotFoundError, OpenSearchException

from indexer.engines.opensearch.client import reason
from indexer.errors import BuildError, BuildLocked

_DOCUMENT = "lock"
_RENEWED_EVERY = 5.0
# So many seconds without a sign of life, and then watched for two more renewals.
_STALE = 30.0


class Lock:
    """A lock that is held. ``lost`` says that another build took it over."""

    def __init__(self, client: OpenSearch, index: str, answer: Any, holder: str) -> None:
        self._client = client
        self._index = index
        self._holder = holder
        self._version = (answer["_seq_no"], answer["_primary_term"])
        self._ended = threading.Event()
        self.lost = False
        self._thread = threading.Thread(target=self._renew, name="lock of the build", daemon=True)
        self._thread.start()

    def require(self) -> None:
        """Raises BuildError where it was lost."""
        if self.lost:
            raise BuildError("another build took over; nothing was published")

    def release(self) -> None:
        self._ended.set()
        self._thread.join()
        if self.lost:
            return
        number, term = self._version
        with _ignored():
            self._client.delete(
                index=self._index,
                id=_DOCUMENT,
                params={"if_seq_no": number, "if_primary_term": term},
            )

    def _renew(self) -> None:
        while not self._ended.wait(_RENEWED_EVERY):
            try:
                self._version = _written(self._client, self._index, self._holder, self._version)
            except ConflictError:
                # Our own renewal whose answer was lost also moves the version on.
                if not self._is_ours():
                    self.lost = True
                    return
            except OpenSearchException:
                continue  # a node is gone: the next renewal finds another

    def _is_ours(self) -> bool:
        try:
            found = self._client.get(index=self._index, id=_DOCUMENT)
        except NotFoundError:
            return False
        except OpenSearchException:
            return True  # not known yet; the next renewal tells
        self._version = (found["_seq_no"], found["_primary_term"])
        return bool(found["_source"]["holder"] == self._holder)


@contextmanager
def locked(client: OpenSearch, index: str) -> Iterator[Lock]:
    """Hold the lock of the builds in `index`. Raises BuildLocked, BuildError."""
    holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    try:
        answer = _taken(client, index, holder)
    except OpenSearchException as error:
        raise BuildError(f"the lock of the build cannot be taken: {reason(error)}") from error
    lock = Lock(client, index, answer, holder)
    try:
        yield lock
    finally:
        lock.release()


def _taken(client: OpenSearch, index: str, holder: str) -> Any:
    try:
        return client.index(
            index=index, id=_DOCUMENT, body=_body(holder), params={"op_type": "create"}
        )
    except ConflictError:
        pass
    try:
        held = client.get(index=index, id=_DOCUMENT)
    except NotFoundError:
        return _taken(client, index, holder)  # given back just now
    if held["_source"]["holder"] == holder:
        return held  # taken by us; the answer was lost and the request sent again
    if time.time() - held["_source"]["renewed"] > _STALE:
        time.sleep(2 * _RENEWED_EVERY)
        version = (held["_seq_no"], held["_primary_term"])
        try:
            number, term = _written(client, index, holder, version)
        except ConflictError:
            pass
        else:
            return {"_seq_no": number, "_primary_term": term}
    raise BuildLocked(
        f"{index}: another build is running ({held['_source']['holder']}); wait for it"
    )


def _written(
    client: OpenSearch, index: str, holder: str, version: tuple[int, int]
) -> tuple[int, int]:
    """Write the lock if it is of that version still; its new version."""
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


@contextmanager
def _ignored() -> Iterator[None]:
    """Giving back what may be gone already; a lock left behind goes stale by itself."""
    try:
        yield
    except OpenSearchException:
        return
