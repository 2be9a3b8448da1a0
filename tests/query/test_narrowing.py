"""Queries without the spellings that the user left out."""

import dataclasses
import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from indexer.answers.results import SearchRequest, Span
from indexer.arabic.analyzer import standard
from indexer.arabic.layers import Layer
from indexer.building.build import BuildRequest, build
from indexer.engines.registry import engine
from indexer.query.narrowing import exclude_spellings
from indexer.query.reader import read
from indexer.search import Collection
from indexer.settings import Settings
from tests.progress import NoRefusals

BODIES = {
    "both": "مدرسة واحدة من المدارس",
    "one": "مدرسة جديدة",
    "many": "كل المدارس",
    "name": "في ليان يون قانغ",
    "glued": "في ليانيونقانغ",
    "fair": "معرض الكتاب",
    "fairs": "إلى المعارض",
    "right": "الجانب الأيمن",
    "right hand": "اليد اليمنى",
    "Yemeni": "الشعب اليمني",
}


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    folder = tmp_path_factory.mktemp("narrowing")
    rows = [{"id": name, "title": "", "body": body} for name, body in BODIES.items()]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    settings = dataclasses.replace(Settings.load({}, {}), index=folder / "index")
    chosen = engine(settings)
    request = BuildRequest((folder / "rows.jsonl",), chosen.store(settings), chosen, standard())
    build(request, NoRefusals())
    with closing(Collection.open(settings)) as opened:
        yield opened


def ids_of(collection: Collection, q: str, *without: str, mode: Layer = "stem") -> set[str]:
    results = collection.search(SearchRequest(q, mode=mode, without=without))
    return {hit.release.id for hit in results.hits}


def test_a_release_with_another_spelling_is_still_found(collection: Collection) -> None:
    assert ids_of(collection, "مدرسة") == {"both", "one", "many"}
    assert ids_of(collection, "مدرسة", "المدارس") == {"both", "one"}
    assert ids_of(collection, "مدرسة", "مدرسة") == {"both", "many"}
    assert ids_of(collection, "مدرسة", "المدارس", "مدرسة") == set()


@pytest.mark.parametrize("mode", ["stem", "root"])
def test_a_spelling_that_is_another_word_elsewhere_finds_nothing_more(
    mode: Layer, collection: Collection
) -> None:
    every = ids_of(collection, "الأيمن", mode=mode)
    assert every >= {"right", "right hand"}
    assert "Yemeni" not in every
    assert ids_of(collection, "الأيمن", "الأيمن", mode=mode) == every - {"right"}


@pytest.mark.parametrize("mode", ["stem", "root"])
def test_a_word_that_leaves_something_open_is_narrowed_too(
    mode: Layer, collection: Collection
) -> None:
    def ids(*without: str) -> list[str]:
        request = SearchRequest("معرض", mode=mode, without=without)
        return [hit.release.id for hit in collection.search(request).hits]

    assert set(ids()) == {"fair", "fairs"}
    assert ids("المعارض") == ["fair"]
    assert ids("معرض") == ["fairs"]
    assert ids("معرض", "المعارض") == []


def test_spellings_are_left_out_however_they_are_typed(collection: Collection) -> None:
    assert ids_of(collection, "مدرسة", "المَدارس") == {"both", "one"}
    assert ids_of(collection, "مدرسة", "مدرسه") == {"both", "many"}
    assert ids_of(collection, "مدرسة", "غائب") == {"both", "one", "many"}


def test_spellings_of_names_and_of_patterns(collection: Collection) -> None:
    assert ids_of(collection, "ليان يون قانغ") == {"name", "glued"}
    assert ids_of(collection, "ليان يون قانغ", "ليان يون قانغ") == {"glued"}
    assert ids_of(collection, "ليان يون قانغ", "ليانيونقانغ") == {"name"}
    assert ids_of(collection, "مدر*", "المدارس") == {"both", "one"}


def test_excluded_spellings_stay_excluded(collection: Collection) -> None:
    assert ids_of(collection, "-مدرسة", "المدارس") == set(BODIES) - {"both", "one", "many"}


def test_left_out_spellings_are_listed_but_not_marked(collection: Collection) -> None:
    results = collection.search(SearchRequest("مدرسة", without=("المدارس",)))
    (word,) = results.query.words
    assert {form.form: form.left_out for form in word.forms} == {"مدرسة": False, "المدارس": True}
    marked = collection.release("both", SearchRequest("مدرسة", without=("المدارس",)))
    assert marked is not None
    assert marked.body_matches == (Span(0, 5),)


def test_without_spellings_nothing_changes() -> None:
    parsed = read(standard(), "مدرسة")
    assert exclude_spellings(parsed, (), lambda _: ()) is parsed
    assert exclude_spellings(parsed, ("غائب",), lambda _: ("مدرسة",)) is parsed
