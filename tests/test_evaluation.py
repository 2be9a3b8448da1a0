"""Retrieval quality: the measures, the collections, the command."""

import gzip
import json
import math
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer import evaluation
from indexer.errors import DocumentError
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
    assert evaluation.judge(ranked, grades) == pytest.approx(wanted)


def test_the_command_prints_the_quality(tmp_path: Path) -> None:
    folder = write(tmp_path / "set", ROWS, "q1\tللهجرة\nq2\tسعر نفط\n", "q1\ta\t1\nq2\tb\t1\n")
    work = str(tmp_path / "work")
    for _ in range(2):  # the second time with the index that is there
        answer = CliRunner().invoke(kashaf, ["evaluate", str(folder), "--json", "--work", work])
        assert answer.exit_code == 0, answer.output
        assert json.loads(answer.stdout) == {
            "queries": 2,
            "mrr@10": 1.0,
            "ndcg@10": 1.0,
            "recall@10": 1.0,
        }


@pytest.mark.parametrize(
    ("queries", "qrels", "reason"),
    [("q1 no tab\n", "q1\ta\t1\n", "2 columns"), ("q1\tx\n", "q1\ta\n", "3 columns")],
)
def test_a_collection_that_is_not_understood(
    tmp_path: Path, queries: str, qrels: str, reason: str
) -> None:
    with pytest.raises(DocumentError, match=reason):
        evaluation.load(write(tmp_path / "set", ROWS, queries, qrels))


def test_a_collection_without_documents(tmp_path: Path) -> None:
    folder = write(tmp_path / "set", ROWS, "q1\tx\n", "q1\ta\t1\n")
    (folder / "docs.jsonl.gz").unlink()
    with pytest.raises(DocumentError, match=r"docs\.jsonl"):
        evaluation.load(folder)
