"""The words of a typed query: which are searched for, and whether the query has anything but
words."""

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.arabic.analyzer import Token
from indexer.arabic.orthography.normalizer import fold
from indexer.query.parsed_query import ParsedQuery
from indexer.query.values import Term

# Characters that may be between words without meaning anything in the query language: a hyphen
# directly after a word excludes nothing.
_BETWEEN = re.compile(r"[\s،؛,;.!]*|(?<=\w)-")
# Interrogatives of dialects: statements do not contain these words, and they are misspellings of no
# others.
_QUESTIONS = "ليش ليه إيش وش شو شنو أشنو وين فين كيفك شلون إزاي علاش كيفاش واش مين منو إمتى قديش"
QUESTION_WORDS = frozenset(map(fold, _QUESTIONS.split()))


def is_plain(q: str, tokens: Sequence[Token]) -> bool:
    """Whether a query consists of words only, without syntax."""
    ends = [0, *(token.end for token in tokens)]
    starts = [*(token.start for token in tokens), len(q)]
    return all(_BETWEEN.fullmatch(q, end, start) for end, start in zip(ends, starts, strict=True))


def searched_tokens(tokens: Sequence[Token], parsed: ParsedQuery) -> list[Token]:
    """Those of a query's tokens that are searched for as words: no operators, no names of
    fields."""
    typed = {part for word in parsed.words for part in word.typed.split()}
    quoted = {term for phrase in parsed.phrases for term in phrase.terms}
    return [
        token
        for token in tokens
        if token.surface in typed or Term("exact", token.word.exact) in quoted
    ]


def content_text(q: str, tokens: Sequence[Token]) -> str:
    """The text of `tokens` without stop words at its ends (و, في); empty if there are no other
    words."""
    content = [place for place, token in enumerate(tokens) if not token.word.stop]
    if not content:
        return ""
    shown = tokens[content[0] : content[-1] + 1]
    behind = (
        ("-" if q[one.end : other.start] == "-" else " ") + other.surface
        for one, other in pairwise(shown)
    )
    return "".join([shown[0].surface, *behind])
