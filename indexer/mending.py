"""Commands that mend an index, as they must be typed: of this index, and of what it was built from."""

import os
import shlex
from pathlib import Path

from indexer.engines import registry
from indexer.errors import BUILD, KashafError
from indexer.generations import Manifest
from indexer.settings import Settings


def aimed(words: str, settings: Settings) -> str:
    """A message whose commands build the index of the settings, where that is not the usual one, from the sources
    that it was built from, where these are not the usual ones."""
    command = f"`{BUILD}"
    if command not in words:
        return words
    index = ["--index", str(settings.index)] if settings.aims else []
    return words.replace(command, f"`{shlex.join([*BUILD.split(), *index, *_unusual(settings)])}")


def sources(newest: Manifest | None) -> list[str]:
    """The paths, in full, of what a generation was built from; none where it does not tell."""
    told = newest.meta.report.get("sources") if newest else None
    return [*map(str, told)] if isinstance(told, list | tuple) else []


def _unusual(settings: Settings) -> list[str]:
    """What the newest generation was built from, unless a build that is given no path reads just that."""
    try:
        told = sources(registry.engine(settings).shelf(settings).newest())
    except KashafError:  # a cluster that cannot be asked
        return []
    return [] if told == [os.fspath(Path(settings.seeds).resolve())] else told
