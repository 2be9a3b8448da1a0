"""Expansion of patterns, with dictionaries read term by term or decoded once."""

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.arabic.layers import Layer
from indexer.engines import limits
from indexer.engines.whoosh.codec import letter_codes, string_table
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.codec.sections import Array
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.searching import expansion
from indexer.engines.whoosh.searching.searcher import WhooshSearcher
from indexer.engines.whoosh.writing import segments
from indexer.query.values import Fuzzy, Wildcard
from indexer.releases.release import Release
from tests.engines.indexes import Bench, Opened, analyse, build, release

TITLES = ["إدارة الهجرة", "المهاجرون", "تعاون أمني", "حوكمة السفر"]


@pytest.fixture
def searcher(opener: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WhooshSearcher:
    """A segment for each title; dictionaries are larger than what is kept of them anyway."""
    monkeypatch.setattr(expansion, "_CACHE_BYTES", 0)
    words = " ".join(map("".join, product("هجرسح", repeat=4)))
    rows = [[release(f"r{n}", title, f"{title} {words}")] for n, title in enumerate(TITLES)]
    return in_segments(rows, opener, tmp_path, monkeypatch)


def in_segments(
    rows: Sequence[Sequence[Release]],
    opened: Opened,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> WhooshSearcher:
    """An index with some releases in a segment of their own, others in the next one."""
    monkeypatch.setattr(segments, "should_merge", lambda *_: False)
    bench = Bench(WhooshEngine(), folder, opened)
    place = bench.place("0")
    build(bench, place, rows[0])
    for n, more in enumerate(rows[1:], 1):
        place = bench.carried(place, str(n))
        writer = bench.engine.extend(place)
        for one in more:
            writer.add(analyse(one))
        writer.commit()
    made = bench.open(place)
    assert isinstance(made, WhooshSearcher)
    assert len(made._postings.segments) == len(rows)
    return made


@pytest.fixture
def computed_term_counts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many terms there were, each time that the bits of letters were computed."""
    counted: list[int] = []

    def counting(codes: Array, starts: Numbers) -> letter_codes.LetterMasks:
        counted.append(len(starts) - 1)
        return letter_codes.letter_masks(codes, starts)

    monkeypatch.setattr(string_table, "letter_masks", counting)
    return counted


@pytest.mark.parametrize("layer", ["exact", "stem"])
def test_layers_of_the_usual_modes_are_not_spelled_out(
    searcher: WhooshSearcher, computed_term_counts: list[int], layer: Layer
) -> None:
    assert searcher.expand(Wildcard("*جر*", layer)).terms
    assert searcher.expand(Fuzzy({"exact": "الهجرة", "stem": "هجر"}[layer], 2, layer)).terms
    assert not computed_term_counts


def test_a_layer_without_bits_in_the_file_is_spelled_out_once_however_large_it_is(
    searcher: WhooshSearcher, computed_term_counts: list[int]
) -> None:
    for fields in (("title",), ("body",), ()):
        assert searcher.expand(Wildcard("*ج*", "root", fields)).terms
    assert len(computed_term_counts) == len(TITLES)


def test_field_expansions_contain_only_words_of_the_field(searcher: WhooshSearcher) -> None:
    found = searcher.expand(Wildcard("ال*", "exact", ("title",))).terms
    assert {term.text for term, _ in found} == {"الهجره", "المهاجرون", "السفر"}


def holding(name: str, counts: Mapping[str, int]) -> list[Release]:
    """Releases of which so many hold each word."""
    texts = [" ".join(word for word in counts if n < counts[word]) for n in range(12)]
    return [release(f"{name}{n}", "خبر", text) for n, text in enumerate(texts)]


def expand_pattern(searcher: WhooshSearcher) -> list[tuple[str, int]]:
    found = searcher.expand(Wildcard("*دود*", "exact"))
    return [(term.text, count) for term, count in found.terms]


def test_a_word_is_counted_in_a_segment_where_others_are_more_frequent(
    opener: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expansion, "_FIRST", 3)
    monkeypatch.setattr(limits, "MAX_EXPANSIONS", 2)
    one = holding("a", {"كدودا": 12, "كدودب": 10, "كدودت": 9})
    other = holding("b", {"كدودج": 5, "كدودح": 5, "كدودخ": 5, "سلام": 5, "كدودت": 2})
    searcher = in_segments([one, other], opener, tmp_path, monkeypatch)
    assert expand_pattern(searcher) == [("كدودا", 12), ("كدودت", 11)]


def test_equally_frequent_expansions_are_taken_in_term_order(
    opener: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expansion, "_FIRST", 2)
    monkeypatch.setattr(limits, "MAX_EXPANSIONS", 2)
    one = holding("a", {"كدودو": 4, "كدودا": 2, "كدودت": 2})
    other = holding("b", {"كدودي": 4, "كدودا": 2, "كدودت": 2})
    searcher = in_segments([one, other], opener, tmp_path, monkeypatch)
    assert expand_pattern(searcher) == [("كدودا", 4), ("كدودت", 4)]


@given(st.dictionaries(st.text("ابتث", max_size=3), st.tuples(*[st.integers(0, 9)] * 2)))
def test_words_are_put_in_order_by_what_they_truly_have(
    bounds: Mapping[str, tuple[int, int]],
) -> None:
    ordered = sorted((-max(both), text) for text, both in bounds.items())
    counts = {text: min(both) for text, both in bounds.items()}
    found = list(expansion._verify_counts(ordered, counts.__getitem__))
    assert found == sorted(counts.items(), key=lambda item: (-item[1], item[0]))
