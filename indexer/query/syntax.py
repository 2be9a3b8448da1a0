"""The syntax tree of a query: its clauses before analysis.

A query is one node, mostly `Juxtaposed`: clauses without an operator between them. The user chooses
separately whether all of these must match, or any. The other nodes come from explicit syntax.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from indexer.arabic.orthography.normalizer import fold

FieldName: TypeAlias = Literal["title", "body", "place", "agency", "date"]

# The names of each field, in Latin, Arabic and Chinese letters.
_NAMES: dict[FieldName, tuple[str, ...]] = {
    "title": ("title", "عنوان", "العنوان", "标题"),
    "body": ("body", "نص", "النص", "正文"),
    "place": ("place", "مكان", "المكان", "地点"),
    "agency": ("agency", "جهة", "الجهة", "机构"),
    "date": ("date", "تاريخ", "التاريخ", "日期"),
}
# The proper spelling and the field of each folded name.
_FIELDS = {fold(name): (name, field) for field, names in _NAMES.items() for name in names}


def field_label(written: str) -> str | None:
    """The proper spelling of a field's name, if `written` is one in any spelling."""
    entry = _FIELDS.get(fold(written))
    return entry[0] if entry else None


def field_of_label(label: str) -> FieldName:
    """The field whose name `field_label` returned."""
    return _FIELDS[fold(label)][1]


@dataclass(frozen=True, slots=True)
class Text:
    """One word, or several that form a name or a date, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted phrase, whose words may deviate from these positions by `slop` words in total."""

    text: str
    slop: int = 0


@dataclass(frozen=True, slots=True)
class WildcardWord:
    """A word with ``*`` (any number of letters) or ``?`` (one letter) in it."""

    text: str


@dataclass(frozen=True, slots=True)
class FuzzyWord:
    """A word, and the words at most `distance` edits from it."""

    text: str
    distance: int = 1


@dataclass(frozen=True, slots=True)
class DateClause:
    """A date in words behind ``date:``; ``label`` is the name of the field as typed."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Juxtaposed:
    """Clauses without an operator between them."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Clauses that must all match."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Clauses of which at least one must match."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """A clause that must not match."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class InField:
    """A clause restricted to one field; ``label`` is the name of the field as typed."""

    label: str
    part: "Node"


@dataclass(frozen=True, slots=True)
class InLayer:
    """A clause whose words are compared in another layer: ``=`` by exact form, ``%`` by root."""

    sign: Literal["=", "%"]
    part: "Node"


Leaf: TypeAlias = Text | Quoted | WildcardWord | FuzzyWord | DateClause
Node: TypeAlias = Leaf | Juxtaposed | AllOf | AnyOf | Without | InField | InLayer
EMPTY_NODE = Juxtaposed(())
