"""Resolves a query in the words of one collection."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from itertools import islice

from indexer.answers.results import Relation, SearchRequest, WordReading
from indexer.arabic.lexicon.term_codes import plain_spelling
from indexer.engines import limits
from indexer.engines.protocol import FormCount, Searcher, Sort, effective_sort
from indexer.query.expansion import Expansion
from indexer.query.narrowing import exclude_spellings, spelling_key
from indexer.query.parsed_query import ParsedQuery, QueryWord
from indexer.query.rewriting import Rewriting, boost_similar_spellings, rewrite, without_scoring
from indexer.query.values import Pattern, Query, Term
from indexer.search_warnings import Warn


@dataclass(frozen=True, slots=True)
class ResolvedQuery:
    """``parsed`` has a query that an engine can evaluate: without patterns, and without the
    spellings that the reader excluded. ``words`` are the words of the query with these spellings.
    ``relation`` says how the number of results relates to the true one."""

    parsed: ParsedQuery
    words: tuple[QueryWord, ...]
    relation: Relation
    warnings: tuple[Warn, ...]

    @property
    def unscored_query(self) -> Query:
        """The parts of the query that decide which releases match."""
        return without_scoring(self.parsed.query)

    def effective_sort(self, request: SearchRequest) -> Sort:
        """The order in which the hits of `request` come."""
        return effective_sort(request.sort, ranks=self.parsed.is_ranked)


def resolve(
    searcher: Searcher,
    parsed: ParsedQuery,
    without: Collection[str],
    spellings: Callable[[Term], Iterable[str]],
    expand: Callable[[Pattern, bool], Expansion],
) -> ResolvedQuery:
    """Resolve `parsed` in the words of a collection, without the excluded spellings `without`."""
    rewriting = rewrite(parsed.query, expand)
    expanded = parsed.with_expansions(rewriting.expansions.__getitem__)
    narrowed = exclude_spellings(replace(expanded, query=rewriting.query), without, spellings)
    ranked = boost_similar_spellings(narrowed.query, narrowed.likely_lemmas, searcher.similar_terms)
    return ResolvedQuery(
        replace(narrowed, query=ranked), expanded.words, _relation(rewriting), rewriting.warnings
    )


def _relation(rewriting: Rewriting) -> Relation:
    """If patterns were cut, more releases may match; if excluded ones were, fewer."""
    if not rewriting.exclusions_complete:
        return "about"
    return "eq" if rewriting.complete else "gte"


def word_reading(searcher: Searcher, word: QueryWord, without: Collection[str]) -> WordReading:
    """A word with its forms in the collection, most frequent first."""
    counts: dict[str, int] = {}
    # The first of many terms are the most frequent; each has at least one form.
    for term in islice(word.terms, limits.MAX_FORMS):
        for spelled in searcher.forms(term):
            form = plain_spelling(spelled.form)
            counts[form] = max(spelled.count, counts.get(form, 0))
    left_out = {spelling_key(form) for form in without}
    ordered = sorted(counts.items(), key=lambda form: (-form[1], form[0]))
    return WordReading(
        word.typed,
        tuple(
            FormCount(form, count, bool(left_out) and spelling_key(form) in left_out)
            for form, count in ordered[: limits.MAX_FORMS]
        ),
    )
