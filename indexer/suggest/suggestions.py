"""What to ask instead of a search that found nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from indexer.arabic.analyzer import Analyzer
from indexer.engines.protocol import Searcher
from indexer.query import reader
from indexer.results import SearchRequest, Suggestion
from indexer.suggest import keyboards, latin, proposals, spelling
from indexer.suggest.proposals import Proposal
from indexer.suggest.relaxations import relaxations


def suggestions(
    asked: SearchRequest,
    analyzer: Analyzer,
    searcher: Searcher,
    total: Callable[[SearchRequest], int],
) -> tuple[Suggestion, ...]:
    """Searches that find something, most likely meant first; `total` counts what one finds."""
    return proposals.found(asked, _proposals(asked, analyzer, searcher), total)


def _proposals(asked: SearchRequest, analyzer: Analyzer, searcher: Searcher) -> Iterator[Proposal]:
    first_page = replace(asked, page=1)
    likely = keyboards.arabic(asked.q)
    reading = reader.read(analyzer, asked.q, asked.mode, asked.match)
    corrected = spelling.corrected(asked.q, asked.mode, reading, analyzer, searcher)
    # A word in Arabic letters is sooner misspelt than meant to be Latin.
    for kind, texts in (
        ("keyboard", likely),
        ("transliteration", latin.in_arabic(asked.q, analyzer, searcher, by_rule=False)),
        ("spelling", corrected),
        ("transliteration", latin.in_arabic(asked.q, analyzer, searcher, by_rule=True)),
        ("keyboard", keyboards.latin(asked.q)),
        ("transliteration", latin.in_latin(asked.q, analyzer, searcher)),
    ):
        for text in texts:
            yield Proposal(kind, replace(first_page, q=text))
    yield from relaxations(asked, reading, analyzer)
