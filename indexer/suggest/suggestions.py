"""Suggests searches in place of one that found nothing, or little."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from indexer import limits
from indexer.arabic.analyzer import Analyzer
from indexer.engines.protocol import Searcher
from indexer.query import reader
from indexer.query.lexer import QUOTES
from indexer.query.values import Term
from indexer.results import SearchRequest, Suggestion, SuggestionKind
from indexer.suggest import keyboards, latin, spelling
from indexer.suggest.candidates import CandidateSearch, select_candidates
from indexer.suggest.relaxations import in_period, relaxations, without_questions
from indexer.suggest.spelling import Correction
from indexer.suggest.variants import respelled_phrases

# A search is a likelier one if it finds this many times as many releases: less for a known
# equivalent of a name than for a guessed misspelling.
_TIMES_NAMED, _TIMES_GUESSED = 2, 10
# Words that no release has together are corrected if this many releases have the correction.
_TOGETHER = 5


def suggestions(
    asked: SearchRequest,
    analyzer: Analyzer,
    searcher: Searcher,
    total: Callable[[SearchRequest], int],
) -> tuple[Suggestion, ...]:
    """Searches that find something, likeliest first; `total` counts the matches of one."""
    return select_candidates(asked, _candidates(asked, analyzer, searcher), analyzer, total)


def likelier_searches(
    asked: SearchRequest,
    found: int,
    analyzer: Analyzer,
    searcher: Searcher,
    total: Callable[[SearchRequest], int],
) -> tuple[Suggestion, ...]:
    """Searches that are likelier than one that `found` something: others make the same mistakes."""
    return select_candidates(asked, _likelier(asked, found, analyzer, searcher), analyzer, total)


def _likelier(
    asked: SearchRequest, found: int, analyzer: Analyzer, searcher: Searcher
) -> Iterator[CandidateSearch]:
    yield from in_period(asked, analyzer, found)
    yield from _respelled(asked, analyzer, searcher)
    if found > limits.FEW_HITS:
        return
    if without_question := without_questions(asked, analyzer):
        asked = without_question.request
    reading = reader.read(analyzer, asked.q, asked.mode, asked.match)
    for by_rule, times in ((False, _TIMES_NAMED), (True, _TIMES_GUESSED)):
        for text, left_out in latin.queries_in_arabic(
            asked.q, reading, analyzer, searcher, by_rule=by_rule
        ):
            other = replace(asked, q=text)
            yield CandidateSearch("transliteration", other, left_out, least=times * found)
    doubtful = spelling.doubtful_corrections(
        asked.q, asked.mode, reading, analyzer, searcher, found
    )
    yield from _guessed(asked, doubtful, _TIMES_GUESSED * found)


def _candidates(
    asked: SearchRequest, analyzer: Analyzer, searcher: Searcher
) -> Iterator[CandidateSearch]:
    if without_question := without_questions(asked, analyzer):
        # Further candidates are derived from the remaining words.
        yield without_question
        asked = without_question.request
    first_page = replace(asked, page=1)
    reading = reader.read(analyzer, asked.q, asked.mode, asked.match)
    words = asked.q, asked.mode, reading, analyzer, searcher
    apart = latin.without_handles(asked.q)
    of_names = (
        reader.read(analyzer, apart, asked.mode, asked.match) if apart != asked.q else reading
    )
    names = apart, of_names, analyzer, searcher

    def known(kind: SuggestionKind, texts: Iterable[str]) -> Iterator[CandidateSearch]:
        return (CandidateSearch(kind, replace(first_page, q=text)) for text in texts)

    def in_arabic(*, by_rule: bool) -> Iterator[CandidateSearch]:
        for text, left_out in latin.queries_in_arabic(*names, by_rule=by_rule):
            yield CandidateSearch("transliteration", replace(first_page, q=text), left_out)

    yield from in_arabic(by_rule=False)
    in_collection, other = _parted(
        known("keyboard", keyboards.in_arabic_layout(asked.q)), 1, analyzer, searcher
    )
    frequent, seldom = _parted(in_arabic(by_rule=True), limits.FEW_HITS, analyzer, searcher)
    yield from in_collection
    yield from frequent
    # An Arabic word is likelier misspelt than meant to be Latin, and a Latin one than a name that
    # few releases have.
    yield from known("spelling", [apart])
    yield from _guessed(first_page, spelling.corrections(*words, right=False))
    yield from seldom
    yield from _respelled(first_page, analyzer, searcher)
    if len(list(analyzer.tokens(asked.q))) <= limits.SUGGESTION_WORDS:
        yield from other
    yield from known("keyboard", keyboards.in_latin_layout(asked.q))
    yield from known("transliteration", latin.queries_in_latin(*names))
    yield from _guessed(first_page, spelling.doubtful_corrections(*words), _TOGETHER)
    yield from relaxations(asked, reading, analyzer, searcher)
    yield from _guessed(first_page, spelling.corrections(*words, right=True))


def _respelled(
    asked: SearchRequest, analyzer: Analyzer, searcher: Searcher
) -> Iterator[CandidateSearch]:
    if any(sign in asked.q for sign in QUOTES):
        reading = reader.read(analyzer, asked.q, asked.mode, asked.match)
        for text in respelled_phrases(asked.q, reading, analyzer, searcher):
            yield CandidateSearch("other_spelling", replace(asked, q=text))


def _parted(
    candidates: Iterable[CandidateSearch], least: int, analyzer: Analyzer, searcher: Searcher
) -> tuple[list[CandidateSearch], list[CandidateSearch]]:
    """Searches whose words, as spelled, are in at `least` that many releases each, and the
    others."""
    parted: tuple[list[CandidateSearch], list[CandidateSearch]] = [], []
    for candidate in candidates:
        terms = [Term("exact", token.word.exact) for token in analyzer.tokens(candidate.request.q)]
        parted[min(searcher.frequencies(terms), default=0) < least].append(candidate)
    return parted


def _guessed(
    asked: SearchRequest, candidates: Iterable[Correction], least: int = 1
) -> Iterator[CandidateSearch]:
    for cost, text in candidates:
        yield CandidateSearch("spelling", replace(asked, q=text), least=least, cost=cost)
