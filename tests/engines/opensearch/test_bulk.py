"""Changes sent in bulk: those that a busy node refused are sent again, and no others."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError as NoConnection

from indexer.engines.opensearch import bulk
from indexer.errors import BuildError

WRITTEN = {"n": 1}


class Cluster:
    """Answers each request with the statuses that it was given for it, in order."""

    def __init__(self, *answers: Sequence[int] | Exception) -> None:
        self.answers = list(answers)
        self.sent: list[list[str]] = []

    def perform_request(self, _method: str, _url: str, *, body: bytes, **_: Any) -> dict[str, Any]:
        lines = [line for line in body.decode().splitlines() if '"_id"' in line]
        self.sent.append([line.split('"_id":"')[1].split('"')[0] for line in lines])
        statuses = self.answers.pop(0)
        if isinstance(statuses, Exception):
            raise statuses
        verbs = [line.split('"')[1] for line in lines]
        return {
            "items": [
                {verb: {"status": status, "error": {"reason": f"said {status}"}}}
                for verb, status in zip(verbs, statuses, strict=True)
            ]
        }


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_WAITS", (0, 0, 0))


def send(
    monkeypatch: pytest.MonkeyPatch, cluster: Cluster, document: dict[str, Any] | None
) -> None:
    client = OpenSearch(["http://127.0.0.1:1"])
    monkeypatch.setattr(client.transport, "perform_request", cluster.perform_request)
    bulk.send_actions(client, "x", [bulk.Action(name, document) for name in "abc"])


def test_only_refused_changes_are_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = Cluster([201, 503, 429], [201, 503], [201])
    send(monkeypatch, cluster, WRITTEN)
    assert cluster.sent == [["a", "b", "c"], ["b", "c"], ["c"]]


def test_all_is_sent_again_where_no_node_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = Cluster(NoConnection("N/A", "gone", OSError()), [201, 201, 201])
    send(monkeypatch, cluster, WRITTEN)
    assert cluster.sent == [["a", "b", "c"], ["a", "b", "c"]]


def test_permanently_refused_changes_are_not_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = Cluster([201, 400, 503])
    with pytest.raises(BuildError, match="2 of the changes were refused; the first: said 400"):
        send(monkeypatch, cluster, WRITTEN)
    assert len(cluster.sent) == 1


def test_retries_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BuildError, match="1 of the changes were refused; the first: said 503"):
        send(monkeypatch, Cluster([201, 503, 201], [503], [503]), WRITTEN)
    away = NoConnection("N/A", "http://me:s3cret@a", OSError())
    with pytest.raises(BuildError, match="no node of the OpenSearch cluster answers") as raised:
        send(monkeypatch, Cluster(away, away, away), WRITTEN)
    assert "s3cret" not in str(raised.value)


def test_missing_document_is_an_error_unless_it_is_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BuildError, match="1 of the changes were refused; the first: said 404"):
        send(monkeypatch, Cluster([201, 404, 201]), WRITTEN)


def test_a_request_has_at_most_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    line = len(bulk._lines(bulk.Action("a", WRITTEN)))
    monkeypatch.setattr(bulk, "_BYTES", 2 * line)
    cluster = Cluster([201, 201], [201])
    send(monkeypatch, cluster, WRITTEN)
    assert cluster.sent == [["a", "b"], ["c"]]
    monkeypatch.setattr(bulk, "_BYTES", line - 1)
    cluster = Cluster([201], [201], [201])
    send(monkeypatch, cluster, WRITTEN)
    assert cluster.sent == [["a"], ["b"], ["c"]], "what is longer alone is sent alone"


def test_deleting_a_deleted_document_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """By a request whose answer was lost."""
    cluster = Cluster([200, 503, 404], [404])
    send(monkeypatch, cluster, None)
    assert cluster.sent == [["a", "b", "c"], ["b"]]


def test_changes_are_sent_while_others_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = Cluster([201], [201], [400], [201])
    client = OpenSearch(["http://127.0.0.1:1"])
    monkeypatch.setattr(client.transport, "perform_request", cluster.perform_request)
    sender = bulk.Sender(client)
    for name in "abc":
        sender.send("x", [bulk.Action(name, WRITTEN)])
    with pytest.raises(BuildError, match="said 400"):
        sender.send("x", [bulk.Action("d", WRITTEN)])
    sender.settle()
    sender.close()
    assert cluster.sent == [["a"], ["b"], ["c"]]


def test_abandoned_changes_are_not_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_WAITS", (0, 600))
    refused = threading.Event()
    cluster = Cluster([503])
    client = OpenSearch(["http://127.0.0.1:1"])

    def perform_request(*arguments: Any, **named: Any) -> dict[str, Any]:
        refused.set()
        return cluster.perform_request(*arguments, **named)

    monkeypatch.setattr(client.transport, "perform_request", perform_request)
    sender = bulk.Sender(client)
    sender.send("x", [bulk.Action("a", WRITTEN)])
    assert refused.wait(10)
    sender.close()
    with pytest.raises(BuildError, match="given up"):
        sender.settle()
