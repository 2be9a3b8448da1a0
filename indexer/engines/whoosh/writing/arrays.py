"""Writes the arrays that `columns` reads, when a generation is made."""

import json
from collections.abc import Collection, Sequence
from itertools import compress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from indexer.engines.whoosh import columns, layout
from indexer.engines.whoosh.codec import string_table
from indexer.engines.whoosh.codec.byte_strings import ByteStrings
from indexer.engines.whoosh.codec.sections import SectionsWriter, narrow
from indexer.engines.whoosh.leaf_segments import LeafSegment, leaf_segments
from indexer.releases.schema import FACETS, TEXT_FIELDS


def write(folder: Path, reader: IndexReader) -> None:
    """Write the arrays of the index that `reader` reads into its folder."""
    path = folder / columns.FILE
    # An existing file may be shared with an older generation: never write to it.
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        sections = SectionsWriter(file)
        _write(sections, list(leaf_segments(reader)))
        sections.finish()


def segment_names(reader: IndexReader) -> frozenset[str]:
    """The names of the segments."""
    return frozenset(segment.name for segment in leaf_segments(reader))


def new_release_ids(reader: IndexReader, *, besides: Collection[str]) -> frozenset[str]:
    """The ids of the live releases in segments other than `besides`."""
    new = [segment for segment in leaf_segments(reader) if segment.name not in besides]
    return frozenset(key.decode() for key in _texts(new, layout.ID_COLUMN))


def _write(sections: SectionsWriter, segments: Sequence[LeafSegment]) -> None:
    live = np.concatenate([np.zeros(0, np.bool_), *(segment.mask for segment in segments)])
    ids = _texts(segments, layout.ID_COLUMN)
    days = _numbers(segments, layout.DAY).astype(np.int32)
    by_id = np.asarray(sorted(range(len(ids)), key=ids.__getitem__), np.int32)
    sections.add("docnums", np.flatnonzero(live).astype(np.int32))
    sections.add("rows", np.where(live, np.cumsum(live) - 1, -1).astype(np.int32))
    string_table.write(sections, "ids", string_table.encode(ByteStrings.from_list(ids)))
    sections.add("by_id", by_id)
    sections.add("days", days)
    sections.add("rank", _rank(by_id[np.argsort(-days[by_id], kind="stable")]))
    sections.add("title_rank", _title_rank(_texts(segments, layout.TITLE_KEY)))
    for field in TEXT_FIELDS:
        name = layout.length_column(field.name)
        sections.add(name, narrow(_numbers(segments, name)))
    for facet in FACETS:
        _write_facet(sections, segments, facet.name, live)


def _texts(segments: Sequence[LeafSegment], column: str) -> list[bytes]:
    """The values of the live releases."""
    found: list[bytes] = []
    for segment in segments:
        found += compress(segment.documents.texts(column), segment.mask)
    return found


def _numbers(segments: Sequence[LeafSegment], column: str) -> NDArray[np.uint32]:
    """The values of the live releases."""
    none = np.zeros(0, np.uint32)
    found = (segment.documents.numbers(column)[segment.mask] for segment in segments)
    return np.concatenate([none, *found], dtype=np.uint32)


def _rank(order: NDArray[np.int32]) -> NDArray[np.int32]:
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return rank


def _title_rank(titles: list[bytes]) -> NDArray[np.int32]:
    number = {title: n for n, title in enumerate(sorted(set(titles)))}
    return np.fromiter((number[title] for title in titles), np.int32, len(titles))


def _write_facet(
    sections: SectionsWriter, segments: Sequence[LeafSegment], name: str, live: NDArray[np.bool_]
) -> None:
    rows = (np.cumsum(live) - 1).astype(np.int32)
    found: dict[str, list[NDArray[np.int32]]] = {}
    for segment in segments:
        mask = segment.mask
        for value, block in segment.blocks.blocks(layout.facet_field(name)):
            kept = rows[segment.base + block.docs[mask[block.docs]]]
            if len(kept):
                found.setdefault(value, []).append(kept)
    values = sorted(found)
    none = np.zeros(0, np.int32)
    lists = [np.concatenate(found[value]) for value in values]
    numbers = np.repeat(np.arange(len(values)), [len(one) for one in lists])
    having = np.concatenate([none, *lists])
    order = np.argsort(having, kind="stable")
    sections.add(f"{name}.values", json.dumps(values).encode())
    sections.add(f"{name}.rows", having[order])
    sections.add(f"{name}.numbers", numbers[order].astype(np.int32))
