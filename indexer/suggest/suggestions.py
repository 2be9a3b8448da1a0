"""What to ask instead of a search that found nothing, or little."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from indexer import limits
from indexer.arabic.analyzer import Analyzer
from indexer.engines.protocol import Searcher
from indexer.query import reader
from indexer.results import SearchRequest, Suggestion, SuggestionKind
from indexer.suggest import keyboards, latin, proposals, spelling
from indexer.suggest.proposals import Proposal
from indexer.suggest.relaxations import in_period, relaxations

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
    return proposals.found(asked, _proposals(asked, analyzer, searcher), total)


def likelier(
    asked: SearchRequest,
    found: int,
    analyzer: Analyzer,
    searcher: Searcher,
    total: Callable[[SearchRequest], int],
) -> tuple[Suggestion, ...]:
    """Searches that may be meant rather than one that `found` something: others make the same mistakes."""
    return proposals.found(asked, _likelier(asked, found, analyzer, searcher), total)


def _likelier(
    asked: SearchRequest, found: int, analyzer: Analyzer, searcher: Searcher
) -> Iterator[Proposal]:
    yield from in_period(asked, analyzer, found)
    if found > limits.FEW_HITS:
        return
    reading = reader.read(analyzer, asked.q, asked.mode, asked.match)
    for text in latin.in_arabic(asked.q, reading, analyzer, searcher, by_rule=False):
        least = _TIMES_NAMED * found
        yield Proposal("transliteration", replace(asked, q=text), least=least)
    for text in spelling.doubted(asked.q, asked.mode, reading, analyzer, searcher):
        yield Proposal("spelling", replace(asked, q=text), least=_TIMES_GUESSED * found)


def _proposals(asked: SearchRequest, analyzer: Analyzer, searcher: Searcher) -> Iterator[Proposal]:
    first_page = replace(asked, page=1)
    likely = keyboards.arabic(asked.q)
    reading = reader.read(analyzer, asked.q, asked.mode, asked.match)

    def corrected(*, right: bool) -> Iterator[str]:
        return spelling.corrected(asked.q, asked.mode, reading, analyzer, searcher, right=right)

    # A word in Arabic letters is sooner misspelt than meant to be Latin.
    meant: tuple[tuple[SuggestionKind, Iterable[str]], ...] = (
        ("keyboard", likely),
        ("transliteration", latin.in_arabic(asked.q, reading, analyzer, searcher, by_rule=False)),
        ("spelling", corrected(right=False)),
        ("transliteration", latin.in_arabic(asked.q, reading, analyzer, searcher, by_rule=True)),
        ("keyboard", keyboards.latin(asked.q)),
        ("transliteration", latin.in_latin(asked.q, reading, analyzer, searcher)),
    )
    for kind, texts in meant:
        for text in texts:
            yield Proposal(kind, replace(first_page, q=text))
    for text in spelling.doubted(asked.q, asked.mode, reading, analyzer, searcher):
        yield Proposal("spelling", replace(first_page, q=text), least=_TOGETHER)
    yield from relaxations(asked, reading, analyzer)
    for text in corrected(right=True):
        yield Proposal("spelling", replace(first_page, q=text))
