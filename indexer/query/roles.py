"""Where a word of the language is an operator, and where it is a word like others.

أو joins what stands on both sides of it. ليس and بدون exclude a topic: a definite noun, a name, a foreign
word, quotes or brackets, after something else. In running text they stand before other words, and mean
what they say: دخول بدون تأشيرة looks for visa-free entry, ليس هناك excludes nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.letters import ALEF, ARTICLE
from indexer.arabic.normalizer import fold
from indexer.query.lexemes import Bracket, Lexeme, Operand, Operator
from indexer.query.syntax import Text
from indexer.query.values import Warn

_ARABIC_LETTERS = "ءاأإآؤئبتثجحخدذرزسشصضطظعغفقكلمنهويىةپچژگ"
_BARELY = fold("ليس")
# ليس مجرد زيارة: "not just" excludes nothing.
_NO_TOPICS = frozenset({fold("مجرد"), fold("فحسب"), fold("وحده"), fold("وحدها")})


class Roles(NamedTuple):
    lexemes: list[Lexeme]
    warnings: list[Warn]


def roles(analyzer: Analyzer, lexemes: Sequence[Lexeme]) -> Roles:
    """`lexemes` with words for the operators that are none; signs that say nothing are left out."""
    found: list[Lexeme] = []
    warnings: list[Warn] = []
    for place, lexeme in enumerate(lexemes):
        if not isinstance(lexeme, Operator) or not lexeme.word:
            found.append(lexeme)
            continue
        rest = lexemes[place + 1 :]
        if lexeme.kind == "not":
            is_operator = _excludes(analyzer, lexeme, found, rest)
        else:
            is_operator = _ends(found) and bool(rest) and _begins(rest[0])
        if is_operator:
            found.append(lexeme)
        elif fold(lexeme.written):
            found.append(Operand(Text(lexeme.written)))
            if lexeme.kind == "not" and _ends(found[:-1]) and rest and _content(analyzer, rest[0]):
                warnings.append(Warn("read_as_word", lexeme.written))
    return Roles(found, warnings)


def _ends(found: Sequence[Lexeme]) -> bool:
    """Whether something to look for ends here."""
    if not found:
        return False
    return isinstance(found[-1], Operand) or (
        isinstance(found[-1], Bracket) and not found[-1].opens
    )


def _begins(lexeme: Lexeme) -> bool:
    """Whether something to look for begins here."""
    if isinstance(lexeme, Bracket):
        return lexeme.opens
    return not isinstance(lexeme, Operator) or lexeme.kind == "not"


def _excludes(
    analyzer: Analyzer, word: Operator, before: Sequence[Lexeme], rest: Sequence[Lexeme]
) -> bool:
    if not rest:
        return False
    joined = bool(before) and isinstance(before[-1], Operator)
    if not before or not (_ends(before) or joined):
        # ليس الصين by itself excludes; ليس الهدف من الزيارة is running text.
        return _is_one(rest) and _topic(analyzer, word, rest[0])
    return _topic(analyzer, word, rest[0]) and not (len(rest) > 1 and _stop(analyzer, rest[1]))


def _is_one(rest: Sequence[Lexeme]) -> bool:
    """Whether all of it is one operand: a word, or what stands in one pair of brackets."""
    depth = 0
    for place, lexeme in enumerate(rest, 1):
        if isinstance(lexeme, Bracket):
            depth += 1 if lexeme.opens else -1
        if depth <= 0:
            return place == len(rest)
    return False


def _topic(analyzer: Analyzer, word: Operator, lexeme: Lexeme) -> bool:
    """Whether `lexeme` can be what a reader wants to be without."""
    if isinstance(lexeme, Bracket):
        return lexeme.opens
    if not isinstance(lexeme, Operand):
        return False
    if not isinstance(lexeme.leaf, Text):
        return True
    analysed = analyzer.word(lexeme.leaf.text)
    if analysed.stop or analysed.exact in _NO_TOPICS:
        return False
    reading = analyzer.reading(analysed)
    foreign = analysed.form[:1] not in _ARABIC_LETTERS
    if foreign or reading.protected or analysed.exact.startswith(ARTICLE):
        return True
    # ليس صحيحًا, ليس بوسعنا: a predicate. بدون تأشيرة: a manner.
    bare = not reading.proclitics and not analysed.exact.endswith(ALEF)
    return fold(word.written) == _BARELY and bare


def _stop(analyzer: Analyzer, lexeme: Lexeme) -> bool:
    return isinstance(lexeme, Operand) and not _content(analyzer, lexeme)


def _content(analyzer: Analyzer, lexeme: Lexeme) -> bool:
    """Whether `lexeme` is a word, and no stop word."""
    if not isinstance(lexeme, Operand) or not isinstance(lexeme.leaf, Text):
        return False
    return not analyzer.word(lexeme.leaf.text).stop
