"""Where sources lie: apart from the index, and as a generation records it."""

import os
from collections.abc import Sequence
from pathlib import Path

from indexer.documents.folder import SourceFile
from indexer.errors import SettingError


def require_apart(paths: Sequence[Path], sources: Sequence[SourceFile], index: Path) -> None:
    """Raises SettingError for an index in a folder of sources: the next build would skip what is
    beside it."""
    root = index.resolve()
    above = [each for each in (path.resolve() for path in paths) if root.is_relative_to(each)]
    inside = f"{root}{os.sep}"
    if root in above or (above and any(source.path.startswith(inside) for source in sources)):
        raise SettingError(
            f"index: {index} is a folder of sources, which an index in it would hide; "
            "put it elsewhere with --index DIR"
        )


def absolute_paths(paths: Sequence[Path]) -> tuple[str, ...]:
    """The paths as text, without those whose names are not valid Unicode."""
    full = (str(path.resolve()) for path in paths)
    return tuple(path for path in full if path.encode("utf-8", "ignore").decode() == path)
