"""Whole result sets as files."""

import csv
import gzip
import io
import json
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

import pytest
from flask.testing import FlaskClient

from indexer.errors import IndexMissing
from indexer.export import FORMATS
from tests.webapp.fake_collection import FakeCollection, release
from webapp import exports
from webapp.errors.backpressure import PATIENCE_SECONDS, TooBusy
from webapp.exports import SLOTS, ExportSlots


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_a_file_of_its_kind(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/api/v1/export?q=هجرة&format={name}", buffered=True)
    assert answer.status_code == 200
    assert answer.content_type == FORMATS[name].media_type
    ending = FORMATS[name].ending
    assert answer.headers["Content-Disposition"] == f'attachment; filename="kashaf{ending}"'
    assert "ندوة إدارة الهجرة" in answer.text
    assert "منتدى الأمن العام" in answer.text


def test_an_export_has_exactly_what_the_search_finds(client: FlaskClient) -> None:
    lines = client.get("/api/v1/export?q=هجرة&year=2025", buffered=True).text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a1"]
    assert len(client.get("/api/v1/export", buffered=True).text.splitlines()) == 2
    assert client.get("/api/v1/export?q=قمر", buffered=True).data == b""


def test_cells_are_never_formulas(client: FlaskClient, collection: FakeCollection) -> None:
    titles = ["=1+1", "+1", "-1", "@x", "\t=1"]
    collection.releases = {f"r{n}": release(f"r{n}", t, "نص") for n, t in enumerate(titles)}
    text = client.get("/api/v1/export?format=csv", buffered=True).text
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not any(cell[:1] in "=+-@\t\r" for cell in cells if cell)
    assert {f"'{title}" for title in titles} <= {*cells}


@pytest.mark.parametrize("query", ["page=1", "per_page=5", "format=xls", "format=", "cursor=x"])
def test_an_export_refuses_unknown_parameters_and_formats(client: FlaskClient, query: str) -> None:
    assert client.get(f"/api/v1/export?{query}", buffered=True).status_code == 422


def test_an_export_is_sent_while_the_index_is_read(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first bytes arrive before the last release has been read."""
    read = 0

    def write(_: object) -> Iterator[str]:
        nonlocal read
        for count in range(1000):
            read = count
            yield "x" * 1000

    for encoding in ("identity", "gzip"):
        monkeypatch.setitem(FORMATS, "ndjson", FORMATS["ndjson"]._replace(write=write))
        answer = client.get("/api/v1/export", headers={"Accept-Encoding": encoding})
        pieces = answer.iter_encoded()
        next(pieces)
        assert read < 900
        answer.close()


def test_an_export_is_compressed(client: FlaskClient) -> None:
    plain = client.get("/api/v1/export", buffered=True)
    small = client.get("/api/v1/export", headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data


def test_an_export_has_a_validator(client: FlaskClient) -> None:
    tag = client.get("/api/v1/export?q=هجرة", buffered=True).headers["ETag"]
    same = {"If-None-Match": tag}
    assert client.get("/api/v1/export?q=هجرة", headers=same, buffered=True).status_code == 304
    assert (
        client.get("/api/v1/export?q=هجرة&format=csv", headers=same, buffered=True).status_code
        == 200
    )
    assert client.head("/api/v1/export", buffered=True).data == b""
    assert (
        client.get("/api/v1/export", headers={"If-None-Match": "*"}, buffered=True).status_code
        == 304
    )


def test_exports_are_limited_and_each_releases_its_slot(
    client: FlaskClient, collection: FakeCollection
) -> None:
    for _ in range(20):
        client.get("/api/v1/export", buffered=True)
        client.head("/api/v1/export", buffered=True)
        client.get("/api/v1/export", headers={"If-None-Match": "*"}, buffered=True)
    collection.failure = IndexMissing("gone")
    for _ in range(20):
        assert client.get("/api/v1/export", buffered=True).status_code == 503
    collection.failure = None
    slots = SLOTS.get(client.application)
    slots.acquire()
    answer = client.get("/api/v1/export", buffered=True)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) >= 1
    assert "busy" in answer.text
    slots.release()
    assert client.get("/api/v1/export", buffered=True).status_code == 200


def test_few_exports_wait_for_a_slot_and_not_for_long() -> None:
    slots = ExportSlots(threads=4)
    slots.acquire()
    begun = time.monotonic()
    with pytest.raises(TooBusy):
        slots.acquire()
    assert time.monotonic() - begun >= PATIENCE_SECONDS
    with ThreadPoolExecutor(2) as others:
        waiting = [others.submit(slots.acquire) for _ in range(2)]
        done, _ = wait(waiting, timeout=PATIENCE_SECONDS / 2, return_when=FIRST_COMPLETED)
        assert [type(each.exception()) for each in done] == [TooBusy]
        slots.release()
        assert sum(each.exception() is None for each in waiting) == 1


def test_a_failed_wait_for_a_slot_leaves_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "PATIENCE_SECONDS", 0.01)
    slots = ExportSlots(threads=4)
    slots.acquire()
    for _ in range(3):
        begun = time.monotonic()
        with pytest.raises(TooBusy):
            slots.acquire()
        assert time.monotonic() - begun >= 0.01, "waited"


def test_the_client_may_refuse_the_format(client: FlaskClient) -> None:
    named = ("text/csv; charset=utf-8", 200)
    for accept, status in (("text/csv", 200), named, ("*/*", 200), ("application/json", 406)):
        answer = client.get("/api/v1/export?format=csv", headers={"Accept": accept}, buffered=True)
        assert answer.status_code == status
