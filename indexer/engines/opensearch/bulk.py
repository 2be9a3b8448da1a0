"""Sends changes in bulk, and sends those again that a busy or dying node refused.

Every change may be sent twice, because its answer can be lost with a node. So each one writes or
removes a whole document by its key. The request lines are made here: the library's own way takes
ten times as long.
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

# A request holds at most this many changes and bytes.
_CHANGES = 1_000
_BYTES = 8_000_000
# Seconds to wait before each attempt: a minute in all, enough for a cluster that lost a node to
# elect a new manager and new primary shards, or for a restarted cluster to come back.
_WAITS = (0, 1, 2, 4, 8, 16, 30)
# Only the status and error of each change.
_ANSWERED = {"filter_path": "items.*.status,items.*.error"}


class Action(NamedTuple):
    """Writes a document under its key, which needs no escaping; None removes the document."""

    key: str
    document: Mapping[str, Any] | None


# A change in the engine's own lines, and whether it removes a document.
_Change: TypeAlias = tuple[bytes, bool]


def send_actions(
    client: OpenSearch,
    index: str,
    actions: Iterable[Action],
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Make all the changes. Raises BuildError if one is refused for good, or for too long."""
    for changes in _requests(actions):
        waiting = changes
        for wait in _WAITS:
            sleep(wait)
            refused = list(_send_request(client, index, waiting))
            waiting = [change for change, _ in refused]
            if not waiting:
                break
            if any(answer.get("status") not in UNANSWERED for _, answer in refused):
                break
        if waiting:
            raise BuildError(f"{index}: {_describe([answer for _, answer in refused])}")


class Sender:
    """Sends changes in order on one thread, so that the next ones are prepared meanwhile. Methods
    raise BuildError for changes that were handed over earlier."""

    def __init__(self, client: OpenSearch) -> None:
        self._client = client
        self._thread = ThreadPoolExecutor(1, "bulk")
        self._under_way: Future[None] | None = None
        self._closed = threading.Event()

    def send(self, index: str, actions: Sequence[Action]) -> None:
        self.settle()
        self._under_way = self._thread.submit(
            send_actions, self._client, index, actions, self._sleep
        )

    def settle(self) -> None:
        """Wait until everything that was handed over is written."""
        sent, self._under_way = self._under_way, None
        if sent:
            sent.result()

    def close(self) -> None:
        """Drop what is not sent yet. Waits for a request that is under way: if its index were
        removed first, the cluster would create it again."""
        self._closed.set()
        self._thread.shutdown()

    def _sleep(self, seconds: float) -> None:
        if self._closed.wait(seconds):
            raise BuildError("the build was given up")


def _requests(actions: Iterable[Action]) -> Iterator[list[_Change]]:
    """Group the changes into requests."""
    waiting: list[_Change] = []
    size = 0
    for action in actions:
        lines = _lines(action)
        if waiting and (len(waiting) == _CHANGES or size + len(lines) > _BYTES):
            yield waiting
            waiting, size = [], 0
        waiting.append((lines, action.document is None))
        size += len(lines)
    if waiting:
        yield waiting


def _lines(action: Action) -> bytes:
    key, document = action
    if document is None:
        return f'{{"delete":{{"_id":"{key}"}}}}\n'.encode()
    text = f'{{"index":{{"_id":"{key}"}}}}\n{_json(document)}\n'
    return text.encode("utf-8", "surrogatepass")


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _send_request(
    client: OpenSearch, index: str, changes: Sequence[_Change]
) -> Iterator[tuple[_Change, dict[str, Any]]]:
    """Send changes; yields those that were refused, each with its answer."""
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
    for change, item in zip(changes, answer["items"], strict=True):
        (result,) = item.values()
        _, removes = change
        # Already removed by a request whose answer was lost.
        gone = removes and result["status"] == HTTPStatus.NOT_FOUND
        if result["status"] >= HTTPStatus.BAD_REQUEST and not gone:
            yield change, result


def _describe(answers: Sequence[dict[str, Any]]) -> str:
    """How many changes were refused, and the first reason."""
    first = answers[0]
    if isinstance(error := first.get("exception"), OpenSearchException):
        message = reason(error)
    else:
        cause = first.get("error", "")
        message = str(cause.get("reason", "") if isinstance(cause, dict) else cause)
    return f"{len(answers)} of the changes were refused; the first: {message[:300]}"
