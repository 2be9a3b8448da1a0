"""How our field table lies in a Whoosh schema.

A text field has one Whoosh field per layer (`exact_title`, `stem_title`, ...). What ranking, sorting
and incremental builds need of every release lies in columns, because a column is read in one go.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from whoosh import columns, fields, formats

from indexer.arabic.analyzer import LAYERS, Layer
from indexer.schema import FACETS, TEXT_FIELDS, Form, Occurrence

ID = "id"
FORMS = "forms"
STORED = "release"
DIGEST = "digest"
ID_COLUMN = "doc_id"
PUBLISHED = "published"
TITLE_KEY = "title_key"

# Between the parts of a term of the forms field; a control character, so it stands in no word.
SEPARATOR = "\t"

# Titles are sorted by this much of their folded text.
TITLE_KEY_CHARACTERS = 64


def layer_field(layer: Layer, field: str) -> str:
    return f"{layer}_{field}"


def facet_field(facet: str) -> str:
    return f"facet_{facet}"


def length_column(field: str) -> str:
    return f"length_{field}"


class TermsField(fields.FieldType):  # type: ignore[misc]
    """A Whoosh field that is given terms instead of text.

    It pickles as a stock field, so that the table of contents names no class of ours and Whoosh's
    own tools can open the index.
    """

    def __init__(self, format_: formats.Format) -> None:
        super().__init__(format_, analyzer=None)

    def __reduce__(self) -> tuple[Any, ...]:
        return fields.FieldType, (self.format, None)


class OccurrencesField(TermsField):
    """Terms with positions; the value is a sequence of `Occurrence`."""

    def __init__(self) -> None:
        super().__init__(formats.Positions())

    def index(
        self, value: Sequence[Occurrence], **_: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        positions: dict[str, list[int]] = defaultdict(list)
        for occurrence in value:
            positions[occurrence.term].append(occurrence.position)
        for term, places in positions.items():
            yield term.encode(), len(places), float(len(places)), self.format.encode(places)


class CountsField(TermsField):
    """Terms with a number each; the value maps term to number. Keeps no positions."""

    def __init__(self) -> None:
        super().__init__(formats.Existence())

    def index(
        self, value: Mapping[str, int], **_: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, number in value.items():
            yield term.encode(), number, float(number), b""


def form_term(form: Form) -> str:
    """Root and stem come first, so that all spellings of a root or of a stem share a prefix."""
    return SEPARATOR.join(form)


def schema() -> fields.Schema:
    """The Whoosh schema of our field table."""
    layers = {
        layer_field(layer, field.name): OccurrencesField()
        for layer in LAYERS
        for field in TEXT_FIELDS
    }
    counts = {name: CountsField() for name in (ID, FORMS, *(facet_field(f.name) for f in FACETS))}
    lengths = {
        length_column(f.name): fields.COLUMN(columns.NumericColumn("I")) for f in TEXT_FIELDS
    }
    return fields.Schema(
        **layers,
        **counts,
        **lengths,
        **{
            STORED: fields.STORED(),
            DIGEST: fields.COLUMN(columns.VarBytesColumn()),
            TITLE_KEY: fields.COLUMN(columns.VarBytesColumn()),
            PUBLISHED: fields.COLUMN(columns.NumericColumn("I")),
            ID_COLUMN: fields.COLUMN(columns.VarBytesColumn()),
        },
    )
