"""From the reader's text to a Query, and how it was read.

The language so far: words, of which all or any must be there, and phrases in quotes (" ", « », “ ”),
which are found to the letter. No text is an error: a quote that is never closed reaches to the end.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer import limits
from indexer.arabic.analyzer import Analyzer, Layer, Run, Token
from indexer.query.values import (
    And,
    Everything,
    Matching,
    Near,
    Or,
    Phrase,
    Prefer,
    Query,
    Term,
    Warn,
    Weighted,
    Word,
)

# What other engines take for "without the next word".
_EXCLUSION = re.compile(r"(?:^|\s)-(?=\w)")
_QUOTED = re.compile(r'["“«](?P<phrase>[^"”»“«]*)(?P<close>["”»]|$)')

# What the layers of a word add to its score: a lemma by itself, the exact form and the root beside
# it; and what words add that stand near each other as they do in the query. Measured by nDCG@10 over
# five Arabic collections; see README, decisions.
SCORING: dict[Layer, float] = {"exact": 0.5, "stem": 1.0, "root": 0.8}
NEAR = 0.3
# Words that stand at most so far apart in the query are looked for at most so far apart in a release.
_NEAR_IN_QUERY = 3
_NEAR_WINDOW = 8


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word of the query, or a name of several, as typed, and the term that finds it."""

    typed: str
    term: Term


@dataclass(frozen=True, slots=True)
class Reading:
    """``dropped`` are stop words that were left out; ``text`` says the reading in symbols.

    ``alike`` are the terms for which words spelled alike may add score (`rewriting.preferring`).
    """

    query: Query
    words: tuple[QueryWord, ...]
    phrases: tuple[Phrase, ...]
    dropped: tuple[str, ...]
    warnings: tuple[Warn, ...]
    text: str
    alike: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the query, in quotes or not."""

    tokens: tuple[Token, ...]
    quoted: bool


def read(analyzer: Analyzer, q: str, mode: Layer = "stem", match: Matching = "all") -> Reading:
    """Read a query. An empty one, or one of punctuation alone, means every release."""
    pieces, warnings = _pieces(analyzer, q)
    phrases = [piece.tokens for piece in pieces if piece.quoted]
    # Where any word will do, so will the words of a phrase; the phrase itself then only adds score.
    loose = [piece.tokens for piece in pieces if not piece.quoted or match == "any"]
    words = [token for tokens in loose for token in tokens]
    kept = [token for token in words if not token.word.stop]
    layer = mode
    if not kept and not phrases:
        # Nothing but stop words: they live in the exact layer alone.
        kept, layer = words, "exact"
    names = _names(analyzer, loose, layer)
    parts = _required(kept, names, layer, match)
    values = tuple(dict.fromkeys(_phrase(tokens) for tokens in phrases))
    query = _joined([*parts, *values], match)
    near = _near(kept, layer)
    return Reading(
        Prefer(query, near) if near else query,
        _distinct([*(_query_word(token, layer) for token in kept), *(word for _, word in names)]),
        values,
        tuple(token.surface for token in words if token not in kept),
        warnings,
        _text([token.surface for token in kept], phrases, match),
        _alike(kept, layer, match),
    )


def _pieces(analyzer: Analyzer, q: str) -> tuple[list[_Piece], tuple[Warn, ...]]:
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
    if q.strip() and not kept:
        warnings.append(Warn("nothing_to_search"))
    if _EXCLUSION.search(q):
        warnings.append(Warn("ignored_operator", "-"))
    return kept, tuple(warnings)


def _names(
    analyzer: Analyzer, stretches: Sequence[Sequence[Token]], layer: Layer
) -> list[tuple[frozenset[Token], QueryWord]]:
    """The names of several words: their tokens, and the one term that finds all spellings.

    The exact layer has no such terms: there a name is its words.
    """
    if layer == "exact":
        return []
    found = []
    for tokens in stretches:
        for run in analyzer.runs([token.word for token in tokens]):
            members = tokens[run.first : run.last]
            found.append((frozenset(members), _name_word(run, members, layer)))
    return found


def _name_word(run: Run, members: Sequence[Token], layer: Layer) -> QueryWord:
    typed = " ".join(token.surface for token in members)
    return QueryWord(typed, Term(layer, run.term))


def _required(
    kept: Sequence[Token],
    names: Sequence[tuple[frozenset[Token], QueryWord]],
    layer: Layer,
    match: Matching,
) -> list[Query]:
    """What must match. A name of several words is found by its words or by another spelling."""
    parts: list[Query] = []
    left = list(kept)
    for members, name in names:
        words = [_word_query(token, layer) for token in left if token in members]
        other = Word((name.term,), (Weighted(name.term, SCORING["stem"]),))
        left = [token for token in left if token not in members]
        parts.append(Or((_joined(words, match), other)) if words else other)
    return [*dict.fromkeys(_word_query(token, layer) for token in left), *parts]


def _word_query(token: Token, layer: Layer) -> Query:
    matching = _term(token, layer)
    if layer == "exact":
        return Word((matching,), (Weighted(matching, 1.0),))
    scoring = tuple(Weighted(_term(token, each), weight) for each, weight in SCORING.items())
    return Word((matching,), scoring)


def _near(kept: Sequence[Token], layer: Layer) -> tuple[Near, ...]:
    """The pairs of words that are near each other in the query, as a preference."""
    terms = [_term(token, layer) for token in kept[: limits.NEAR_WORDS]]
    pairs = dict.fromkeys(
        (one, other)
        for apart in range(1, _NEAR_IN_QUERY + 1)
        for one, other in zip(terms, terms[apart:], strict=False)
        if one != other
    )
    return tuple(Near(one, other, _NEAR_WINDOW, NEAR) for one, other in pairs)


def _alike(kept: Sequence[Token], layer: Layer, match: Matching) -> tuple[Term, ...]:
    """Where any word will do, a word that is misspelled or unknown to the lexicon need not be lost."""
    if layer != "stem" or match != "any":
        return ()
    return tuple(dict.fromkeys(_term(token, layer) for token in kept))[: limits.ALIKE_WORDS]


def _term(token: Token, layer: Layer) -> Term:
    return Term(layer, token.word.term(layer))


def _query_word(token: Token, layer: Layer) -> QueryWord:
    return QueryWord(token.surface, _term(token, layer))


def _distinct(words: Sequence[QueryWord]) -> tuple[QueryWord, ...]:
    """One of each term, as it was typed first."""
    first: dict[Term, QueryWord] = {}
    for word in words:
        first.setdefault(word.term, word)
    return tuple(first.values())


def _phrase(tokens: Sequence[Token]) -> Phrase:
    first = tokens[0].position
    return Phrase(
        tuple(Term("exact", token.word.exact) for token in tokens),
        tuple(token.position - first for token in tokens),
    )


def _joined(parts: Sequence[Query], match: Matching) -> Query:
    if not parts:
        return Everything()
    if len(parts) == 1:
        return parts[0]
    return And(tuple(parts)) if match == "all" else Or(tuple(parts))


def _text(words: Sequence[str], phrases: Sequence[Sequence[Token]], match: Matching) -> str:
    quoted = ["«" + " ".join(token.surface for token in tokens) + "»" for tokens in phrases]
    sign = " + " if match == "all" else " | "
    return sign.join([*dict.fromkeys(words), *quoted])
