"""The commands on a real cluster: moving between engines, exporting, cleaning up."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.engines.opensearch import searcher
from indexer.engines.opensearch.client import connect
from indexer.engines.registry import engine
from indexer.settings import Settings
from tests.engines.opensearch.agency import rows
from webapp.command import kashaf

QUESTIONS = "q1\tالهجرة\n"
JUDGEMENTS = "q1\tr00001\t1\n"


@pytest.fixture
def environ(cluster_settings: Settings, tmp_path: Path) -> dict[str, str]:
    return {
        "KASHAF_OPENSEARCH_URL": cluster_settings.opensearch_url,
        "KASHAF_OPENSEARCH_INDEX": cluster_settings.opensearch_index,
        "KASHAF_OPENSEARCH_REPLICAS": "0",
        "KASHAF_INDEX": str(tmp_path / "index"),
    }


def run(environ: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(kashaf, arguments, env=environ, catch_exceptions=False)


def written(path: Path, count: int) -> str:
    path.parent.mkdir(exist_ok=True)
    lines = (json.dumps(row, ensure_ascii=False) for row in rows(count))
    path.write_text("\n".join(lines), "utf-8")
    return str(path)


def test_moving_there_and_back_is_one_command_each(
    environ: dict[str, str],
    cluster_settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(searcher, "_READ", 4)
    there = {**environ, "KASHAF_ENGINE": "opensearch"}
    source = written(tmp_path / "seeds" / "releases.jsonl", 9)
    assert run(environ, "build", source).exit_code == 0
    try:
        assert run(environ, "build", source, "--engine", "opensearch").exit_code == 0
        for asked in ("", "الهجرة"):
            exported = [run(each, "export", asked) for each in (environ, there)]
            assert [answer.exit_code for answer in exported] == [0, 0]
            here_lines, there_lines = (answer.stdout.splitlines() for answer in exported)
            assert sorted(here_lines) == sorted(there_lines)
            assert len(there_lines) == 9
        # Back with what changed meanwhile; the cluster goes on with what it has.
        written(tmp_path / "seeds" / "releases.jsonl", 12)
        assert run(there, "build", source, "--engine", "whoosh").exit_code == 0
        totals = [
            json.loads(run(each, "search", "الهجرة", "--json").stdout)["total"]["value"]
            for each in (environ, there)
        ]
        assert totals == [12, 9]
    finally:
        engine(cluster_settings).store(cluster_settings).remove()


def test_an_evaluation_leaves_nothing_in_the_cluster(
    environ: dict[str, str], cluster_settings: Settings, tmp_path: Path
) -> None:
    written(tmp_path / "collection" / "docs.jsonl", 5)
    (tmp_path / "collection" / "queries.tsv").write_text(QUESTIONS, "utf-8")
    (tmp_path / "collection" / "qrels.tsv").write_text(JUDGEMENTS, "utf-8")
    there = {**environ, "KASHAF_ENGINE": "opensearch"}
    client = connect(cluster_settings)
    answer = run(there, "evaluate", str(tmp_path / "collection"), "--json")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["recall@10"] == 1
    mine = f"{cluster_settings.opensearch_index}*"
    assert client.indices.get(index=mine, params={"allow_no_indices": "true"}) == {}
    # What is to be used again stays.
    kept = ["--work", str(tmp_path / "work")]
    assert run(there, "evaluate", str(tmp_path / "collection"), *kept).exit_code == 0
    left = client.indices.get(index=mine)
    assert len(left) == 3
    client.indices.delete(index=",".join(left))
