"""`kashaf export`: hits in each format, and an export of the index from which it can be rebuilt."""

import csv
import io
import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.cli.output import count_noun
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.generations.current import locate
from indexer.releases.release import Release
from webapp.command import kashaf


def run(*arguments: object) -> Result:
    return CliRunner(catch_exceptions=False).invoke(kashaf, [*map(str, arguments)])


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, shipped_seeds: Path) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    rows = [
        {"id": f"row/{number}", "title": f"بيان {number}", "body": "نص عن الهجرة", "room": number}
        for number in range(30)
    ]
    lines = "\n".join(json.dumps(row) for row in rows)
    (folder / "rows.jsonl").write_text(lines, "utf-8")
    done = run("build", shipped_seeds, folder / "rows.jsonl", "--index", folder / "index")
    assert done.exit_code == 0, done.stderr
    return folder / "index"


def releases_of(index: Path) -> dict[str, Release]:
    """The releases of an index by id, without their sources."""
    with closing(WhooshEngine().open(locate(index).folder)) as searcher:
        return {release.id: replace(release, source="") for release in searcher.releases()}


def test_an_export_of_everything_builds_the_same_index(index: Path, tmp_path: Path) -> None:
    exported = run("export", "--index", index)
    assert exported.exit_code == 0
    assert exported.stdout == run("export", "", "--index", index).stdout
    assert exported.stderr.strip() == "32 releases"
    (tmp_path / "all.ndjson").write_text(exported.stdout, "utf-8")
    again = tmp_path / "index"
    assert run("build", tmp_path / "all.ndjson", "--index", again).exit_code == 0
    assert releases_of(again) == releases_of(index)
    assert run("export", "", "--index", again).stdout == exported.stdout
    for query in ("للهجرة", "بيان 7", "ليان يون قانغ"):
        first, second = (
            json.loads(run("search", query, "--index", each, "--json").stdout)
            for each in (index, again)
        )
        for hit in (*first["hits"], *second["hits"]):
            assert hit.pop("source")
        assert first["hits"] == second["hits"]
        assert first["total"] == second["total"]


def test_export_contains_only_the_hits(index: Path) -> None:
    exported = run("export", "ندوة", "--index", index, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(exported.stdout.removeprefix("\ufeff"))))
    assert rows
    assert not [row for row in rows if row["id"].startswith("row/")]
    assert exported.stderr.strip() == count_noun(len(rows), "release")


@pytest.mark.parametrize(("name", "mark"), [("ris", "TY  - NEWS"), ("bibtex", "@misc{")])
def test_references(index: Path, name: str, mark: str) -> None:
    exported = run("export", "", "--index", index, "--format", name)
    assert exported.stdout.count(mark) == 32


def test_export_without_hits_is_an_empty_file(index: Path) -> None:
    exported = run("export", "xyzzy", "--index", index)
    assert (exported.exit_code, exported.stdout, exported.stderr) == (0, "", "0 releases\n")


def test_no_index(tmp_path: Path) -> None:
    assert run("export", "", "--index", tmp_path / "none").exit_code == 3
