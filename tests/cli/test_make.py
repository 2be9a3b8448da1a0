"""`make serve`: the commands it runs, depending on the exit code of the build."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FAKE = """#!/bin/sh
echo "$*" >> calls
[ "$1" != build ] || exit "$BUILD_EXIT"
"""


def serve(folder: Path, *arguments: str, build_exit: int = 0, **environ: str) -> list[str]:
    """The arguments of each call of kashaf by `make serve`, in order."""
    shutil.copyfile(ROOT / "Makefile", folder / "Makefile")
    (folder / ".venv" / "bin").mkdir(parents=True)
    command = folder / ".venv" / "bin" / "kashaf"
    command.write_text(FAKE, "utf-8")
    command.chmod(0o755)
    left = ("PORT", "KASHAF_PORT", "MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    own = {name: value for name, value in os.environ.items() if name not in left}
    subprocess.run(
        ["make", "--old-file", ".venv/.installed", "serve", *arguments],
        cwd=folder,
        env=own | environ | {"BUILD_EXIT": str(build_exit)},
        check=False,
        capture_output=True,
        timeout=60,
    )
    return (folder / "calls").read_text("utf-8").splitlines()


@pytest.mark.parametrize("build_exit", [0, 1, 3, 4, 5])
def test_existing_index_is_served_after_any_failed_build(tmp_path: Path, build_exit: int) -> None:
    assert serve(tmp_path, build_exit=build_exit) == ["build", "serve"]


def test_an_interrupted_build_is_not_followed_by_a_server(tmp_path: Path) -> None:
    assert serve(tmp_path, build_exit=130) == ["build"]


def test_the_port_is_left_to_the_settings_unless_it_is_given(tmp_path: Path) -> None:
    assert serve(tmp_path, KASHAF_PORT="9000") == ["build", "serve"]


def test_a_port_that_is_given_is_passed_on(tmp_path: Path) -> None:
    assert serve(tmp_path, "PORT=9001", KASHAF_PORT="9000") == ["build", "serve --port 9001"]
