"""Partial answers of a cluster are errors; each test alters one part of an answer."""

from typing import Any

import pytest
from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionTimeout, RequestError, TransportError

from indexer.engines.opensearch.reader import Reader
from indexer.errors import IndexUnavailable

WHOLE = {"total": 2, "successful": 2, "skipped": 0, "failed": 0}
FOUND = {"timed_out": False, "_shards": WHOLE, "count": 7, "hits": {"hits": []}}


def answering(monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any]) -> Reader:
    """A reader whose cluster answers all that it is asked with `answer`."""
    client = OpenSearch(["http://127.0.0.1:1"])
    monkeypatch.setattr(client.transport, "perform_request", lambda *_, **__: answer)
    return Reader(client, "an-index")


def test_a_whole_answer_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = answering(monkeypatch, FOUND)
    assert reader.count() == 7
    assert reader.search({}) == FOUND


@pytest.mark.parametrize(
    "part",
    [
        {"timed_out": True},
        {"_shards": {**WHOLE, "successful": 1, "failed": 1}},
        # A shard of which there is no copy on any node is not called failed.
        {"_shards": {**WHOLE, "successful": 1}},
    ],
)
def test_part_of_an_answer_is_refused(
    monkeypatch: pytest.MonkeyPatch, part: dict[str, Any]
) -> None:
    reader = answering(monkeypatch, {**FOUND, **part})
    for ask in (reader.count, lambda: reader.search({})):
        with pytest.raises(IndexUnavailable, match="in part only"):
            ask()
    walking = answering(monkeypatch, {**FOUND, **part, "pit_id": "p"})
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(IndexUnavailable, match="in part only"):
        next(walking.walk({"sort": []}))


def test_a_document_whose_shard_did_not_answer_is_not_absent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    missing = {"_id": "b", "error": {"type": "no_shard_available_action_exception"}}
    reader = answering(monkeypatch, {"docs": [{"_id": "a", "found": False}, missing]})
    with pytest.raises(IndexUnavailable, match="did not answer"):
        reader.sources(["a", "b"])


def test_a_question_is_asked_again_for_other_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """A node that hangs keeps waiting whoever asks for its copy; the others have one, too."""
    client = OpenSearch(["http://127.0.0.1:1"])
    answers: list[Any] = [
        ConnectionTimeout("TIMEOUT", "", OSError()),
        TransportError(503, "busy"),
        FOUND,
    ]
    asked: list[dict[str, Any]] = []

    def perform_request(*_: Any, params: dict[str, Any], **__: Any) -> Any:
        asked.append(params)
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(client.transport, "perform_request", perform_request)
    reader = Reader(client, "an-index")
    assert reader.search({}) == FOUND
    assert ["preference" in params for params in asked] == [True, False, False]
    assert all(params["allow_partial_search_results"] == "false" for params in asked)
    answers += [TransportError(503, "busy")] * 9
    with pytest.raises(IndexUnavailable, match="503"):
        reader.search({})
    # What will not go better is not asked again.
    answers[:] = [RequestError(400, "no")]
    with pytest.raises(IndexUnavailable, match="400"):
        reader.search({})
    assert answers == []
