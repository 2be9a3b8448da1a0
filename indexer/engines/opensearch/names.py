"""Names of the indexes of a generation, and their numbers of copies."""

from typing import NamedTuple


class Copies(NamedTuple):
    """Primary shards of an index, and further copies of each."""

    shards: int
    replicas: int


def words_index(place: str) -> str:
    """The index of words that belongs to a generation's index of releases."""
    return f"{place}-words"


def both_indexes(place: str) -> tuple[str, str]:
    return place, words_index(place)
