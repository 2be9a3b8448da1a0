"""What may be wrong with an installation, each with what to do about it.

Every check is made, whatever the others found; the index is asked as a server would ask it, and so is
the server, when one runs.
"""

import importlib.metadata
import importlib.util
import os
import platform
import shlex
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import quote

import msgspec

from indexer import mending, name_lists, verify
from indexer.arabic.analyzer import Analyzer
from indexer.engines.protocol import Engine
from indexer.engines.registry import engine as engine_of
from indexer.errors import IndexUnavailable, KashafError
from indexer.generations import Folder, Generation, Manifest, space_needed, unremovable
from indexer.identity import identity
from indexer.search import Collection
from indexer.search.probe import finds_itself
from indexer.settings import Settings, unknown_variables

Grade: TypeAlias = Literal["good", "advice", "bad"]

_SLOW_SECONDS = 1.0
_TIMEOUT_SECONDS = 5.0
# An answer with one hit is some kilobytes.
_ANSWER_BYTES = 1_000_000
# Files that are named of those that were refused.
_NAMED = 5
_LIBRARIES = (("pypdfium2", "pdf"), ("docx", "docx"), ("watchfiles", "watch"))
_FILL = "add releases to the sources and run `kashaf build`"
_PACKAGES = ("kashaf", "whoosh", "numpy", "flask", "waitress", "selectolax", "pypdfium2")


class _Index(msgspec.Struct):
    generation: str


class _Answer(msgspec.Struct):
    """What is looked at in the answer to a search."""

    index: _Index


class Finding(NamedTuple):
    """One check: ``advice`` says what to do; empty where nothing is."""

    check: str
    grade: Grade
    said: str
    advice: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """All findings, as they are made. Raises SettingError for settings that cannot be used."""
    engine = engine_of(settings)
    analyzer = name_lists.analyzer(settings)
    yield _versions()
    yield from _libraries()
    yield from _variables()
    shelf = engine.shelf(settings)
    # What is kept in a service is in no folder of this machine.
    in_folder = isinstance(shelf, Folder)
    if in_folder:
        yield from _permissions(settings)
        yield from _leftovers(settings)
    generation: Generation | None = None
    try:
        generation = shelf.locate(identity(engine, analyzer))
    except KashafError as error:
        yield _unusable(error, settings)
    yield from _sources(settings, shelf.newest())
    if generation is not None:
        yield _whole(generation)
        yield from _refused(generation)
        if in_folder:
            yield _disk(settings, generation)
        yield _guarded("content", lambda: _content(engine, analyzer, generation))
        yield _guarded("search", lambda: _search(settings))
    yield _server(settings, generation)


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
    for said in unknown_variables():
        yield Finding("settings", "advice", said, "`kashaf settings` lists them all")


def _sources(settings: Settings, newest: Manifest | None) -> Iterator[Finding]:
    """What the index was built from can be read again; where it does not tell, what a build would read."""
    paths = [*map(Path, mending.sources(newest))]
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
    """Who may write to the index: the indexer, and nobody else, for it is trusted as code is."""
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
    """Temporary files that no build can remove: they take up space until somebody else does."""
    names = unremovable(settings.index)
    if names:
        paths = (shlex.quote(str(settings.index / name)) for name in names)
        yield Finding(
            "leftovers",
            "advice",
            f"builds cannot remove {', '.join(names)}",
            f"as their owner or root: rm -r {' '.join(paths)}; run every build as one user",
        )


def _unusable(error: KashafError, settings: Settings) -> Finding:
    """Why there is no index to look at: the command that its words end in is the advice; a folder is
    named in full, as the usual one is called like the check."""
    found = _bad("index", error)
    place = f"{settings.index}: "
    if not found.said.startswith(place):
        return found
    return found._replace(said=f"{settings.index.resolve()}: {found.said.removeprefix(place)}")


def _bad(check: str, error: KashafError) -> Finding:
    """What an error says; the command that mends it is the advice."""
    if isinstance(error, IndexUnavailable) and error.run:
        return Finding(check, "bad", error.said, f"run `{error.run}`")
    return Finding(check, "bad", str(error))


def _whole(generation: Generation) -> Finding:
    built = generation.manifest.built_at.isoformat(timespec="seconds")
    said = f"{generation.name}, built {built}, releases: {generation.manifest.meta.releases}"
    if generation.degraded:
        return _bad("index", generation.degraded)
    return Finding("index", "good", f"{said}: every byte is as it was published")


def _refused(generation: Generation) -> Iterator[Finding]:
    """What the sources had, when the index was built, that is not in it."""
    report = generation.manifest.meta.report
    refused = report.get("refused")
    if isinstance(refused, list) and refused:
        sources = {str(each.get("source")): None for each in refused if isinstance(each, dict)}
        first = ", ".join([*sources][:_NAMED])
        said = f"{report.get('refusals')} refused when the index was built: {first}"
        more = " …" if len(sources) > _NAMED else ""
        yield Finding(
            "refused",
            "advice",
            said + more,
            "`kashaf status --json` says why; the next build says what still is",
        )


def _disk(settings: Settings, generation: Generation) -> Finding:
    free = shutil.disk_usage(settings.index if settings.index.exists() else ".").free
    needed = space_needed(generation.manifest.size)
    said = f"{free / 1e6:,.0f} MB free; a build needs about {needed / 1e6:,.0f} MB"
    if free < needed:
        return Finding("disk", "bad", said, "make room, or lower KASHAF_KEEP")
    return Finding("disk", "good", said)


def _content(engine: Engine, analyzer: Analyzer, generation: Generation) -> Finding:
    verify.require_sound(engine, analyzer, generation.place, thorough=True)
    return Finding(
        "content", "good", "every release can be read, and a sample is found by its words"
    )


def _search(settings: Settings) -> Finding:
    """A search through the door that servers use."""
    with closing(Collection.open(settings)) as collection:
        started = time.perf_counter()
        if not collection.status().generation.releases:
            return Finding("search", "advice", "there is no release in the index", _FILL)
        found = finds_itself(collection)
        seconds = time.perf_counter() - started
    if not found:
        said = "the newest release is not found by its title"
        return Finding("search", "bad", said, "run `kashaf build --full`")
    said = f"two searches took {seconds * 1000:.0f} ms"
    return Finding("search", "good" if seconds < _SLOW_SECONDS else "advice", said)


def _server(settings: Settings, generation: Generation | None) -> Finding:
    """Whether the server, if one runs, answers, and from the current generation."""
    address = f"http://{settings.host}:{settings.port}"
    try:
        status, answer = _asked(settings, f"/api/v1/search?q={quote('الهجرة')}&per_page=1")
    except (OSError, HTTPException, UnicodeError):  # the last of a name that no host may have
        return Finding("server", "advice", f"no server at {address}", "run `kashaf serve`")
    if status != 200:
        return Finding("server", "bad", f"{address} answers {status}", "look into its log")
    try:
        served = msgspec.json.decode(answer, type=_Answer).index.generation
    except msgspec.DecodeError:
        said = f"what answers at {address} is not Kashaf"
        return Finding("server", "advice", said, "run `kashaf serve` with another --port")
    if generation is not None and served != generation.name:
        return Finding(
            "server",
            "advice",
            f"{address} serves {served}, not {generation.name}",
            "give the server and the build the same settings; look into its log",
        )
    return Finding("server", "good", f"{address} serves {served}")


def _asked(settings: Settings, path: str) -> tuple[int, bytes]:
    """The status of an answer and the beginning of it: all of what Kashaf says."""
    connection = HTTPConnection(settings.host, settings.port, timeout=_TIMEOUT_SECONDS)
    with closing(connection):
        # A server that answers to certain names alone is asked by one of them.
        named = {"Host": settings.hosts[0].removeprefix(".")} if settings.hosts else {}
        connection.request("GET", path, headers=named)
        response = connection.getresponse()
        return response.status, response.read(_ANSWER_BYTES)


def _guarded(check: str, make: Callable[[], Finding]) -> Finding:
    try:
        return make()
    except KashafError as error:
        return _bad(check, error)
