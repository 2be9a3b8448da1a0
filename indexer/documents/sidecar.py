"""Reads sidecars: ``report.pdf.meta.json`` (or ``report.meta.json``) beside ``report.pdf``, whose
fields override those of the document.

A sidecar (a "note" in messages) is a JSON object with the fields of a release (see
`tables.records`). In a document with several releases, ``id``, ``title`` and ``body`` apply to the
first and the other fields to all.
"""

import errno
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from indexer.documents import limits
from indexer.documents.fields import rows
from indexer.documents.files import formats
from indexer.documents.files.guarded_open import open_inside
from indexer.documents.tables import jsonl, records
from indexer.documents.text import encoding
from indexer.errors import DocumentError
from indexer.releases.release import Release

ENDING = ".meta.json"
_OWN = ("id", "title", "body")


def possible_names(document: str) -> tuple[str, ...]:
    """The file names that a sidecar of a document may have."""
    if document.endswith(ENDING):
        return ()
    stem = document.removesuffix(formats.PACKED).rpartition(".")[0]
    return (document + ENDING, stem + ENDING) if stem else (document + ENDING,)


def existing_paths(path: Path) -> list[Path]:
    """The sidecars of the document at `path`, of which the first one counts."""
    return list(filter(_exists, possible_paths(path)))


def _exists(note: Path) -> bool:
    try:
        return note.exists()
    except OSError as error:
        # With its ending the name would be too long, so there is no such sidecar.
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise


def possible_paths(path: Path) -> list[Path]:
    """The paths at which sidecars of the document at `path` may be."""
    return [path.with_name(name) for name in possible_names(path.name)]


def require_document(name: str) -> None:
    """Raises DocumentError if `name` is that of a sidecar, which is read as a document only if its
    own was not found."""
    if name.endswith(ENDING):
        document = name.removesuffix(ENDING).rpartition("/")[2]
        reason = f"a note for {document}, which is not there or not read with it; no release itself"
        raise DocumentError(name, reason)


def read(path: Path, root: Path, name: str) -> dict[str, Any]:
    """The fields in the sidecar of the document at `path`; empty if there is none.

    Raises DocumentError with the document's `name`: a document must not be published without the
    corrections in its sidecar.
    """
    for note in existing_paths(path):
        try:
            with open_inside(note, root, name) as file:
                text = encoding.decode(file.whole(limits.SIDECAR_BYTES), name)
            metadata = jsonl.parse(text)
        except (DocumentError, rows.RowFault) as error:
            reason = error.reason if isinstance(error, DocumentError) else str(error)
            raise DocumentError(name, f"its note {ENDING}: {reason}") from None
        if not isinstance(metadata, dict):
            raise DocumentError(name, f"its note {ENDING}: an object {{…}} was expected")
        return metadata
    return {}


def apply(
    found: Iterable[Release | DocumentError], metadata: dict[str, Any], name: str
) -> Iterator[Release | DocumentError]:
    """The releases with the fields of the sidecar."""
    if not metadata:
        yield from found
        return
    try:
        record = records.read(metadata, beside=True)
    except rows.RowFault as fault:
        yield DocumentError(name, f"its note {ENDING}: {fault}")
        return
    later = record._replace(row={key: record.row[key] for key in record.row if key not in _OWN})
    first = True
    for one in found:
        if isinstance(one, DocumentError):
            first = False  # it counts as a release
            yield one
            continue
        overriding = record if first else later
        first = False
        try:
            yield records.override(one, overriding)
        except rows.RowFault as fault:
            yield DocumentError(name, f"its note {ENDING}: {fault}")
