"""What is left out where a query costs too much, and that it is said."""

import pytest
from indexes import Opened, analyse, release

from indexer import limits
from indexer.engines.protocol import Filters, Matches, Searcher
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.query.values import Near, Prefer, Query, Term, Warn, Weighted, Word

FIRST, SECOND = Term("exact", "نص"), Term("exact", "رقم")
ROOT = Term("root", "عنوان")
SIDE = Word((FIRST,), (Weighted(FIRST, 1.0), Weighted(ROOT, 0.5)))
MAIN = Word((FIRST,), (Weighted(FIRST, 1.0),))
NEAR = Near(FIRST, SECOND, 3)


@pytest.fixture
def searcher(opened: Opened, tmp_path) -> Searcher:
    writer = WhooshEngine().create(tmp_path)
    for n in range(20):
        writer.add(analyse(release(f"r{n}", "عنوان", f"نص رقم {n} " * (n % 5 + 1))))
    writer.commit()
    return opened(WhooshEngine(), tmp_path)


def ask(searcher: Searcher, query: Query) -> Matches:
    return searcher.search(
        query, filters=Filters(), sort="relevance", start=0, size=20, facets=False
    )


@pytest.mark.parametrize(
    ("postings", "counted"),
    [(1_000, Prefer(SIDE, (NEAR,))), (30, SIDE), (20, MAIN), (1, MAIN)],
)
def test_nearness_goes_first_then_side_layers_never_what_matches(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch, postings: int, counted: Query
) -> None:
    wanted = ask(searcher, counted)
    monkeypatch.setattr(limits, "SCORING_POSTINGS", postings)
    got = ask(searcher, Prefer(SIDE, (NEAR,)))
    assert got.total == 20
    assert got.relation == "eq"
    assert [match.id for match in got.page] == [match.id for match in wanted.page]
    assert [m.score for m in got.page] == pytest.approx([m.score for m in wanted.page])
    assert got.warnings == (() if postings == 1_000 else (Warn("ranked_in_part"),))
