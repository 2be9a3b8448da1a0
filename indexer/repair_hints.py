"""Commands that messages name, as they must be typed: of this index, and of what it was built from."""

import os
import re
import shlex
from pathlib import Path

from indexer.engines import registry
from indexer.errors import KashafError
from indexer.generations import Manifest
from indexer.settings import Settings

# A command that a message names and that is of one index.
_COMMAND = re.compile("`kashaf (build|serve|status)(?=[` ])")


def aimed(words: str, settings: Settings) -> str:
    """A message whose commands are told the index of the settings, where that is not the usual one, and those that
    build it the sources that it was built from, where these are not the usual ones."""
    index = ["--index", str(settings.index)] if settings.aims else []

    def typed(found: re.Match[str]) -> str:
        of = _unusual(settings) if found[1] == "build" else []
        return f"`{shlex.join(['kashaf', found[1], *index, *of])}"

    return _COMMAND.sub(typed, words)


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
