"""The commands: each found by its name, and none that waits for what another needs."""

import subprocess
import sys

import click
import pytest
from shipped import SEEDS

from webapp.command import kashaf

CONTEXT = click.Context(kashaf)


@pytest.mark.parametrize("name", kashaf.list_commands(CONTEXT))
def test_each_command_is_found_by_its_own_name(name: str) -> None:
    command = kashaf.get_command(CONTEXT, name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str()


def test_an_unknown_command_is_none() -> None:
    assert kashaf.get_command(CONTEXT, "nothing") is None


@pytest.mark.parametrize(
    ("arguments", "needless"),
    [
        (["settings"], {"flask", "numpy", "whoosh"}),
        (["analyze", "للهجرة"], {"flask", "rich", "indexer.build"}),
        (["build", "--dry-run", str(SEEDS)], {"flask", "rich", "indexer.search"}),
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
