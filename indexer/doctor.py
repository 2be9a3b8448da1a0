"""Checks an installation; each finding comes with advice.

Every check is made, whatever the others found. The index is searched the way a server does it.
"""

import importlib.metadata
import importlib.util
import os
import platform
import shlex
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from indexer.building import verify
from indexer.errors import BUILD, BUILD_ANEW, KashafError
from indexer.generations import (
    Generation,
    Manifest,
    space_needed,
    unremovable_leftovers,
)
from indexer.installation import repair_hints
from indexer.installation.installation import Installation
from indexer.search import Collection
from indexer.search.probe import finds_newest
from indexer.settings import Settings, unknown_variables

Grade: TypeAlias = Literal["good", "advice", "bad"]

_SLOW_SECONDS = 1.0
# Refused files that are named.
_NAMED_FILES = 5
_LIBRARIES = (("pypdfium2", "pdf"), ("docx", "docx"), ("watchfiles", "watch"))
_PACKAGES = ("kashaf", "whoosh", "numpy", "flask", "waitress", "selectolax", "pypdfium2")


class Finding(NamedTuple):
    """The outcome of one check; ``advice`` says what to do, empty if nothing."""

    check: str
    grade: Grade
    outcome: str
    advice: str = ""


# A check that another package adds; the generation is the current one, None if none can be read.
Check: TypeAlias = Callable[[Settings, Generation | None], Finding]


def examine(settings: Settings, more: Sequence[Check] = ()) -> Iterator[Finding]:
    """Yield all findings as they are made, those of ``more`` checks last.

    Raises SettingError for settings that cannot be used.
    """
    installation = Installation(settings)
    _ = installation.analyzer  # raises for a list of names that cannot be used
    yield _versions()
    yield from _libraries()
    yield from _variables()
    store = installation.store
    if store.root:
        yield from _permissions(settings)
        yield from _leftovers(settings)
    generation: Generation | None = None
    try:
        generation = installation.locate()
    except KashafError as error:
        yield _unusable(error, settings)
    yield from _sources(settings, store.newest_manifest())
    if generation is not None:
        yield _current(generation, settings)
        yield from _refused(generation, settings)
        if store.root:
            yield _disk(settings, generation)
        yield _run("content", settings, lambda: _content(installation, generation))
        yield _run("search", settings, lambda: _search(settings))
    for check in more:
        yield check(settings, generation)


def _versions() -> Finding:
    versions = [f"Python {platform.python_version()}"]
    for package in _PACKAGES:
        try:
            versions.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return Finding("versions", "good", ", ".join(versions))


def _libraries() -> Iterator[Finding]:
    for module, extra in _LIBRARIES:
        if importlib.util.find_spec(module) is None:
            yield Finding(
                "libraries", "advice", f"{module} is missing", f"pip install 'kashaf[{extra}]'"
            )


def _variables() -> Iterator[Finding]:
    for warning in unknown_variables():
        yield Finding("settings", "advice", warning, "`kashaf settings` lists them all")


def _sources(settings: Settings, newest: Manifest | None) -> Iterator[Finding]:
    """Whether the sources of the index can still be read; if it does not record them, the default
    ones."""
    paths = [*map(Path, repair_hints.sources(newest))]
    for path in paths or [settings.seeds]:
        yield _source(
            path, "build from where it is now" if paths else "make it, or set KASHAF_SEEDS"
        )


def _source(path: Path, advice: str) -> Finding:
    if not os.access(path, os.F_OK):
        return Finding("sources", "advice", f"{path} does not exist", advice)
    if not os.access(path, os.R_OK | os.X_OK if path.is_dir() else os.R_OK):
        return Finding(
            "sources", "bad", f"{path} may not be read", f"chmod u+rX {shlex.quote(str(path))}"
        )
    return Finding("sources", "good", f"{path} can be read")


def _permissions(settings: Settings) -> Iterator[Finding]:
    """Only the indexer may write to the index, which is trusted like code."""
    folder = settings.index
    if not folder.is_dir():
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Finding("permissions", "advice", f"{folder} may not be written", "build as its owner")
    if folder.stat().st_mode & stat.S_IWOTH:
        yield Finding(
            "permissions",
            "bad",
            f"everybody may write to {folder}",
            f"chmod o-w {shlex.quote(str(folder))}",
        )
    else:
        yield Finding("permissions", "good", f"{folder} is closed to others")


def _leftovers(settings: Settings) -> Iterator[Finding]:
    """Temporary files that no build can remove and that take up space."""
    names = unremovable_leftovers(settings.index)
    if names:
        paths = (shlex.quote(str(settings.index / name)) for name in names)
        yield Finding(
            "leftovers",
            "advice",
            f"builds cannot remove {', '.join(names)}",
            f"as their owner or root: rm -r {' '.join(paths)}; run every build as one user",
        )


def _unusable(error: KashafError, settings: Settings) -> Finding:
    """Why no index can be read. Its folder is given in full: the default one, `index`, would look
    like the name of the check."""
    failure = _failure("index", error, settings)
    place = f"{settings.index}: "
    if not failure.outcome.startswith(place):
        return failure
    outcome = f"{settings.index.resolve()}: {failure.outcome.removeprefix(place)}"
    return failure._replace(outcome=outcome)


def _failure(check: str, error: KashafError, settings: Settings) -> Finding:
    """An error as a finding; the command that repairs it is the advice."""
    advice = f"run {_command(error.run, settings)}" if error.run else ""
    return Finding(check, "bad", error.problem, advice)


def _command(command: str, settings: Settings) -> str:
    return f"`{repair_hints.complete_command(command, settings)}`"


def _current(generation: Generation, settings: Settings) -> Finding:
    if generation.degraded:
        return _failure("index", generation.degraded, settings)
    built = generation.manifest.built_at.isoformat(timespec="seconds")
    releases = generation.manifest.meta.releases
    outcome = (
        f"{generation.name}, built {built}, releases: {releases}: every byte is as it was published"
    )
    return Finding("index", "good", outcome)


def _refused(generation: Generation, settings: Settings) -> Iterator[Finding]:
    """The sources that were refused when the index was built."""
    report = generation.manifest.meta.report
    refused = report.get("refused")
    if isinstance(refused, list) and refused:
        sources = {str(each.get("source")): None for each in refused if isinstance(each, dict)}
        first = ", ".join([*sources][:_NAMED_FILES])
        more = " …" if len(sources) > _NAMED_FILES else ""
        yield Finding(
            "refused",
            "advice",
            f"{report.get('refusals')} refused when the index was built: {first}{more}",
            f"{_command('kashaf status --json', settings)} says why; "
            "the next build says what still is",
        )


def _disk(settings: Settings, generation: Generation) -> Finding:
    free = shutil.disk_usage(settings.index if settings.index.exists() else ".").free
    needed = space_needed(generation.manifest.size)
    outcome = f"{free / 1e6:,.0f} MB free; a build needs about {needed / 1e6:,.0f} MB"
    if free < needed:
        return Finding("disk", "bad", outcome, "make room, or lower KASHAF_KEEP")
    return Finding("disk", "good", outcome)


def _content(installation: Installation, generation: Generation) -> Finding:
    verify.verify_thoroughly(installation.engine, installation.analyzer, generation)
    return Finding(
        "content", "good", "every release can be read, and a sample is found by its words"
    )


def _search(settings: Settings) -> Finding:
    """Search through the same entry point as servers."""
    with closing(Collection.open(settings)) as collection:
        started = time.perf_counter()
        if not collection.status().generation.releases:
            advice = f"add releases to the sources and run {_command(BUILD, settings)}"
            return Finding("search", "advice", "there is no release in the index", advice)
        found = finds_newest(collection)
        seconds = time.perf_counter() - started
    if not found:
        outcome = "the newest release is not found by its title"
        return Finding("search", "bad", outcome, f"run {_command(BUILD_ANEW, settings)}")
    outcome = f"two searches took {seconds * 1000:.0f} ms"
    return Finding("search", "good" if seconds < _SLOW_SECONDS else "advice", outcome)


def _run(check: str, settings: Settings, make: Callable[[], Finding]) -> Finding:
    """A finding; an error that is raised instead becomes one."""
    try:
        return make()
    except KashafError as error:
        return _failure(check, error, settings)
