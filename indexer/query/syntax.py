"""What a reader wrote, as values: the clauses of a query before any analysis.

A query is one node: mostly `Juxtaposed`, clauses side by side, whose joining the reader chose elsewhere
(every word, or any). The other nodes come from what the reader wrote expressly.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from indexer.arabic.normalizer import fold

FieldName: TypeAlias = Literal["title", "body", "place", "agency", "date"]

# The names of each field, in Latin, Arabic and Chinese letters.
_NAMES: dict[FieldName, tuple[str, ...]] = {
    "title": ("title", "عنوان", "العنوان", "标题"),
    "body": ("body", "نص", "النص", "正文"),
    "place": ("place", "مكان", "المكان", "地点"),
    "agency": ("agency", "جهة", "الجهة", "机构"),
    "date": ("date", "تاريخ", "التاريخ", "日期"),
}
_FIELDS = {fold(name): (name, field) for field, names in _NAMES.items() for name in names}


def field_label(written: str) -> str | None:
    """The name of a field as it is spelled in full, if `written` is one, in whatever spelling."""
    known = _FIELDS.get(fold(written))
    return known[0] if known else None


def field_named(label: str) -> FieldName:
    """The field that a name from `field_label` stands for."""
    return _FIELDS[fold(label)][1]


@dataclass(frozen=True, slots=True)
class Text:
    """One word, or several that belong together as a name or a date, as they were typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotes, that may stand `slop` words apart, all told, from where they stand here."""

    text: str
    slop: int = 0


@dataclass(frozen=True, slots=True)
class WildcardWord:
    """A word with ``*`` (any letters) or ``?`` (one letter) in it."""

    text: str


@dataclass(frozen=True, slots=True)
class FuzzyWord:
    """A word and those at most `distance` letters from it."""

    text: str
    distance: int = 1


@dataclass(frozen=True, slots=True)
class DateClause:
    """``date:``, under the name that was typed, and a date in words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Juxtaposed:
    """Clauses side by side."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Without:
    part: "Node"


@dataclass(frozen=True, slots=True)
class InField:
    """A clause that is looked for in one field, under the name that was typed."""

    label: str
    part: "Node"


@dataclass(frozen=True, slots=True)
class InLayer:
    """A clause whose words are compared in a way of their own: ``=`` to the letter, ``%`` by root."""

    sign: Literal["=", "%"]
    part: "Node"


Leaf: TypeAlias = Text | Quoted | WildcardWord | FuzzyWord | DateClause
Node: TypeAlias = Leaf | Juxtaposed | All | Any | Without | InField | InLayer
NOTHING = Juxtaposed(())
