"""Suggests searches in place of one that found nothing, or little."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from indexer.answers.results import SearchRequest, Suggestion, SuggestionKind
from indexer.query.quotes import QUOTES
from indexer.query.values import Term
from indexer.suggest import keyboards, limits
from indexer.suggest.candidates import CandidateSearch, select_candidates
from indexer.suggest.context import SearchContext
from indexer.suggest.relaxation.fewer_words import search_without_questions
from indexer.suggest.relaxation.periods_in_words import dated_search
from indexer.suggest.relaxation.relaxations import relax
from indexer.suggest.spelling.corrections import corrections, doubtful_corrections
from indexer.suggest.spelling.speller import Correction
from indexer.suggest.spelling.variants import respelled_phrases
from indexer.suggest.transliteration import into_arabic
from indexer.suggest.transliteration.into_latin import queries_in_latin

# A search is a likelier one if it finds this many times as many releases: less for a known
# equivalent of a name than for a guessed misspelling.
_TIMES_NAMED, _TIMES_GUESSED = 2, 10
# Words that no release has together are corrected if this many releases have the correction.
_MANY_TOGETHER = 5
# A correction that costs no more replaces the typed words in searches for some of them.
_LIKELY = 1.0


def suggest_searches(context: SearchContext) -> tuple[Suggestion, ...]:
    """Searches in place of one that finds nothing, likeliest first."""
    return select_candidates(context, _candidates(context))


def likelier_searches(context: SearchContext, total: int) -> tuple[Suggestion, ...]:
    """Searches that are likelier than one with only `total` hits: those may have the same
    mistake."""
    return select_candidates(context, _likelier_candidates(context, total))


def _likelier_candidates(context: SearchContext, total: int) -> Iterator[CandidateSearch]:
    if dated := dated_search(context, total):
        yield dated
    if _has_quotes(context.q):
        yield from _respellings(context)
    # Nearly all searches end here, without being parsed again.
    if total > limits.FEW_HITS:
        return
    if without_question := search_without_questions(context):
        context = context.with_request(without_question.request)
    for by_rule, times in ((False, _TIMES_NAMED), (True, _TIMES_GUESSED)):
        for candidate in _in_arabic(context, by_rule=by_rule):
            yield candidate._replace(least=times * total)
    doubtful = doubtful_corrections(context, total)
    yield from _corrections(context.request, doubtful, _TIMES_GUESSED * total)


def _candidates(context: SearchContext) -> Iterator[CandidateSearch]:
    """Candidates for a search that found nothing, the likeliest sources first."""
    context = context.with_request(replace(context.request, page=1))
    if without_question := search_without_questions(context):
        # Further candidates are derived from the remaining words.
        yield without_question
        context = context.with_request(without_question.request)
    request = context.request
    names = context.with_text(into_arabic.without_handles(request.q))
    yield from _in_arabic(names, by_rule=False)
    retyped_known, retyped_unknown = _partition_by_frequency(_in_arabic_layout(context), 1, context)
    by_rule_frequent, by_rule_rare = _partition_by_frequency(
        _in_arabic(names, by_rule=True), limits.FEW_HITS, context
    )
    yield from retyped_known
    yield from by_rule_frequent
    # An Arabic word is likelier misspelt than meant to be Latin, and a Latin one than a name that
    # few releases have.
    yield CandidateSearch("spelling", names.request)
    mistakes = list(corrections(context, right=False))
    yield from _corrections(request, mistakes)
    yield from by_rule_rare
    if _has_quotes(request.q):
        yield from _respellings(context)
    if len(context.tokens) <= limits.MAX_WORDS:
        yield from retyped_unknown
    yield from _with_texts("keyboard", request, keyboards.in_latin_layout(request.q))
    yield from _in_latin(names)
    yield from _corrections(request, doubtful_corrections(context), _MANY_TOGETHER)
    is_likely = bool(mistakes) and mistakes[0].cost <= _LIKELY
    yield from relax(context, mistakes[0].text if is_likely else context.q)
    yield from _corrections(request, corrections(context, right=True))


def _in_arabic(context: SearchContext, *, by_rule: bool) -> Iterator[CandidateSearch]:
    for text, left_out in into_arabic.queries_in_arabic(context, by_rule=by_rule):
        request = replace(context.request, q=text)
        yield CandidateSearch("transliteration", request, left_out)


def _in_latin(context: SearchContext) -> Iterator[CandidateSearch]:
    return _with_texts("transliteration", context.request, queries_in_latin(context))


def _in_arabic_layout(context: SearchContext) -> Iterator[CandidateSearch]:
    request = context.request
    return _with_texts("keyboard", request, keyboards.in_arabic_layout(request.q))


def _respellings(context: SearchContext) -> Iterator[CandidateSearch]:
    return _with_texts("other_spelling", context.request, respelled_phrases(context))


def _has_quotes(q: str) -> bool:
    return any(sign in q for sign in QUOTES)


def _partition_by_frequency(
    candidates: Iterable[CandidateSearch], least: int, context: SearchContext
) -> tuple[list[CandidateSearch], list[CandidateSearch]]:
    """Searches whose words, as spelled, are in at `least` that many releases each, and the
    others."""
    frequent: list[CandidateSearch] = []
    rare: list[CandidateSearch] = []
    for candidate in candidates:
        tokens = context.analyzer.tokens(candidate.request.q)
        terms = [Term("exact", token.word.exact) for token in tokens]
        is_frequent = min(context.searcher.frequencies(terms), default=0) >= least
        (frequent if is_frequent else rare).append(candidate)
    return frequent, rare


def _with_texts(
    kind: SuggestionKind, request: SearchRequest, texts: Iterable[str]
) -> Iterator[CandidateSearch]:
    return (CandidateSearch(kind, replace(request, q=text)) for text in texts)


def _corrections(
    request: SearchRequest, corrections: Iterable[Correction], least: int = 1
) -> Iterator[CandidateSearch]:
    for cost, text in corrections:
        yield CandidateSearch("spelling", replace(request, q=text), least=least, cost=cost)
