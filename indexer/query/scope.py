"""The context in which a clause is compiled."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from indexer.arabic.layers import Layer
from indexer.query.matching import Matching
from indexer.query.syntax import FieldName, InField, InLayer, Without, field_of_label

# Fields whose names differ in the schema: a place is searched for in the dateline.
_SCHEMA_FIELDS: Mapping[FieldName, str] = {"place": "dateline"}


@dataclass(frozen=True, slots=True)
class Scope:
    """The layer and fields of the words of a clause, and whether it must not match."""

    layer: Layer
    fields: tuple[str, ...] = ()
    excluded: bool = False

    def matching(self, match: Matching) -> Matching:
        """How the words of one text are combined. In an exclusion all of them: to exclude a name
        must not exclude each of its words."""
        return "all" if self.excluded else match

    def inside(self, node: Without | InField | InLayer) -> "Scope":
        """The scope of the clause that `node` encloses."""
        match node:
            case Without():
                return replace(self, excluded=not self.excluded)
            case InField(label):
                named = field_of_label(label)
                return replace(self, fields=(_SCHEMA_FIELDS.get(named, named),))
            case InLayer(sign):
                return replace(self, layer="exact" if sign == "=" else "root")
