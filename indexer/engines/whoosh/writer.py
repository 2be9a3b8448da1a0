"""Writes one Whoosh index from analysed releases."""

from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from indexer.arabic.normalizer import fold
from indexer.engines.whoosh import layout
from indexer.errors import BuildError
from indexer.schema import AnalysedRelease

# Postings held in memory before they are spilled to disk, sorted; Whoosh's estimate runs low, the
# process takes about three times as much.
_POOL_MEGABYTES = 96


class WhooshWriter:
    """Adds and deletes releases; `commit` makes the index complete."""

    def __init__(self, index: FileIndex) -> None:
        codec = W3Codec()
        # Lengths lie in columns of our own; Whoosh's would cost a look-up for each posting.
        codec.length_stats = False
        # No lock file: the folder belongs to this build alone until it is published.
        self._writer = index.writer(codec=codec, limitmb=_POOL_MEGABYTES, _lk=False)
        self._reader = index.reader()
        self._cancelled = False

    @classmethod
    def create(cls, folder: Path) -> "WhooshWriter":
        return cls(FileStorage(str(folder)).create_index(layout.schema()))

    @classmethod
    def extend(cls, folder: Path) -> "WhooshWriter":
        """Whoosh writes a new segment and a new table of contents, and removes what those replace:
        no file changes in place."""
        return cls(FileStorage(str(folder)).open_index(schema=layout.schema()))

    def add(self, release: AnalysedRelease) -> None:
        self._writer.add_document(**_document(release))

    def delete(self, release_id: str) -> None:
        matcher = self._reader.postings(layout.ID, release_id.encode())
        if not matcher.is_active():
            raise BuildError(f"release {release_id!r} is to be deleted but is not in the index")
        self._writer.delete_document(matcher.id())

    def commit(self) -> None:
        self._reader.close()
        self._writer.commit()

    def cancel(self) -> None:
        if not self._cancelled:
            self._cancelled = True
            self._reader.close()
            self._writer.cancel()


def _document(analysed: AnalysedRelease) -> dict[str, Any]:
    release = analysed.release
    document: dict[str, Any] = {
        layout.ID: {release.id: 1},
        layout.STORED: release.to_json(),
        layout.DIGEST: bytes.fromhex(release.digest),
        layout.TITLE_KEY: title_key(release.title).encode(),
        layout.PUBLISHED: release.published.toordinal() if release.published else 0,
        layout.FORMS: {layout.form_term(form): n for form, n in analysed.forms.items()},
        layout.ID_COLUMN: release.id.encode(),
    }
    for layer, by_field in analysed.terms.items():
        for field, occurrences in by_field.items():
            document[layout.layer_field(layer, field)] = occurrences
    for field, length in analysed.lengths.items():
        document[layout.length_column(field)] = length
    for facet, values in analysed.facets.items():
        document[layout.facet_field(facet)] = dict.fromkeys(values, 1)
    return document


def title_key(title: str) -> str:
    """What titles are sorted by."""
    return " ".join(fold(word) for word in title.split())[: layout.TITLE_KEY_CHARACTERS]
