"""Parses the text of a query: the entry point of the package.

    parser (lexer, roles, groups)  text to clauses, repaired
    pattern_limit                  leaves out patterns beyond the limit
    resolver                       leaves out stop words, joins clauses
    compiler                       clauses to a query of analysed terms

Every text is accepted.
"""

import datetime

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.layers import Layer
from indexer.query.compiler import Compiler
from indexer.query.matching import Matching
from indexer.query.parsed_query import LeftOut, ParsedQuery
from indexer.query.parser import parse
from indexer.query.pattern_limit import limit_patterns
from indexer.query.resolver import resolve
from indexer.query.syntax import EMPTY_NODE
from indexer.query.values import Everything
from indexer.search_warnings import Warn

__all__ = ["ParsedQuery", "read"]


def read(
    analyzer: Analyzer,
    q: str,
    mode: Layer = "stem",
    match: Matching = "all",
    today: datetime.date | None = None,
) -> ParsedQuery:
    """Parse a query. An empty one, or one of punctuation only, matches every release.

    Relative dates count from `today`, by default the current day.
    """
    day = today or datetime.date.today()
    parsed, warnings, honorifics = parse(analyzer, q, day)
    node, excess = limit_patterns(parsed, mode)
    resolved = resolve(analyzer, node, match)
    compiler = Compiler(analyzer, match, day)
    empty = resolved.node == EMPTY_NODE
    query = Everything() if empty else compiler.compile(resolved.node, mode, resolved.lacking)
    if empty and q.strip():
        warnings = (*warnings, Warn("nothing_to_search"))
    left_out = (
        *(LeftOut(typed, "honorific") for typed in honorifics),
        *(LeftOut(typed, "stop_word") for typed in resolved.dropped),
    )
    return compiler.understanding.parsed_query(query, resolved.node, left_out, (*warnings, *excess))
