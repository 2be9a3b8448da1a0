"""The conformance suite: behaviour that is required of every engine."""

import datetime
from typing import Any

import pytest

from indexer.arabic.analyzer import standard
from indexer.engines import limits
from indexer.engines.protocol import (
    NO_FILTERS,
    FacetCount,
    Filters,
    FormCount,
    Matches,
    Searcher,
    Sort,
)
from indexer.limits import MAX_FACET_VALUES
from indexer.query.reader import read
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
from indexer.releases.release import Release
from tests.engines.indexes import Bench, Index, analyse, build, release

RELEASES = [
    release("a", "إدارة الهجرة", "ندوة سياسات إدارة الهجرة الإقليمية في الصين.", "2025-10-14"),
    release("b", "منتدى الأمن", "مسؤولون من الصين للهجرة والأمن.\n\nالأمن العام", "2025-10-15"),
    release("c", "اقتصاد", "اتفاقية تجارة حرة بين الصين وبيرو", "2024-01-02"),
    release("d", "اقتصاد", "لا شيء من ذلك", None),
]  # fmt: skip


def ask(
    searcher: Searcher,
    query: Query,
    *,
    filters: Filters = NO_FILTERS,
    sort: Sort = "relevance",
    start: int = 0,
    size: int = 10,
) -> Matches:
    return searcher.search(query, filters=filters, sort=sort, start=start, size=size, facets=True)


def ids_of(matches: Matches) -> list[str]:
    return [match.id for match in matches.page]


def exact(text: str, *fields: str) -> Word:
    term = Term("exact", text)
    return Word((term,), (Weighted.alone(term),), fields)


def phrase(*words: str, slop: int = 0) -> Phrase:
    return Phrase(tuple(Term("exact", word) for word in words), tuple(range(len(words))), slop)


def one_of(*words: str) -> Synonyms:
    return Synonyms(frozenset(Term("exact", word) for word in words))


def near(first: str, second: str, window: int) -> Near:
    return Near(Term("exact", first), Term("exact", second), window)


def test_an_empty_index_answers(index: Index) -> None:
    searcher = index([])
    assert searcher.count() == 0
    assert ask(searcher, Everything()).total == 0
    assert ask(searcher, exact("الصين")).total == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (exact("الهجره"), {"a"}),
        (exact("الصين"), {"a", "b", "c"}),
        (exact("الصين", "title"), set()),
        (exact("اقتصاد", "title"), {"c", "d"}),
        (exact("غائب"), set()),
        (Everything(), {"a", "b", "c", "d"}),
        (And((exact("الصين"), exact("وبيرو"))), {"c"}),
        (And(()), {"a", "b", "c", "d"}),
        (Or((exact("الهجره"), exact("وبيرو"))), {"a", "c"}),
        (Or(()), set()),
        (Not(exact("الصين")), {"d"}),
        (And((exact("الصين"), Not(exact("وبيرو")))), {"a", "b"}),
        (Boosted(exact("اقتصاد"), (exact("وبيرو"), exact("الهجره"))), {"c", "d"}),
        (phrase("اداره", "الهجره"), {"a"}),
        (phrase("الهجره", "اداره"), set()),
        (phrase("سياسات", "الهجره"), set()),
        (phrase("سياسات", "الهجره", slop=1), {"a"}),
        (phrase("والامن", "الامن", slop=3), set()),
        (phrase("لا", "شيء", "من", "ذلك"), {"d"}),
        (near("سياسات", "الاقليميه", 3), {"a"}),
        (near("الاقليميه", "سياسات", 2), set()),
        (near("الامن", "منتدي", 1), {"b"}),
        (near("والامن", "العام", 5), set()),
        (Word((), ()), set()),
        (one_of("الهجره", "وبيرو", "غائب"), {"a", "c"}),
        (Synonyms(frozenset([Term("exact", "اقتصاد")]), fields=("body",)), set()),
        (one_of(), set()),
        (DateRange(datetime.date(2025, 10, 14), datetime.date(2025, 10, 14)), {"a"}),
        (DateRange(datetime.date(2025, 1, 1), None), {"a", "b"}),
        (DateRange(None, datetime.date(2025, 10, 14)), {"a", "c"}),
        (DateRange(None, None), {"a", "b", "c"}),
        (Not(DateRange(None, datetime.date(2024, 12, 31))), {"a", "b", "d"}),
        (read(standard(), "للهجرة").query, {"a", "b"}),
    ],
)  # fmt: skip
def test_matching_of_each_query_node(index: Index, query: Query, found: set[str]) -> None:
    matches = ask(index(RELEASES), query)
    assert set(ids_of(matches)) == found
    assert matches.total == len(found)


def test_repeated_word_of_a_loose_phrase_needs_two_positions(index: Index) -> None:
    searcher = index(
        [
            release("once", "بكين", "زار الوفد بكين ثم عاد"),
            release("twice", "خبر", "من بكين إلى بكين قطار"),
            release("far", "خبر", "بكين لم يصل إليها أحد من بكين"),
        ]
    )
    assert set(ids_of(ask(searcher, phrase("بكين", "بكين", slop=3)))) == {"twice"}
    assert set(ids_of(ask(searcher, phrase("بكين", "قطار", "بكين", slop=3)))) == {"twice"}
    assert set(ids_of(ask(searcher, phrase("بكين", "بكين", slop=5)))) == {"twice", "far"}
    assert set(ids_of(ask(searcher, phrase("بكين", "بكين")))) == set()


def test_stored_release_is_returned_unchanged(index: Index) -> None:
    full = Release(
        "x/1", "عنوان", "نص\n\nآخر", datetime.date(2025, 1, 2), datetime.date(2025, 1, 1),
        "بكين، الصين", "وزارة", "ar", "https://example.org/", "1 يناير", "x.txt", {"k": [1, None]},
    )  # fmt: skip
    searcher = index([full])
    assert searcher.release("x/1") == full
    assert searcher.release("غائب") is None
    assert searcher.digests() == {"x/1": full.digest}


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("-published", ["b", "a", "c", "d"]),
        ("published", ["c", "a", "b", "d"]),
        ("title", ["a", "c", "d", "b"]),
        ("relevance", ["b", "a", "c", "d"]),
    ],
)
def test_sorting(index: Index, sort: Sort, order: list[str]) -> None:
    assert ids_of(ask(index(RELEASES), Everything(), sort=sort)) == order


def test_event_date_replaces_a_missing_publication_date(index: Index) -> None:
    day = datetime.date(2025, 5, 5)
    held = [
        release("event", "ت", "نص", None, event_date=day),
        release("later", "ت", "نص", "2025-05-06", event_date=datetime.date(2025, 1, 1)),
        release("never", "ت", "نص", None),
    ]
    searcher = index(held)
    assert ids_of(ask(searcher, DateRange(day, day))) == ["event"]
    assert ids_of(ask(searcher, Everything(), filters=Filters(first=day, last=day))) == ["event"]
    may = Filters({"month": ("2025-05",)})
    assert set(ids_of(ask(searcher, Everything(), filters=may))) == {"event", "later"}
    assert ids_of(ask(searcher, Everything(), sort="-published")) == ["later", "event", "never"]
    assert ids_of(ask(searcher, Everything(), sort="published")) == ["event", "later", "never"]


def test_pages_follow_each_other(index: Index) -> None:
    searcher = index(RELEASES)
    pages = [ids_of(ask(searcher, Everything(), start=n, size=3)) for n in (0, 3, 6)]
    assert pages == [["b", "a", "c"], ["d"], []]


def test_scan_reads_all_matches_in_order(index: Index) -> None:
    searcher = index(RELEASES)
    total, found = searcher.scan(Everything(), filters=Filters(), sort="-published")
    assert (total, list(found)) == (4, [searcher.release(name) for name in "bacd"])
    filters = Filters({"year": ("2025",)})
    matches = ask(searcher, Everything(), filters=filters, sort="published")
    total, found = searcher.scan(Everything(), filters=filters, sort="published")
    assert (total, [each.id for each in found]) == (matches.total, ids_of(matches))
    nowhere = Filters({"year": ("1999",)})
    for query, filters in ((exact("غائبة"), Filters()), (exact("الصين"), nowhere)):
        total, found = searcher.scan(query, filters=filters, sort="relevance")
        assert (total, list(found)) == (0, [])


def test_equal_scores_go_to_the_newer_then_to_the_smaller_id(index: Index) -> None:
    same = [
        release(name, "عنوان", "نص", day)
        for name, day in [
            ("z", "2025-01-01"),
            ("b", None),
            ("c", "2025-02-01"),
            ("a", "2025-01-01"),
        ]
    ]
    matches = ask(index(same), exact("نص"))
    assert ids_of(matches) == ["c", "a", "z", "b"]
    assert len({match.score for match in matches.page}) == 1


def test_filters_and_facets(index: Index) -> None:
    searcher = index(
        [
            release("a", "ت", "نص", "2025-03-01", place="بكين، الصين", agency="وزارة أ"),
            release("b", "ت", "نص", "2025-04-01", place="شنغهاي، الصين", agency="وزارة ب"),
            release("c", "ت", "نص", "2024-04-01", place="ليما، بيرو", language="en"),
        ]
    )

    def found(**filters: Any) -> list[str]:
        return ids_of(ask(searcher, Everything(), filters=Filters(**filters)))

    assert found(facets={"place": ("الصین",)}) == ["b", "a"]
    assert found(facets={"place": ("بكين", "ليما")}) == ["a", "c"]
    assert found(facets={"year": ("2025",), "agency": ("وزارة أ",)}) == ["a"]
    assert found(facets={"year": ("1999",)}) == []
    assert found(ids=frozenset({"a", "c", "absent"})) == ["a", "c"]
    assert found(ids=frozenset({"absent"})) == []
    assert found(first=datetime.date(2025, 3, 1), last=datetime.date(2025, 3, 31)) == ["a"]
    chosen = ask(searcher, Everything(), filters=Filters({"year": ("2024",)}))
    assert chosen.facets["year"] == [FacetCount("2025", 2), FacetCount("2024", 1)]
    assert chosen.facets["language"] == [FacetCount("en", 1)]
    assert chosen.facets["place"] == [FacetCount("بيرو", 1), FacetCount("ليما", 1)]


def test_a_value_that_was_counted_leads_to_as_many_releases(index: Index) -> None:
    places = ["عمّان", "عُمان", "عُمان", "ليما"]
    searcher = index([release(str(n), "خبر", "نص", place=each) for n, each in enumerate(places)])
    for found in ask(searcher, Everything()).facets["place"]:
        chosen = ask(searcher, Everything(), filters=Filters({"place": (found.value,)}))
        assert chosen.total == found.count
    typed = ask(searcher, Everything(), filters=Filters({"place": ("عمان",)}))
    assert typed.total == 3


def test_chosen_values_are_listed_behind_the_most_frequent(index: Index) -> None:
    places = [f"مدينة {n:03}" for n in range(MAX_FACET_VALUES)] * 2
    rows = [*((place, "نص") for place in [*places, "عُمان"]), ("عمّان", "خبر")]
    searcher = index([release(f"{n:03}", "ت", text, place=p) for n, (p, text) in enumerate(rows)])

    def listed(place: str) -> list[FacetCount]:
        filters = Filters({"place": (place,)})
        return list(ask(searcher, exact("نص"), filters=filters).facets["place"])

    most = [FacetCount(place, 2) for place in places[:MAX_FACET_VALUES]]
    assert listed("مدينة 007") == most
    assert listed("عُمان") == listed("عمان") == [*most, FacetCount("عُمان", 1)]
    assert listed("عمّان") == [*most, FacetCount("عمّان", 0)]
    assert listed("ليما") == most


def test_facets_count_the_matches_alone(index: Index) -> None:
    agencies = ["وزارة ب", "وزارة أ", "وزارة ب", "وزارة ج", "وزارة ب", "وزارة أ"]
    searcher = index(
        [
            release(f"r{n}", "ت", "نص" if n % 2 else "خبر", "2025-03-01", agency=agency)
            for n, agency in enumerate(agencies)
        ]
    )
    counts = ask(searcher, exact("نص")).facets
    assert counts["agency"] == [FacetCount("وزارة أ", 2), FacetCount("وزارة ج", 1)]
    assert counts["year"] == [FacetCount("2025", 3)]
    assert ask(searcher, exact("خبر")).facets["agency"] == [FacetCount("وزارة ب", 3)]


def test_forms_are_counted_over_the_collection(index: Index) -> None:
    searcher = index([release("a", "دولة", "الدولة دولة في"), release("b", "دولة", "نص")])
    word = standard().word("دولة")
    both = [FormCount("دولة", 3, left_out=False), FormCount("الدولة", 1, left_out=False)]
    assert searcher.forms(Term("stem", word.stem)) == both
    assert searcher.forms(Term("root", word.root)) == both
    assert searcher.forms(Term("exact", word.exact)) == both[:1]
    assert searcher.forms(Term("exact", "في")) == [FormCount("في", 1, left_out=False)]
    assert searcher.forms(Term("stem", "غائب")) == []


def test_spellings_are_all_forms_behind_a_term_names_of_several_words_too(index: Index) -> None:
    text = "دولة والدولة شي جين بينغ شي جينبينغ"
    searcher = index([release("a", "الدولة", text), release("b", "دولة", "نص")])
    word = standard().word("دولة")
    for term in (Term("stem", word.stem), Term("root", word.root)):
        assert {"دولة", "الدولة", "والدولة"} <= set(searcher.spellings(term))
    assert set(searcher.spellings(Term("exact", word.exact))) == {"دولة"}
    words = [token.word for token in standard().tokens("شي جين بينغ")]
    (name,) = standard().runs(words)
    found = set(searcher.spellings(Term("stem", name.term)))
    assert {"شي جين بينغ", "شي جينبينغ"} <= found
    assert list(searcher.spellings(Term("stem", "غائب"))) == []


SPELLINGS = [
    release("a", "هجر", "هجرة هجرات الهجرة مهاجر"),
    release("b", "هجرة", "هجرة مهجر تهجير هرجة 2025"),
    release("c", "a", "axb ab abc"),
]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (Prefix("هجر"), [("هجره", 2), ("هجر", 1), ("هجرات", 1)]),
        (Prefix("هجر", fields=("title",)), [("هجر", 1), ("هجره", 1)]),
        (Prefix("غ"), []),
        (Wildcard("*هجر"), [("هجر", 1), ("مهجر", 1)]),
        (Wildcard("ه*ه"), [("هجره", 2), ("هرجه", 1)]),
        (Wildcard("*جر*"), [("هجره", 2), ("هجر", 1), ("هجرات", 1), ("الهجره", 1), ("مهاجر", 1), ("مهجر", 1)]),
        (Wildcard("م?جر"), [("مهجر", 1)]),
        (Wildcard("a?b"), [("axb", 1)]),
        (Wildcard("a.b"), []),
        (Wildcard("????"), [("هجره", 2), ("2025", 1), ("مهجر", 1), ("هرجه", 1)]),
        (Wildcard("**"), None),
        (Wildcard("[a-z]*"), []),
        (Wildcard(""), []),
        (Fuzzy("هجره", 1), [("هجره", 2), ("هجر", 1), ("هرجه", 1)]),
        (Fuzzy("هرجة", 1), [("هرجه", 1)]),
        (Fuzzy("ab", 1), [("ab", 1), ("abc", 1), ("axb", 1), ("a", 1)]),
        (Fuzzy("", 2), [("a", 1), ("ab", 1)]),
        (Fuzzy("ba", 1, "exact", ("body",)), [("ab", 1)]),
    ],
)  # fmt: skip
def test_expansion_of_patterns(
    index: Index, pattern: Pattern, found: list[tuple[str, int]] | None
) -> None:
    searcher = index(SPELLINGS)
    expansion = searcher.expand(pattern)
    assert expansion.complete
    order = [(-count, term.text) for term, count in expansion.terms]
    assert order == sorted(order)
    assert {term.layer for term, _ in expansion.terms} <= {pattern.layer}
    if found is not None:
        assert {(term.text, count) for term, count in expansion.terms} == set(found)
    if not pattern.fields:
        terms = [term for term, _ in expansion.terms]
        assert list(searcher.frequencies(terms)) == [count for _, count in expansion.terms]


def test_unknown_term_has_frequency_zero(index: Index) -> None:
    terms = [Term("exact", "غائب"), Term("exact", "هجره"), Term("root", "")]
    searcher = index(SPELLINGS)
    assert list(searcher.frequencies(terms)) == [0, 2, 0]
    assert list(searcher.frequencies([])) == []


# The shares of letter pairs: ^هجره$ has 5, ^مهجره$ 6, 4 of them in common; ^هجر$ has 4.
LIKE_WORDS = [
    release("1", "هجره مهجره مهجر", "هجر هجرتان ليبيا", None),
    release("2", "2025 2024 abc abd", "مهجره ليبي", None),
]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("هجره", ["مهجره", "هجر"]),
        ("مهجره", ["مهجر", "هجره"]),
        ("ليبيا", ["ليبي"]),
        ("اهجره", ["هجره", "مهجره"]),
        ("2025", []),
        ("صين", []),
        ("", []),
    ],
)  # fmt: skip
def test_words_alike_share_most_of_their_letter_pairs(
    index: Index, word: str, found: list[str]
) -> None:
    alike = index(LIKE_WORDS).similar_terms(Term("exact", word))
    assert list(alike) == [Term("exact", text) for text in found]


def test_the_likest_words_count(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SIMILAR_TERMS", 1)
    searcher = index(LIKE_WORDS)
    assert list(searcher.similar_terms(Term("exact", "هجره"))) == [Term("exact", "مهجره")]


def test_in_an_empty_index_no_word_is_like_another(index: Index) -> None:
    assert list(index([]).similar_terms(Term("exact", "هجره"))) == []


def test_an_expansion_has_bounds_and_says_so(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher = index(SPELLINGS)
    every = searcher.expand(Wildcard("*"))
    monkeypatch.setattr(limits, "MAX_EXPANSIONS", 3)
    assert searcher.expand(Wildcard("*")) == (every.terms[:3], False)
    assert searcher.expand(Prefix("هجر")).complete
    monkeypatch.setattr(limits, "MAX_EXPANSION_POSTINGS", 1)
    assert searcher.expand(Wildcard("*")) == (every.terms[:1], False)
    assert searcher.expand(Wildcard("*"), excluded=True) == every
    monkeypatch.setattr(limits, "MAX_EXCLUDED_EXPANSIONS", 2)
    assert searcher.expand(Wildcard("*"), excluded=True) == (every.terms[:2], False)


WORDS = "عقدت الهيئة اجتماعا في بكين لبحث تبسيط إجراءات دخول الأجانب وتطوير المنافذ".split()
STATEMENT = " ".join(f"{word} {n}" for n in range(8) for word in WORDS)
ISSUED = (
    release("1", "بيان", STATEMENT),
    release("2", "بيان مصحح", STATEMENT + " اليوم"),
    release("3", "غيره", " ".join(reversed(STATEMENT.split()))),
    release("4", "قصير", "لا شيء"),
    release("5", "قصير", "لا شيء"),
)


def test_near_duplicates_are_found_by_stored_signatures(bench: Bench) -> None:
    first = bench.place("first")
    build(bench, first, ISSUED)
    searcher = bench.open(first)
    expected = {one.id: analyse(one).signature for one in ISSUED}
    assert searcher.signatures(["1", "3", "4", "none"]) == {n: expected[n] for n in ("1", "3", "4")}
    assert searcher.near_duplicates(["1"]) == [("1", "2")]
    assert searcher.near_duplicates(["3", "4", "5"]) == []
    assert searcher.near_duplicates([one.id for one in ISSUED]) == [("1", "2")]
    assert searcher.near_duplicates([]) == []
    second = bench.carried(first, "second")
    writer = bench.engine.extend(second)
    writer.delete("2")
    writer.add(analyse(release("6", "بيان", STATEMENT + " أمس")))
    writer.commit()
    later = bench.open(second)
    assert later.near_duplicates(["6"]) == [("1", "6")]
    assert later.signatures(["2"]) == {}


def test_a_second_build_adds_changes_and_deletes(bench: Bench) -> None:
    first = bench.place("first")
    build(bench, first, RELEASES)
    second = bench.carried(first, "second")
    writer = bench.engine.extend(second)
    writer.delete("b")
    writer.delete("c")
    writer.add(analyse(release("b", "منتدى", "التجارة", "2025-10-15")))
    written = writer.commit()
    assert written is None or {"b"} <= set(written) <= {"a", "b", "d"}
    old, new = bench.open(first), bench.open(second)
    assert set(ids_of(ask(old, exact("الصين")))) == {"a", "b", "c"}
    assert new.count() == 3
    assert set(ids_of(ask(new, exact("الصين")))) == {"a"}
    assert ids_of(ask(new, Everything(), sort="-published")) == ["b", "a", "d"]
    assert ids_of(ask(new, exact("التجاره"))) == ["b"]
    assert new.digests().keys() == {"a", "b", "d"}
    assert new.release("c") is None
    third = bench.carried(second, "third")
    writer = bench.engine.extend(third)
    for one in ("a", "b", "d"):
        writer.delete(one)
    writer.commit()
    assert bench.open(third).count() == 0


def test_a_cancelled_writer_leaves_the_previous_index(bench: Bench) -> None:
    first = bench.place("first")
    build(bench, first, RELEASES[:1])
    second = bench.carried(first, "second")
    writer = bench.engine.extend(second)
    writer.add(analyse(RELEASES[1]))
    writer.delete("a")
    writer.cancel()
    writer.cancel()
    assert bench.open(first).digests().keys() == {"a"}
