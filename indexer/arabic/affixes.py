"""Affixes of written Arabic: which clitics and endings a word may carry, and what each costs.

A word is read as proclitics + stem + ending (+ pronoun). Every affix has a cost in nats, so that a
common affix beats a rare one and a known word without affixes beats both. The inventory follows the
traditional grammar (Wright, A Grammar of the Arabic Language, I 182-185, 300-317, 362); spelling is
folded (no seats of hamza, ه for ة, ي for ى).

An ending belongs to a slot of the paradigm; a stem of the lexicon names the slots that it fills
(its *kind*, written ``B P F:1``: slot, extra cost). A proclitic belongs to a class, which says what
may follow it: nothing is suffixed to a word with the article, a verb prefix wants a verb stem.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, TypeAlias

BARE, PREP, DEF, PAST = range(4)
YEH_PERSON, TEH_PERSON, SELF_PERSON, YEH_FUTURE, TEH_FUTURE, SELF_FUTURE = range(4, 10)
GROUPS = 10


class Ending(NamedTuple):
    """An ending of one slot of the paradigm: its cost in nats and the pronoun at its end."""

    cost: float
    enclitic: str
    slot: str


class Proclitic(NamedTuple):
    """A stack of proclitics: its class, its parts and its cost."""

    letters: str
    group: int
    parts: tuple[str, ...]
    cost: float


Row: TypeAlias = Mapping[int, Ending]

# Pronouns on nouns and, with ني for ي, on verbs.
PRONOUNS = {
    "ه": 2.6,
    "ها": 2.6,
    "هم": 3.5,
    "هما": 6.0,
    "هن": 6.5,
    "نا": 5.0,
    "ك": 7.0,
    "كم": 6.5,
    "كما": 8.0,
    "كن": 9.0,
    "ي": 6.5,
}
# Who writes of himself as we addresses his readers: نشكركم, نزودكم. So much less their pronoun costs there.
_READERS, _ADDRESSED = "كم", 3.5
# What two have is often two, one of each: بلديهما, ابنتيهما. So much less their pronoun costs there.
_OF_TWO, _EACH = ("هما", "كما"), 3.0
_DUALS, DUAL_SLOTS = ("+ا", "+ي", "+تا", "+تي"), ("DU", "HD", "F")
OBJECTS = {**{k: v for k, v in PRONOUNS.items() if k != "ي"}, "ني": 6.0}

# slot: {ending: (cost, case)}. Case: "" any; "n" nominative, not after a preposition; "c" construct,
# not after the article; "a" a name, not after it either; "t" indefinite accusative, after neither. "+" before a slot's ending says that
# a pronoun must follow it.
_NOUN: dict[str, dict[str, tuple[float, str]]] = {
    "B": {"": (0.0, "")},
    "N": {"": (0.0, "a")},
    "TA": {"ا": (2.5, "t")},
    "P": {"+": (0.0, "c")},
    "F": {"ه": (0.0, ""), "تان": (4.0, "n"), "تين": (4.0, ""), "تا": (5.5, "nc"), "تي": (5.5, "c"), "+ت": (0.0, "c"), "+تا": (5.5, "nc"), "+تي": (5.0, "c")},
    "H": {"ه": (0.0, ""), "+ت": (0.0, "c")},
    "HD": {"تان": (4.0, "n"), "تين": (4.0, ""), "تا": (5.5, "nc"), "تي": (5.5, "c"), "+تا": (5.5, "nc"), "+تي": (5.0, "c")},
    "AT": {"ات": (1.8, ""), "+ات": (1.8, "c")},
    "UN": {"ون": (2.2, "n"), "ين": (2.2, ""), "و": (4.5, "nc"), "ي": (4.5, "c"), "+و": (3.0, "nc"), "+ي": (2.4, "c")},
    "DU": {"ان": (4.0, "n"), "ين": (4.0, ""), "ا": (6.0, "nc"), "ي": (6.0, "c"), "+ا": (6.0, "nc"), "+ي": (5.5, "c")},
    "NI": {"ي": (5.0, ""), "يه": (5.0, ""), "يا": (6.5, "t"), "يون": (7.0, "n"), "يين": (7.0, ""), "يات": (7.0, "")},
}  # fmt: skip
_PERFECT: dict[str, dict[str, tuple[float, str]]] = {
    "V": {"": (1.2, "")},
    "VP": {"+": (1.2, "")},
    "VD": {"ا": (4.5, "")},
    "VA": {"ت": (1.8, ""), "تا": (5.0, ""), "+ت": (1.8, "")},
    "VW": {"وا": (2.2, ""), "+و": (2.6, "")},
    "VC": {"ت": (5.0, ""), "نا": (4.0, ""), "تم": (6.0, ""), "ن": (5.5, ""), "تما": (7.0, ""), "+نا": (5.0, ""), "+ت": (6.0, ""), "+تمو": (7.0, "")},
    "M": {"": (6.0, "")},
    "MP": {"ي": (7.0, ""), "وا": (6.0, ""), "+و": (6.5, ""), "+": (6.0, "")},
}  # fmt: skip
_IMPERFECT: dict[str, dict[str, tuple[float, str]]] = {
    "I": {"": (0.0, "")},
    "IQ": {"": (0.0, "yt")},
    "IP": {"+": (0.0, "")},
    "J": {"": (2.0, "")},
    "JP": {"+": (2.5, "")},
    "IA": {"ان": (3.0, "yt"), "ا": (3.5, "yt"), "+ان": (5.0, "yt"), "+ا": (4.5, "yt")},
    "IU": {"ون": (1.2, "yt"), "وا": (1.5, "yt"), "+ون": (2.0, "yt"), "+و": (1.8, "yt")},
    "II": {"ين": (5.5, "t"), "ي": (5.5, "t"), "+ي": (6.0, "t")},
    "IC": {"ن": (4.5, "yt")},
}
# What no word begins that has س before the prefix: سيجري, never سيجر.
_JUSSIVE = ("J", "JP")
_FUTURES = {YEH_PERSON: YEH_FUTURE, TEH_PERSON: TEH_FUTURE, SELF_PERSON: SELF_FUTURE}
_PERSON_OF = {
    YEH_PERSON: "y",
    TEH_PERSON: "t",
    SELF_PERSON: "s",
    YEH_FUTURE: "y",
    TEH_FUTURE: "t",
    SELF_FUTURE: "s",
}
SLOTS = {**_NOUN, **_PERFECT, **_IMPERFECT}
NISBA_SLOT = "NI"
# Of two in the construct state: with the letters of a nisba, and dearer, so that a noun that has one is never read so.
CONSTRUCT = Ending(_NOUN["DU"]["ي"][0], "", "DU")


def is_of_verb(slot: str) -> bool:
    """Whether a slot of the paradigm is one of verbs."""
    return slot in _PERFECT or slot in _IMPERFECT


def _expanded(slot: str) -> dict[str, tuple[float, str, str]]:
    """All endings of a slot, pronouns attached: {letters: (cost, pronoun, case)}."""
    found: dict[str, tuple[float, str, str]] = {}
    pronouns = PRONOUNS if slot in _NOUN else OBJECTS
    for ending, (cost, case) in SLOTS[slot].items():
        if not ending.startswith("+"):
            found[ending] = (cost, "", case)
            continue
        for pronoun, price in pronouns.items():
            letters = ending[1:] + pronoun
            joined = cost + price
            if pronoun in _OF_TWO and slot in DUAL_SLOTS and ending in _DUALS:
                joined -= _EACH
            if letters not in found or found[letters][0] > joined:
                found[letters] = (joined, pronoun, case)
    return found


def _allowed(slot: str, case: str, group: int) -> bool:
    """Whether an ending of `slot` with `case` may stand on a word with proclitics of `group`."""
    if slot in _IMPERFECT:
        person = _PERSON_OF.get(group)
        possible = group not in _FUTURES.values() or slot not in _JUSSIVE
        return person is not None and possible and (not case or person in case)
    if slot in _PERFECT:
        return group == BARE or (group == PAST and not slot.startswith("M"))
    if group == PREP:
        return "n" not in case and "t" not in case
    if group == DEF:
        return not set(case) & set("act")
    return group == BARE


def rows(kinds: tuple[str, ...]) -> tuple[dict[str, Row], ...]:
    """For each class of proclitics {ending: {number of a kind: its cheapest Ending}}."""
    table: tuple[dict[str, dict[int, Ending]], ...] = tuple({} for _ in range(GROUPS))
    for number, kind in enumerate(kinds):
        for field in kind.split():
            slot, _, extra = field.partition(":")
            _add(table, number, slot, float(extra or 0))
    return tuple(dict(rows) for rows in table)


def _add(
    table: tuple[dict[str, dict[int, Ending]], ...], number: int, slot: str, extra: float
) -> None:
    """Enter the endings of one slot of kind `number` into the table."""
    for group, letters, ending in _endings(slot):
        row = table[group].setdefault(letters, {})
        cost = ending.cost + extra
        if number not in row or row[number].cost > cost:
            row[number] = Ending(cost, ending.enclitic, slot) if extra else ending


@cache
def _endings(slot: str) -> tuple[tuple[int, str, Ending], ...]:
    """The endings of a slot, and behind which class of proclitics each may stand."""
    return tuple(
        (group, letters, Ending(cost - _addressed(pronoun, group), pronoun, slot))
        for letters, (cost, pronoun, case) in _expanded(slot).items()
        for group in range(GROUPS)
        if _allowed(slot, case, group)
    )


def is_addressed(ending: Ending, proclitic: Proclitic) -> bool:
    """Whether a verb is one of the first person that has to do with the readers."""
    return _addressed(ending.enclitic, proclitic.group) > 0


def _addressed(pronoun: str, group: int) -> float:
    """How much less a pronoun costs behind a proclitic of `group`."""
    return _ADDRESSED if pronoun == _READERS and group in (SELF_PERSON, SELF_FUTURE) else 0.0


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
_FUTURE_HEAD = "س"
_VERB_HEADS = {"": 0.0, _FUTURE_HEAD: 2.0, "ل": 3.5, "لا": 6.0, "ما": 7.0}
_PAST_HEADS = {"ل": 5.0, "ما": 6.0, "لا": 7.5}


def proclitics() -> dict[str, tuple[Proclitic, ...]]:
    """All stacks of proclitics and verb prefixes by their letters."""
    found: dict[str, list[Proclitic]] = {}
    for conjunction, price in _CONJUNCTIONS.items():
        before = (conjunction,) if conjunction else ()
        for letters, (group, parts, cost) in _NOUN_HEADS.items():
            joined = 0.5 if conjunction and letters == "ال" else 0.0
            _stack(found, conjunction + letters, group, before + parts, price + cost - joined)
        for head, cost in _PAST_HEADS.items():
            _stack(found, conjunction + head, PAST, (*before, head), price + cost)
        for head, cost in _VERB_HEADS.items():
            for person, (group, more) in _PERSONS.items():
                parts = before + ((head,) if head else ())
                held = _FUTURES[group] if head == _FUTURE_HEAD else group
                _stack(found, conjunction + head + person, held, parts, price + cost + more)
    return {letters: tuple(stacks) for letters, stacks in found.items()}


def _stack(
    found: dict[str, list[Proclitic]], letters: str, group: int, parts: tuple[str, ...], cost: float
) -> None:
    found.setdefault(letters, []).append(Proclitic(letters, group, parts, cost))
