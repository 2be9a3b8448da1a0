"""Estimates the memory that a query takes."""

from indexer.query.traversal import parts_of
from indexer.query.values import Near, Phrase, Query, Synonyms, Word

# A query, and each of its nodes and terms: the values with their texts.
_QUERY_BYTES, TERM_BYTES = 3_000, 600


def query_bytes(query: Query) -> int:
    """About how many bytes a query takes in memory."""
    return _QUERY_BYTES + TERM_BYTES * _nodes(query)


def _nodes(query: Query) -> int:
    """The number of nodes and terms of a query."""
    return 1 + _own_terms(query) + sum(map(_nodes, parts_of(query)))


def _own_terms(query: Query) -> int:
    match query:
        case Word(matching, scoring):
            return len(matching) + sum(len(each.terms) for each in scoring)
        case Synonyms(terms) | Phrase(terms):
            return len(terms)
        case Near():
            return 2
        case _:
            return 0
