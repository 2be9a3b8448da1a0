"""The commands: names, exit codes of errors, lazy imports."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from indexer.cli.group import EXIT_CODES, Group
from indexer.errors import (
    BuildError,
    BuildLocked,
    DocumentError,
    GenerationGone,
    IndexMissing,
    IndexOutOfDate,
    KashafError,
    LexiconError,
    QueryError,
    SearchTooLong,
    SettingError,
)
from indexer.generations.errors import NotEnoughSpace
from webapp.command import kashaf

CONTEXT = click.Context(kashaf)


@pytest.mark.parametrize("name", kashaf.list_commands(CONTEXT))
def test_each_command_is_found_by_its_own_name(name: str) -> None:
    command = kashaf.get_command(CONTEXT, name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str()


DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SettingError("x"), 2), (QueryError("x"), 2), (DocumentError("a.txt", "x"), 2),
        (IndexMissing("x"), 3), (IndexOutOfDate("x"), 3), (LexiconError("x"), 3), (SearchTooLong("x"), 3),
        (GenerationGone("x"), 3), (KashafError("x"), 70),
        (BuildLocked("x"), 4), (BuildError("x"), 5), (NotEnoughSpace(Path("x"), 2, 1), 5),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_each_trouble_has_its_exit_code(
    error: KashafError, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    @click.command()
    def fails() -> None:
        raise error

    group = Group("kashaf")
    monkeypatch.setattr(group, "get_command", lambda _context, _name: fails)
    done = CliRunner().invoke(group, ["fails"])
    assert (done.exit_code, done.stderr) == (code, f"kashaf: {error}\n")


def subclasses(kind: type[KashafError]) -> Iterator[type[KashafError]]:
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


def test_each_error_of_the_program_has_an_exit_code() -> None:
    kinds = tuple(kind for kind, _ in EXIT_CODES)
    own = [each for each in subclasses(KashafError) if each.__module__.startswith("indexer.")]
    assert len(own) > 10
    assert [each for each in own if not issubclass(each, kinds)] == []


def test_an_unknown_command_is_none() -> None:
    assert kashaf.get_command(CONTEXT, "nothing") is None


@pytest.mark.parametrize(
    ("arguments", "needless"),
    [
        (["settings"], {"flask", "numpy", "whoosh"}),
        (["analyze", "للهجرة"], {"flask", "rich", "indexer.building.build"}),
        (
            ["build", "--dry-run", str(DATA / "golden" / "collection.jsonl")],
            {"flask", "rich", "indexer.search"},
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_command_imports_only_what_it_needs(arguments: list[str], needless: set[str]) -> None:
    code = (
        "import sys; from webapp.command import kashaf; "
        f"kashaf({arguments!r}, standalone_mode=False); "
        f"print(sorted({needless!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"
