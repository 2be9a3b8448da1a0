"""Where sources lie: apart from the index, and as a generation remembers it."""

import os
from collections.abc import Sequence
from pathlib import Path

from indexer.documents.folder import SourceFile
from indexer.errors import SettingError


def require_apart(paths: Sequence[Path], sources: Sequence[SourceFile], index: Path) -> None:
    """Refuse an index in a folder of sources: the next build passes over all that lies beside it."""
    root = index.resolve()
    above = [given for given in (path.resolve() for path in paths) if root.is_relative_to(given)]
    inside = f"{root}{os.sep}"
    if root in above or (above and any(source.path.startswith(inside) for source in sources)):
        raise SettingError(
            f"index: {index} is a folder of sources, which an index in it would hide; "
            "put it elsewhere with --index DIR"
        )


def in_full(paths: Sequence[Path]) -> tuple[str, ...]:
    """The paths in full; those whose names are no text are left out, for they cannot be written down."""
    full = (str(path.resolve()) for path in paths)
    return tuple(path for path in full if path.encode("utf-8", "ignore").decode() == path)
