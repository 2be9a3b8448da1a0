"""The command in a folder of its own, and with an index of the seeds."""

from pathlib import Path

import pytest

from tests.cli.command import Kashaf


@pytest.fixture
def kashaf(tmp_path: Path) -> Kashaf:
    return Kashaf(tmp_path)


@pytest.fixture(scope="module")
def kashaf_on_seeds(tmp_path_factory: pytest.TempPathFactory, shipped_seeds: Path) -> Kashaf:
    """An index of the seeds, which tests only read."""
    command = Kashaf(tmp_path_factory.mktemp("built"))
    done = command("build", shipped_seeds)
    assert done.exit_code == 0, done.stderr
    return command
