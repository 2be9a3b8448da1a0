"""Balances brackets, and merges words that form a name, a date or a measure."""

from collections.abc import Callable, Sequence
from itertools import groupby

from indexer.arabic import neighbours
from indexer.arabic.analyzer import Analyzer
from indexer.arabic.expressions import months, units
from indexer.query import limits
from indexer.query.lexemes import CLOSE, Bracket, Lexeme, Operand, text_of
from indexer.query.syntax import Text
from indexer.search_warnings import Warn


def balance_brackets(lexemes: Sequence[Lexeme], warn: Callable[[Warn], None]) -> list[Lexeme]:
    """`lexemes` with a closing bracket for each opening one, nested no deeper than the limit."""
    balanced: list[Lexeme] = []
    depth = 0
    for lexeme in lexemes:
        if not isinstance(lexeme, Bracket):
            balanced.append(lexeme)
            continue
        if not lexeme.opens and not depth:
            warn(Warn("stray_bracket"))
            continue
        deep = depth + lexeme.opens > limits.MAX_DEPTH
        depth += 1 if lexeme.opens else -1
        if deep:
            warn(Warn("too_deep", str(limits.MAX_DEPTH)))
        else:
            balanced.append(lexeme)
    if depth:
        warn(Warn("open_bracket"))
        balanced += [CLOSE] * min(depth, limits.MAX_DEPTH)
    return balanced


def merge_names(analyzer: Analyzer, lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    """`lexemes` with one operand for each name, date or measure of several words.

    Brackets around one operand are removed where no sign or operator is beside them.
    """
    merged = list(lexemes)
    for _ in range(limits.MAX_DEPTH + 1):
        bare = _without_redundant_brackets(_with_names_merged(analyzer, merged))
        if bare == merged:
            break
        merged = bare
    return merged


def _without_redundant_brackets(lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    remaining: list[Lexeme] = []
    place = 0
    while place < len(lexemes):
        if _is_redundant(lexemes, place):
            remaining.append(lexemes[place + 1])
            place += 3
        else:
            remaining.append(lexemes[place])
            place += 1
    return remaining


def _is_redundant(lexemes: Sequence[Lexeme], place: int) -> bool:
    """Whether a pair around one operand opens at `place`, with no sign or operator beside it."""
    inside = lexemes[place : place + 3]
    if len(inside) < 3 or inside[0] != Bracket(True) or inside[2] != CLOSE:
        return False
    around = [*lexemes[max(0, place - 1) : place], *lexemes[place + 3 : place + 4]]
    return isinstance(inside[1], Operand) and all(
        isinstance(neighbour, Operand | Bracket) for neighbour in around
    )


def _with_names_merged(analyzer: Analyzer, lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    merged: list[Lexeme] = []
    for are_words, some in groupby(lexemes, lambda lexeme: bool(text_of(lexeme))):
        if are_words:
            texts = merge_words(analyzer, [text_of(lexeme) for lexeme in some])
            merged += [Operand(Text(text)) for text in texts]
        else:
            merged += some
    return merged


def merge_words(analyzer: Analyzer, texts: Sequence[str]) -> list[str]:
    """The words of `texts`, with those that belong together as one text: a name, a date, a measure,
    or a word with the next one that makes it another word."""
    tokens = list(analyzer.tokens(" ".join(texts)))
    words = [token.word for token in tokens]
    exact = [word.exact for word in words]
    dates_and_measures = (*months.stretches(exact), *units.stretches(exact))
    stretches = {
        *((run.first, run.last) for run in analyzer.runs(words)),
        *dates_and_measures,
        *neighbours.stretches(words),
    }
    merged: list[str] = []
    at = 0
    for first, last in sorted(stretches, key=lambda stretch: (stretch[0], -stretch[1])):
        if first >= at:
            merged += [token.surface for token in tokens[at:first]]
            merged.append(" ".join(token.surface for token in tokens[first:last]))
            at = last
    return merged + [token.surface for token in tokens[at:]]
