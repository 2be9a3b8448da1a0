"""The guarantees that are checked after every fault, and the folder for these checks."""

import re
import shutil
from pathlib import Path
from typing import Any

from indexer.generations import FolderStore
from indexer.generations.current import locate
from tests.generations import toy_engine

TRACKED = {"README.md": "kept", ".gitignore": "*\n"}
Summary = dict[str, Any]


def prepare(root: Path) -> None:
    """Three generations beside the two tracked files."""
    root.mkdir()
    for name, text in TRACKED.items():
        (root / name).write_text(text)
    for version in (1, 2, 3):
        toy_engine.publish(root, version)


def served_version(root: Path) -> int:
    """The version that a new reader gets, not degraded and with consistent files."""
    generation = FolderStore(root, keep=3).locate(toy_engine.IDENTITY, quick=True)
    if generation.degraded:
        raise AssertionError(generation.degraded)
    version = toy_engine.read(generation.folder)
    if generation.manifest.meta.releases != version:
        raise AssertionError(f"the manifest of {version} says {generation.manifest.meta.releases}")
    return version


def leftovers(root: Path) -> list[str]:
    """Leftovers that a successful build must remove."""
    wrong = [
        child.name
        for child in root.iterdir()
        if not re.fullmatch(r"LOCK|CURRENT|COMPARED|README\.md|\.gitignore|gen-.*", child.name)
    ]
    generations = sum(child.name.startswith("gen-") for child in root.iterdir())
    if generations > 3:
        wrong.append(f"{generations} generations")
    wrong += [name for name, text in TRACKED.items() if (root / name).read_text() != text]
    return wrong


def litter(root: Path) -> None:
    """Leave what killed builds leave: a half-written folder, a half-removed one, an orphan."""
    current = locate(root)
    shutil.copytree(current.folder, root / "tmp-build-dead")
    shutil.copytree(current.folder, root / "tmp-old-dead" / "below")
    (root / "tmp-current-dead").write_text("gen-")
    orphan = current.name.split("-")
    shutil.copytree(current.folder, root / f"gen-{int(orphan[1]) + 1:06d}-{orphan[2]}")
