"""Completes the commands that messages name: with the index at hand and its sources."""

import os
import shlex
from pathlib import Path

from indexer.errors import KashafError
from indexer.generations import Manifest
from indexer.installation.installation import Installation
from indexer.settings import Settings


def complete_command(command: str, settings: Settings) -> str:
    """A command such as `kashaf build --full` with what it needs to reach the index of the
    settings: ``--index`` unless that is the default, and for a build the sources unless it reads
    them anyway."""
    program, name, *options = shlex.split(command)
    index = ["--index", str(settings.index)] if settings.needs_index_option else []
    sources = _unusual_sources(settings) if name == "build" else []
    return shlex.join([program, name, *index, *sources, *options])


def render(error: KashafError, settings: Settings) -> str:
    """The message of an error, with the complete command that repairs it."""
    if not error.run:
        return str(error)
    return f"{error.problem}; run `{complete_command(error.run, settings)}`"


def sources(newest: Manifest | None) -> list[str]:
    """The absolute paths that a generation was built from; none if it does not record them."""
    recorded = newest.meta.report.get("sources") if newest else None
    return [*map(str, recorded)] if isinstance(recorded, list | tuple) else []


def _unusual_sources(settings: Settings) -> list[str]:
    """The sources of the newest generation, unless a build without arguments reads exactly
    those."""
    try:
        recorded = sources(Installation(settings).store.newest_manifest())
    except KashafError:  # the cluster does not answer
        return []
    return [] if recorded == [os.fspath(Path(settings.seeds).resolve())] else recorded
