"""Affixes of written Arabic: which clitics and endings a word may carry, and what each costs.

A word is read as proclitics + stem + ending (+ pronoun). Every affix has a cost in nats, so that a
common affix beats a rare one, and a known word without affixes beats both. The inventory follows
the traditional grammar (Wright, A Grammar of the Arabic Language, I 182-185, 300-317, 362).
Spelling is folded (no seats of hamza, ه for ة, ي for ى).

An ending belongs to a slot of the paradigm. A stem of the lexicon names the slots that it fills:
its *kind*, written ``B P F:1`` (slot, extra cost). A proclitic belongs to a group, which decides
what may follow: a word with the article takes no suffix, a verb prefix needs a verb stem.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple, TypeAlias

BARE, PREP, DEF, PAST = range(4)
YEH_PERSON, TEH_PERSON, SELF_PERSON, YEH_FUTURE, TEH_FUTURE, SELF_FUTURE = range(4, 10)
# The future of a first person whose prefix is within the madda of the stem: سآخذ.
MADDA_FUTURE = 10
PERSONS = (YEH_PERSON, TEH_PERSON, SELF_PERSON)
GROUPS = 11


class Slot(StrEnum):
    """The slots of the paradigm; the values stand in the lexicon."""

    BARE = "B"  # a noun without an ending
    NAME = "N"  # a name without an ending, never behind the article
    INDEFINITE_ACCUSATIVE = "TA"  # a noun with the alef of its tanwin
    BEFORE_PRONOUN = "P"  # a noun before a pronoun
    FEMININE = "F"  # the feminine of an adjective in ة, and its dual
    IN_TEH_MARBUTA = "H"  # a noun in ة
    DUAL_IN_TEH = "HD"  # the dual of a noun in ة
    SOUND_FEMININE_PLURAL = "AT"  # a plural in ات
    SOUND_MASCULINE_PLURAL = "UN"  # a plural in ون and ين
    PLURAL_IN_ONE_YEH = "NY"  # the plural of a nisba in ين for يين
    DUAL = "DU"  # a dual in ان and ين
    NISBA = "NI"  # the nisba of a noun, in all its forms
    # Perfect and imperative.
    PERFECT = "V"  # he did
    PERFECT_BEFORE_PRONOUN = "VP"  # he did, before a pronoun
    PERFECT_DUAL = "VD"  # the two did
    PERFECT_FEMININE = "VA"  # she did, the two did (ت, تا)
    PERFECT_PLURAL = "VW"  # they did (وا)
    PERFECT_CONSONANTAL = "VC"  # endings that begin with a consonant: ت, نا, تم, ن
    IMPERATIVE = "M"  # do! (one)
    IMPERATIVE_PLURAL = "MP"  # do! (several, or before a pronoun)
    # Imperfect.
    IMPERFECT = "I"  # he does
    IMPERFECT_PASSIVE = "IQ"  # is done, without a pronoun
    IMPERFECT_BEFORE_PRONOUN = "IP"  # he does, before a pronoun
    JUSSIVE = "J"  # jussive
    JUSSIVE_BEFORE_PRONOUN = "JP"  # jussive, before a pronoun
    IMPERFECT_DUAL = "IA"  # the two do
    IMPERFECT_PLURAL = "IU"  # they do (ون, وا)
    IMPERFECT_FEMININE_SECOND = "II"  # you (feminine) do
    IMPERFECT_FEMININE_PLURAL = "IC"  # they (feminine) do (ن)
    IMPERFECT_IN_MADDA = "IM"  # I do, the prefix and the first radical being one آ


class Ending(NamedTuple):
    """An ending of one slot of the paradigm: its cost in nats, the pronoun at its end, and its
    letters."""

    cost: float
    enclitic: str
    slot: Slot
    letters: str


class Proclitic(NamedTuple):
    """A stack of proclitics: its letters, its group, its parts and its cost in nats."""

    letters: str
    group: int
    parts: tuple[str, ...]
    cost: float


Row: TypeAlias = Mapping[int, Ending]

# Pronouns on nouns and, with ني for ي, on verbs; costs in nats.
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
# A writer in the first person plural addresses the readers: نشكركم, نزودكم. The discount of their
# pronoun there.
_READERS, _ADDRESSED = "كم", 3.5
# It hardly addresses several people with "that you do": تمكنوا is "they managed". The surcharge.
_THAT_YOU = 2.5
# Two owners often have two things, one each: بلديهما, ابنتيهما. The discount of their pronoun
# there.
_OF_TWO, _EACH = ("هما", "كما"), 3.0
_DUALS, DUAL_SLOTS = ("+ا", "+ي", "+تا", "+تي"), (Slot.DUAL, Slot.DUAL_IN_TEH, Slot.FEMININE)
OBJECTS = {**{k: v for k, v in PRONOUNS.items() if k != "ي"}, "ني": 6.0}

# Where an ending may stand, as sets of letters: anywhere; a nominative, not after a preposition; a
# construct state, not after the article; a name, not after it either; an indefinite accusative,
# after neither.
_ANY, _NOM, _CON, _NOM_CON, _NAMELIKE, _INDEF = "", "n", "c", "nc", "a", "t"
# The prefixes of the imperfect that an ending may stand behind, except in a madda: ي, ت, and ا or ن.
_Y, _T, _SELF, _Y_T = "y", "t", "s", "yt"
# No prefix, but the madda that it is part of.
_MADDA = "m"
# Slot: {ending: (cost, where it may stand)}. A "+" before an ending says that a pronoun must follow
# it.
_NOUN: dict[Slot, dict[str, tuple[float, str]]] = {
    Slot.BARE: {"": (0.0, _ANY)},
    Slot.NAME: {"": (0.0, _NAMELIKE)},
    Slot.INDEFINITE_ACCUSATIVE: {"ا": (2.5, _INDEF)},
    Slot.BEFORE_PRONOUN: {"+": (0.0, _CON)},
    Slot.FEMININE: {"ه": (0.0, _ANY), "تان": (4.0, _NOM), "تين": (4.0, _ANY), "تا": (5.5, _NOM_CON), "تي": (5.5, _CON), "+ت": (0.0, _CON), "+تا": (5.5, _NOM_CON), "+تي": (5.0, _CON)},
    Slot.IN_TEH_MARBUTA: {"ه": (0.0, _ANY), "+ت": (0.0, _CON)},
    Slot.DUAL_IN_TEH: {"تان": (4.0, _NOM), "تين": (4.0, _ANY), "تا": (5.5, _NOM_CON), "تي": (5.5, _CON), "+تا": (5.5, _NOM_CON), "+تي": (5.0, _CON)},
    Slot.SOUND_FEMININE_PLURAL: {"ات": (1.8, _ANY), "+ات": (1.8, _CON)},
    Slot.SOUND_MASCULINE_PLURAL: {"ون": (2.2, _NOM), "ين": (2.2, _ANY), "و": (4.5, _NOM_CON), "ي": (4.5, _CON), "+و": (3.0, _NOM_CON), "+ي": (2.4, _CON)},
    Slot.PLURAL_IN_ONE_YEH: {"ين": (2.5, _ANY)},
    Slot.DUAL: {"ان": (4.0, _NOM), "ين": (4.0, _ANY), "ا": (6.0, _NOM_CON), "ي": (6.0, _CON), "+ا": (6.0, _NOM_CON), "+ي": (5.5, _CON)},
    Slot.NISBA: {"ي": (5.0, _ANY), "يه": (5.0, _ANY), "يا": (6.5, _INDEF), "يون": (7.0, _NOM), "يين": (7.0, _ANY), "يات": (7.0, _ANY)},
}  # fmt: skip
_PERFECT: dict[Slot, dict[str, tuple[float, str]]] = {
    Slot.PERFECT: {"": (1.2, _ANY)},
    Slot.PERFECT_BEFORE_PRONOUN: {"+": (1.2, _ANY)},
    Slot.PERFECT_DUAL: {"ا": (4.5, _ANY)},
    Slot.PERFECT_FEMININE: {"ت": (1.8, _ANY), "تا": (5.0, _ANY), "+ت": (1.8, _ANY)},
    Slot.PERFECT_PLURAL: {"وا": (2.2, _ANY), "+و": (2.6, _ANY)},
    Slot.PERFECT_CONSONANTAL: {"ت": (5.0, _ANY), "نا": (4.0, _ANY), "تم": (6.0, _ANY), "ن": (5.5, _ANY), "تما": (7.0, _ANY), "+نا": (5.0, _ANY), "+ت": (6.0, _ANY), "+تمو": (7.0, _ANY)},
    Slot.IMPERATIVE: {"": (6.0, _ANY)},
    Slot.IMPERATIVE_PLURAL: {"ي": (7.0, _ANY), "وا": (6.0, _ANY), "+و": (6.5, _ANY), "+": (6.0, _ANY)},
}  # fmt: skip
_IMPERFECT: dict[Slot, dict[str, tuple[float, str]]] = {
    Slot.IMPERFECT: {"": (0.0, _ANY)},
    Slot.IMPERFECT_PASSIVE: {"": (0.0, _Y_T)},
    Slot.IMPERFECT_BEFORE_PRONOUN: {"+": (0.0, _ANY)},
    Slot.JUSSIVE: {"": (2.0, _ANY)},
    Slot.JUSSIVE_BEFORE_PRONOUN: {"+": (2.5, _ANY)},
    Slot.IMPERFECT_DUAL: {"ان": (3.0, _Y_T), "ا": (3.5, _Y_T), "+ان": (5.0, _Y_T), "+ا": (4.5, _Y_T)},
    Slot.IMPERFECT_PLURAL: {"ون": (1.2, _Y_T), "وا": (1.5, _Y_T), "+ون": (2.0, _Y_T), "+و": (1.8, _Y_T)},
    Slot.IMPERFECT_FEMININE_SECOND: {"ين": (5.5, _T), "ي": (7.0, _T), "+ين": (7.0, _T), "+ي": (7.0, _T)},
    Slot.IMPERFECT_FEMININE_PLURAL: {"ن": (4.5, _Y_T)},
    Slot.IMPERFECT_IN_MADDA: {"": (0.0, _MADDA), "+": (0.0, _MADDA)},
}  # fmt: skip
_IMPERATIVES = (Slot.IMPERATIVE, Slot.IMPERATIVE_PLURAL)
# Never behind the س of the future (سيجري, not سيجر), nor behind ما.
_JUSSIVE = (Slot.JUSSIVE, Slot.JUSSIVE_BEFORE_PRONOUN)
FUTURES = {YEH_PERSON: YEH_FUTURE, TEH_PERSON: TEH_FUTURE, SELF_PERSON: SELF_FUTURE}
_PERSON_OF = {
    YEH_PERSON: _Y,
    TEH_PERSON: _T,
    SELF_PERSON: _SELF,
    YEH_FUTURE: _Y,
    TEH_FUTURE: _T,
    SELF_FUTURE: _SELF,
    MADDA_FUTURE: _MADDA,
}
SLOTS = {**_NOUN, **_PERFECT, **_IMPERFECT}
# A dual construct, with the letters of a nisba. It costs more, so that a noun that has a nisba is
# never read as its dual.
CONSTRUCT = Ending(_NOUN[Slot.DUAL]["ي"][0], "", Slot.DUAL, "ي")


# A noun with so large an extra cost for its sound plural hardly has one. Its construct state is then
# chance: أمانو, موتو and روكو are names. The surcharge.
_CONSTRUCT_PLURAL = (Slot.SOUND_MASCULINE_PLURAL, "و")
_UNSOUND, _OF_UNSOUND = 2.0, 6.0


def is_of_verb(slot: Slot) -> bool:
    """Whether a slot belongs to verbs."""
    return slot in _PERFECT or slot in _IMPERFECT


def _endings_with_pronouns(slot: Slot) -> dict[str, tuple[float, str, str]]:
    """All endings of a slot, with pronouns attached: {letters: (cost, pronoun, case)}."""
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


@cache
def surcharge(ending: Ending) -> float:
    """How much more an ending costs for its word than for a word of which it is a plain form."""
    return ending.cost - _endings_with_pronouns(ending.slot)[ending.letters][0]


def _may_stand(slot: Slot, case: str, group: int) -> bool:
    """Whether an ending of `slot` with `case` may follow proclitics of `group`."""
    if slot in _IMPERFECT:
        person = _PERSON_OF.get(group)
        possible = group not in FUTURES.values() or slot not in _JUSSIVE
        return person is not None and possible and _is_person_in(person, case)
    if slot in _PERFECT:
        return group == BARE or (group == PAST and slot not in _IMPERATIVES)
    if group == PREP:
        return _NOM not in case and _INDEF not in case
    if group == DEF:
        return not set(case) & {_NAMELIKE, _CON, _INDEF}
    return group == BARE


def _is_person_in(person: str, case: str) -> bool:
    """Whether the prefix of a person may stand before an ending with this case. Only one that asks
    for it has a madda."""
    return person in case or (not case and person != _MADDA)


def rows(kinds: tuple[str, ...]) -> tuple[dict[str, Row], ...]:
    """For each group of proclitics: {ending: {number of a kind: its cheapest Ending}}."""
    table: tuple[dict[str, dict[int, Ending]], ...] = tuple({} for _ in range(GROUPS))
    for number, kind in enumerate(kinds):
        for field in kind.split():
            slot, _, extra = field.partition(":")
            _enter_slot(table, number, Slot(slot), float(extra or 0))
    return tuple(dict(rows) for rows in table)


def _enter_slot(
    table: tuple[dict[str, dict[int, Ending]], ...], number: int, slot: Slot, extra: float
) -> None:
    """Enter the endings of one slot of kind `number` into the table."""
    for group, ending in _endings(slot):
        row = table[group].setdefault(ending.letters, {})
        cost = ending.cost + extra
        if extra >= _UNSOUND and (slot, ending.letters) == _CONSTRUCT_PLURAL:
            cost += _OF_UNSOUND
        if number not in row or row[number].cost > cost:
            row[number] = ending._replace(cost=cost) if extra else ending


@cache
def _endings(slot: Slot) -> tuple[tuple[int, Ending], ...]:
    """The endings of a slot, each with a group of proclitics that it may follow."""
    return tuple(
        (group, Ending(cost + _address_cost(slot, letters, pronoun, group), pronoun, slot, letters))
        for letters, (cost, pronoun, case) in _endings_with_pronouns(slot).items()
        for group in range(GROUPS)
        if _may_stand(slot, case, group)
    )


def _address_cost(slot: Slot, letters: str, pronoun: str, group: int) -> float:
    """How much more an ending of `slot` costs behind a proclitic of `group`, by whom it addresses."""
    of_you = slot == Slot.IMPERFECT_PLURAL and group in (TEH_PERSON, TEH_FUTURE)
    is_subjunctive = of_you and not letters.startswith("ون")
    return _THAT_YOU * is_subjunctive - _readers_discount(pronoun, group)


def is_addressed_to_readers(ending: Ending, proclitic: Proclitic) -> bool:
    """Whether a verb is a first person whose object are the readers: نشكركم."""
    return _readers_discount(ending.enclitic, proclitic.group) > 0


def _readers_discount(pronoun: str, group: int) -> float:
    """How much cheaper a pronoun is behind a proclitic of `group`."""
    return _ADDRESSED if pronoun == _READERS and group in (SELF_PERSON, SELF_FUTURE) else 0.0
