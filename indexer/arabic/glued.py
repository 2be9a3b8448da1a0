"""Words that are written together because a space was left out: وزارةالصحة, وزيرالخارجية.

A ة stands at the end of a word alone, so that where a letter follows another word begins. Behind a letter that joins
nothing the eye sees a space where none is: there one begins at the article, and behind an ى, if both halves are
known words and the whole is none. Names that are written so (عبدالعزيز, أبوالعينين, نورالدين) stay whole.
"""

import re
from functools import lru_cache

from indexer.arabic import letters, names, respelling
from indexer.arabic.letters import ALEF_MAKSURA, ARTICLE, TEH_MARBUTA
from indexer.arabic.normalizer import clean, fold_clean

_BETWEEN = f"{TEH_MARBUTA}{letters.VOWEL_MARKS}{letters.TATWEEL}{letters.FORMAT_MARKS}"
_LETTER = f"[{letters.PLAIN}]"
# So few signs, as each of a long row of them is looked from.
_BEHIND_TEH = re.compile(f"{TEH_MARBUTA}(?<=..)[{_BETWEEN}]{{0,8}}+(?={_LETTER})")
_PLAIN = re.compile(f"{_LETTER}+")
# Three letters and more stand on both sides, without the article. What is seldom there is looked for last.
_PLACES = re.compile(
    f"[اءدذرزو](?={ARTICLE}{_LETTER}{{3}})(?<={_LETTER}{{3}})"
    f"|{ALEF_MAKSURA}(?=(?!ء){_LETTER}{{2}})(?<={_LETTER}{{3}})"
)
# Where to look for them in a text of many words.
SUSPECTS = re.compile(f"{_BEHIND_TEH.pattern}|{_PLACES.pattern}")
_SHORTEST_WITH_ARTICLE = 5
# What opens and what ends names of one word: عبدالعزيز, أبوالعينين, حمدالله, نورالدين.
_OPEN_NAMES = frozenset({"عبد", "اب", "ابو", "ابا", "ابي", "ام"})
_END_NAMES = frozenset({"الله", "الدين", "الرحمن"})
# A reading that costs more (in nats) is one of a rare word.
_DEAREST = 14.0
# A longer run of letters is no text.
_LONGEST = 64
_MEMO = 50_000


def inner_starts(surface: str, known: names.Names | None = None) -> tuple[int, ...]:
    """Where in a surface form further words begin; most have none. `known` are the names that stay whole."""
    # Asked of every word: nearly all are told by this.
    if TEH_MARBUTA in surface[:-1] or ARTICLE in surface[3:] or ALEF_MAKSURA in surface[2:-1]:
        return _inner_starts(surface, known or names.shipped())
    return ()


@lru_cache(maxsize=_MEMO)
def _inner_starts(surface: str, known: names.Names) -> tuple[int, ...]:
    if len(surface) > _LONGEST or names.find_behind_proclitics(fold_clean(clean(surface)), known):
        return ()
    found: list[int] = []
    start = 0
    for end in (*(teh.end() for teh in _BEHIND_TEH.finditer(surface)), len(surface)):
        place = _second_word_start(surface[start:end], known)
        found += [start + place, end] if place else [end]
        start = end
    return tuple(found[:-1])


def _second_word_start(word: str, known: names.Names) -> int | None:
    """Where the second of two known words begins that are no word together."""
    if not _PLACES.search(word) or not _PLAIN.fullmatch(word):
        return None
    if respelling.read(word, fold_clean(word), known).speech != "unknown":
        return None
    return next(
        (place.end() for place in _PLACES.finditer(word) if _are_two(word, place.end(), known)),
        None,
    )


def _are_two(word: str, place: int, known: names.Names) -> bool:
    first, second = word[:place], word[place:]
    if first.startswith(ARTICLE) and len(first) < _SHORTEST_WITH_ARTICLE:
        return False
    if not all(_is_known(each, known) for each in (first, second)):
        return False
    opening = respelling.read(first, fold_clean(first), known)
    is_name = opening.likeliest in _OPEN_NAMES or fold_clean(second) in _END_NAMES
    return first.endswith(ALEF_MAKSURA) or not is_name


def _is_known(form: str, known: names.Names) -> bool:
    """Whether a spelling is a word of a dictionary, and none that is rare."""
    is_listed = respelling.read(form, fold_clean(form), known).is_listed
    return is_listed and respelling.cost(form, known) <= _DEAREST
