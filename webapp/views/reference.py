"""The parameters of the API as its help lists them, made from the table that they are read by."""

from typing import NamedTuple

from webapp.addresses import parameter, parameters
from webapp.addresses.parameter import Parameter, Surface


class Row(NamedTuple):
    """A parameter in words. ``values`` are those that it may have, ``most`` is how often it may be sent."""

    name: str
    values: str
    default: str
    most: int
    meaning: str


def rows(surface: Surface) -> list[Row]:
    """What a surface accepts, in the order of the table."""
    return [_row(each) for each in parameters.accepted(surface).values()]


def _row(row: Parameter) -> Row:
    default = "" if row.default is None else parameter.written(row, row.default)
    return Row(row.name, _values(row), default, parameters.most_values(row), row.doc)


def _values(row: Parameter) -> str:
    if row.kind == "number":
        return f"whole number, {row.least} to {row.most}"
    if row.kind == "choice":
        return f"one of {', '.join(row.choices)}"
    if row.kind == "choices":
        return f"any of {', '.join(row.choices)}, with commas between them"
    if row.kind == "switch":
        return "1 or 0"
    if row.kind in _TIMES:
        return _TIMES[row.kind]
    if row.kind in ("first", "last"):
        return f"date, at most {row.most} characters"
    return f"text, {row.least} to {row.most} characters"


_TIMES = {"year": "year, as 2025", "month": "month, as 2025-10"}
