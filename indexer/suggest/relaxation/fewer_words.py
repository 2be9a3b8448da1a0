"""Searches for fewer words: without one word or name, the rarest ones, or interrogatives."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from indexer.arabic.analyzer import Token
from indexer.query.groups import merge_words
from indexer.query.values import Term
from indexer.suggest import limits
from indexer.suggest.candidates import CandidateSearch
from indexer.suggest.context import SearchContext
from indexer.suggest.query_words import QUESTION_WORDS, content_text, is_plain, searched_tokens


def searches_without_word(context: SearchContext) -> Iterator[CandidateSearch]:
    """Without one of the words or names; only for a query of nothing but words, none of which acts
    on others."""
    for unit in _removable_units(context):
        if without := _without(context, [unit]):
            yield without


def search_without_rare_words(context: SearchContext) -> CandidateSearch | None:
    """Without the fewest of the rarest words, two or more, with which it finds anything."""
    units = sorted(_removable_units(context), key=lambda unit: _frequency(context, unit))
    for count in range(2, len(units)):
        without = _without(context, sorted(units[:count], key=lambda unit: unit[0].start))
        if without and context.count_hits(without.request):
            return without
    return None


def _removable_units(context: SearchContext) -> list[Sequence[Token]]:
    q, tokens = context.q, context.tokens
    content = [token for token in tokens if not token.word.stop]
    if len(content) > limits.MAX_WORDS or not is_plain(q, tokens):
        return []
    if len(searched_tokens(content, context.parsed)) < len(content):
        return []
    return [
        unit
        for unit in _units(context)
        # Words joined by a hyphen belong together: al-Nahyan, 2025-10-14.
        if not _is_hyphenated(q, unit) and not all(token.word.stop for token in unit)
    ]


def _without(context: SearchContext, units: Sequence[Sequence[Token]]) -> CandidateSearch | None:
    """The search without some units; None if too little is left."""
    q = context.q
    typed = tuple(q[unit[0].start : unit[-1].end] for unit in units)
    left_out = {token.start for unit in units for token in unit}
    rest = content_text(q, [token for token in context.tokens if token.start not in left_out])
    # 19 alone is not what COVID 19 means.
    is_enough = rest and (all(map(str.isdecimal, typed)) or not rest.isdecimal())
    if not is_enough:
        return None
    return CandidateSearch("without_word", replace(context.request, q=rest), typed)


def _frequency(context: SearchContext, unit: Sequence[Token]) -> int:
    """How many releases have the rarest word of a unit."""
    mode = context.request.mode
    words = [token.word for token in unit if not token.word.stop]
    return min(context.searcher.frequencies([Term(mode, word.term(mode)) for word in words]))


def search_without_questions(context: SearchContext) -> CandidateSearch | None:
    """Without interrogatives of a dialect; None if there are none beside other words, or any
    syntax."""
    q, tokens = context.q, context.tokens
    others = [token for token in tokens if token.word.exact not in QUESTION_WORDS]
    rest = content_text(q, others)
    if not rest or len(others) == len(tokens) or not is_plain(q, tokens):
        return None
    left_out = tuple(token.surface for token in tokens if token not in others)
    return CandidateSearch("without_word", replace(context.request, q=rest, page=1), left_out)


def _units(context: SearchContext) -> Iterator[Sequence[Token]]:
    """The words of a query, with those of a name, a date or a measure as one unit unless it is all
    there is."""
    analyzer = context.analyzer
    texts = merge_words(analyzer, [token.surface for token in context.tokens])
    remaining = iter(context.tokens)
    for text in texts:
        unit = list(islice(remaining, len(list(analyzer.tokens(text)))))
        if len(texts) == 1 or _is_hyphenated(context.q, unit):
            yield from ([token] for token in unit)
        else:
            yield unit


def _is_hyphenated(q: str, unit: Sequence[Token]) -> bool:
    """Whether a hyphen stands directly before or after some words."""
    first, last = unit[0].start, unit[-1].end
    return "-" in (q[first - 1 : first], q[last : last + 1])
