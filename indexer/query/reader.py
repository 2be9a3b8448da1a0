"""From the reader's text to a query, and how it was read: the door of the room.

    parser (lexer, roles, groups)  what was written, repaired
    meaning                        which words count, how they are joined
    compiler                       terms and engine's values, through the analyzer

No text is an error.
"""

import datetime

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.words import Layer
from indexer.query.compiler import Compiler
from indexer.query.meaning import Meaning
from indexer.query.parsed_query import LeftOut, ParsedQuery
from indexer.query.parser import parse
from indexer.query.printer import unparse
from indexer.query.syntax import NOTHING
from indexer.query.values import Everything, Matching, Warn

__all__ = ["ParsedQuery", "read"]


def read(
    analyzer: Analyzer,
    q: str,
    mode: Layer = "stem",
    match: Matching = "all",
    today: datetime.date | None = None,
) -> ParsedQuery:
    """Read a query. An empty one, or one of punctuation alone, means every release.

    Dates are counted from `today`; without one, from the day that it is.
    """
    day = today or datetime.date.today()
    node, warnings, honorifics = parse(analyzer, q, day)
    meaning = Meaning(analyzer, node, match)
    compiler = Compiler(analyzer, match, day)
    empty = meaning.node == NOTHING
    query = Everything() if empty else compiler.compile(meaning.node, mode)
    if empty and q.strip():
        warnings = (*warnings, Warn("nothing_to_search"))
    return ParsedQuery(
        query,
        compiler.words,
        tuple(compiler.phrases),
        (
            *(LeftOut(typed, "honorific") for typed in honorifics),
            *(LeftOut(typed, "stop_word") for typed in meaning.dropped),
        ),
        tuple(compiler.dates),
        tuple(compiler.excluded),
        warnings,
        unparse(meaning.node),
        compiler.alike,
        meaning.node,
    )
