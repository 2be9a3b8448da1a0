"""`kashaf settings`: sources and precedence; files with the user's names."""

import json
from pathlib import Path

import pytest

from indexer import settings as settings_module
from tests.cli.command import Kashaf, row
from webapp.serving import workers


def test_settings_are_listed_with_their_sources(kashaf: Kashaf) -> None:
    rows = json.loads(kashaf("settings", "--json", KASHAF_PORT="9000").stdout)
    by_name = {each["name"]: each for each in rows}
    assert by_name.keys() == {setting.name for setting in settings_module.TABLE}
    assert (by_name["port"]["value"], by_name["port"]["source"]) == ("9000", "KASHAF_PORT")
    assert by_name["index"]["source"] == "default"


@pytest.mark.parametrize("command", ["settings", "serve", "build"])
def test_unknown_environment_variable_is_reported(
    kashaf: Kashaf, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(workers, "serve", lambda *_: None)
    told = "kashaf: KASHAF_INDX is no setting; did you mean KASHAF_INDEX?"
    assert told in kashaf(command, KASHAF_INDX="other").stderr.splitlines()
    assert "is no setting" not in kashaf(command).stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [("HOSTS", ""), ("HOSTS", "a.example,b.example"), ("CORS", "*"), ("CORS", "none"),
     ("CORS", "https://a.example,http://b.example:8080")],
)  # fmt: skip
def test_a_list_is_shown_as_it_is_given(kashaf: Kashaf, variable: str, value: str) -> None:
    lines = kashaf("settings", **{f"KASHAF_{variable}": value}).stdout.splitlines()
    (shown,) = [line.split("\t")[1] for line in lines if line.startswith(f"{variable.lower()}\t")]
    assert shown == value


def test_a_flag_goes_before_the_environment_and_that_before_the_default(kashaf: Kashaf) -> None:
    kashaf.write("seeds/a.jsonl", row("a"))
    kashaf("build", KASHAF_INDEX="by-variable")
    assert (kashaf.folder / "by-variable" / "CURRENT").exists()
    kashaf("build", "--index", "by-flag", KASHAF_INDEX="by-variable-2")
    assert (kashaf.folder / "by-flag" / "CURRENT").exists()
    assert not (kashaf.folder / "by-variable-2").exists()
    kashaf("build")
    assert (kashaf.folder / "index" / "CURRENT").exists()


def test_synonyms_are_found_and_a_rebuild_follows_by_itself(kashaf: Kashaf) -> None:
    kashaf.write("a.jsonl", row("a", "شركة فيلا مورا"), row("b", "مصنع لفيلامورا"), row("c"))
    (kashaf.folder / "own.txt").write_text("فيلامورا, فيلا-مورا", "utf-8")
    kashaf("build", "a.jsonl")
    assert "1 found" in kashaf("search", "فيلامورا").stderr
    own = {"KASHAF_SYNONYMS": "own.txt"}
    assert kashaf("search", "فيلامورا", **own).exit_code == 3
    assert "published" in kashaf("build", "a.jsonl", **own).stderr
    for query in ("فيلامورا", "فيلا مورا", "فيلا-مورا"):
        assert "2 found" in kashaf("search", query, **own).stderr
    assert "1 found" in kashaf("search", "لفيلامورا", "--mode", "exact", **own).stderr


def test_a_bad_name_ends_with_2_and_its_line(kashaf: Kashaf, shipped_seeds: Path) -> None:
    (kashaf.folder / "own.txt").write_text("كوكاكولا\nمن\n", "utf-8")
    done = kashaf("build", shipped_seeds, KASHAF_PROTECTED="own.txt")
    assert done.exit_code == 2
    assert "protected: own.txt, line 2: 'من' is a stop word" in done.stderr
