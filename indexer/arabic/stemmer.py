"""Light stemming: clitics and inflection off, where enough of a word remains.

Input and output are folded words. The affixes are those of the light10 stemmer (Larkey, Ballesteros
and Connell, 2007) with longer stacks of proclitics and the pronouns added.
"""

from collections.abc import Callable
from typing import NamedTuple

_PROCLITICS = (
    "وبال", "وكال", "فبال", "ولل", "فلل", "وال", "فال", "بال", "كال", "لل", "ال",
    "وب", "ول", "وس", "فس", "و",
)  # fmt: skip
_ENCLITICS = ("تهما", "تهم", "تها", "هما", "هم", "ها", "نا", "ته")
_SUFFIXES = ("ات", "ان", "ون", "ين", "تين", "تان", "يه", "وا", "ه", "ي", "ت")
_SHORTEST_STEM = 3


class Reading(NamedTuple):
    """How one word was read. ``rule`` says what decided."""

    stem: str
    root: str
    proclitics: tuple[str, ...]
    enclitic: str
    rule: str
    protected: bool


def read(folded: str) -> Reading:
    """Read one folded word."""
    proclitic = _affix(folded, _PROCLITICS, folded.startswith)
    rest = folded[len(proclitic) :]
    enclitic = _affix(rest, _ENCLITICS, rest.endswith)
    rest = rest[: len(rest) - len(enclitic)]
    suffix = _affix(rest, _SUFFIXES, rest.endswith)
    stem = rest[: len(rest) - len(suffix)]
    proclitics = (proclitic,) if proclitic else ()
    return Reading(stem, stem, proclitics, enclitic, "light stem", False)


def _affix(word: str, affixes: tuple[str, ...], carries: Callable[[str], bool]) -> str:
    """The first of `affixes` that `word` carries and that leaves a stem; else the empty string."""
    for affix in affixes:
        if carries(affix) and len(word) - len(affix) >= _SHORTEST_STEM:
            return affix
    return ""
