"""Checks what surrounds the index: libraries, settings, sources, folders and disk."""

import importlib.metadata
import importlib.util
import os
import platform
import shlex
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from indexer.doctor.finding import Finding
from indexer.generations import Generation, Manifest, space_needed, unremovable_leftovers
from indexer.installation import repair_hints
from indexer.settings import Settings, unknown_variables

# Optional libraries, and the extras of Kashaf that install them.
_LIBRARIES = (("pypdfium2", "pdf"), ("docx", "docx"), ("watchfiles", "watch"))
_PACKAGES = ("kashaf", "whoosh", "numpy", "flask", "waitress", "selectolax", "pypdfium2")


def check_software() -> Iterator[Finding]:
    """Versions, missing optional libraries, and variables that are no settings."""
    yield _versions()
    for module, extra in _LIBRARIES:
        if importlib.util.find_spec(module) is None:
            yield Finding.improvable(
                "libraries", f"{module} is missing", f"pip install 'kashaf[{extra}]'"
            )
    for warning in unknown_variables():
        yield Finding.improvable("settings", warning, "`kashaf settings` lists them all")


def check_folder(settings: Settings) -> Iterator[Finding]:
    """Permissions of the folder of the index, and files in it that no build can remove."""
    if settings.index.is_dir():
        yield from _permissions(settings.index)
    yield from _leftovers(settings.index)


def check_sources(settings: Settings, newest: Manifest | None) -> Iterator[Finding]:
    """Whether the sources of the index can still be read; if it does not record them, the default
    ones."""
    paths = [*map(Path, repair_hints.sources(newest))]
    for path in paths or [settings.seeds]:
        yield _source(
            path, "build from where it is now" if paths else "make it, or set KASHAF_SEEDS"
        )


def check_disk(settings: Settings, generation: Generation) -> Finding:
    free = shutil.disk_usage(settings.index if settings.index.exists() else ".").free
    needed = space_needed(generation.manifest.size)
    outcome = f"{free / 1e6:,.0f} MB free; a build needs about {needed / 1e6:,.0f} MB"
    if free < needed:
        return Finding.bad("disk", outcome, "make room, or lower KASHAF_KEEP")
    return Finding.good("disk", outcome)


def _versions() -> Finding:
    versions = [f"Python {platform.python_version()}"]
    for package in _PACKAGES:
        try:
            versions.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return Finding.good("versions", ", ".join(versions))


def _permissions(folder: Path) -> Iterator[Finding]:
    """Only the indexer may write to the index, which is trusted like code."""
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Finding.improvable(
            "permissions", f"{folder} may not be written", "build as its owner"
        )
    if folder.stat().st_mode & stat.S_IWOTH:
        advice = f"chmod o-w {shlex.quote(str(folder))}"
        yield Finding.bad("permissions", f"everybody may write to {folder}", advice)
    else:
        yield Finding.good("permissions", f"{folder} is closed to others")


def _leftovers(folder: Path) -> Iterator[Finding]:
    """Temporary files that no build can remove and that take up space."""
    names = unremovable_leftovers(folder)
    if names:
        paths = (shlex.quote(str(folder / name)) for name in names)
        yield Finding.improvable(
            "leftovers",
            f"builds cannot remove {', '.join(names)}",
            f"as their owner or root: rm -r {' '.join(paths)}; run every build as one user",
        )


def _source(path: Path, advice: str) -> Finding:
    if not os.access(path, os.F_OK):
        return Finding.improvable("sources", f"{path} does not exist", advice)
    if not os.access(path, os.R_OK | os.X_OK if path.is_dir() else os.R_OK):
        advice = f"chmod u+rX {shlex.quote(str(path))}"
        return Finding.bad("sources", f"{path} may not be read", advice)
    return Finding.good("sources", f"{path} can be read")
