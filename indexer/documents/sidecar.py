"""``report.pdf.meta.json`` (or ``report.meta.json``) beside ``report.pdf``: what it says overrides what the
document says.

The note is a JSON object of the fields of a release (see `rows`). Of a document with several releases
``id``, ``title`` and ``body`` are for the first, all else for each.
"""

import errno
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from indexer import limits
from indexer.documents.fields import rows
from indexer.documents.files import formats
from indexer.documents.files.guarded_open import open_inside
from indexer.documents.tables import jsonl, records
from indexer.documents.text import encoding
from indexer.errors import DocumentError
from indexer.release import Release

ENDING = ".meta.json"
_OWN = ("id", "title", "body")


def possible_names(document: str) -> tuple[str, ...]:
    """The names that a note beside a document may have."""
    if document.endswith(ENDING):
        return ()
    stem = document.removesuffix(formats.PACKED).rpartition(".")[0]
    return (document + ENDING, stem + ENDING) if stem else (document + ENDING,)


def existing_paths(path: Path) -> list[Path]:
    """The notes that lie beside the document at `path`; the first one counts."""
    return list(filter(_lies, possible_paths(path)))


def _lies(note: Path) -> bool:
    try:
        return note.exists()
    except OSError as error:
        # The name of the document leaves no room for the ending: there is no such note.
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise


def possible_paths(path: Path) -> list[Path]:
    """Where the notes of the document at `path` may lie."""
    return [path.with_name(name) for name in possible_names(path.name)]


def require_document(name: str) -> None:
    """Raises DocumentError for a note that is to be read as a document, as none was found that it lies beside."""
    if name.endswith(ENDING):
        document = name.removesuffix(ENDING).rpartition("/")[2]
        reason = f"a note for {document}, which is not there or not read with it; no release itself"
        raise DocumentError(name, reason)


def read(path: Path, root: Path, name: str) -> dict[str, Any]:
    """What the note beside the document at `path` says; nothing where there is none.

    Raises DocumentError, under the document's `name`: what the note would mend must not be published
    without it.
    """
    for note in existing_paths(path):
        try:
            with open_inside(note, root, name) as file:
                text = encoding.decode(file.whole(limits.SIDECAR_BYTES), name)
            said = jsonl.value(text)
        except (DocumentError, rows.RowFault) as error:
            reason = error.reason if isinstance(error, DocumentError) else str(error)
            raise DocumentError(name, f"its note {ENDING}: {reason}") from None
        if not isinstance(said, dict):
            raise DocumentError(name, f"its note {ENDING}: an object {{…}} was expected")
        return said
    return {}


def apply(
    found: Iterable[Release | DocumentError], said: dict[str, Any], name: str
) -> Iterator[Release | DocumentError]:
    """The releases with what the note says."""
    if not said:
        yield from found
        return
    try:
        record = records.read(said, beside=True)
    except rows.RowFault as fault:
        yield DocumentError(name, f"its note {ENDING}: {fault}")
        return
    later = record._replace(row={key: record.row[key] for key in record.row if key not in _OWN})
    first = True
    for one in found:
        if isinstance(one, DocumentError):
            first = False  # it stands in the place of a release
            yield one
            continue
        told = record if first else later
        first = False
        try:
            yield records.override(one, told)
        except rows.RowFault as fault:
            yield DocumentError(name, f"its note {ENDING}: {fault}")
