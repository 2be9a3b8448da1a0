"""Stems of nouns and adjectives: which endings each lemma takes, and its broken plurals."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from indexer.arabic.compiler import tables
from indexer.arabic.compiler.sources import Noun, folded_counts, nouns
from indexer.arabic.compiler.vocalised import KASRATAN, SHADDA, bare, letters
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.normalizer import fold

ALEF_ENDINGS = ("ا", "ى")
_ADJECTIVE = "B TA P:1 F:1 AT:0.3 UN DU"
# Before a pronoun it is most often the dual of the noun: بلديهما, شعبينا.
_NISBA = "B TA P:5 F:1 AT:0.3 UN DU"
# A word in ي that no source vowels is a nisba (هولندي), unless it has the shape of a participle of
# form III or of a plural: موازي, تقاوي.
_UNVOWELLED_NISBA = re.compile("^(?!..ا.ي$)[^\u064b-\u0652]{4,}ي$")
_PLURAL = "B TA P"
# The surcharge of a plural without its ي: جوار.
_WITHOUT_YEH = 0.5
# A plural like مفاعل has no tanwin; its alef is a mistake.
_DIPTOTE_PLURAL = "B TA:5 P"
_DIPTOTE = re.compile("..ا.ي?[^ةىي]")
# مومياوات of مومياء.
_WAWAT_COST = 4.0
# A nisba rarer than this (in a million words) is ignored.
_RAREST_NISBA = 0.1
# The letters that a broken plural may lose or have more than its singular: long vowels and hamza.
_WEAK = set(fold("اويأإآىؤئء"))
_TRILITERAL = 3
# The letters that are lost with an ending of the singular.
_LOST_ENDINGS = {"ن": ("ان", "آن"), "ه": ("ه",)}
# Endings of sound plurals and of plurals like شبان; the beginning of plurals like محاسن (of حسن).
_SOUND_ENDING = re.compile("(?:[اآ]ن|ات|ون|ين)$")
_PLACES = re.compile("م(?:..?ا|آ)")
# An active participle, and what follows the first two radicals in its plurals فُعّال, فَعَلة and فُعَّل.
_PARTICIPLE = re.compile(".ا.[^ة]")
_OF_PARTICIPLE = re.compile("ا[^ةى]|[^ا]ة?")
# The surcharge of a feminine in ة: of a person or an animal, of a masdar, of any other noun.
_OF_PERSON, _OF_MASDAR, _OF_THING = 2.5, 6.5, 4.5


class Stem(NamedTuple):
    """A stem (with its hamza seats), its kind, and its extra cost."""

    letters: str
    kind: str
    cost: float


@cache
def _dictionary() -> dict[str, list[Noun]]:
    """arramooz' singular nouns by bare spelling and, after those, by folded spelling."""
    found: dict[str, list[Noun]] = {}
    for noun in nouns():
        if not noun.plural:
            found.setdefault(bare(noun.spelling), []).append(noun)
            found.setdefault(fold(noun.spelling), []).append(noun)
    return found


def dictionary_entries(spelling: str) -> list[Noun]:
    """arramooz' entries of a lemma: those with its vowels, or else those with its letters."""
    return _dictionary().get(bare(spelling)) or _dictionary().get(fold(spelling)) or []


def stems(spelling: str, speech: str) -> Iterator[Stem]:
    """The regular stems of a lemma."""
    known = dictionary_entries(spelling)
    word = letters(spelling)
    plain = bare(spelling)
    if plain.endswith("ة"):
        yield from _feminine(word)
    elif plain.endswith(ALEF_ENDINGS):
        yield from _in_alef(word, plain)
    elif _UNVOWELLED_NISBA.search(spelling):
        yield Stem(word, _NISBA, 0.0)
    elif re.search("(?<=[\u0650\u0651])ي$|(?<=[^\u064b-\u0652])ي$", plain) and len(word) > 3:
        is_counted = any(noun.feminine_plural for noun in known)
        masdar = SHADDA + "ي" in plain
        yield from _defective(word, speech, masdar=masdar, is_counted=is_counted)
    elif speech in ("adj", "adj_num") or plain.endswith("ي" + SHADDA):
        is_nisba = speech == "adj" and plain.endswith("ي" + SHADDA)
        yield Stem(word, _NISBA if is_nisba else _ADJECTIVE, 0.0)
    elif speech == "adj_comp":
        yield Stem(word, "B P DU:1", 0.0)
    else:
        yield from _masculine(word, known)


def _feminine(word: str) -> Iterator[Stem]:
    """The stems of a noun in ة. For one in اة the plural is the better attested one (قنوات,
    مباريات)."""
    stem = word[:-1]
    if not stem.endswith("ا"):
        yield Stem(stem, "H HD AT" + (" NI:1" if _has_nisba(stem) else ""), 0.0)
        return
    yield Stem(stem, "H HD", 0.0)
    plurals = [stem[:-1] + letters + "ات" for letters in ("و", "ي")]
    best = max(plurals, key=lambda plural: (folded_counts().get(fold(plural), 0.0), plural))
    if folded_counts().get(fold(best), 0.0) > 0.05:
        yield Stem(best, "B P", 1.8)


def _in_alef(word: str, plain: str) -> Iterator[Stem]:
    """The stems of a noun in ى or ا: مستشفى, مستشفاه, مستشفيات; for a participle مغطاة too. عصا
    gets no plural."""
    yield Stem(word, Slot.BARE, 0.0)
    yield Stem(word[:-1] + "ا", Slot.BEFORE_PRONOUN, 0.0)
    if plain.endswith("ى"):
        yield Stem(word, "DU AT", 0.0)
        if len(word) > len("هدى"):
            # Participles have sound plurals: المستدعون.
            yield Stem(word[:-1], "UN:0.5" if word.startswith("م") else "UN:2", 0.0)
        if word.startswith("م"):
            yield Stem(word[:-1] + "ا", "H:2", 0.0)


def _defective(word: str, speech: str, *, masdar: bool, is_counted: bool) -> Iterator[Stem]:
    """The stems of a noun whose ي may be dropped: قاض, القاضي, قاضون, قاضية. Without its ي a masdar
    is most often spelled like a verb (تحد); it has a plural in ات if the dictionary says so
    (تجليات)."""
    less = 0.0 if speech == "adj" else 2.5
    many = 0.0 if masdar and is_counted else less
    yield Stem(word, f"B TA P F:{1 + less} AT:{0.5 + many} DU:0.5", 0.0)
    yield Stem(word[:-1], f"B:{4 if masdar else 2.5} UN", 0.0)


def _masculine(word: str, known: list[Noun]) -> Iterator[Stem]:
    """The stems of a noun without a feminine ending."""
    sound = any(noun.masculine_plural for noun in known)
    feminable = any(noun.feminable for noun in known)
    many = any(noun.feminine_plural for noun in known)
    masdar = any("مصدر" in noun.wazn for noun in known)
    feminine = _OF_PERSON if feminable else _OF_MASDAR if masdar else _OF_THING
    kind = f"B TA P DU F:{feminine} AT:{0.0 if many else 2.0} UN:{0.0 if sound else 2.5}"
    if _has_nisba(word):
        kind += " NI"
    yield Stem(word, kind, 0.0)
    if word.endswith("أ"):
        yield Stem(word[:-1] + "ئ", "P UN:2 DU:1 AT:1", 0.0)
    if word.endswith("اء"):
        yield Stem(word[:-1] + "وات", "B P", _WAWAT_COST)


def _has_nisba(stem: str) -> bool:
    """Whether a noun has a nisba. Where وزيري means two ministers and is no adjective, وزيرية and
    الوزيري are rare."""
    plain, *others = (
        folded_counts().get(fold(form), 0.0)
        for form in (f"{stem}ي", f"{stem}ية", f"ال{stem}ية", f"ال{stem}ي")
    )
    return sum(others) > max(plain, _RAREST_NISBA)


def plural_stems(spelling: str, cost: float) -> Iterator[Stem]:
    """The stems of a broken plural. The dictionary may have one without its ي, but with its tanwin:
    جَوَالٍ."""
    if spelling.endswith(KASRATAN):
        yield Stem(letters(spelling), Slot.BARE, cost + _WITHOUT_YEH)
        spelling = letters(spelling) + "ي"
    word, plain = letters(spelling), bare(spelling)
    if len(word) < 2:
        return
    if plain.endswith("ة") and len(word) > 3:
        yield Stem(word[:-1], Slot.IN_TEH_MARBUTA, cost)
    elif plain.endswith("ى"):
        yield Stem(word, Slot.BARE, cost)
        yield Stem(word[:-1] + "ا", Slot.BEFORE_PRONOUN, cost)
    elif re.search("^[^ا]*م?.ا?..?(?<![\u064b-\u0652])ي$|ا.\u0650?ي$", plain) and len(word) > 4:
        yield Stem(word, _PLURAL, cost)
        yield Stem(word[:-1], Slot.BARE, cost + _WITHOUT_YEH)
    else:
        yield Stem(word, _DIPTOTE_PLURAL if _DIPTOTE.fullmatch(word) else _PLURAL, cost)


def plurals(spelling: str) -> list[str]:
    """The broken plurals of a lemma in arramooz, vocalised."""
    found = [plural for noun in dictionary_entries(spelling) for plural in noun.plurals]
    found += _singulars().get(bare(spelling), [])
    return [
        plural
        for plural in dict.fromkeys(found)
        if has_radicals_of(plural, spelling) and not is_made_up(plural, spelling)
    ]


def is_made_up(plural: str, singular: str) -> bool:
    """Whether a broken plural of an active participle is one of those that the sources give to
    nearly every participle (فُعّال, فَعَلة, فُعَّل) and that hardly anybody uses."""
    word, participle = letters(plural), letters(singular)
    if not _PARTICIPLE.fullmatch(participle) or word in tables.plurals_of_participles():
        return False
    first, second = participle[0], participle[2]
    return word.startswith(first + second) and bool(_OF_PARTICIPLE.fullmatch(word[2:]))


def has_radicals_of(plural: str, singular: str) -> bool:
    """Whether a broken plural has the strong radicals of its singular. What has not is a scrap of
    another note in the dictionary (وهن, from «وهن شريفات», is no plural of شريف), or suppletive
    (نساء) and stands in the project's own table.

    The plural may have no other strong letter, except the م of مفاعل. A singular of more than three
    may lose one (عندليب, عنادل), and a shorter one the ن or ه at its end (عطشان, عطشى).
    """
    radicals, written = _strong(letters(singular)), letters(plural)
    base = _SOUND_ENDING.sub("", written)
    others = _strong(base) - radicals
    if others and not (others == {"م"} and _PLACES.match(base)):
        return False
    lost = radicals - _strong(written)
    if len(radicals) <= _TRILITERAL:
        return all(letters(singular).endswith(_LOST_ENDINGS.get(letter, ())) for letter in lost)
    return not radicals.isdisjoint(_strong(base))


def _strong(word: str) -> set[str]:
    """The letters of a word that are strong radicals, or affixes."""
    return set(fold(word.removesuffix("ة"))) - _WEAK


@cache
def _singulars() -> dict[str, list[str]]:
    """arramooz' plural entries by the bare spelling of their singular."""
    found: dict[str, list[str]] = {}
    for noun in nouns():
        if noun.plural and noun.singular:
            found.setdefault(bare(noun.singular), []).append(noun.spelling)
    return found
