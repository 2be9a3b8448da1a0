"""Sends changes in bulk, and those again that a busy or dying node refused.

Every change may be sent twice, as its answer may be lost with a node: all is written whole, and removed,
by its key. The lines of a request are made here: the library's own way takes ten times as long.
"""

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from http import HTTPStatus
from typing import Any, NamedTuple, TypeAlias

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException, TransportError

from indexer.engines.opensearch.client import PATIENCE, UNANSWERED, reason
from indexer.errors import BuildError

# One request holds as many changes as this, or as many bytes.
_CHANGES = 1_000
_BYTES = 8_000_000
# Seconds before what was refused is sent again: a minute in all, in which a cluster that lost a node
# chose its new manager and primary shards, or a cluster that was restarted came back.
_WAITS = (0, 1, 2, 4, 8, 16, 30)
# Of an answer only what became of each change.
_ANSWERED = {"filter_path": "items.*.status,items.*.error"}


class Action(NamedTuple):
    """A document to be written under its key, which needs no escaping; None to remove what is there."""

    key: str
    document: Mapping[str, Any] | None


# A change as the engine reads it, in lines, and whether it removes something.
_Change: TypeAlias = tuple[bytes, bool]


def send(
    client: OpenSearch,
    index: str,
    actions: Iterable[Action],
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Make all the changes. Raises BuildError for one that is refused for good, or for too long."""
    for changes in _requests(actions):
        waiting = changes
        for wait in _WAITS:
            sleep(wait)
            refused = list(_refused(client, index, waiting))
            waiting = [change for change, _ in refused]
            if not waiting:
                break
            if any(answer.get("status") not in UNANSWERED for _, answer in refused):
                break
        if waiting:
            raise BuildError(f"{index}: {_told([answer for _, answer in refused])}")


class Sender:
    """Sends changes in order, while those that come next are made: one thread waits for the cluster.
    Methods raise BuildError for what was handed over before."""

    def __init__(self, client: OpenSearch) -> None:
        self._client = client
        self._thread = ThreadPoolExecutor(1, "bulk")
        self._under_way: Future[None] | None = None
        self._closed = threading.Event()

    def send(self, index: str, actions: Sequence[Action]) -> None:
        self.settle()
        self._under_way = self._thread.submit(send, self._client, index, actions, self._sleep)

    def settle(self) -> None:
        """Wait until all that was handed over is made."""
        sent, self._under_way = self._under_way, None
        if sent:
            sent.result()

    def close(self) -> None:
        """Give up what is not made yet. Waits for a request that is under way: if its index was removed
        before, the cluster would make it again."""
        self._closed.set()
        self._thread.shutdown()

    def _sleep(self, seconds: float) -> None:
        if self._closed.wait(seconds):
            raise BuildError("the build was given up")


def _requests(actions: Iterable[Action]) -> Iterator[list[_Change]]:
    """The changes of one request each."""
    waiting: list[_Change] = []
    held = 0
    for action in actions:
        lines = _lines(action)
        if waiting and (len(waiting) == _CHANGES or held + len(lines) > _BYTES):
            yield waiting
            waiting, held = [], 0
        waiting.append((lines, action.document is None))
        held += len(lines)
    if waiting:
        yield waiting


def _lines(action: Action) -> bytes:
    key, document = action
    if document is None:
        return f'{{"delete":{{"_id":"{key}"}}}}\n'.encode()
    text = f'{{"index":{{"_id":"{key}"}}}}\n{_json(document)}\n'
    return text.encode("utf-8", "surrogatepass")


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _refused(
    client: OpenSearch, index: str, changes: Sequence[_Change]
) -> Iterator[tuple[_Change, dict[str, Any]]]:
    """Those changes that were not made, each with its answer."""
    try:
        body = b"".join(lines for lines, _ in changes)
        answer = client.bulk(index=index, body=body, params={**PATIENCE, **_ANSWERED})
    except TransportError as error:
        # Perhaps none was made: no node answered, or all are too busy.
        yield from (
            (change, {"status": error.status_code, "exception": error}) for change in changes
        )
        return
    except OpenSearchException as error:
        raise BuildError(f"{index}: cannot be written: {reason(error)}") from error
    for change, told in zip(changes, answer["items"], strict=True):
        (result,) = told.values()
        _, removes = change
        # Removed already, by a request whose answer was lost.
        gone = removes and result["status"] == HTTPStatus.NOT_FOUND
        if result["status"] >= HTTPStatus.BAD_REQUEST and not gone:
            yield change, result


def _told(answers: Sequence[dict[str, Any]]) -> str:
    """How many were refused, and the first reason."""
    first = answers[0]
    if isinstance(error := first.get("exception"), OpenSearchException):
        why = reason(error)
    else:
        said = first.get("error", "")
        why = str(said.get("reason", "") if isinstance(said, dict) else said)
    return f"{len(answers)} of the changes were refused; the first: {why[:300]}"
