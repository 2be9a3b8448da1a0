"""Nouns of place and instrument, and the participles that are spelled like them: مَعلَم (معالم) and
مُعَلِّم (معلمون).

Without vowels their singulars are the same, but not their plurals: the noun of place has only a
broken plural, the participle only a sound one (Wright I 221-228, 305). So each gets its own plurals
and its own term (terms.py).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from indexer.arabic.compiler.stock import Stock
from indexer.arabic.compiler.vocalised import bare, letters
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.normalizer import fold

_PLACE = re.compile("^م[\u064e\u0650](.)(.)[\u064e-\u0650]([^ىي])(ة?)$")
_PARTICIPLE = re.compile("^م\u064f...*[^ىيةا]$")
_SECOND_FORM = re.compile("^(.)\u064e?(.)\u0651\u064e?([^ىا])$")
_DERIVED_KIND = "B TA P:1 F:1 AT:0.3 UN DU"
# The initial frequency of a participle that no source has.
_RAREST = 20
# The slots that a noun of place lacks, and the surcharge of a sound plural if the noun is in ة.
_NOT_OF_PLACE = (Slot.SOUND_MASCULINE_PLURAL, Slot.FEMININE, Slot.SOUND_FEMININE_PLURAL)
_SOUND_COST = 3.0
# If the sound plural is this many times commoner, it may be that of the noun of place: مركبة,
# مركبات.
_MUCH_COMMONER = 3.0


def is_participle(spelling: str) -> bool:
    """Whether a noun that is spelled like a noun of place is a participle of a derived verb."""
    return bool(_PARTICIPLE.match(spelling)) and len(letters(spelling)) == len("مفعل")


def assign_plurals(stock: Stock, verbs: Iterable[str], attested: Mapping[str, float]) -> None:
    """Give each noun of such a pair its own plurals. `verbs` are vocalised, the commonest first;
    `attested` maps folded forms to their frequency."""
    _make_participles(stock, verbs, attested)
    participles = _participles(stock)
    for word, plural, place in list(_places(stock, attested)):
        feminine = word.endswith("ة")
        base = word.removesuffix("ة")
        others = participles.get(base, [])
        if not others:
            continue
        if feminine:
            if not _is_mostly_sound(base, plural, attested):
                _change_kinds(stock, base, place, _with_dear_sound_plural)
            continue
        for (kind, number), cost in list(stock.stems.get(plural, {}).items()):
            if number in others:
                del stock.stems[plural][kind, number]
                stock.pass_claims(plural, number, place)
                stock.add(plural, kind, place, cost)
        _change_kinds(stock, base, place, _without_sound_plural)


def rarer_lemmas(stock: Stock, attested: Mapping[str, float]) -> set[int]:
    """The lemmas of the rarer kind, for nouns of place with a broken plural and participles that
    are spelled alike."""
    nouns_of: dict[str, list[int]] = {}
    for word, _, place in _places(stock, attested):
        nouns_of.setdefault(word, []).append(place)
    found: set[int] = set()
    participles = _participles(stock)
    for word, nouns in nouns_of.items():
        others = participles.get(word, [])
        if others:
            kinds = (nouns, others)
            found.update(min(kinds, key=lambda kind: max(stock.frequency[n] for n in kind)))
    return found


def _places(stock: Stock, attested: Mapping[str, float]) -> Iterator[tuple[str, str, int]]:
    """The nouns of place with a broken plural: letters, plural, lemma."""
    for (spelling, speech), number in stock.lemmas.items():
        found = _PLACE.match(spelling)
        if found and speech == "noun":
            first, second, third, _ = found.groups()
            plural = f"م{first}ا{second}{third}"
            if plural in stock.stems and attested.get(fold(plural), 0.0) > 0:
                yield letters(spelling), plural, number


def _participles(stock: Stock) -> dict[str, list[int]]:
    """The participles that are spelled like nouns of place, by their letters."""
    found: dict[str, list[int]] = {}
    for (spelling, speech), number in stock.lemmas.items():
        if speech == "noun" and is_participle(spelling):
            found.setdefault(letters(spelling), []).append(number)
    return found


def _make_participles(stock: Stock, verbs: Iterable[str], attested: Mapping[str, float]) -> None:
    """Add participles of form II that are spelled like nouns of place and that no source has."""
    known = _participles(stock)
    bases = {word.removesuffix("ة") for word, _, _ in _places(stock, attested)}
    for verb in verbs:
        root = _SECOND_FORM.match(bare(verb))
        word = "م" + "".join(root.groups()) if root else ""
        if root and word in bases and word not in known:
            first, second, third = root.groups()
            spelling = f"م\u064f{first}\u064e{second}\u0651\u0650{third}"
            number = stock.lemma(spelling, "adj", _RAREST)
            stock.add(word, _DERIVED_KIND, number, 0.0)
            known[word] = [number]


def _is_mostly_sound(base: str, plural: str, attested: Mapping[str, float]) -> bool:
    """Whether the sound plural is far commoner than the broken one."""
    sound, broken = (
        sum(attested.get(fold(head + form), 0.0) for head in ("", "ال"))
        for form in (base + "ات", plural)
    )
    return sound > _MUCH_COMMONER * broken


def _without_sound_plural(kind: str) -> str:
    return " ".join(slot for slot in kind.split() if slot.split(":")[0] not in _NOT_OF_PLACE)


def _with_dear_sound_plural(kind: str) -> str:
    return " ".join(
        f"{slot}:{_SOUND_COST:g}" if slot == Slot.SOUND_FEMININE_PLURAL else slot
        for slot in kind.split()
    )


def _change_kinds(stock: Stock, stem: str, lemma: int, changed: Callable[[str], str]) -> None:
    """Change the kinds of a stem of a lemma."""
    for (kind, number), cost in list(stock.stems.get(stem, {}).items()):
        if number == lemma:
            del stock.stems[stem][kind, number]
            stock.add(stem, changed(kind), lemma, cost)
