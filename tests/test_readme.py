"""README.md and those of the folders are right: commands, the example of an answer, tables, links.

An indented block below a line `<!-- tested -->` is run by bash, in order, in one fresh copy of the
repository.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import indexer
from indexer.answers.results import SearchRequest
from indexer.cli import faults, group
from indexer.generations import names
from indexer.search import Collection
from indexer.settings import TABLE, Settings
from webapp.app import create_app

ROOT = Path(__file__).parents[1]
MARK = "<!-- tested -->"
_BLOCK = re.compile(rf"^{MARK}\n+((?: {{4}}.*\n|\n(?= {{4}}))+)", re.MULTILINE)


# The documents with tables of settings, packages and suggestions.
SERVING, PACKAGES, NOTHING = "deploy/README.md", "indexer/README.md", "indexer/suggest/README.md"
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def readme(document: str = "README.md") -> str:
    return (ROOT / document).read_text("utf-8")


def blocks() -> list[str]:
    """The indented blocks that are marked, in order."""
    return [textwrap.dedent(block) for block in _BLOCK.findall(readme())]


def test_the_readme_has_tested_blocks_and_no_mark_without_one() -> None:
    assert len(blocks()) == readme().count(MARK) > 0


@pytest.fixture(scope="module")
def collection(
    tmp_path_factory: pytest.TempPathFactory, shipped_seeds: Path
) -> Iterator[Collection]:
    """An index of the two shipped releases."""
    index = tmp_path_factory.mktemp("searched") / "index"
    build = [sys.executable, "-c", "from webapp.command import main; main()", "build"]
    subprocess.run(
        [*build, shipped_seeds, "--index", index], cwd=ROOT, check=True, capture_output=True
    )
    with closing(Collection.open(Settings.load({"index": str(index)}, environ={}))) as collection:
        yield collection


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the files under version control, with uncommitted changes."""
    folder = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


@pytest.mark.slow
def test_every_tested_block_runs(clone: Path) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("KASHAF_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{own['PATH']}"
    for block in blocks():
        done = subprocess.run(
            ["bash", "-eu", "-o", "pipefail", "-c", block],
            cwd=clone,
            env=own | {"PATH": path},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}{done.stderr}"
        assert not re.search("^0 found", done.stderr, re.MULTILINE), block


def rows(first_column: str, document: str) -> list[list[str]]:
    """The cells of the table of a document with this first column."""
    table = readme(document).split(f"\n| {first_column} |", 1)[1].split("\n\n", 1)[0]
    lines = table.splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_settings_are_those_of_the_program() -> None:
    documented = [
        [each.name, f"`{each.variable}`", f"`{each.default}`" * bool(each.default), each.meaning]
        for each in TABLE
    ]
    assert rows("setting", SERVING) == documented
    assert [row for row in rows("setting", "README.md") if row not in documented] == []


def test_the_exit_codes_are_those_of_the_program() -> None:
    documented = {int(code) for code, _ in rows("exit code", "README.md")}
    named = (group.REFUSED, group.USAGE, group.UNAVAILABLE, group.LOCKED, group.UNPUBLISHED)
    assert documented == {0, *named, faults.FAULT, group.INTERRUPTED}
    words = " ".join((group.make_group().help or "").split()).partition("Exit codes: ")[2]
    assert {int(each.split()[0]) for each in words.split("; ")} == documented


def test_all_files_of_an_index_folder_are_documented() -> None:
    documented = {
        line.split()[0] for line in readme("index/README.md").splitlines() if line[:4].isspace()
    }
    files = {names.CURRENT, names.STAMP, names.SOURCES, names.LOCK, f"{names.TEMPORARY}*"}
    assert documented == {*files, "gen-000042-1a2b3c4d/"}


def documents() -> list[str]:
    """All Markdown documents under version control."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"]
    return subprocess.run(
        listed, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()


@pytest.mark.parametrize("document", documents())
def test_links_lead_to_files(document: str) -> None:
    folder = (ROOT / document).parent
    missing = [link for link in _LINK.findall(readme(document)) if not (folder / link).exists()]
    assert missing == []


def test_every_package_is_in_the_table() -> None:
    named = " ".join(cells[0] for cells in rows("package", PACKAGES))
    packages = [f"{path.parent.name}/" for path in (ROOT / "indexer").glob("*/__init__.py")]
    assert [name for name in packages if name not in named] == []


def layers() -> dict[str, int]:
    """The layer of each module of the indexer, from the highest, 0."""
    project = tomllib.loads(readme("pyproject.toml"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (ordered,) = (each["layers"] for each in contracts if each["name"] == "Imports point down")
    return {
        name.strip().removeprefix("indexer."): number
        for number, layer in enumerate(ordered)
        for name in layer.split("|")
    }


def test_packages_are_listed_in_the_order_of_their_layers() -> None:
    named = [re.findall(r"`indexer/(\w+)/`", cells[0]) for cells in rows("package", PACKAGES)]
    order = [layers()[name] for names in named for name in names]
    assert order == sorted(order)
    assert len(order) > 10


def test_the_modules_are_listed_in_the_order_of_their_layers() -> None:
    listed = re.findall(r"^(\w+) {2,}\S", indexer.__doc__ or "", re.MULTILINE)
    assert set(listed) == layers().keys() - {"webapp"}
    order = [layers()[name] for name in listed]
    assert order == sorted(order)


def test_paths_in_the_package_table_exist() -> None:
    for cells in rows("package", PACKAGES):
        paths = re.findall(r"`([^`]+)`", cells[0])
        parent = ROOT / Path(paths[0]).parent
        missing = [p for p in paths if not ((ROOT / p).exists() or (parent / p).exists())]
        assert missing == []


def test_the_example_is_what_the_program_answers(collection: Collection) -> None:
    """Where the example has …, something is left out."""
    (address,) = re.findall(r"curl 'http://127.0.0.1:8000([^']+)'", readme())
    (example,) = re.findall(r"```json\n(.*?)```", readme(), re.DOTALL)
    shown = json.loads(re.sub(r",\s*…(?=\s*[\]}])", "", example))
    app = create_app(Settings.load({}, environ={}), collection)
    require_part(shown, app.test_client().get(address).get_json())
    for hit in shown["hits"]:
        found = collection.release(hit["id"])
        assert found is not None
        for snippet in hit["snippets"]:
            require_stretch(snippet, found.release.body)


def test_documented_suggestions_are_offered(collection: Collection) -> None:
    """All rows but the last, which names no word."""
    for typed, offered, _ in rows("typed", NOTHING)[:-1]:
        for each in typed.split(", "):
            found = collection.search(SearchRequest(each))
            assert not found.hits
            assert offered in [suggestion.q for suggestion in found.suggestions], each


def require_part(shown: Any, whole: Any, at: Sequence[object] = ()) -> None:
    """Fails unless `shown` is `whole` or its beginning; any stretch of a text may be the
    snippet."""
    if isinstance(shown, dict):
        assert shown.keys() <= whole.keys(), at
        for key, value in shown.items():
            require_part(value, whole[key], [*at, key])
    elif isinstance(shown, list):
        for place, value in enumerate(shown):
            require_part(value, whole[place], [*at, place])
    elif "snippets" in at:
        assert type(shown) is type(whole), at
    elif isinstance(shown, str) and shown.endswith("…"):
        assert whole.startswith(shown.removesuffix("…")), at
    else:
        assert shown == whole, at


def require_stretch(snippet: dict[str, Any], body: str) -> None:
    """Fails unless a snippet and its matches are at their offsets in the body."""
    text = snippet["text"].removesuffix("…")
    assert body[snippet["offset"] :].startswith(text)
    marked = text
    for match in reversed(snippet["matches"]):
        start, end = match["start"], match["end"]
        marked = f"{marked[:start]}<mark>{marked[start:end]}</mark>{marked[end:]}"
    assert snippet["html"].removesuffix("…") == marked
