"""The commands of README.md do what they say.

An indented block below a line `<!-- tested -->` is run by bash, in order, in one fresh copy of the repository.
"""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MARK = "<!-- tested -->"
_BLOCK = re.compile(rf"^{MARK}\n+((?: {{4}}.*\n|\n(?= {{4}}))+)", re.MULTILINE)


def readme() -> str:
    return (ROOT / "README.md").read_text("utf-8")


def blocks() -> list[str]:
    """The indented blocks that are marked, in order."""
    return [textwrap.dedent(block) for block in _BLOCK.findall(readme())]


def test_the_readme_has_tested_blocks_and_no_mark_without_one() -> None:
    assert len(blocks()) == readme().count(MARK) > 0


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that git knows, changed ones as they lie here, without what was built."""
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
