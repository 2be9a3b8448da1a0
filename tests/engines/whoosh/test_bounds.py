"""Parts of the ranking that are skipped if a query is too expensive, and the warning."""

from pathlib import Path

import pytest

from indexer import deadline
from indexer.engines import limits
from indexer.engines.protocol import Matches, Searcher
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.query.values import And, Boosted, Near, Or, Phrase, Query, Term, Weighted, Word
from indexer.search_warnings import Warn
from tests.engines.indexes import Opened, analyse, release

FIRST, SECOND = Term("exact", "نص"), Term("exact", "رقم")
ROOT = Term("root", "عنن")
SIDE = Word((FIRST,), (Weighted.alone(FIRST), Weighted.alone(ROOT, 0.5)))
MAIN = Word((FIRST,), (Weighted.alone(FIRST),))
NEAR = Near(FIRST, SECOND, 3)


@pytest.fixture
def searcher(opener: Opened, tmp_path: Path) -> Searcher:
    writer = WhooshEngine().create(tmp_path)
    for n in range(20):
        writer.add(analyse(release(f"r{n}", "عنوان", f"نص رقم {n} " * (n % 5 + 1))))
    writer.commit()
    return opener(WhooshEngine(), tmp_path)


def ask(searcher: Searcher, query: Query) -> Matches:
    return searcher.search(query, size=20)


@pytest.mark.parametrize(
    ("postings", "counted"),
    [(1_000, Boosted(SIDE, (NEAR,))), (40, SIDE), (20, MAIN), (1, MAIN)],
)
def test_over_budget_drops_proximity_then_secondary_layers_but_no_match(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch, postings: int, counted: Query
) -> None:
    wanted = ask(searcher, counted)
    monkeypatch.setattr(limits, "MAX_SCORING_POSTINGS", postings)
    got = ask(searcher, Boosted(SIDE, (NEAR,)))
    assert got.total == 20
    assert [match.id for match in got.page] == [match.id for match in wanted.page]
    assert [m.score for m in got.page] == pytest.approx([m.score for m in wanted.page])
    assert got.warnings == (() if postings == 1_000 else (Warn("ranked_in_part"),))


def test_optional_clauses_respect_the_scoring_budget(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_SCORING_POSTINGS", 20)
    preferred = Phrase((SECOND,), (0,))
    wanted = {match.id: match.score for match in ask(searcher, MAIN).page}
    got = ask(searcher, Boosted(MAIN, (preferred,)))
    assert got.warnings == (Warn("ranked_in_part"),)
    assert {match.id: match.score for match in got.page} == pytest.approx(wanted)
    assert ask(searcher, And((MAIN, preferred))).warnings == ()


def test_champions_respect_the_scoring_budget(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = ask(searcher, MAIN)
    monkeypatch.setattr(limits, "MAX_SCORING_POSTINGS", 20)
    got = ask(searcher, SIDE)
    assert got.warnings == (Warn("ranked_in_part"),)
    assert [m.score for m in got.page] == pytest.approx([m.score for m in wanted.page])


def test_shared_terms_cost_the_budget_once_and_score_per_word(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two words of one stem and one root whose spellings differ are the same once only stems are left."""
    words = [
        Word(
            (FIRST,),
            (
                Weighted.alone(Term("root", text), 0.5),
                Weighted.alone(FIRST),
                Weighted.alone(ROOT, 0.5),
            ),
        )
        for text in ("نصص", "رقم")
    ]
    wanted = ask(searcher, And((MAIN, MAIN)))
    monkeypatch.setattr(limits, "MAX_SCORING_POSTINGS", 1)
    got = ask(searcher, And(tuple(words)))
    assert got.warnings == (Warn("ranked_in_part"),)
    assert [m.score for m in got.page] == pytest.approx([m.score for m in wanted.page])
    # The stem and the three roots have 20 postings each: one of these is left out.
    monkeypatch.setattr(limits, "MAX_SCORING_POSTINGS", 60)
    most = {m.id: m.score for m in ask(searcher, And(tuple(words))).page}
    assert all(most[m.id] > m.score for m in got.page)


def test_scores_computed_before_the_deadline_count(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = {match.id: match.score for match in ask(searcher, MAIN).page}
    asked = iter([False, True])
    monkeypatch.setattr(deadline, "has_passed", lambda: next(asked, True))
    monkeypatch.setattr(deadline, "raise_if_passed", lambda: None)
    got = ask(searcher, Or((MAIN, SIDE)))
    assert got.warnings == (Warn("ranked_in_part"),)
    assert {match.id: match.score for match in got.page} == wanted
