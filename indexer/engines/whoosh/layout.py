"""Our fields as a Whoosh schema.

A text field has one Whoosh field per layer (`exact_title`, `stem_title`, ...). What ranking,
sorting and incremental builds need of every release is in columns of our own (see `documents`),
because a column is read in one step.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from whoosh import analysis, fields

from indexer.arabic.layers import LAYERS, Layer
from indexer.releases import signature
from indexer.releases.schema import FACETS, TEXT_FIELDS, AnalysedRelease, title_key

# To be raised when the file format changes: an index of another version must be rebuilt.
VERSION = 6

_SHA256_BYTES = 32

ID = "id"
FORMS = "forms"
STORED = "release"
ID_COLUMN = "doc_id"
DIGEST = "digest"
SIGNATURE = "signature"
DAY = "day"
TITLE_KEY = "title_key"


def layer_field(layer: Layer, field: str) -> str:
    return f"{layer}_{field}"


def facet_field(facet: str) -> str:
    return f"facet_{facet}"


def length_column(field: str) -> str:
    return f"length_{field}"


def layer_fields(layer: Layer) -> list[str]:
    """The Whoosh fields of a layer, all of which have positions."""
    return [layer_field(layer, field.name) for field in TEXT_FIELDS]


# Fields with positions, with their layers; fields with counts only.
POSITIONAL: Mapping[str, Layer] = {name: layer for layer in LAYERS for name in layer_fields(layer)}
COUNTED = (ID, FORMS, *(facet_field(facet.name) for facet in FACETS))
INDEXED = (*POSITIONAL, *COUNTED)
# Columns of texts, of byte strings with their fixed size, of numbers.
TEXTS = (ID_COLUMN, TITLE_KEY)
PACKED: Mapping[str, int] = {DIGEST: _SHA256_BYTES, SIGNATURE: signature.SIZE}
NUMBERS = (DAY, *(length_column(f.name) for f in TEXT_FIELDS))


def schema() -> fields.Schema:
    """The Whoosh schema, of stock classes only: Whoosh pickles it, and its own tools can open the
    index."""
    text = {name: fields.TEXT(analysis.SpaceSeparatedTokenizer()) for name in POSITIONAL}
    counted = {name: fields.KEYWORD(scorable=True) for name in COUNTED}
    return fields.Schema(**text, **counted, **{STORED: fields.STORED()})


def stored_fields(analysed: AnalysedRelease) -> dict[str, str]:
    return {STORED: analysed.release.canonical}


def column_values(analysed: AnalysedRelease) -> dict[str, Any]:
    release = analysed.release
    return {
        ID_COLUMN: release.id.encode(),
        DIGEST: bytes.fromhex(release.digest),
        SIGNATURE: analysed.signature,
        TITLE_KEY: title_key(release.headline).encode(),
        DAY: release.day.toordinal() if release.day else 0,
        **{length_column(field): length for field, length in analysed.lengths.items()},
    }


def unpositioned_values(analysed: AnalysedRelease) -> Iterator[tuple[str, Sequence[str]]]:
    """The values of a release in fields without positions: its id and facets."""
    yield ID, (analysed.release.id,)
    for facet, found in analysed.facets.items():
        yield facet_field(facet), tuple(dict.fromkeys(found))
