"""Every engine answers like the reference engine: same releases, same order, same scores."""

import datetime
import random
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import pytest

from indexer.arabic.layers import LAYERS
from indexer.engines import limits
from indexer.engines.protocol import SORTS, Filters, Match, Searcher
from indexer.engines.whoosh.writing import segments
from indexer.query.values import (
    And,
    Boosted,
    DateRange,
    Everything,
    Fuzzy,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Synonyms,
    Term,
    Weighted,
    Wildcard,
    Word,
)
from tests.engines.indexes import FILED, Bench, Opened, analyse, build, in_segments, release

VOCABULARY = (
    "الهجره الأمن الامن كوكا كولا كوكاكولا شي جين بينغ الهجرة للهجرة والهجرة هجرة إدارة الإدارة دولة الدول دولتان مسؤول المسؤولون في من الصين بيرو "
    "2025 policy policies الأمن أمن التعاون تعاون وزارة الوزارة بيان"
).split()


Row: TypeAlias = tuple[str, str, str, str | None]


def corpus(seed: int, count: int) -> list[Row]:
    dice = random.Random(seed)

    def words(n: int) -> str:
        return " ".join(dice.choices(VOCABULARY, k=n))

    return [
        (
            f"r{n}",
            words(dice.randint(1, 5)),
            words(dice.randint(0, 40)) + "\n\n" + words(dice.randint(0, 10)),
            dice.choice([None, "2024-05-06", "2025-01-01", "2025-10-14"]),
        )
        for n in range(count)
    ]


KINDS = [*"word word phrase near and or not prefer all published".split(), "one of"]


def random_pattern(dice: random.Random) -> Pattern:
    text = dice.choice(TERMS).text
    at, other = dice.randrange(len(text) + 1), dice.choice("اهجة*?")
    layer, fields = dice.choice(LAYERS), dice.choice([(), ("title",), ("body",)])
    match dice.choice(["prefix", "wildcard", "fuzzy"]):
        case "prefix":
            return Prefix(text[:at], layer, fields)
        case "wildcard":
            return Wildcard(text[:at] + other + text[at + dice.randint(0, 2) :], layer, fields)
        case _:
            return Fuzzy(text[:at] + other + text[at + 1 :], dice.randint(1, 2), layer, fields)


def of_one_layer(dice: random.Random) -> list[Term]:
    """The terms of a layer, each once."""
    layer = dice.choice(LAYERS)
    return list(dict.fromkeys(term for term in TERMS if term.layer == layer))


def random_query(dice: random.Random, depth: int = 0) -> Query:
    def term() -> Term:
        return dice.choice(TERMS)

    kind = dice.choice(KINDS)
    if depth > 2 or kind == "word":
        scoring = tuple(
            Weighted(frozenset(term() for _ in range(dice.randint(1, 2))), dice.choice([0.5, 1.0]))
            for _ in range(dice.randint(0, 3))
        )
        fields = dice.choice([(), ("title",), ("title", "body")])
        return Word(tuple(term() for _ in range(dice.randint(1, 2))), scoring, fields)
    if kind == "phrase":
        terms = tuple(dice.sample(of_one_layer(dice), dice.randint(1, 3)))
        return Phrase(terms, tuple(range(len(terms))), dice.choice([0, 0, 1, 3]))
    if kind == "near":
        first, second = dice.sample(of_one_layer(dice), 2)
        return Near(first, second, dice.randint(1, 4), dice.choice([0.2, 1.0]))
    if kind == "one of":
        synonyms = frozenset(term() for _ in range(dice.randint(0, 4)))
        return Synonyms(synonyms, dice.choice([0.5, 1.0]), dice.choice([(), ("body",)]))
    if kind == "published":
        days = (None, datetime.date(2025, 1, 1), datetime.date(2025, 5, 5))
        return DateRange(dice.choice(days), dice.choice(days))
    if kind == "all":
        return Everything()
    parts = tuple(random_query(dice, depth + 1) for _ in range(dice.randint(1, 3)))
    if kind == "not":
        return Not(parts[0])
    if kind == "prefer":
        return Boosted(parts[0], parts[1:])
    return And(parts) if kind == "and" else Or(parts)


TERMS = [
    Term(layer, text)
    for layer, fields in analyse(release("v", " ".join(VOCABULARY), "")).terms.items()
    for text in fields["title"].terms
]


def keep_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an index is extended by is a segment of its own; so few releases would be merged."""
    monkeypatch.setattr(segments, "should_merge", lambda *_: False)


# A cluster merges as it likes.
@pytest.mark.parametrize(("seed", "count"), [(0, 1), (1, 2), (2, 2)])
def test_answers_equal_the_reference(
    bench: Bench,
    seed: int,
    count: int,
    opener: Opened,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "indexer.engines.whoosh.searching.champions._MAX_CHAMPIONS", (3, 8, 2_048)[seed]
    )
    if count > 1:
        keep_apart(monkeypatch)
    reference = Bench(FILED[0], tmp_path_factory.mktemp("reference"), opener)
    searchers = []
    for each in (reference, bench):
        first = each.place("first")
        rows = corpus(seed, 22 if seed == 1 else 30)
        build(each, first, (release(*row) for row in rows[:20]))
        second = each.carried(first, "second")
        writer = each.engine.extend(second)
        for row in rows[:20:4]:
            writer.delete(row[0])
        for row in rows[20:]:
            writer.add(analyse(release(*row)))
        writer.commit()
        searchers.append(each.open(second))
        in_segments(searchers[-1], count)
    dice = random.Random(seed)
    for n in range(60):
        query = random_query(dice)
        filters = dice.choice([Filters(), Filters({"year": ("2025",)})])
        # Where scores are only near those of the reference, all that match are compared as a set.
        sort = SORTS[n % len(SORTS)]
        ranked = bench.exact or sort != "relevance"
        start, size = (n % 3, 8) if ranked else (0, len(rows))
        wanted, got = (
            s.search(query, filters=filters, sort=sort, start=start, size=size, facets=True)
            for s in searchers
        )
        assert got.total == wanted.total, query
        order = list if ranked else set
        assert order(m.id for m in got.page) == order(m.id for m in wanted.page), query
        scores, expected = ({m.id: m.score for m in found.page} for found in (got, wanted))
        near = 1e-5 if bench.exact else bench.nearness * max(expected.values(), default=0.0)
        assert scores == pytest.approx(expected, abs=near), query
        assert got.facets == wanted.facets, query
        assert got.warnings == ()
    for _ in range(60):
        pattern = random_pattern(dice)
        assert searchers[1].expand(pattern) == searchers[0].expand(pattern), pattern
    for term in TERMS:
        assert tuple(searchers[1].similar_terms(term)) == tuple(searchers[0].similar_terms(term)), (
            term
        )
    for term in dict.fromkeys(TERMS):
        assert searchers[1].forms(term) == searchers[0].forms(term), term
    assert searchers[1].frequencies(TERMS) == searchers[0].frequencies(TERMS)
    assert searchers[1].digests() == searchers[0].digests()
    ids = list(searchers[0].digests())
    assert searchers[1].signatures(ids) == searchers[0].signatures(ids)
    assert searchers[1].near_duplicates(ids) == searchers[0].near_duplicates(ids)


def page(searcher: Searcher, query: Query, start: int, size: int) -> list[Match]:
    return list(searcher.search(query, start=start, size=size).page)


def both(rows: Sequence[Row], opened: Opened, folder: Path) -> list[Searcher]:
    """The reference and the engine of files, over the same releases."""
    searchers = []
    for engine in FILED:
        (folder / engine.name).mkdir()
        bench = Bench(engine, folder / engine.name, opened)
        place = bench.place("index")
        build(bench, place, (release(*row) for row in rows))
        searchers.append(bench.open(place))
    return searchers


@pytest.mark.parametrize("seed", range(3))
def test_phrases_with_a_repeated_word_match_like_the_reference(
    opener: Opened, tmp_path: Path, seed: int
) -> None:
    rows = corpus(seed, 30)
    searchers = both(rows, opener, tmp_path)
    dice = random.Random(seed)
    for _ in range(60):
        words = dice.choices(dice.sample(of_one_layer(dice), 2), k=dice.randint(2, 4))
        phrase = Phrase(tuple(words), tuple(range(len(words))), dice.choice([0, 1, 3, 8]))
        wanted, got = (page(searcher, phrase, 0, len(rows)) for searcher in searchers)
        assert [m.id for m in got] == [m.id for m in wanted], phrase


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_page_is_a_part_of_all_pages(
    opener: Opened, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left out of the ranking of a page has no part in it, ties included."""
    monkeypatch.setattr("indexer.engines.whoosh.searching.proximity._AHEAD", 1)
    rows = [
        (f"{copy}{release_id}", title, body, day)
        for copy in "ab"
        for release_id, title, body, day in corpus(seed, 40)
    ]
    searchers = both(rows, opener, tmp_path)
    dice = random.Random(seed)
    for _ in range(15):
        pairs = [dice.sample(of_one_layer(dice), 2) for _ in range(dice.randint(1, 4))]
        near = tuple(
            Near(first, second, dice.randint(1, 8), dice.choice([0.1, 0.3, 2.0]))
            for first, second in pairs
        )
        query = Boosted(Or((random_query(dice, 2), random_query(dice, 2))), near)
        wanted, everything = (page(searcher, query, 0, len(rows)) for searcher in searchers)
        assert [m.id for m in everything] == [m.id for m in wanted], query
        scores = [m.score for m in wanted]
        assert [m.score for m in everything] == pytest.approx(scores, abs=1e-5), query
        for start, size in ((0, 1), (0, 10), (3, 4), (50, 10), (len(everything) - 1, 5)):
            shown = page(searchers[1], query, max(start, 0), size)
            assert shown == everything[max(start, 0) :][:size], query


@pytest.mark.parametrize("count", [1, 2])
def test_an_expansion_does_not_depend_on_how_many_words_are_looked_at_first(
    count: int, opener: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if count > 1:
        keep_apart(monkeypatch)
    searchers = []
    for engine in FILED:
        folder = tmp_path / engine.name
        folder.mkdir()
        each = Bench(engine, folder, opener)
        rows = corpus(7, 44)
        first = each.place("first")
        build(each, first, (release(*row) for row in rows[:40]))
        second = each.carried(first, "second")
        writer = engine.extend(second)
        for row in rows[40:]:
            writer.add(analyse(release(*row)))
        writer.delete("r3")
        writer.commit()
        searchers.append((each.open(first), each.open(second)))
        in_segments(searchers[-1][-1], count)
    dice = random.Random(7)
    for _ in range(80):
        pattern = random_pattern(dice)
        monkeypatch.setattr(limits, "MAX_EXPANSIONS", dice.choice([1, 3, 128]))
        monkeypatch.setattr(limits, "MAX_EXPANSION_POSTINGS", dice.choice([5, 60, 1000]))
        monkeypatch.setattr(
            "indexer.engines.whoosh.searching.expansion._FIRST", dice.choice([1, 4])
        )
        for wanted, got in zip(*searchers, strict=True):
            assert got.expand(pattern) == wanted.expand(pattern), pattern
