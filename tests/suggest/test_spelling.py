"""The edit costs of spelling mistakes, and the corrections of one."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.answers.results import SearchRequest
from indexer.arabic.analyzer import standard
from indexer.building.build import BuildRequest, build
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.generations import FolderStore
from indexer.suggest.context import SearchContext
from indexer.suggest.spelling.corrections import corrections
from indexer.suggest.spelling.edits import edit_cost

WORDS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويء", max_size=12)


@pytest.mark.parametrize(
    ("typed", "slip", "other"),
    [
        ("مضاهره", "مظاهره", "مكاهره"),  # ظ for ض before a letter that is neither alike nor beside
        ("مسوول", "مسءول", "مسلول"),  # the seat of a hamza
        ("محممد", "محمد", "محمود"),  # a letter doubled
        ("الهرجه", "الهجره", "المرجه"),  # swapped
        ("الهحره", "الهجره", "الهدره"),  # a key beside
        ("الحومه", "الحكومه", "الرومه"),  # missing
    ],
)
def test_the_slips_of_writers_are_cheap(typed: str, slip: str, other: str) -> None:
    assert 0 < edit_cost(typed, slip) < edit_cost(typed, other)


@given(WORDS)
def test_a_word_costs_nothing_to_itself(word: str) -> None:
    assert edit_cost(word, word) == 0


@given(WORDS, WORDS)
def test_other_words_cost_something(one: str, other: str) -> None:
    assert (edit_cost(one, other) > 0) == (one != other)


def test_a_correction_that_two_rules_find_is_one_of_the_alternatives_once(tmp_path: Path) -> None:
    engine, store = WhooshEngine(), FolderStore(tmp_path / "index", keep=3)
    bodies = [*["أسعار غاز"] * 9, *["الفريق فاز"] * 9, *["اللاعب حاز"] * 9]
    rows = (json.dumps({"id": f"r{n}", "body": body}) for n, body in enumerate(bodies))
    (tmp_path / "releases.jsonl").write_text("\n".join(rows), "utf-8")
    build(BuildRequest([tmp_path / "releases.jsonl"], store, engine, standard()))
    with closing(engine.open(store.locate().place)) as searcher:
        context = SearchContext(SearchRequest("گاز"), standard(), searcher, count_hits=lambda _: 0)
        found = [text for _, text in corrections(context, right=False)]
    assert found[0] == "غاز"
    assert sorted(found) == ["حاز", "غاز", "فاز"]
