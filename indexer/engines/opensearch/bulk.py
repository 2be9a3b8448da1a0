"""Sends changes in bulk, and those again that a busy or dying node refused.

Every change may be sent twice, as its answer may be lost with a node: releases are written and removed
by their keys, and words are counted once by the number of their flush.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from http import HTTPStatus
from itertools import islice
from typing import Any, TypeAlias

from opensearchpy import OpenSearch, helpers
from opensearchpy.exceptions import OpenSearchException

from indexer.engines.opensearch.client import PASSING, reason
from indexer.errors import BuildError

# One request holds as many changes as this, or as many bytes.
_CHANGES = 500
_BYTES = 8_000_000
# Seconds for a request, of which a node may wait for a shard to be there: one that takes longer is sent to
# another node, as this one may hang.
_SECONDS, _SHARD_SECONDS = 30, 20
# Seconds before what was refused is sent again: a minute in all, in which a cluster that lost a node
# chose its new manager and primary shards, or a cluster that was restarted came back.
_WAITS = (0, 1, 2, 4, 8, 16, 30)
# What a change is answered with that may go well later; the last ones are the library's words for no
# answer at all.
_AGAIN = frozenset({*PASSING, "N/A", "TIMEOUT"})

Action: TypeAlias = dict[str, Any]


def send(client: OpenSearch, index: str, actions: Iterable[Action]) -> None:
    """Make all the changes. Raises BuildError for one that is refused for good, or for too long."""
    changes = iter(actions)
    while waiting := list(islice(changes, _CHANGES)):
        for wait in _WAITS:
            time.sleep(wait)
            refused = list(_refused(client, index, waiting))
            waiting = [action for action, _ in refused]
            if not waiting:
                break
            if any(answer.get("status") not in _AGAIN for _, answer in refused):
                break
        if waiting:
            raise BuildError(f"{index}: {_told([answer for _, answer in refused])}")


def _refused(
    client: OpenSearch, index: str, actions: Sequence[Action]
) -> Iterator[tuple[Action, dict[str, Any]]]:
    """Those changes that were not made, each with its answer."""
    answers = helpers.streaming_bulk(
        client,
        actions,
        chunk_size=_CHANGES,
        max_chunk_bytes=_BYTES,
        raise_on_error=False,
        raise_on_exception=False,
        request_timeout=_SECONDS,
        timeout=f"{_SHARD_SECONDS}s",
    )
    try:
        for action, (done, answer) in zip(actions, answers, strict=True):
            (told,) = answer.values()
            # Removed already, by a request whose answer was lost.
            gone = action["_op_type"] == "delete" and told.get("status") == HTTPStatus.NOT_FOUND
            if not done and not gone:
                yield action, told
    except OpenSearchException as error:
        raise BuildError(f"{index}: cannot be written: {reason(error)}") from error


def _told(answers: Sequence[dict[str, Any]]) -> str:
    """How many were refused, and the first reason."""
    first = answers[0]
    if isinstance(error := first.get("exception"), OpenSearchException):
        why = reason(error)
    else:
        said = first.get("error", "")
        why = str(said.get("reason", "") if isinstance(said, dict) else said)
    return f"{len(answers)} of the changes were refused; the first: {why[:300]}"
