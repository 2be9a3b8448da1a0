"""Searches for fewer words: without one word or name, or without interrogatives."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from indexer.arabic.analyzer import Token
from indexer.query.groups import merge_words
from indexer.suggest import limits
from indexer.suggest.candidates import CandidateSearch
from indexer.suggest.context import SearchContext
from indexer.suggest.query_words import QUESTION_WORDS, content_text, is_plain, searched_tokens


def searches_without_word(context: SearchContext) -> Iterator[CandidateSearch]:
    """Without one of the words or names; only for a query of nothing but words, none of which acts
    on others."""
    q, tokens = context.q, context.tokens
    content = [token for token in tokens if not token.word.stop]
    if len(content) > limits.MAX_WORDS or not is_plain(q, tokens):
        return
    if len(searched_tokens(content, context.parsed)) < len(content):
        return
    for unit in _units(context):
        # Words joined by a hyphen belong together: al-Nahyan, 2025-10-14.
        if _is_hyphenated(q, unit) or all(token.word.stop for token in unit):
            continue
        typed = q[unit[0].start : unit[-1].end]
        rest = content_text(q, [other for other in tokens if other not in unit])
        # 19 alone is not what COVID 19 means.
        if rest and (typed.isdecimal() or not rest.isdecimal()):
            yield CandidateSearch("without_word", replace(context.request, q=rest), (typed,))


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
