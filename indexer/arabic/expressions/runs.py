"""Words of a text that are found together, by one term: names, months, designations, telephone
numbers."""

from typing import NamedTuple


class Run(NamedTuple):
    """The words ``[first:last]`` of a text, with the one term of all their spellings."""

    first: int
    last: int
    term: str
