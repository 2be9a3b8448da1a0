"""Units of measure in several words: كيلو متر is كيلومتر. And signs of units that are other words, or
none, without a number before them: 20 كم, 30 ملم, 300 م².

Unambiguous signs (كلم, كغ) are spellings of their unit in the lexicon.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.arabic.expressions.runs import Run
from indexer.arabic.orthography.normalizer import fold

# The signs of a unit by its term in the stem layer.
SIGNS: dict[str, tuple[str, ...]] = {
    "كيلومتر": ("كم",),
    "سنتيمتر": ("سم",),
    "مليمتر": ("مم", "ملم"),
    "متر": ("م",),
}
# م also marks a year of the Common Era, and the hours after noon: it is a metre only with a power.
_ONLY_RAISED = "م"
# Without a number, a query for one of these means the other word.
_WORDS = frozenset({"م", "كم", "سم"})
# The words for ² and ³ behind a unit; ² is cleaned to 2.
_POWERS = {"2": "مربع", "3": "مكعب"}
_UNITS = {sign: unit for unit, signs in SIGNS.items() for sign in signs}
_ONES = (
    *(
        "اثنين",
        "ثلاثة",
        "ثلاث",
        "أربعة",
        "أربع",
        "خمسة",
        "خمس",
        "ستة",
        "ست",
        "سبعة",
        "سبع",
        "ثمانية",
        "ثمان",
    ),
    *("ثماني", "تسعة", "تسع", "عشرة", "عشر"),
)
_TENS = ("عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_MANY = (
    *("مئة", "مائة", "مئتين", "مائتين", "مئتي", "مائتي", "مئات", "ألف", "ألفين", "ألفي", "آلاف"),
    *("مليون", "مليوني", "ملايين", "مليار", "نصف", "ربع"),
)
_HUNDREDS = tuple(head + hundred for head in ("ثلاث", *_TENS[2:]) for hundred in ("مئة", "مائة"))
_COUNTS = frozenset(
    conjunction + fold(word)
    for word in (*_ONES, *(ten + end for ten in _TENS for end in ("ون", "ين")), *_HUNDREDS, *_MANY)
    for conjunction in ("", "و")
)

# The first words of units in two words, with the letters that the unit in one word begins with.
_MULTIPLES = {
    article + spelling: multiple
    for multiple, spellings in {
        "كيلو": ("كيلو",),
        "سنتي": ("سنتي", "سانتي"),
        "ملي": ("ملي", "ميلي", "مللي"),
        "ميغا": ("ميغا", "ميجا"),
        "غيغا": ("غيغا", "جيغا", "جيجا"),
        "تيرا": ("تيرا",),
        "نانو": ("نانو",),
    }.items()
    for spelling in spellings
    for article in ("", "ال", "وال", "بال", "لل", "و", "ب", "ل")
}
# Their second words, in all forms.
_MULTIPLIED = {
    spelling + ending: unit
    for unit, spellings in {
        "متر": ("متر",),
        "غرام": ("غرام", "جرام"),
        "طن": ("طن",),
        "لتر": ("لتر", "ليتر"),
        "واط": ("واط", "وات"),
        "هرتز": ("هرتز", "هيرتز"),
        "بايت": ("بايت",),
    }.items()
    for spelling in spellings
    for ending in ("", "ا", "ان", "ين", "ات")
}


def is_cue(word: str) -> bool:
    """Whether a folded word may be what `runs` finds; it finds nothing without one."""
    return word in _UNITS or word in _MULTIPLES


def ambiguous_term(form: str) -> str | None:
    """The term of the unit that a clean spelling may be the sign of, although it is another word
    too."""
    return None if form in _WORDS else _UNITS.get(form)


def runs(words: Sequence[str]) -> Iterator[Run]:
    """The units in two words among folded `words`, and the signs of units and their powers."""
    yield from _runs_of_two(words)
    for first, last in stretches(words):
        for place in range(first, last):
            word = words[place]
            if word in _UNITS:
                yield Run(place, place + 1, _UNITS[word])
                if place + 1 < last:
                    yield Run(place + 1, last, _POWERS[words[place + 1]])


def _runs_of_two(words: Sequence[str]) -> Iterator[Run]:
    """The units in two words, by the term of their spelling in one."""
    for place, (multiple, unit) in enumerate(pairwise(words)):
        if multiple in _MULTIPLES and unit in _MULTIPLIED:
            yield Run(place, place + 2, _MULTIPLES[multiple] + _MULTIPLIED[unit])


def stretches(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the sign of a unit stands with its number and its power: ``words[first:last]``,
    disjoint."""
    for place, word in enumerate(words):
        if word not in _UNITS or not place or not _is_number(words[place - 1]):
            continue
        power, behind = (*words[place + 1 : place + 3], "", "")[:2]
        # Otherwise it is the number of the next unit: 5 كم 2 سم.
        is_raised = power in _POWERS and behind not in _UNITS
        if is_raised or word != _ONLY_RAISED:
            yield place - 1, place + 1 + is_raised


def _is_number(word: str) -> bool:
    return word[:1].isdecimal() or word in _COUNTS
