"""What to ask instead of a search that found nothing, or little."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from indexer import limits
from indexer.arabic.analyzer import Analyzer
from indexer.engines.protocol import Searcher
from indexer.query import reader
from indexer.query.values import Term
from indexer.results import SearchRequest, Suggestion, SuggestionKind
from indexer.suggest import keyboards, latin, proposals, spelling
from indexer.suggest.proposals import Proposal
from indexer.suggest.relaxations import in_period, relaxations, without_questions
from indexer.suggest.spelling import Candidate

# A search is likelier meant than the one asked if it finds so many times as many. That a name stands for another is
# known, that a word is misspelt is guessed.
_TIMES_NAMED, _TIMES_GUESSED = 2, 10
# Words that some releases have, but none together, are guessed to be misspelt if so many have what may be meant.
_TOGETHER = 5


def suggestions(
    asked: SearchRequest,
    analyzer: Analyzer,
    searcher: Searcher,
    total: Callable[[SearchRequest], int],
) -> tuple[Suggestion, ...]:
    """Searches that find something, most likely meant first; `total` counts what one finds."""
    return proposals.found(asked, _proposals(asked, analyzer, searcher), analyzer, total)


def likelier_searches(
    asked: SearchRequest,
    found: int,
    analyzer: Analyzer,
    searcher: Searcher,
    total: Callable[[SearchRequest], int],
) -> tuple[Suggestion, ...]:
    """Searches that may be meant rather than one that `found` something: others make the same mistakes."""
    return proposals.found(asked, _likelier(asked, found, analyzer, searcher), analyzer, total)


def _likelier(
    asked: SearchRequest, found: int, analyzer: Analyzer, searcher: Searcher
) -> Iterator[Proposal]:
    yield from in_period(asked, analyzer, found)
    if found > limits.FEW_HITS:
        return
    if unasked := without_questions(asked, analyzer):
        asked = unasked.request
    reading = reader.read(analyzer, asked.q, asked.mode, asked.match)
    for by_rule, times in ((False, _TIMES_NAMED), (True, _TIMES_GUESSED)):
        for text in latin.in_arabic(asked.q, reading, analyzer, searcher, by_rule=by_rule):
            yield Proposal("transliteration", replace(asked, q=text), least=times * found)
    doubted = spelling.doubted(asked.q, asked.mode, reading, analyzer, searcher, found)
    yield from _guessed(asked, doubted, _TIMES_GUESSED * found)


def _proposals(asked: SearchRequest, analyzer: Analyzer, searcher: Searcher) -> Iterator[Proposal]:
    if unasked := without_questions(asked, analyzer):
        # What else may be meant, is meant of the words that are left.
        yield unasked
        asked = unasked.request
    first_page = replace(asked, page=1)
    reading = reader.read(analyzer, asked.q, asked.mode, asked.match)
    words = asked.q, asked.mode, reading, analyzer, searcher
    names = asked.q, reading, analyzer, searcher

    def known(kind: SuggestionKind, texts: Iterable[str]) -> Iterator[Proposal]:
        return (Proposal(kind, replace(first_page, q=text)) for text in texts)

    yield from known("transliteration", latin.in_arabic(*names, by_rule=False))
    standing, other = _parted(keyboards.arabic(asked.q), 1, analyzer, searcher)
    frequent, seldom = _parted(
        latin.in_arabic(*names, by_rule=True), limits.FEW_HITS, analyzer, searcher
    )
    yield from known("keyboard", standing)
    yield from known("transliteration", frequent)
    # A word in Arabic letters is sooner misspelt than meant to be Latin, and so is a Latin one than a name that few have.
    yield from _guessed(first_page, spelling.corrected(*words, right=False))
    yield from known("transliteration", seldom)
    if len(list(analyzer.tokens(asked.q))) <= limits.SUGGESTION_WORDS:
        yield from known("keyboard", other)
    yield from known("keyboard", keyboards.latin(asked.q))
    yield from known("transliteration", latin.in_latin(*names))
    yield from _guessed(first_page, spelling.doubted(*words), _TOGETHER)
    yield from relaxations(asked, reading, analyzer)
    yield from _guessed(first_page, spelling.corrected(*words, right=True))


def _parted(
    texts: Iterable[str], least: int, analyzer: Analyzer, searcher: Searcher
) -> tuple[list[str], list[str]]:
    """Texts whose words all stand, as they are spelled, in `least` releases each, and the others."""
    parted: tuple[list[str], list[str]] = [], []
    for text in texts:
        terms = [Term("exact", token.word.exact) for token in analyzer.tokens(text)]
        parted[min(searcher.frequencies(terms), default=0) < least].append(text)
    return parted


def _guessed(
    asked: SearchRequest, candidates: Iterable[Candidate], least: int = 1
) -> Iterator[Proposal]:
    for cost, text in candidates:
        yield Proposal("spelling", replace(asked, q=text), least=least, cost=cost)
