"""Finds the documents below given paths, and reads each as a stream of releases.

Files and folders whose names begin with a dot or with README are skipped. All others are found, and
`read` refuses what it cannot read with a reason, so that nothing is omitted silently. A sidecar
beside a document is read with it. Links are followed only within the given folder; a link to a file
that is also found under its own name is skipped, because it would duplicate its releases.
"""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, TypeAlias

from indexer.documents import sidecar
from indexer.documents.files.file_names import SKIPPED, printable
from indexer.documents.files.guarded_open import open_inside, refusal_reason, resolve_links
from indexer.documents.readers import DocumentReader
from indexer.errors import DocumentError
from indexer.releases.release import Release

# A test of a folder by the names in it.
FolderTest: TypeAlias = Callable[[Collection[str]], bool]


class SourceFile(NamedTuple):
    """A file of releases. A NamedTuple because a build that adds one file must list twenty thousand
    at next to no cost.

    ``name`` is its path relative to the given folder (the base name of a file that was given
    itself), with ``/`` and printable, for ids and messages. ``size`` is in bytes when found, for
    progress. ``root`` is the folder that links may not leave; None for the folder of ``path``.
    ``notes`` are the paths of its sidecars. ``status`` is its status when found, or None if
    unknown.
    """

    path: str
    name: str
    size: int = 0
    root: Path | None = None
    notes: tuple[str, ...] = ()
    status: os.stat_result | None = None


def find(paths: Sequence[Path], is_skipped: FolderTest = lambda _: False) -> list[SourceFile]:
    """The files at `paths` and below, each once, sorted by name.

    A folder below is skipped if `is_skipped` is true of it. Raises DocumentError for a path that does not exist or a folder that cannot be listed.
    """
    found: dict[str, SourceFile] = {}
    for path in paths:
        for source in _find_at(path, is_skipped):
            # For a path inside another given path, the first name is kept.
            found.setdefault(source.path, source)
    notes = {note for source in found.values() for note in source.notes}
    documents = [source for source in found.values() if source.path not in notes]
    return sorted(documents, key=itemgetter(1, 0))


def resolve_given(path: Path) -> tuple[Path, os.stat_result]:
    """The real path of a given path, and its status. A link that was given explicitly is followed
    anywhere.

    Raises DocumentError for a path that does not exist or a folder that cannot be listed.
    """
    try:
        real = resolve_links(path)
        status = real.stat()
        if real.is_dir():
            os.scandir(real).close()
    except (OSError, ValueError) as error:
        reason = refusal_reason(error) if isinstance(error, OSError) else str(error)
        raise DocumentError(printable(str(path)), reason) from None
    return real, status


def read(
    source: SourceFile, reading: DocumentReader, advance: Callable[[int], None] | None = None
) -> Iterator[Release | DocumentError]:
    """The releases of one file, in order, with a DocumentError in place of each refused part. Never
    raises one.

    Memory holds one release of a JSON-lines file, or one file that is read as a whole. An error
    without a line concerns the rest of the file, or all of it. `advance` is called with the numbers
    of bytes read or skipped, whose sum is ``source.size`` in the end.
    """
    left = source.size

    def count(consumed: int) -> None:
        nonlocal left
        left -= consumed
        if advance:
            advance(consumed)

    path = Path(source.path)
    root = source.root if source.root is not None else path.parent
    try:
        sidecar.require_document(source.name)
        metadata = sidecar.read(path, root, source.name)
        with open_inside(path, root, source.name, count) as file:
            yield from sidecar.apply(reading.releases(file, file.size), metadata, source.name)
    except DocumentError as error:
        yield error
    except OSError as error:
        yield DocumentError(source.name, refusal_reason(error))
    if advance and left > 0:
        advance(left)


def _find_at(path: Path, is_skipped: FolderTest) -> Iterator[SourceFile]:
    """The file at a given path, or the files below it."""
    real, status = resolve_given(path)
    if real.is_dir():
        yield from _find_below(real, is_skipped)
    elif not path.name.startswith(SKIPPED):
        notes = tuple(map(os.fspath, sidecar.existing_paths(real)))
        name = printable(path.name)
        yield SourceFile(os.fspath(real), name, status.st_size, real.parent, notes, status)


def _find_below(root: Path, is_skipped: FolderTest) -> Iterator[SourceFile]:
    pending = [(os.fspath(root), "")]
    while pending:
        here, name = pending.pop()
        try:
            with os.scandir(here) as listing:
                entries = list(listing)
        except OSError:  # yielded in place of its files; `read` reports that it cannot be listed
            yield SourceFile(here, printable(name), 0, root)
            continue
        present = {entry.name for entry in entries}
        if is_skipped([each for each in present if not each.startswith(SKIPPED)]):
            continue
        has_notes = any(each.endswith(sidecar.ENDING) for each in present)
        inside = f"{name}/" if name else ""
        for entry in entries:
            if entry.name.startswith(SKIPPED):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append((entry.path, inside + entry.name))
            elif not entry.is_symlink() or not _is_found_elsewhere(Path(entry.path), root):
                notes = _notes(entry, present) if has_notes else ()
                yield _entry_source(entry, inside + entry.name, root, notes)


def _notes(entry: "os.DirEntry[str]", present: Collection[str]) -> tuple[str, ...]:
    """The paths of the sidecars of a file among the names in its folder."""
    names = filter(present.__contains__, sidecar.possible_names(entry.name))
    return tuple(os.path.join(os.path.dirname(entry.path), each) for each in names)  # noqa: PTH118, PTH120


def _entry_source(
    entry: "os.DirEntry[str]", name: str, root: Path, notes: tuple[str, ...]
) -> SourceFile:
    status = None if entry.is_symlink() else _status(entry)
    return SourceFile(
        entry.path, printable(name), status.st_size if status else 0, root, notes, status
    )


def _status(entry: "os.DirEntry[str]") -> os.stat_result | None:
    try:
        return entry.stat(follow_symlinks=False)
    except OSError:  # it was deleted; `read` reports that
        return None


def _is_found_elsewhere(link: Path, root: Path) -> bool:
    """Whether the target of `link` is in the folder, under a name that is not skipped."""
    try:
        inside = resolve_links(link).relative_to(root)
    except (OSError, ValueError):
        return False
    return not any(part.startswith(SKIPPED) for part in inside.parts)
