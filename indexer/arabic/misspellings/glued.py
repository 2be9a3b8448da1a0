"""Words that are written together because a space was left out: وزارةالصحة, وزيرالخارجية.

ة only ends words, so another word begins at a letter that follows it. After a letter that does not
join the next one the eye sees a space that is not there: another word begins before the article,
and behind an ى, if both halves are known words and the whole is not. So it does behind the vocative
يا, if it is a common noun, perhaps with "my", or a name: ياوطن, ويادكتور. Names that are written
together (عبدالعزيز, نورالدين) stay whole, but أبو is written apart as often: أبوحمد, أبو حمد.
"""

import re
from functools import lru_cache

from indexer.arabic.expressions import name_table, names
from indexer.arabic.expressions.name_table import Names
from indexer.arabic.lexicon import stopwords
from indexer.arabic.misspellings import respelling
from indexer.arabic.orthography import letters
from indexer.arabic.orthography.letters import ALEF_MAKSURA, ARTICLE, TEH_MARBUTA
from indexer.arabic.orthography.normalizer import clean, fold_clean
from indexer.arabic.reading import stemmer

_BETWEEN = f"{TEH_MARBUTA}{letters.VOWEL_MARKS}{letters.TATWEEL}{letters.FORMAT_MARKS}"
_LETTER = f"[{letters.PLAIN}]"
# At most eight, because a match is tried at each sign of a long row of them.
_BEHIND_TEH = re.compile(f"{TEH_MARBUTA}(?<=..)[{_BETWEEN}]{{0,8}}+(?={_LETTER})")
_PLAIN = re.compile(f"{_LETTER}+")
# At least three letters on both sides, not counting the article. What is rare comes last.
_PLACES = re.compile(
    f"[اءدذرزو](?={ARTICLE}{_LETTER}{{3}})(?<={_LETTER}{{3}})"
    f"|{ALEF_MAKSURA}(?=(?!ء){_LETTER}{{2}})(?<={_LETTER}{{3}})"
)
# Behind the "father of" a surname. Apollo and his like have لو there.
_FATHER = re.compile(f"و?[أا]بو(?=(?!ل?لو){_LETTER}{{3}})")
_OPENINGS = ("أبو", "ابو", "وأبو", "وابو", "يا", "ويا", "فيا")
# The vocative, and how dear a word behind it may be (in nats), and how much cheaper than the whole, if
# only the press has that.
_VOCATIVE = re.compile(f"[وف]?يا(?={_LETTER}{{3}})")
_DEAREST_ADDRESSED, _CHEAPER_ADDRESSED = 10.5, 3.0
# The ending of a noun with "my", and that of its dictionary form.
_MY = ((letters.TEH + letters.YEH, TEH_MARBUTA), (letters.YEH, ""))
# Candidates in a text of many words.
SUSPECTS = re.compile(
    f"{_BEHIND_TEH.pattern}|{_PLACES.pattern}|(?<!{_LETTER})(?:{_FATHER.pattern}|{_VOCATIVE.pattern})"
)
_SHORTEST_WITH_ARTICLE = 5
# The first and last parts of names written as one word: عبدالعزيز, أمالخير, حمدالله, نورالدين.
_OPEN_NAMES = frozenset({"عبد", "اب", "ابو", "ابا", "ابي", "ام"})
_END_NAMES = frozenset({"الله", "الدين", "الرحمن"})
# A reading more expensive than this (in nats) is a rare word.
_DEAREST = 14.0
# Longer runs of letters are no text.
_LONGEST = 64
_MEMO = 50_000


def inner_starts(surface: str, known: Names | None = None) -> tuple[int, ...]:
    """The offsets in a surface form at which further words begin; empty for most. `known` are the
    names that stay whole."""
    # Called for every word; this excludes nearly all of them.
    if (
        TEH_MARBUTA in surface[:-1]
        or ARTICLE in surface[3:]
        or ALEF_MAKSURA in surface[2:-1]
        or surface.startswith(_OPENINGS)
    ):
        return _inner_starts(surface, known or name_table.shipped())
    return ()


@lru_cache(maxsize=_MEMO)
def _inner_starts(surface: str, known: Names) -> tuple[int, ...]:
    if len(surface) > _LONGEST or names.find_behind_proclitics(fold_clean(clean(surface)), known):
        return ()
    found: list[int] = []
    start = 0
    for end in (*(teh.end() for teh in _BEHIND_TEH.finditer(surface)), len(surface)):
        place = _second_word_start(surface[start:end], known)
        found += [start + place, end] if place else [end]
        start = end
    return tuple(found[:-1])


def _second_word_start(word: str, known: Names) -> int | None:
    """Where the second of two known words begins that are no word together; None if there are none."""
    father, vocative = _FATHER.match(word), _VOCATIVE.match(word)
    if not (father or vocative or _PLACES.search(word)) or not _PLAIN.fullmatch(word):
        return None
    speech = respelling.read(word, fold_clean(word), known).speech
    if vocative and _is_addressed(word, vocative.end(), speech, known):
        return vocative.end()
    if speech != "unknown":
        return None
    if father and _is_surname(word[father.end() :], known):
        return father.end()
    return next(
        (place.end() for place in _PLACES.finditer(word) if _are_two(word, place.end(), known)),
        None,
    )


def _is_addressed(word: str, place: int, speech: str, known: Names) -> bool:
    """Whether the letters from `place` on are a common noun or a name, and the whole is a word that
    at most the press has."""
    if speech not in ("unknown", "new"):
        return False
    rest = _without_my(word[place:], known)
    addressed = stemmer.read(rest, fold_clean(rest), known)
    dearest = _DEAREST_ADDRESSED
    if speech == "new":
        dearest = min(dearest, stemmer.cost(word, known) - _CHEAPER_ADDRESSED)
    return (
        addressed.speech in ("noun", "name")
        and not addressed.proclitics
        and stemmer.cost(rest, known) <= dearest
    )


def _without_my(form: str, known: Names) -> str:
    """The dictionary form of a noun with "my", which the press seldom says: سيدتي. Of another form
    itself."""
    term, dearest = stemmer.read(form, fold_clean(form), known).stem, stemmer.cost(form, known)
    for ending, rest in _MY:
        noun = form.removesuffix(ending) + rest
        if form.endswith(ending) and len(noun) > 1:
            reading = stemmer.read(noun, fold_clean(noun), known)
            is_its = reading.speech == "noun" and reading.likeliest == term
            if is_its and stemmer.cost(noun, known) < dearest:
                return noun
    return form


def _are_two(word: str, place: int, known: Names) -> bool:
    first, second = word[:place], word[place:]
    if first.startswith(ARTICLE) and len(first) < _SHORTEST_WITH_ARTICLE:
        return False
    if not all(_is_known(each, known) for each in (first, second)):
        return False
    opening = respelling.read(first, fold_clean(first), known)
    is_name = opening.likeliest in _OPEN_NAMES or fold_clean(second) in _END_NAMES
    return first.endswith(ALEF_MAKSURA) or not is_name


def _is_surname(form: str, known: Names) -> bool:
    """Whether the letters behind أبو may be a name."""
    return _is_known(form, known) and not stopwords.is_stop(clean(form))


def _is_known(form: str, known: Names) -> bool:
    """Whether a spelling is a word of the lexicon, and not a rare one."""
    is_listed = respelling.read(form, fold_clean(form), known).is_listed
    return is_listed and stemmer.cost(form, known) <= _DEAREST
