"""Rewrites queries: expands patterns to the words of a collection, adds similar spellings to the
score, leaves out what only scores."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.query import weights
from indexer.query.expansion import Expansion
from indexer.query.traversal import map_parts
from indexer.query.values import (
    Boosted,
    Fuzzy,
    Not,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Synonyms,
    Term,
    Wildcard,
    Word,
)
from indexer.search_warnings import Warn


@dataclass(frozen=True, slots=True)
class Rewriting:
    """`query` without patterns; ``expansions`` maps patterns to their expansions in order of
    appearance, ``excluded`` those in excluded clauses."""

    query: Query
    expansions: Mapping[Pattern, Expansion]
    excluded: Mapping[Pattern, Expansion]

    @property
    def complete(self) -> bool:
        """Whether every pattern that is not excluded was expanded to all words that it matches."""
        return all(expansion.complete for expansion in self.expansions.values())

    @property
    def exclusions_complete(self) -> bool:
        """Whether every excluded pattern was expanded to all words that it matches."""
        return all(expansion.complete for expansion in self.excluded.values())

    @property
    def warnings(self) -> tuple[Warn, ...]:
        """One for each pattern that was cut by the limit on words."""
        warnings = (
            Warn("expansion_cut", _pattern_text(pattern))
            for pattern, expansion in (*self.expansions.items(), *self.excluded.items())
            if not expansion.complete
        )
        # A typed pattern may stand for a pattern in each of several layers.
        return tuple(dict.fromkeys(warnings))


def _pattern_text(pattern: Pattern) -> str:
    """The pattern as users type it."""
    match pattern:
        case Prefix(text):
            return f"{text}*"
        case Wildcard(form):
            return form
        case Fuzzy(text, distance):
            return f"{text}~{distance}"


def rewrite(query: Query, expand: Callable[[Pattern, bool], Expansion]) -> Rewriting:
    """`query` with each pattern replaced by the `Synonyms` of its words.

    `expand` takes a pattern and whether it is excluded; it is called once for each different
    pattern.
    """
    matched: dict[Pattern, Expansion] = {}
    excluded: dict[Pattern, Expansion] = {}

    def rewrite_node(node: Query, negated: bool = False) -> Query:
        match node:
            case Prefix() | Wildcard() | Fuzzy():
                expansions = excluded if negated else matched
                if node not in expansions:
                    expansions[node] = expand(node, negated)
                terms = frozenset(term for term, _ in expansions[node].terms)
                return Synonyms(terms, fields=node.fields)
            case Not(part):
                return Not(rewrite_node(part, not negated))
            case _:
                return map_parts(node, lambda part: rewrite_node(part, negated))

    return Rewriting(rewrite_node(query), matched, excluded)


def without_scoring(query: Query) -> Query:
    """The parts of `query` that decide which releases match; they are cheaper to count than to
    rank."""
    match query:
        case Word(matching, _, fields):
            return Word(matching, (), fields)
        case Boosted(required, _):
            return without_scoring(required)
        case _:
            return map_parts(query, without_scoring)


def move_to_field(query: Query, source: str, target: str) -> Query:
    """`query` with the parts that are restricted to the field `source` restricted to `target`."""

    def move(node: Query) -> Query:
        match node:
            case Word() | Phrase() | Synonyms() if node.fields == (source,):
                return replace(node, fields=(target,))
            case Boosted(required, _):
                return move(required)
            case _:
                return map_parts(node, move)

    return move(query)


def boost_similar_spellings(
    query: Query, terms: Iterable[Term], similar: Callable[[Term], Sequence[Term]]
) -> Query:
    """`query` with the same matches, where words spelled like one of `terms` add to the score;
    `similar` returns these words."""
    groups = [frozenset(similar(term)) for term in terms]
    optional = tuple(Synonyms(group, weights.SIMILAR_SPELLINGS) for group in groups if group)
    return Boosted(query, optional) if optional else query
