"""Words of a text that are found together, by one term: names, months, designations."""

from typing import NamedTuple


class Run(NamedTuple):
    """The words ``[first:last]`` of a text, and the one term of all their spellings."""

    first: int
    last: int
    term: str
