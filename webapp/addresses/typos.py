"""Whether the name of a parameter is one of ours, mistyped."""

from collections.abc import Iterable

# Shorter names must be typed exactly: `t` and `s` are not `q`.
_SHORTEST_CORRECTED = 4
# Longer than any name of ours.
_LONGEST_NAME = 20


def is_typo(name: str, known: Iterable[str]) -> bool:
    """Whether `name` is one of `known` in another case, or one edit away from it.

    An edit inserts, deletes or replaces a letter, or swaps two neighbouring ones.
    """
    if len(name) > _LONGEST_NAME:
        return False
    folded = name.casefold()
    return any(_is_within_one_edit(folded, each) for each in known)


def _is_within_one_edit(typed: str, name: str) -> bool:
    if typed == name:
        return True
    if len(name) < _SHORTEST_CORRECTED or abs(len(typed) - len(name)) > 1:
        return False
    prefix = _common_prefix(typed, name)
    rest, other = typed[prefix:], name[prefix:]
    suffix = _common_prefix(rest[::-1], other[::-1])
    rest, other = rest[: len(rest) - suffix], other[: len(other) - suffix]
    is_swap = len(rest) == 2 and rest == other[::-1]
    return is_swap or max(len(rest), len(other)) == 1


def _common_prefix(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    length = min(len(one), len(other))
    return next((place for place in range(length) if one[place] != other[place]), length)
