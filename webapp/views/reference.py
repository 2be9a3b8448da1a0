"""The parameters of the API for its help, made from the table that they are parsed by."""

from typing import NamedTuple

from webapp.addresses import table
from webapp.addresses.parameter import Parameter, Surface


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
    default = "" if row.default is None else row.kind.format(row.default)
    return Row(
        name=row.name,
        values=row.kind.describe(),
        default=default,
        most=table.most_values(row),
        meaning=row.doc,
    )
