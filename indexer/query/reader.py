"""From the reader's text to a Query, and how it was read.

The language so far: words, of which all or any must be there, and phrases in quotes (" ", « », “ ”),
which are found to the letter. No text is an error: a quote that is never closed reaches to the end.
"""

import re
from dataclasses import dataclass

from indexer import limits
from indexer.arabic import analyzer
from indexer.arabic.analyzer import Layer, Token
from indexer.query.values import (
    And,
    Everything,
    Matching,
    Or,
    Phrase,
    Query,
    Term,
    Warn,
    Weighted,
    Word,
)

_QUOTED = re.compile(r'["“«](?P<phrase>[^"”»“«]*)(?P<close>["”»]|$)')

# What the layers of a word add to its score: a lemma by itself, the exact form and the root beside
# it. Measured by nDCG@10 over five Arabic collections; see README, decisions.
SCORING: dict[Layer, float] = {"exact": 0.5, "stem": 1.0, "root": 0.6}


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word of the query, as typed, and the term that finds it."""

    typed: str
    word: analyzer.Word
    term: Term


@dataclass(frozen=True, slots=True)
class Reading:
    """``dropped`` are stop words that were left out; ``text`` says the reading in symbols."""

    query: Query
    words: tuple[QueryWord, ...]
    phrases: tuple[Phrase, ...]
    dropped: tuple[str, ...]
    warnings: tuple[Warn, ...]
    text: str


def read(q: str, mode: Layer = "stem", match: Matching = "all") -> Reading:
    """Read a query. An empty one, or one of punctuation alone, means every release."""
    pieces, warnings = _pieces(q)
    phrases = [piece for piece in pieces if piece.quoted]
    # Where any word will do, so will the words of a phrase; the phrase itself then only adds score.
    loose = [piece for piece in pieces if not piece.quoted or match == "any"]
    words = [token for piece in loose for token in piece.tokens]
    kept = [token for token in words if not token.word.stop]
    layer = mode
    if not kept and not phrases:
        # Nothing but stop words: they live in the exact layer alone.
        kept, layer = words, "exact"
    dropped = tuple(token.surface for token in words if token not in kept)
    query_words = _distinct(kept, layer)
    phrase_values = tuple(_phrase(piece.tokens) for piece in phrases)
    parts: list[Query] = [_word_query(word, layer) for word in query_words]
    parts.extend(phrase_values)
    return Reading(
        _join(parts, match),
        query_words,
        phrase_values,
        dropped,
        warnings,
        _text(query_words, phrases, match),
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    tokens: tuple[Token, ...]
    quoted: bool


def _pieces(q: str) -> tuple[list[_Piece], tuple[Warn, ...]]:
    """Quoted and unquoted stretches that hold a word, within the bound on words."""
    pieces: list[_Piece] = []
    warnings: list[Warn] = []
    at = 0
    for quoted in _QUOTED.finditer(q):
        pieces.append(_Piece(tuple(analyzer.tokens(q[at : quoted.start()])), quoted=False))
        pieces.append(_Piece(tuple(analyzer.tokens(quoted["phrase"])), quoted=True))
        at = quoted.end()
        if not quoted["close"]:
            warnings.append(Warn("open_quote"))
    pieces.append(_Piece(tuple(analyzer.tokens(q[at:])), quoted=False))
    kept, left = [], limits.QUERY_WORDS
    for piece in pieces:
        tokens = piece.tokens[:left]
        left -= len(tokens)
        if tokens:
            kept.append(_Piece(tokens, piece.quoted))
    if sum(len(piece.tokens) for piece in pieces) > limits.QUERY_WORDS:
        warnings.append(Warn("too_many_words", str(limits.QUERY_WORDS)))
    return kept, tuple(warnings)


def _distinct(tokens: list[Token], layer: Layer) -> tuple[QueryWord, ...]:
    words: dict[Term, QueryWord] = {}
    for token in tokens:
        term = Term(layer, token.word.term(layer))
        words.setdefault(term, QueryWord(token.surface, token.word, term))
    return tuple(words.values())


def _word_query(word: QueryWord, layer: Layer) -> Word:
    if layer == "exact":
        return Word((word.term,), (Weighted(word.term, 1.0),))
    scoring = tuple(
        Weighted(Term(each, word.word.term(each)), weight) for each, weight in SCORING.items()
    )
    return Word((word.term,), scoring)


def _phrase(tokens: tuple[Token, ...]) -> Phrase:
    first = tokens[0].position
    return Phrase(
        tuple(Term("exact", token.word.exact) for token in tokens),
        tuple(token.position - first for token in tokens),
    )


def _join(parts: list[Query], match: Matching) -> Query:
    if not parts:
        return Everything()
    if len(parts) == 1:
        return parts[0]
    return And(tuple(parts)) if match == "all" else Or(tuple(parts))


def _text(words: tuple[QueryWord, ...], phrases: list[_Piece], match: Matching) -> str:
    quoted = ["«" + " ".join(token.surface for token in piece.tokens) + "»" for piece in phrases]
    sign = " + " if match == "all" else " | "
    return sign.join([*(word.typed for word in words), *quoted])
