"""The stacks of proclitics and verb prefixes that a word may begin with, and what each costs."""

from collections.abc import Iterator
from functools import cache

from indexer.arabic.lexicon.affixes import (
    BARE,
    DEF,
    FUTURES,
    MADDA_FUTURE,
    PAST,
    PREP,
    SELF_PERSON,
    TEH_PERSON,
    YEH_PERSON,
    Proclitic,
)

_CONJUNCTIONS = {"": 0.0, "و": 2.6, "ف": 5.5}
_NOUN_HEADS: dict[str, tuple[int, tuple[str, ...], float]] = {
    "": (BARE, (), 0.0),
    "ب": (PREP, ("ب",), 2.8),
    "ل": (PREP, ("ل",), 3.0),
    "ك": (PREP, ("ك",), 6.0),
    "ال": (DEF, ("ال",), 0.7),
    "بال": (DEF, ("ب", "ال"), 3.0),
    "كال": (DEF, ("ك", "ال"), 6.2),
    "لل": (DEF, ("ل", "ال"), 3.0),
}
_PERSONS = {
    "ي": (YEH_PERSON, 1.0),
    "ت": (TEH_PERSON, 1.6),
    "ن": (SELF_PERSON, 4.0),
    "ا": (SELF_PERSON, 5.5),
}
_FUTURE_HEAD, _NOT = "س", "ما"
_VERB_HEADS = {"": 0.0, _FUTURE_HEAD: 2.0, "ل": 3.5, "لا": 6.0, _NOT: 7.0}
_PAST_HEADS = {"ل": 5.0, _NOT: 6.0, "لا": 7.5}


@cache
def proclitic_stacks() -> dict[str, tuple[Proclitic, ...]]:
    """All stacks of proclitics and verb prefixes, by their letters."""
    by_letters: dict[str, list[Proclitic]] = {}
    for stack in _stacks():
        by_letters.setdefault(stack.letters, []).append(stack)
    return {letters: tuple(stacks) for letters, stacks in by_letters.items()}


def _stacks() -> Iterator[Proclitic]:
    for conjunction, price in _CONJUNCTIONS.items():
        before = (conjunction,) if conjunction else ()
        for letters, (group, parts, cost) in _NOUN_HEADS.items():
            discount = 0.5 if conjunction and letters == "ال" else 0.0
            yield Proclitic(conjunction + letters, group, before + parts, price + cost - discount)
        for head, cost in _PAST_HEADS.items():
            yield Proclitic(conjunction + head, PAST, (*before, head), price + cost)
        for head, cost in _VERB_HEADS.items():
            yield from _verb_stacks(conjunction + head, head, before, price + cost)


def _verb_stacks(
    letters: str, head: str, before: tuple[str, ...], cost: float
) -> Iterator[Proclitic]:
    """The stacks of a particle before the imperfect: one for each person."""
    parts = (*before, head) if head else before
    if head == _FUTURE_HEAD:
        yield Proclitic(letters, MADDA_FUTURE, parts, cost + _PERSONS["ا"][1])
    for person, (group, more) in _PERSONS.items():
        # No jussive stands behind these.
        behind = FUTURES[group] if head in (_FUTURE_HEAD, _NOT) else group
        yield Proclitic(letters + person, behind, parts, cost + more)
