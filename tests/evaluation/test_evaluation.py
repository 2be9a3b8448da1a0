"""Evaluation of retrieval quality: measures, collections, command."""

import gzip
import json
import math
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.documents import limits
from indexer.errors import DocumentError
from indexer.evaluation import judged_collection, measures
from webapp.command import kashaf


def write(folder: Path, rows: list[dict[str, str]], queries: str, qrels: str) -> Path:
    folder.mkdir()
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "docs.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    (folder / "queries.tsv").write_text(queries, "utf-8")
    (folder / "qrels.tsv").write_text(qrels, "utf-8")
    return folder


ROWS = [
    {"id": "a", "title": "الهجرة", "body": "سياسات الهجرة في الإقليم"},
    {"id": "b", "title": "الاقتصاد", "body": "أسعار النفط في الأسواق"},
]


@pytest.mark.parametrize(
    ("ranked", "grades", "wanted"),
    [
        (["a"], {"a": 1}, (1, 1, 1)),
        (["x", "a"], {"a": 1}, (0.5, 1 / math.log2(3), 1)),
        ([], {"a": 1}, (0, 0, 0)),
        (["a", "b"], {"b": 2, "a": 1}, (1, (1 + 2 / math.log2(3)) / (2 + 1 / math.log2(3)), 1)),
        (["a"], {"a": 1, "b": 1}, (1, 1 / (1 + 1 / math.log2(3)), 0.5)),
        (["x"] * 10 + ["a"], {"a": 1}, (0, 0, 0)),
        (["a"], {"a": 0}, (0, 0, 0)),
    ],
)
def test_the_measures(
    ranked: list[str], grades: dict[str, int], wanted: tuple[float, float, float]
) -> None:
    assert measures.judge(ranked, grades) == pytest.approx(wanted)


def test_the_command_prints_the_quality(tmp_path: Path) -> None:
    folder = write(tmp_path / "set", ROWS, "q1\tللهجرة\nq2\tسعر نفط\n", "q1\ta\t1\nq2\tb\t1\n")
    work = str(tmp_path / "work")
    for _ in range(2):  # the second time with the existing index
        answer = CliRunner().invoke(kashaf, ["evaluate", str(folder), "--json", "--work", work])
        assert answer.exit_code == 0, answer.output
        assert json.loads(answer.stdout) == {
            "queries": 2,
            "mrr@10": 1.0,
            "ndcg@10": 1.0,
            "recall@10": 1.0,
        }


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("queries.tsv", b"q1 no tab\n", ":1: 2 columns were expected"),
        ("queries.tsv", b"\n", ": at least one query was expected"),
        ("queries.tsv", b"q1\tx\nq1\ty\n", ":2: the query 'q1' stands there twice"),
        ("qrels.tsv", b"", ": at least one judgement was expected"),
        ("queries.tsv", b"q1\tx\nq2\t\xff\n", ":2: text in UTF-8 was expected"),
        ("queries.tsv", b"q1\tx\nq2\ty\n", "qrels.tsv: the query 'q2' has no judgement"),
        ("qrels.tsv", b"q1\ta\t1\nq2\ta\t1\n", ":2: there is no query 'q2'"),
        ("queries.tsv", None, ": a test collection needs this file"),
        ("qrels.tsv", b"q1\ta\n", ":1: 3 columns were expected"),
        ("qrels.tsv", b"query\tid\tgrade\nq1\ta\t1\n", ":1: a whole number was expected"),
        ("qrels.tsv", b"q1\ta\t1\n\nq1\tb\t1.5\n", ":3: a whole number was expected"),
        ("qrels.tsv", b"q1\t\xd9\t1\n", ":1: text in UTF-8 was expected"),
        ("docs.jsonl.gz", b'{"id": "a"}\n', ":1: the collection is not whole"),
        (
            "docs.jsonl.gz",
            gzip.compress(b'{"id": "a"}')[:-9],
            ": the collection is not whole: damaged gzip",
        ),
        ("docs.jsonl.gz", gzip.compress(b"\n"), ": no document was found in it; put those there"),
        ("docs.jsonl", b"", ": no document was found in it; put those there"),
        ("docs.jsonl.gz", None, ": there is no file docs.jsonl or docs.jsonl.gz in it"),
        ("meta.json", b"[]", ": a JSON object was expected"),
        ("meta.json", b'{"docs": 1}', ": docs: the name of a file was expected"),
    ],
)
def test_a_collection_that_is_not_understood(
    tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    folder = write(tmp_path / "set", ROWS, "q1\tx\n", "q1\ta\t1\n")
    path = folder / name
    path.unlink(missing_ok=True)
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    answer = CliRunner().invoke(kashaf, ["evaluate", str(folder)])
    assert answer.exit_code == 2
    # The progress of the build comes before it.
    message = answer.stderr.splitlines()[-1]
    assert message.startswith("kashaf: ")
    if reason.startswith(":"):
        reason = (str(folder) if reason.startswith(": there is") else name) + reason
    assert reason in message


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    folder = write(tmp_path / "set", ROWS, "q1\tx\n", "q1\ta\t1\n")
    (folder / "docs.jsonl.gz").write_bytes(gzip.compress((b" " * 999 + b"\n") * 30_000))
    answer = CliRunner().invoke(kashaf, ["evaluate", str(folder)])
    assert answer.exit_code == 2
    assert "the collection is not whole: unpacks to more than" in answer.stderr


def test_a_file_of_queries_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "set", ROWS, "q1\tx\n", "q1\ta\t1\n")
    monkeypatch.setattr(limits, "TEXT_FILE_BYTES", 4)
    with pytest.raises(DocumentError, match=r"queries\.tsv: more than 4 bytes"):
        judged_collection.load(folder)


def test_a_collection_without_documents(tmp_path: Path) -> None:
    folder = write(tmp_path / "set", ROWS, "q1\tx\n", "q1\ta\t1\n")
    (folder / "docs.jsonl.gz").unlink()
    with pytest.raises(DocumentError, match=r"docs\.jsonl"):
        judged_collection.load(folder)


def test_a_mark_of_byte_order_is_no_part_of_a_query(tmp_path: Path) -> None:
    folder = write(tmp_path / "set", ROWS, "\ufeffq1\tx\n", "\ufeffq1\ta\t1\n")
    found = judged_collection.load(folder)
    assert list(found.queries) == [("q1", "x")]
    assert found.judgements["q1"] == {"a": 1}


def test_another_collection_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    work = ["--work", str(tmp_path / "work"), "--json"]
    for name, rows in (
        ("large", [*ROWS, {**ROWS[0], "id": "c"}, {**ROWS[0], "id": "d"}]),
        ("small", ROWS[:1]),
    ):
        folder = write(tmp_path / name, rows, "q1\tالهجرة\n", "q1\ta\t1\n")
        answer = CliRunner().invoke(kashaf, ["evaluate", str(folder), *work])
        assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout)["mrr@10"] == 1.0


def test_unwritable_folder_error_asks_for_another_folder(tmp_path: Path) -> None:
    folder = write(tmp_path / "set", ROWS, "q1\tx\n", "q1\ta\t1\n")
    answer = CliRunner().invoke(kashaf, ["evaluate", str(folder), "--work", "/proc/none"])
    assert answer.exit_code == 5
    assert answer.stderr.strip().endswith("name another folder with --work")
