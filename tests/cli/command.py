"""Runs the command as users and scripts do: exit codes, results on stdout, messages on stderr.

Called within this process, which is quicker by far; `test_terminals` starts it for real.
"""

import contextlib
import json
import os
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from webapp.command import kashaf as kashaf_command

KASHAF = [sys.executable, "-c", "from webapp.command import main; main()"]
GEN = "gen-00000"


class Kashaf:
    """Runs the command in its own folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = folder / "index"

    def __call__(self, *arguments: object, **environ: str) -> Result:
        own: dict[str, str | None] = {
            name: None for name in os.environ if name.startswith("KASHAF_")
        }
        with contextlib.chdir(self.folder):
            return CliRunner(catch_exceptions=False).invoke(
                kashaf_command, [*map(str, arguments)], prog_name="kashaf", env={**own, **environ}
            )

    def write(self, name: str, *rows: dict[str, object]) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
        return path


def row(release_id: str, title: str = "بيان الهجرة") -> dict[str, object]:
    return {"id": release_id, "title": title, "body": "نص عن الهجرة", "published": "2025-10-14"}


def damage(index: Path) -> None:
    current = index / (index / "CURRENT").read_text("utf-8").split()[0]
    victim = max(current.iterdir(), key=lambda path: path.stat().st_size)
    victim.unlink()
    victim.write_bytes(b"damaged")
