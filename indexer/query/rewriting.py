"""Patterns become the words of the collection that they stand for; words alike join in the ranking."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer import limits
from indexer.query.values import (
    And,
    Boosted,
    Expansion,
    Fuzzy,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    Synonyms,
    Term,
    Warn,
    Wildcard,
    Word,
)

# What the words spelled like a word of the query add to the score, as one term; see `compiler.SCORING`.
ALIKE = 0.4
NOTHING = Expansion((), complete=False)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """`query` without patterns; ``expansions`` says what each stood for, in order of appearance, and ``excluded`` the
    same of what is excluded."""

    query: Query
    expansions: Mapping[Pattern, Expansion]
    excluded: Mapping[Pattern, Expansion]

    @property
    def complete(self) -> bool:
        """Whether every pattern stands for all words that it matches, but for those excluded."""
        return all(expansion.complete for expansion in self.expansions.values())

    @property
    def excludes_all(self) -> bool:
        """Whether every pattern that is excluded does."""
        return all(expansion.complete for expansion in self.excluded.values())

    @property
    def warnings(self) -> tuple[Warn, ...]:
        """One for each pattern that was cut: by the bound on words, or as one pattern too many."""
        warnings = (
            Warn("expansion_cut" if expansion.terms else "too_many_patterns", shown(pattern))
            for pattern, expansion in (*self.expansions.items(), *self.excluded.items())
            if not expansion.complete
        )
        # A pattern is sought in several layers.
        return tuple(dict.fromkeys(warnings))


def shown(pattern: Pattern) -> str:
    """The pattern as a reader types it."""
    match pattern:
        case Prefix(text):
            return f"{text}*"
        case Wildcard(form):
            return form
        case Fuzzy(text, distance):
            return f"{text}~{distance}"


def rewrite(query: Query, expand: Callable[[Pattern, bool], Expansion]) -> Rewriting:
    """`query` with each pattern replaced by the `Synonyms` of its words; `expand` is told whether it is excluded.

    Each different pattern is expanded once. Those beyond `limits.PATTERNS` match nothing, and a
    warning says so.
    """
    sought: dict[Pattern, Expansion] = {}
    excluded: dict[Pattern, Expansion] = {}

    def rewritten(node: Query, negated: bool = False) -> Query:
        match node:
            case Prefix() | Wildcard() | Fuzzy():
                found = excluded if negated else sought
                if node not in found:
                    within = len(sought) + len(excluded) < limits.PATTERNS
                    found[node] = expand(node, negated) if within else NOTHING
                terms = frozenset(term for term, _ in found[node].terms)
                return Synonyms(terms, fields=node.fields)
            case And(parts):
                return And(tuple(rewritten(part, negated) for part in parts))
            case Or(parts):
                return Or(tuple(rewritten(part, negated) for part in parts))
            case Not(part):
                return Not(rewritten(part, not negated))
            case Boosted(required, optional):
                beside = tuple(rewritten(part, negated) for part in optional)
                return Boosted(rewritten(required, negated), beside)
            case _:
                return node

    return Rewriting(rewritten(query), sought, excluded)


def without_scoring(query: Query) -> Query:
    """What of `query` decides which releases match; to count them is cheaper than to rank them."""
    match query:
        case Word(matching, _, fields):
            return Word(matching, (), fields)
        case Boosted(required, _):
            return without_scoring(required)
        case And(parts):
            return And(tuple(map(without_scoring, parts)))
        case Or(parts):
            return Or(tuple(map(without_scoring, parts)))
        case Not(part):
            return Not(without_scoring(part))
        case _:
            return query


def boost_similar_spellings(
    query: Query, terms: Iterable[Term], alike: Callable[[Term], Sequence[Term]]
) -> Query:
    """`query`, with what is spelled like one of `terms` adding to the score. What matches stays."""
    groups = [frozenset(alike(term)) for term in terms]
    optional = tuple(Synonyms(group, ALIKE) for group in groups if group)
    return Boosted(query, optional) if optional else query
