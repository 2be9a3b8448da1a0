"""Computes, when a generation is made, what `columns` reads when it is opened."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from indexer.engines.whoosh import columns, layout
from indexer.engines.whoosh.codec import keys
from indexer.engines.whoosh.codec.sections import SectionsWriter, narrow
from indexer.schema import FACETS, TEXT_FIELDS


def write(folder: Path, reader: IndexReader) -> None:
    """Write the arrays of the index that `reader` reads into its folder."""
    path = folder / columns.FILE
    # The file that is there may be shared with an older generation: never write to it.
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        sections = SectionsWriter(file)
        _write(sections, reader)
        sections.finish()


def segments(reader: IndexReader) -> frozenset[str]:
    """The names of the segments."""
    leaves = reader.leaf_readers() if reader.doc_count_all() else ()
    return frozenset(leaf.segment().segment_id() for leaf, _ in leaves)


def ids(reader: IndexReader, *, besides: Collection[str]) -> frozenset[str]:
    """The live releases of the segments that are not named in `besides`."""
    found: set[str] = set()
    for leaf, _ in reader.leaf_readers() if reader.doc_count_all() else ():
        if leaf.segment().segment_id() not in besides:
            values = leaf.column_reader(layout.ID_COLUMN)
            live = (doc for doc in range(leaf.doc_count_all()) if not leaf.is_deleted(doc))
            found.update(values[doc].decode() for doc in live)
    return frozenset(found)


def _write(sections: SectionsWriter, reader: IndexReader) -> None:
    live = np.fromiter((not reader.is_deleted(n) for n in range(reader.doc_count_all())), np.bool_)
    docnums = np.flatnonzero(live).astype(np.int32)

    def column(name: str) -> list[Any]:
        values = _values(reader, name)
        return [values[doc] for doc in docnums]

    ids = column(layout.ID_COLUMN)
    published = np.asarray(column(layout.PUBLISHED), np.int32)
    by_id = sorted(range(len(ids)), key=ids.__getitem__)
    sections.add("docnums", docnums)
    sections.add("rows", np.where(live, np.cumsum(live) - 1, -1).astype(np.int32))
    keys.write(sections, "ids", ids)
    sections.add("by_id", np.asarray(by_id, np.int32))
    sections.add("published", published)
    sections.add("rank", _rank(sorted(by_id, key=lambda row: -published[row])))
    sections.add("title_rank", _title_rank(column(layout.TITLE_KEY)))
    sections.add("digests", b"".join(column(layout.DIGEST)))
    for field in TEXT_FIELDS:
        name = layout.length_column(field.name)
        sections.add(name, narrow(np.asarray(column(name), np.uint32)))
    for facet in FACETS:
        _write_facet(sections, reader, facet.name, live)


def _values(reader: IndexReader, column: str) -> list[Any]:
    """A column's value for each of Whoosh's document numbers, deleted ones included."""
    values: list[Any] = []
    if reader.doc_count_all():  # Whoosh's reader of an empty index has no leaves to ask
        for leaf, _ in reader.leaf_readers():
            values.extend(leaf.column_reader(column))
    return values


def _rank(order: list[int]) -> NDArray[np.int32]:
    rank = np.empty(len(order), np.int32)
    rank[np.asarray(order, np.int64)] = np.arange(len(order), dtype=np.int32)
    return rank


def _title_rank(titles: list[bytes]) -> NDArray[np.int32]:
    number = {title: n for n, title in enumerate(sorted(set(titles)))}
    return np.fromiter((number[title] for title in titles), np.int32, len(titles))


def _write_facet(
    sections: SectionsWriter, reader: IndexReader, name: str, live: NDArray[np.bool_]
) -> None:
    rows = np.cumsum(live) - 1
    found: dict[str, list[NDArray[np.int32]]] = {}
    for leaf, base in reader.leaf_readers() if reader.doc_count_all() else ():
        blocks = leaf.codec().terms_reader(leaf.storage(), leaf.segment())
        for key, block in blocks.blocks(layout.facet_field(name)):
            docs = block.docs + base
            kept = rows[docs[live[docs]]].astype(np.int32)
            if len(kept):
                found.setdefault(key.decode(), []).append(kept)
    values = sorted(found)
    none = np.zeros(0, np.int32)
    lists = [np.concatenate(found[value]) for value in values]
    numbers = np.repeat(np.arange(len(values)), [len(one) for one in lists])
    sections.add(f"{name}.values", json.dumps(values).encode())
    sections.add(f"{name}.rows", np.concatenate(lists) if lists else none)
    sections.add(f"{name}.numbers", numbers.astype(np.int32))
