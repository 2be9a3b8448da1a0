"""The parameters of the API for its help, made from the table that they are parsed by."""

from typing import NamedTuple

from webapp.addresses import parameter, table
from webapp.addresses.parameter import Parameter, Surface

_PERIODS = {"year": "year, as 2025", "month": "month, as 2025-10"}


class Row(NamedTuple):
    """A parameter in words. ``values`` describes them, ``most`` is how often it may be sent."""

    name: str
    values: str
    default: str
    most: int
    meaning: str


def rows(surface: Surface) -> list[Row]:
    """The parameters of a surface, in the order of the table."""
    return [_row(each) for each in table.accepted(surface).values()]


def _row(row: Parameter) -> Row:
    default = "" if row.default is None else parameter.format_value(row, row.default)
    return Row(
        name=row.name,
        values=_describe_values(row),
        default=default,
        most=table.most_values(row),
        meaning=row.doc,
    )


def _describe_values(row: Parameter) -> str:
    if row.kind == "number":
        return f"whole number, {row.least} to {row.most}"
    if row.kind == "choice":
        return f"one of {', '.join(row.choices)}"
    if row.kind == "choices":
        return f"any of {', '.join(row.choices)}, with commas between them"
    if row.kind == "switch":
        return "1 or 0"
    if row.kind in _PERIODS:
        return _PERIODS[row.kind]
    if row.kind in ("first", "last"):
        return f"date, at most {row.most} characters"
    return f"text, {row.least} to {row.most} characters"
