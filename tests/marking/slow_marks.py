"""Slow reference marks: every word of a text is analysed. The fast marker must agree with them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.layers import LAYERS, Layer
from indexer.marking.landmarks import Landmarks
from indexer.marking.marker import Mark, Marker
from indexer.query import names_in_queries
from indexer.query.parsed_query import ParsedQuery
from indexer.query.values import Phrase, Term
from indexer.releases.release import Release
from indexer.releases.schema import analyse
from tests.engines.reference import forms


def marks(analyzer: Analyzer, text: str, parsed: ParsedQuery) -> list[Mark]:
    """The marks of a collection that holds nothing but `text`."""
    return marker(analyzer, text, parsed).marks(text)


def marker(analyzer: Analyzer, text: str, parsed: ParsedQuery) -> Marker:
    known = spellings(analyzer, text)
    return Marker.for_query(analyzer, parsed, lambda term: known.get(term, ()), Landmarks())


def spellings(analyzer: Analyzer, text: str) -> Mapping[Term, Iterable[str]]:
    """The spellings of each term that an engine would have if it held only `text`."""
    known = defaultdict(set)
    for form in forms(analyse(Release("1", "", text), analyzer)):
        known[Term(form.layer, form.term)].add(form.spelling)
    return known


def analysed_marks(analyzer: Analyzer, text: str, parsed: ParsedQuery) -> list[Mark]:
    """The matches in `text`, found by the analyzer alone."""
    # A mark has the first term of its word; that term may also be a later one of another word.
    wanted = {term: word.terms[0] for word in reversed(parsed.words) for term in word.terms}
    wanted |= {word.terms[0]: word.terms[0] for word in parsed.words if word.terms}
    if not wanted and not parsed.phrases:
        return []
    tokens = list(analyzer.tokens(text))
    candidates = _phrase_marks(tokens, parsed.phrases)
    for layer in LAYERS:
        terms = {term.text: named for term, named in wanted.items() if term.layer == layer}
        if terms:
            candidates += _word_marks(tokens, layer, terms)
    candidates += _name_marks(analyzer, tokens, wanted)
    found = _disjoint(candidates)
    connectives = names_in_queries.connective_terms(analyzer, parsed.words) - {
        p.terms[0] for p in parsed.phrases
    }
    kept = [mark for n, mark in enumerate(found) if _is_kept(text, found[n:], connectives)]
    return kept or (found if names_in_queries.can_match_alone(connectives, parsed.query) else [])


def _is_kept(text: str, marks: Sequence[Mark], connectives: Collection[Term]) -> bool:
    """Whether the first of `marks` is no connective, or directly precedes a mark that is kept."""
    first, *others = marks
    if first.term not in connectives or not others:
        return first.term not in connectives
    return not text[first.end : others[0].start].strip() and _is_kept(text, others, connectives)


def _word_marks(tokens: Sequence[Token], layer: Layer, terms: Mapping[str, Term]) -> Iterator[Mark]:
    """Single words; stop words are in the exact layer only."""
    term_of = attrgetter(layer)
    for token in tokens:
        term = terms.get(term_of(token.word))
        if term and (layer == "exact" or not token.word.stop):
            yield Mark(token.start, token.end, term)


def _name_marks(
    analyzer: Analyzer, tokens: Sequence[Token], wanted: Mapping[Term, Term]
) -> Iterator[Mark]:
    """Names of several words, each as one mark; their terms are in the stem and root layers."""
    for run in analyzer.runs([token.word for token in tokens]):
        for term in (Term("stem", run.term), Term("root", run.term)):
            if term in wanted:
                yield Mark(tokens[run.first].start, tokens[run.last - 1].end, wanted[term])


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
    """The mark of `phrase` if it begins at token `first`."""
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
    """In order; of overlapping marks the one that starts first stays, then the longest."""
    kept: list[Mark] = []
    for mark in sorted(candidates, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
