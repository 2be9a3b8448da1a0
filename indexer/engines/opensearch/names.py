"""What the indexes of a generation are called, and how many copies they have."""

from typing import NamedTuple


class Copies(NamedTuple):
    """Primary shards of an index, and further copies of each."""

    shards: int
    replicas: int


def words(place: str) -> str:
    """The index of words that belongs to a generation's index of releases."""
    return f"{place}-words"


def both(place: str) -> tuple[str, str]:
    return place, words(place)
