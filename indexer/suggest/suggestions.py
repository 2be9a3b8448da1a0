"""What to ask instead of a search that found nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from indexer.arabic.analyzer import Analyzer
from indexer.results import SearchRequest, Suggestion
from indexer.suggest import keyboards, proposals
from indexer.suggest.proposals import Proposal
from indexer.suggest.relaxations import relaxations


def suggestions(
    asked: SearchRequest, analyzer: Analyzer, total: Callable[[SearchRequest], int]
) -> tuple[Suggestion, ...]:
    """Searches that find something, most likely meant first; `total` counts what one finds."""
    return proposals.found(asked, _proposals(asked, analyzer), total)


def _proposals(asked: SearchRequest, analyzer: Analyzer) -> Iterator[Proposal]:
    for text in keyboards.retyped(asked.q):
        yield Proposal("keyboard", replace(asked, q=text, page=1))
    yield from relaxations(asked, analyzer)
