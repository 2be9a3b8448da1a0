"""Patterns are held against dictionaries that are there letter by letter, or are spelled out once."""

from itertools import product
from pathlib import Path

import pytest
from indexes import Opened, analyse, carry, release

from indexer.arabic.words import Layer
from indexer.engines.whoosh.codec import keys, letters
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.codec.sections import Array
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.searching import expansion
from indexer.engines.whoosh.searching.searcher import WhooshSearcher
from indexer.engines.whoosh.writing import segments
from indexer.query.values import Fuzzy, Wildcard

TITLES = ["إدارة الهجرة", "المهاجرون", "تعاون أمني", "حوكمة السفر"]


@pytest.fixture
def searcher(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WhooshSearcher:
    """A segment for each title; dictionaries are larger than what is kept of them anyway."""
    monkeypatch.setattr(expansion, "_KEPT_BYTES", 0)
    monkeypatch.setattr(expansion, "_FREQUENT", 1)
    monkeypatch.setattr(segments, "merges", lambda *_: False)
    for n, title in enumerate(TITLES):
        engine, folder = WhooshEngine(), tmp_path / str(n)
        if n:
            carry(tmp_path / str(n - 1), folder)
        else:
            folder.mkdir()
        writer = (engine.extend if n else engine.create)(folder)
        words = map("".join, product("هجرسح", repeat=4))
        writer.add(analyse(release(f"r{n}", title, f"{title} {' '.join(words)}")))
        writer.commit()
    made = opened(WhooshEngine(), folder)
    assert isinstance(made, WhooshSearcher)
    assert len(made._postings.segments) == len(TITLES)
    return made


@pytest.fixture
def spelled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many terms there were, each time that the bits of letters were computed."""
    counted: list[int] = []

    def counting(codes: Array, starts: Numbers) -> letters.Bags:
        counted.append(len(starts) - 1)
        return letters.bags_of(codes, starts)

    monkeypatch.setattr(keys, "bags_of", counting)
    return counted


@pytest.mark.parametrize("layer", ["exact", "stem"])
def test_layers_of_the_usual_modes_are_not_spelled_out(
    searcher: WhooshSearcher, spelled: list[int], layer: Layer
) -> None:
    assert searcher.expand(Wildcard("*جر*", layer)).terms
    assert searcher.expand(Fuzzy({"exact": "الهجرة", "stem": "هجر"}[layer], 2, layer)).terms
    assert not spelled


def test_a_layer_without_bits_in_the_file_is_spelled_out_once_however_large_it_is(
    searcher: WhooshSearcher, spelled: list[int]
) -> None:
    for fields in (("title",), ("body",), ()):
        assert searcher.expand(Wildcard("*ج*", "root", fields)).terms
    assert len(spelled) == len(TITLES)


def test_a_field_has_only_words_of_its_own(searcher: WhooshSearcher) -> None:
    found = searcher.expand(Wildcard("ال*", "exact", ("title",))).terms
    assert {term.text for term, _ in found} == {"الهجره", "المهاجرون", "السفر"}
