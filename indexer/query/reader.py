"""Parses the text of a query: the entry point of the package.

    lexer                   text to lexemes
    parser (roles, groups)  lexemes to clauses, repaired
    pattern_limit           leaves out patterns beyond the limit
    resolver                leaves out stop words, joins clauses
    compiler                clauses to a query of analysed terms

Every text is accepted.
"""

import datetime

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.layers import Layer
from indexer.query.compiler import Compiler
from indexer.query.lexer import lex
from indexer.query.matching import Matching
from indexer.query.parsed_query import LeftOut, ParsedQuery
from indexer.query.parser import parse
from indexer.query.pattern_limit import limit_patterns
from indexer.query.resolver import resolve
from indexer.query.syntax import EMPTY_NODE
from indexer.query.values import Everything
from indexer.search_warnings import Warn


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
    warnings: list[Warn] = []
    lexed = lex(analyzer, q, day, warnings.append)
    node = parse(analyzer, lexed.lexemes, warnings.append)
    node = limit_patterns(node, mode, warnings.append)
    resolved = resolve(analyzer, node, match)
    compiler = Compiler(analyzer, match, day)
    empty = resolved.node == EMPTY_NODE
    query = (
        Everything() if empty else compiler.compile(resolved.node, mode, resolved.behind_without)
    )
    if empty and q.strip():
        warnings.append(Warn("nothing_to_search"))
    left_out = (
        *(LeftOut(typed, "honorific") for typed in lexed.honorifics),
        *(LeftOut(typed, "stop_word") for typed in resolved.dropped),
    )
    return compiler.collector.parsed_query(
        query, resolved.node, left_out, tuple(dict.fromkeys(warnings))
    )
