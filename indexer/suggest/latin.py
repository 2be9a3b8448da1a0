"""Names in Latin letters or Chinese characters as the Arabic press writes them, and the other way.

Known names come from a table (see `equivalents`), others are spelled by rule: Chinese names by their
pinyin, the rest letter by letter. Where a letter has several ways, those that stand in the collection decide.
"""

import heapq
import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from indexer import limits
from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.letters import ARTICLE
from indexer.engines.protocol import Searcher
from indexer.query.lexer import operator
from indexer.query.reading import Reading
from indexer.query.values import Term
from indexer.suggest import equivalents
from indexer.suggest.words import is_plain, looked_for, spelled

_SHORTEST = 3
# Spellings by rule that are looked up, the likelier ones.
_SPELLINGS = 96
# What a less usual way to write a letter costs, in powers of ten of releases.
_UNUSUAL = 0.7

# Pinyin, its parts in the usual transcription of the Arabic press.
_INITIALS = {
    "zh": "تش", "ch": "تش", "sh": "ش", "b": "ب", "p": "ب", "m": "م", "f": "ف", "d": "د", "t": "ت",
    "n": "ن", "l": "ل", "g": "ق", "k": "ك", "h": "ه", "j": "ج", "q": "تش", "x": "ش", "r": "ر",
    "z": "تس", "c": "تس", "s": "س", "y": "ي", "w": "و", "": "",
}  # fmt: skip
_FINALS = {
    "iang": "يانغ", "iong": "يونغ", "uang": "وانغ", "ang": "انغ", "eng": "نغ", "ing": "ينغ",
    "ong": "ونغ", "ian": "يان", "iao": "ياو", "uai": "واي", "uan": "وان", "ai": "اي", "an": "ان",
    "ao": "او", "ei": "ي", "en": "ن", "er": "ار", "ia": "يا", "ie": "يه", "in": "ين", "iu": "يو",
    "ou": "و", "ua": "وا", "ue": "ويه", "ui": "وي", "un": "ون", "uo": "وه", "a": "ا", "e": "ه",
    "i": "ي", "o": "و", "u": "و",
}  # fmt: skip
# Letters elsewhere, the usual way first; "" is a short vowel.
_LETTERS = {
    "sch": "ش", "sh": "ش", "ch": "تش ش خ", "th": "ث ت", "kh": "خ", "gh": "غ", "dh": "ذ ض ظ",
    "ph": "ف", "ck": "ك", "oo": "و", "ou": "و", "ee": "ي", "ai": "اي ي", "ay": "اي ي",
    "ei": "اي ي", "au": "او", "ow": "و او", "qu": "كو", "a": 'ا ""', "b": "ب", "c": "ك س",
    "d": "د ض", "e": '"" ي', "f": "ف", "g": "غ ج ق", "h": "ه ح", "i": 'ي ""', "j": "ج",
    "k": "ك ق", "l": "ل", "m": "م", "n": "ن", "o": 'و ""', "p": "ب", "q": "ق", "r": "ر",
    "s": "س ص", "t": "ت ط", "u": 'و ""', "v": "ف", "w": "و", "x": "كس", "y": "ي", "z": "ز",
    "'": '"" ع',
}  # fmt: skip
_OPENING = {"a": "ا ع", "e": "ا اي", "i": "ا اي", "o": "او ا", "u": "ا او"}
_ENDING = {"a": "ا ه", "e": '"" ي ه', "ah": "ه ا"}
_LONGEST_GRAPHEME = 3


class _Spelling(NamedTuple):
    unusual: int
    text: str


def in_arabic(
    q: str, reading: Reading, analyzer: Analyzer, searcher: Searcher, *, by_rule: bool
) -> Iterator[str]:
    """`q` with its names in Arabic letters: those of the table, and if `by_rule` also those that the
    rules lead to; nothing where none is known or found. What is excluded keeps its name."""
    left = limits.SPELLED_BY_RULE if by_rule else 0

    def renamed(tokens: Sequence[Token]) -> tuple[int, str]:
        nonlocal left
        size, names = equivalents.in_arabic(tokens)
        if not size and left and _is_latin(tokens[0]):
            left -= 1
            return 1, _spelled(tokens[0], analyzer, searcher)
        return size, _likeliest(names, analyzer, searcher)

    tokens = list(analyzer.tokens(q))
    for text in _rewritten(q, reading, tokens, renamed):
        yield text
        if by_rule and is_plain(q, tokens) and not any(operator(t.surface) for t in tokens):
            yield " ".join(token.surface for token in analyzer.tokens(text) if _remains(token))


def _remains(token: Token) -> bool:
    """Whether a word is none of those beside names that are none: in, du, Mr."""
    word = token.word
    return not word.stop and (word.exact.isdigit() or not word.exact.isascii())


def in_latin(q: str, reading: Reading, analyzer: Analyzer, searcher: Searcher) -> Iterator[str]:
    """`q` with the Arabic names of the table in Latin letters; nothing where none is known."""

    def renamed(tokens: Sequence[Token]) -> tuple[int, str]:
        size, names = equivalents.in_latin(tokens, analyzer)
        return size, _likeliest(names, analyzer, searcher)

    yield from _rewritten(q, reading, list(analyzer.tokens(q)), renamed)


def _rewritten(
    q: str,
    reading: Reading,
    tokens: Sequence[Token],
    renamed: Callable[[Sequence[Token]], tuple[int, str]],
) -> Iterator[str]:
    """`q` with other names: `renamed` says how many of the tokens are one, and what it becomes."""
    if len(tokens) > limits.NAME_WORDS:
        return
    sought = looked_for(tokens, reading)
    parts: list[str] = []
    at = place = 0
    while place < len(tokens):
        size, name = renamed(tokens[place:]) if tokens[place] in sought else (1, "")
        if name:
            parts += [q[at : tokens[place].start], name]
            at = tokens[place + size - 1].end
        place += max(size, 1)
    if parts:
        yield "".join([*parts, q[at:]])


def _likeliest(names: Sequence[str], analyzer: Analyzer, searcher: Searcher) -> str:
    """The first of some names whose words are all in the collection, else the first; empty where there is none."""

    def is_there(name: str) -> bool:
        terms = [Term("stem", token.word.stem) for token in analyzer.tokens(name)]
        return len(names) == 1 or all(searcher.frequencies(terms))

    return next(filter(is_there, names), names[0] if names else "")


def _is_latin(token: Token) -> bool:
    return len(token.word.form) >= _SHORTEST and all(
        letter in _LETTERS for letter in token.word.exact
    )


def _spelled(token: Token, analyzer: Analyzer, searcher: Searcher) -> str:
    """A word that the collection lacks as it stands there in Arabic letters; empty if it does not."""
    word = token.word.exact
    if searcher.frequencies([Term("stem", token.word.stem)])[0]:
        return ""
    chinese = pinyin(word)
    if chinese and searcher.frequencies([Term("stem", analyzer.word(chinese).stem)])[0]:
        return chinese
    spellings = [
        _Spelling(unusual, article + text)
        for unusual, text in by_letter(word)
        for article in ("", ARTICLE)
    ]
    counts = searcher.frequencies([Term("exact", each.text) for each in spellings])
    found = [
        (math.log10(count) - _UNUSUAL * each.unusual, each.text)
        for each, count in zip(spellings, counts, strict=True)
        if count
    ]
    if not found:
        return ""
    return spelled(max(found)[1], searcher)


def pinyin(word: str) -> str:
    """A word of pinyin syllables in Arabic letters, of the fewest that it can be; empty if it is none."""
    best: list[tuple[int, str] | None] = [(0, "")] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            before, syllable = best[start], _syllable(word[start:end])
            if before and syllable:
                known = best[end]
                longer = (before[0] + 1, before[1] + syllable)
                best[end] = min(known, longer) if known else longer
    whole = best[len(word)]
    return whole[1] if whole else ""


def _syllable(part: str) -> str:
    for size in (2, 1, 0):
        initial, final = part[:size], part[size:]
        if initial in _INITIALS and final in _FINALS:
            return _INITIALS[initial] + _FINALS[final]
    return ""


def by_letter(word: str) -> list[_Spelling]:
    """Spellings of a Latin word in folded Arabic letters, the more usual first."""
    found = [_Spelling(0, "")]
    at = 0
    while at < len(word):
        size, ways = _ways(word, at)
        grown = (
            _Spelling(before.unusual + rank, before.text + way)
            for before in found
            for rank, way in enumerate(ways)
        )
        found = heapq.nsmallest(_SPELLINGS, set(grown))
        at += size
    return [each for each in found if len(each.text) > 1]


def _ways(word: str, at: int) -> tuple[int, list[str]]:
    """How long the grapheme at a place is, and how it is written."""
    if at and word[at - 1] == word[at] and word[at] not in "aeiou":
        return 1, [""]
    for size in range(_LONGEST_GRAPHEME, 0, -1):
        part = word[at : at + size]
        opening = _OPENING.get(part) if at == 0 else None
        ending = _ENDING.get(part) if at + size == len(word) else None
        ways = opening or ending or _LETTERS.get(part)
        if ways and len(part) == size:
            return size, [way.strip('"') for way in ways.split()]
    return 1, [""]
