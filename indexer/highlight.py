"""Where a query's words stand in a text.

Found with the one analyzer, so that what is marked is what matched.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from operator import attrgetter
from typing import NamedTuple

from indexer import limits
from indexer.arabic.analyzer import LAYERS, Analyzer, Layer, Token
from indexer.query.reader import Reading
from indexer.query.values import Phrase, Term
from indexer.results import Span


class Mark(NamedTuple):
    """A matched word or phrase. ``term`` tells different words of the query apart."""

    start: int
    end: int
    term: Term


def marks(analyzer: Analyzer, text: str, reading: Reading) -> list[Mark]:
    """The matches in `text`: whole surface words, in order, disjoint; a phrase is one mark."""
    wanted = {word.term for word in reading.words}
    if not wanted and not reading.phrases:
        return []
    tokens = list(analyzer.tokens(text))
    candidates = _phrase_marks(tokens, reading.phrases)
    for layer in LAYERS:
        terms = {term.text: term for term in wanted if term.layer == layer}
        if terms:
            candidates += _word_marks(tokens, layer, terms)
    candidates += _name_marks(analyzer, tokens, wanted)
    return _disjoint(candidates)


def first_marks(analyzer: Analyzer, text: str, reading: Reading) -> list[Mark]:
    """The matches in the first stretch of `text` that has any."""
    start = 0
    while start < min(len(text), limits.MARKED_CHARACTERS):
        # On to a space, so that no word is cut; a word longer than a stretch may be.
        space = text.find(" ", start + limits.SNIPPET_CHARACTERS)
        end = min(space if space >= 0 else len(text), start + 2 * limits.SNIPPET_CHARACTERS)
        found = marks(analyzer, text[start:end], reading)
        if found:
            return [Mark(mark.start + start, mark.end + start, mark.term) for mark in found]
        start = end
    return []


def spans(analyzer: Analyzer, text: str, reading: Reading) -> tuple[Span, ...]:
    """The matches in `text` as plain spans."""
    return tuple(Span(mark.start, mark.end) for mark in marks(analyzer, text, reading))


def _word_marks(tokens: Sequence[Token], layer: Layer, terms: Mapping[str, Term]) -> Iterator[Mark]:
    """Single words; stop words live in the exact layer alone."""
    term_of = attrgetter(layer)
    for token in tokens:
        term = terms.get(term_of(token.word))
        if term and (layer == "exact" or not token.word.stop):
            yield Mark(token.start, token.end, term)


def _name_marks(analyzer: Analyzer, tokens: Sequence[Token], wanted: Set[Term]) -> Iterator[Mark]:
    """Names of several words, each as one mark; they live in the stem and root layers."""
    for run in analyzer.runs([token.word for token in tokens]):
        for term in (Term("stem", run.term), Term("root", run.term)):
            if term in wanted:
                yield Mark(tokens[run.first].start, tokens[run.last - 1].end, term)


def _phrase_marks(tokens: Sequence[Token], phrases: Sequence[Phrase]) -> list[Mark]:
    beginning: dict[Term, list[Phrase]] = {}
    for phrase in phrases:
        beginning.setdefault(phrase.terms[0], []).append(phrase)
    layers = {term.layer for term in beginning}
    found = (
        _phrase_mark(tokens, place, phrase)
        for place, token in enumerate(tokens)
        for layer in layers
        for phrase in beginning.get(Term(layer, token.word.term(layer)), ())
    )
    return [mark for mark in found if mark]


def _phrase_mark(tokens: Sequence[Token], first: int, phrase: Phrase) -> Mark | None:
    """The phrase that begins at token `first`, if there is one."""
    start = tokens[first]
    last = start
    at = first
    for term, offset in zip(phrase.terms, phrase.offsets, strict=True):
        while at < len(tokens) and tokens[at].position < start.position + offset:
            at += 1
        if at == len(tokens) or tokens[at].position != start.position + offset:
            return None
        if tokens[at].word.term(term.layer) != term.text:
            return None
        last = tokens[at]
    return Mark(start.start, last.end, phrase.terms[0])


def _disjoint(candidates: list[Mark]) -> list[Mark]:
    """In order; where two overlap the one that starts first and reaches further stays."""
    kept: list[Mark] = []
    for mark in sorted(candidates, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
