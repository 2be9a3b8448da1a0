"""Patterns are held against dictionaries that are there letter by letter, or are spelled out once."""

from itertools import product
from pathlib import Path

import pytest
from indexes import Opened, analyse, carry, release

from indexer.arabic.analyzer import Layer
from indexer.engines.whoosh import expansion, segments
from indexer.engines.whoosh.codec import letters
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.query.values import Fuzzy, Wildcard


class Spelled:
    """Counts how often a dictionary is spelled out."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, *arguments: object) -> letters.Letters:
        self.times += 1
        return letters.spelled(*arguments)  # type: ignore[arg-type]


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
def spelled(monkeypatch: pytest.MonkeyPatch) -> Spelled:
    counted = Spelled()
    monkeypatch.setattr(
        expansion, "letters", type("letters", (), {"spelled": counted, "chosen": letters.chosen})
    )
    return counted


@pytest.mark.parametrize("layer", ["exact", "stem"])
def test_layers_of_the_usual_modes_are_not_spelled_out(
    searcher: WhooshSearcher, spelled: Spelled, layer: Layer
) -> None:
    assert searcher.expand(Wildcard("*جر*", layer)).terms
    assert searcher.expand(Fuzzy({"exact": "الهجرة", "stem": "هجر"}[layer], 2, layer)).terms
    assert spelled.times == 0


def test_a_field_is_spelled_out_once_however_large_it_is(
    searcher: WhooshSearcher, spelled: Spelled
) -> None:
    for letter in "هجرسح":
        searcher.expand(Wildcard(f"*{letter}*", "exact", ("body",)))
    assert spelled.times == len(TITLES)
