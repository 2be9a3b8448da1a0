"""Excludes spellings that the user switched off from the words of a query.

A word matches by its stem. If some of its spellings are excluded, a release must also have the
exact form of one of the others. The form alone is not enough: elsewhere it may be a form of another
word. Excluded clauses stay as they are, because their spellings are not shown.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from indexer.arabic.orthography.normalizer import fold_phrase
from indexer.query import weights
from indexer.query.parsed_query import ParsedQuery, QueryWord
from indexer.query.traversal import map_parts
from indexer.query.values import And, Boosted, Not, Or, Phrase, Query, Synonyms, Term, Word


def spelling_key(form: str) -> str:
    """A key that is equal for forms that have the same letters."""
    return fold_phrase(form)


def exclude_spellings(
    parsed: ParsedQuery, without: Collection[str], forms: Callable[[Term], Iterable[str]]
) -> ParsedQuery:
    """`parsed`, changed so that a release that has only spellings in `without` does not match.
    `forms` returns the spellings of a term in the collection."""
    left_out = {spelling_key(form) for form in without}
    remaining: dict[Term, tuple[str, ...]] = {}
    for word in parsed.words if left_out else ():
        for term in word.terms:
            spellings = tuple(dict.fromkeys(map(spelling_key, forms(term))))
            if not left_out.isdisjoint(spellings):
                remaining[term] = tuple(form for form in spellings if form not in left_out)
    if not remaining:
        return parsed
    return replace(
        parsed,
        query=_narrow(parsed.query, remaining, left_out),
        words=tuple(_narrow_word(word, remaining) for word in parsed.words),
        phrases=(
            *parsed.phrases,
            *(phrase for word in parsed.words for phrase in _name_phrases(word, remaining)),
        ),
    )


def _narrow(
    query: Query, remaining: Mapping[Term, tuple[str, ...]], left_out: Collection[str]
) -> Query:
    match query:
        case Word(terms, _, fields) if not remaining.keys().isdisjoint(terms):
            exact = (other for term in terms for other in _exact_terms(term, remaining))
            single = Synonyms(frozenset(exact), weights.LAYERS["stem"], fields)
            several = [each for term in terms for each in _phrases(remaining.get(term, ()), fields)]
            spelled = Or((single, *several)) if several else single
            return And((spelled, Word(terms, (), fields)))
        case Or((_, Word((name,)) as words)) if name in remaining and any(
            " " in f for f in left_out
        ):
            # A name of several words, or its words: these would match the excluded spelling.
            return _narrow(words, remaining, left_out)
        case Synonyms(terms, weight, fields) if not remaining.keys().isdisjoint(terms):
            exact = (other for term in terms for other in _exact_terms(term, remaining))
            spelled = Synonyms(frozenset(exact), weight, fields)
            return And((spelled, Word(tuple(sorted(terms)), (), fields)))
        case Boosted(required, optional):
            return Boosted(_narrow(required, remaining, left_out), optional)
        case Not():
            return query
        case _:
            return map_parts(query, lambda part: _narrow(part, remaining, left_out))


def _exact_terms(term: Term, remaining: Mapping[Term, tuple[str, ...]]) -> tuple[Term, ...]:
    """The exact terms of the remaining spellings of `term`; the term itself if all remain."""
    return _single_words(remaining[term]) if term in remaining else (term,)


def _single_words(forms: Sequence[str]) -> tuple[Term, ...]:
    return tuple(Term("exact", form) for form in forms if " " not in form)


def _phrases(forms: Sequence[str], fields: tuple[str, ...]) -> list[Phrase]:
    """The spellings of several words, as phrases."""
    return [
        Phrase(
            tuple(Term("exact", word) for word in words), tuple(range(len(words))), fields=fields
        )
        for words in (form.split() for form in forms if " " in form)
    ]


def _narrow_word(word: QueryWord, remaining: Mapping[Term, tuple[str, ...]]) -> QueryWord:
    terms = [other for term in word.terms for other in _exact_terms(term, remaining)]
    return replace(word, terms=tuple(dict.fromkeys(terms)))


def _name_phrases(word: QueryWord, remaining: Mapping[Term, tuple[str, ...]]) -> list[Phrase]:
    return [
        phrase
        for term in word.terms
        if term in remaining
        for phrase in _phrases(remaining[term], word.fields)
    ]
