"""Excludes spellings that the user switched off from the words of a query.

A word matches by its stem; without some of its spellings it matches by the exact forms of the
others. Excluded clauses stay as they are: their spellings are not shown.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from indexer.arabic.normalizer import fold_phrase
from indexer.query import weights
from indexer.query.parsed_query import ParsedQuery, QueryWord
from indexer.query.values import Boosted, Not, Or, Phrase, Query, Synonyms, Term, Word, map_parts


def spelling_key(form: str) -> str:
    """A key that is equal for forms that have the same letters."""
    return fold_phrase(form)


def exclude_spellings(
    reading: ParsedQuery, without: Collection[str], forms: Callable[[Term], Iterable[str]]
) -> ParsedQuery:
    """`reading` without the spellings `without`; `forms` gives the spellings of a term in the
    collection."""
    left_out = {spelling_key(form) for form in without}
    kept: dict[Term, tuple[str, ...]] = {}
    for word in reading.words if left_out else ():
        for term in word.terms:
            known = tuple(dict.fromkeys(map(spelling_key, forms(term))))
            if not left_out.isdisjoint(known):
                kept[term] = tuple(form for form in known if form not in left_out)
    if not kept:
        return reading
    return replace(
        reading,
        query=_narrow(reading.query, kept, left_out),
        words=tuple(_narrow_word(word, kept) for word in reading.words),
        phrases=(
            *reading.phrases,
            *(found for word in reading.words for found in _name_phrases(word, kept)),
        ),
    )


def _narrow(query: Query, kept: Mapping[Term, tuple[str, ...]], left_out: Collection[str]) -> Query:
    match query:
        case Word(terms, _, fields) if not kept.keys().isdisjoint(terms):
            exact = (found for term in terms for found in _exact(term, kept))
            single = Synonyms(frozenset(exact), weights.LAYERS["stem"], fields)
            several = [each for term in terms for each in _phrases(kept.get(term, ()), fields)]
            return Or((single, *several)) if several else single
        case Or((_, Word((name,)) as spelled)) if name in kept and any(" " in f for f in left_out):
            # A name of several words: its words would match the spelling that is left out.
            return _narrow(spelled, kept, left_out)
        case Synonyms(terms, weight, fields):
            exact = (found for term in terms for found in _exact(term, kept))
            return Synonyms(frozenset(exact), weight, fields)
        case Boosted(required, optional):
            return Boosted(_narrow(required, kept, left_out), optional)
        case Not():
            return query
        case _:
            return map_parts(query, lambda part: _narrow(part, kept, left_out))


def _exact(term: Term, kept: Mapping[Term, tuple[str, ...]]) -> tuple[Term, ...]:
    """The term, or the exact terms of its remaining spellings."""
    return _single_words(kept[term]) if term in kept else (term,)


def _single_words(forms: Sequence[str]) -> tuple[Term, ...]:
    return tuple(Term("exact", form) for form in forms if " " not in form)


def _phrases(forms: Sequence[str], fields: tuple[str, ...]) -> list[Phrase]:
    """The spellings of several words, as phrases."""
    several = [tuple(form.split()) for form in forms if " " in form]
    return [
        Phrase(
            tuple(Term("exact", word) for word in words), tuple(range(len(words))), fields=fields
        )
        for words in several
    ]


def _narrow_word(word: QueryWord, kept: Mapping[Term, tuple[str, ...]]) -> QueryWord:
    terms = [found for term in word.terms for found in _exact(term, kept)]
    return replace(word, terms=tuple(dict.fromkeys(terms)))


def _name_phrases(word: QueryWord, kept: Mapping[Term, tuple[str, ...]]) -> list[Phrase]:
    return [
        phrase
        for term in word.terms
        if term in kept
        for phrase in _phrases(kept[term], word.fields)
    ]
