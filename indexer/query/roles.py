"""Decides whether a word that may be an operator is one, or an ordinary word.

أو joins the operands on both sides of it. ليس and بدون exclude a topic: a definite noun, a name, a
foreign word, quotes or brackets, after another operand. Before other words they are running text:
دخول بدون تأشيرة searches for visa-free entry, ليس هناك excludes nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.orthography.letters import ALEF, ARTICLE
from indexer.arabic.orthography.normalizer import fold
from indexer.query.lexemes import Bracket, Lexeme, Operand, Operator
from indexer.query.syntax import Text
from indexer.search_warnings import Warn

_ARABIC_LETTERS = "ءاأإآؤئبتثجحخدذرزسشصضطظعغفقكلمنهويىةپچژگ"
_LAYSA = fold("ليس")
# ليس مجرد زيارة: "not just" excludes nothing.
_NO_TOPICS = frozenset({fold("مجرد"), fold("فحسب"), fold("وحده"), fold("وحدها")})


class AssignedRoles(NamedTuple):
    lexemes: list[Lexeme]
    warnings: list[Warn]


def assign_roles(analyzer: Analyzer, lexemes: Sequence[Lexeme]) -> AssignedRoles:
    """`lexemes` with words in place of operators that are none; signs that are none are left
    out."""
    found: list[Lexeme] = []
    warnings: list[Warn] = []
    for place, lexeme in enumerate(lexemes):
        if not isinstance(lexeme, Operator) or not lexeme.is_word:
            found.append(lexeme)
            continue
        rest = lexemes[place + 1 :]
        if lexeme.kind == "not":
            is_operator = _excludes(analyzer, lexeme, found, rest)
        else:
            is_operator = _ends_operand(found) and bool(rest) and _begins_operand(rest[0])
        if is_operator:
            found.append(lexeme)
        elif fold(lexeme.written):
            found.append(Operand(Text(lexeme.written)))
            if (
                lexeme.kind == "not"
                and _ends_operand(found[:-1])
                and rest
                and _is_content_word(analyzer, rest[0])
            ):
                warnings.append(Warn("read_as_word", lexeme.written))
    return AssignedRoles(found, warnings)


def _ends_operand(found: Sequence[Lexeme]) -> bool:
    """Whether the last lexeme ends an operand."""
    if not found:
        return False
    return isinstance(found[-1], Operand) or (
        isinstance(found[-1], Bracket) and not found[-1].opens
    )


def _begins_operand(lexeme: Lexeme) -> bool:
    """Whether `lexeme` begins an operand."""
    if isinstance(lexeme, Bracket):
        return lexeme.opens
    return not isinstance(lexeme, Operator) or lexeme.kind == "not"


def _excludes(
    analyzer: Analyzer, word: Operator, before: Sequence[Lexeme], rest: Sequence[Lexeme]
) -> bool:
    if not rest:
        return False
    joined = bool(before) and isinstance(before[-1], Operator)
    if not before or not (_ends_operand(before) or joined):
        # ليس الصين alone excludes; ليس الهدف من الزيارة is running text.
        return _is_single_operand(rest) and _is_topic(analyzer, word, rest[0])
    return _is_topic(analyzer, word, rest[0]) and not (
        len(rest) > 1 and _is_stop_word(analyzer, rest[1])
    )


def _is_single_operand(rest: Sequence[Lexeme]) -> bool:
    """Whether `rest` is one operand: a word, or one pair of brackets with its content."""
    depth = 0
    for place, lexeme in enumerate(rest, 1):
        if isinstance(lexeme, Bracket):
            depth += 1 if lexeme.opens else -1
        if depth <= 0:
            return place == len(rest)
    return False


def _is_topic(analyzer: Analyzer, word: Operator, lexeme: Lexeme) -> bool:
    """Whether `lexeme` can be a topic that a user excludes."""
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
    return fold(word.written) == _LAYSA and bare


def _is_stop_word(analyzer: Analyzer, lexeme: Lexeme) -> bool:
    return isinstance(lexeme, Operand) and not _is_content_word(analyzer, lexeme)


def _is_content_word(analyzer: Analyzer, lexeme: Lexeme) -> bool:
    """Whether `lexeme` is a word other than a stop word."""
    if not isinstance(lexeme, Operand) or not isinstance(lexeme.leaf, Text):
        return False
    return not analyzer.word(lexeme.leaf.text).stop
