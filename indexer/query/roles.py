"""Decides whether a word that may be an operator is one, or an ordinary word.

أو joins the operands on both sides of it. ليس and بدون, after another operand, exclude a topic: a
definite noun, a name, a foreign word, quotes or brackets. Before other words they are running text:
دخول بدون تأشيرة searches for visa-free entry, ليس هناك excludes nothing.
"""

from collections.abc import Callable, Sequence

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.orthography.letters import ALEF, ARTICLE
from indexer.arabic.orthography.normalizer import fold
from indexer.query.lexemes import Bracket, Lexeme, Operand, Operator, text_of
from indexer.query.syntax import Text
from indexer.search_warnings import Warn

_ARABIC_LETTERS = "ءاأإآؤئبتثجحخدذرزسشصضطظعغفقكلمنهويىةپچژگ"
_LAYSA = fold("ليس")
# ليس مجرد زيارة: "not just" excludes nothing.
_NO_TOPICS = frozenset({fold("مجرد"), fold("فحسب"), fold("وحده"), fold("وحدها")})
# Operators, which are recognised in capitals only.
_IN_SMALL_LETTERS = frozenset({"or", "not"})


def assign_roles(
    analyzer: Analyzer, lexemes: Sequence[Lexeme], warn: Callable[[Warn], None]
) -> list[Lexeme]:
    """`lexemes` in which each `Operator` is one: others become words, or are left out if they are
    signs."""
    assigned: list[Lexeme] = []
    for place, lexeme in enumerate(lexemes):
        rest = lexemes[place + 1 :]
        if not isinstance(lexeme, Operator) or not lexeme.is_word:
            if _ends_operand(assigned) and _is_operator_in_small_letters(lexeme, rest):
                warn(Warn("operator_in_small_letters", text_of(lexeme)))
            assigned.append(lexeme)
            continue
        if lexeme.kind == "not":
            is_operator = _excludes(analyzer, lexeme, assigned, rest)
        else:
            is_operator = _ends_operand(assigned) and bool(rest) and _begins_operand(rest[0])
        if is_operator:
            assigned.append(lexeme)
        elif fold(lexeme.written):
            assigned.append(Operand(Text(lexeme.written)))
            if (
                lexeme.kind == "not"
                and _ends_operand(assigned[:-1])
                and rest
                and _is_content_word(analyzer, rest[0])
            ):
                warn(Warn("read_as_word", lexeme.written))
    return assigned


def _is_operator_in_small_letters(lexeme: Lexeme, rest: Sequence[Lexeme]) -> bool:
    """Whether `lexeme` was hardly meant as a word: it stands before an Arabic word of `rest`."""
    if not rest or text_of(lexeme).casefold() not in _IN_SMALL_LETTERS:
        return False
    return fold(text_of(rest[0])).startswith(tuple(_ARABIC_LETTERS))


def _ends_operand(lexemes: Sequence[Lexeme]) -> bool:
    """Whether the last of `lexemes` ends an operand."""
    if not lexemes:
        return False
    last = lexemes[-1]
    return isinstance(last, Operand) or (isinstance(last, Bracket) and not last.opens)


def _begins_operand(lexeme: Lexeme) -> bool:
    """Whether `lexeme` begins an operand."""
    if isinstance(lexeme, Bracket):
        return lexeme.opens
    return not isinstance(lexeme, Operator) or lexeme.kind == "not"


def _excludes(
    analyzer: Analyzer, word: Operator, before: Sequence[Lexeme], rest: Sequence[Lexeme]
) -> bool:
    """Whether `word`, between `before` and `rest`, excludes the first operand of `rest`."""
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
    # Not a topic: a predicate (ليس صحيحًا, ليس بوسعنا), a manner (بدون تأشيرة).
    bare = not reading.proclitics and not analysed.exact.endswith(ALEF)
    return fold(word.written) == _LAYSA and bare


def _is_stop_word(analyzer: Analyzer, lexeme: Lexeme) -> bool:
    return isinstance(lexeme, Operand) and not _is_content_word(analyzer, lexeme)


def _is_content_word(analyzer: Analyzer, lexeme: Lexeme) -> bool:
    """Whether `lexeme` is a word other than a stop word."""
    if not isinstance(lexeme, Operand) or not isinstance(lexeme.leaf, Text):
        return False
    return not analyzer.word(lexeme.leaf.text).stop
