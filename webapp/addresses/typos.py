"""Whether the name of a parameter is one of ours, mistyped."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

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
    candidates = _names_by_deletion(tuple(known))
    return any(
        _is_within_one_edit(folded, candidate)
        for deletion in _deletions(folded)
        for candidate in candidates.get(deletion, ())
    )


@functools.cache
def _names_by_deletion(known: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """Names by what is left of them without one letter.

    Two names one edit apart share such a string. The converse does not hold (`roma` and `from`
    share `rom`), but few names of others share one with ours, and only those are compared.
    """
    index: dict[str, list[str]] = defaultdict(list)
    for name in known:
        for deletion in _deletions(name):
            index[deletion].append(name)
    return dict(index)


def _deletions(name: str) -> set[str]:
    """The name itself, and the name without any one of its letters."""
    return {name, *(name[:place] + name[place + 1 :] for place in range(len(name)))}


def _is_within_one_edit(typed: str, name: str) -> bool:
    if typed == name:
        return True
    if len(name) < _SHORTEST_CORRECTED:
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
