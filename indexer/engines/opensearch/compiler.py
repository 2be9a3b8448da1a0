"""Translates queries to the OpenSearch query DSL.

Matching and scoring are compiled separately: every scoring clause counts in each matching release,
whichever part of the query it matched.
"""

from collections.abc import Callable, Iterable
from datetime import date

from indexer.arabic.orthography.normalizer import fold
from indexer.engines.opensearch import layout, query_dsl
from indexer.engines.opensearch.query_dsl import Dsl
from indexer.engines.opensearch.scoring import TermStatistics, scoring
from indexer.engines.protocol import Filters, Sort
from indexer.query.values import (
    And,
    Boosted,
    DateRange,
    Everything,
    Near,
    Not,
    Or,
    Phrase,
    Query,
    Synonyms,
    Word,
)


def search(query: Query, filters: Filters, statistics: TermStatistics) -> Dsl:
    """Matching releases, with scores, within the filters other than facets."""
    return {
        "bool": {
            "filter": [_match_clause(query), *_bounds(filters)],
            "should": list(scoring(query, statistics)),
        }
    }


def _match_clause(query: Query) -> Dsl:
    """Clause for the releases that match."""
    match query:
        case Word(matching=terms, fields=fields) | Synonyms(terms=terms, fields=fields):
            return query_dsl.any_term(sorted(terms), fields)
        case Phrase():
            return query_dsl.phrase(query)
        case Near():
            return query_dsl.near(query)
        case DateRange(first, last):
            return _range(first, last)
        case And(parts):
            every = [_match_clause(part) for part in parts]
            return {"bool": {"filter": every}} if parts else query_dsl.EVERYTHING
        case Or(parts):
            return query_dsl.any_of([_match_clause(part) for part in parts])
        case Not(part):
            return {"bool": {"must_not": [_match_clause(part)]}}
        case Boosted(required, _):
            return _match_clause(required)
        case Everything():
            return query_dsl.EVERYTHING
        case _:
            raise TypeError(f"a pattern must be rewritten first: {query}")


def facets(filters: Filters, is_there: Callable[[str, str], bool]) -> dict[str, Dsl]:
    """Clause for the chosen values of each facet (see `indexer.engines.facet_choice`); `is_there`
    says whether a facet has a value in the index."""
    return {
        name: _chosen_values(name, values, {value for value in values if is_there(name, value)})
        for name, values in filters.facets.items()
        if values
    }


def _chosen_values(name: str, values: Iterable[str], exact: set[str]) -> Dsl:
    """Releases with any of the `exact` values, or with one that folds to the same as another of the
    `values`."""
    folded = {fold(value) for value in values if value not in exact}
    by_field = {layout.facet_field(name): exact, layout.folded_field(name): folded}
    return query_dsl.any_of(
        [{"terms": {field: sorted(of)}} for field, of in by_field.items() if of]
    )


def order(sort: Sort) -> list[Dsl]:
    """Ties: newer day first, then smaller id; releases without a day come last."""
    newest = {layout.DAY: {"order": "desc", "missing": "_last"}}
    by_id = {layout.ID: "asc"}
    if sort == "published":
        return [{layout.DAY: {"order": "asc", "missing": "_last"}}, by_id]
    first = {"-published": [], "title": [{layout.TITLE_KEY: "asc"}]}.get(sort, [{"_score": "desc"}])
    return [*first, newest, by_id]


def _bounds(filters: Filters) -> list[Dsl]:
    bounds = []
    if filters.first or filters.last:
        bounds.append(_range(filters.first, filters.last))
    if filters.ids:
        bounds.append({"terms": {layout.ID: sorted(filters.ids)}})
    return bounds


def _range(first: date | None, last: date | None) -> Dsl:
    """Days are stored as ordinals; no `first` means any day."""
    bounds = {"gte": first.toordinal() if first else 1}
    if last:
        bounds["lte"] = last.toordinal()
    return {"range": {layout.DAY: bounds}}
