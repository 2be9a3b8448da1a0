"""Patterns are held against dictionaries that are there letter by letter, or are spelled out once."""

import pytest
from indexes import Opened, analyse, release

from indexer.arabic.analyzer import Layer
from indexer.engines.whoosh import expansion
from indexer.engines.whoosh.codec import letters
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.query.values import Fuzzy, Pattern, Wildcard


class Spelled:
    """Counts how often a dictionary is spelled out."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, *arguments: object) -> letters.Letters:
        self.times += 1
        return letters.spelled(*arguments)  # type: ignore[arg-type]


@pytest.fixture
def searcher(opened: Opened, tmp_path) -> WhooshSearcher:
    writer = WhooshEngine().create(tmp_path)
    for n, title in enumerate(["إدارة الهجرة", "المهاجرون", "تعاون أمني", "حوكمة السفر"]):
        writer.add(analyse(release(f"r{n}", title, f"نص {title}")))
    writer.commit()
    made = opened(WhooshEngine(), tmp_path)
    assert isinstance(made, WhooshSearcher)
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
    searcher: WhooshSearcher, spelled: Spelled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expansion, "_KEPT_BYTES", 0)
    asked: list[Pattern] = [Wildcard(f"*{letter}*", "exact", ("body",)) for letter in "هجرسح"]
    for pattern in asked:
        searcher.expand(pattern)
    assert spelled.times == 1
