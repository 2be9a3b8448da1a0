"""Patterns are replaced by the words that they match."""

from indexer.arabic.layers import Layer
from indexer.query import weights
from indexer.query.expansion import Expansion
from indexer.query.rewriting import boost_similar_spellings, rewrite, without_scoring
from indexer.query.values import (
    And,
    Boosted,
    Everything,
    Fuzzy,
    Not,
    Or,
    Pattern,
    Prefix,
    Synonyms,
    Term,
    Weighted,
    Wildcard,
    Word,
)
from indexer.search_warnings import Warn

WORDS = ("هجرة", "هجرات")


class Collection:
    """Expands every pattern to the same words, and records the patterns."""

    def __init__(self, *, complete: bool = True) -> None:
        self.asked: list[Pattern] = []
        self.complete = complete

    def expand(self, pattern: Pattern, _excluded: bool) -> Expansion:
        self.asked.append(pattern)
        return Expansion(tuple((Term(pattern.layer, word), 1) for word in WORDS), self.complete)


def words(*fields: str, layer: Layer = "exact") -> Synonyms:
    return Synonyms(frozenset(Term(layer, word) for word in WORDS), fields=fields)


def test_patterns_are_replaced_wherever_they_stand() -> None:
    title, fuzzy = Prefix("هجر", fields=("title",)), Fuzzy("هجره", 1, "stem")
    query = Boosted(And((title, Or((fuzzy, Everything())))), (Not(Wildcard("*ه")),))
    rewriting = rewrite(query, Collection().expand)
    assert rewriting.query == Boosted(
        And((words("title"), Or((words(layer="stem"), Everything())))), (Not(words()),)
    )
    assert list(rewriting.expansions) == [title, fuzzy]
    assert list(rewriting.excluded) == [Wildcard("*ه")]
    assert rewriting.complete
    assert rewriting.warnings == ()


def test_a_query_without_patterns_stays_as_it_is() -> None:
    query = And((Everything(), Not(words())))
    assert rewrite(query, Collection().expand).query == query


def test_a_pattern_is_expanded_once() -> None:
    collection = Collection()
    rewrite(And((Prefix("ه"), Prefix("ه"), Prefix("و"))), collection.expand)
    assert collection.asked == [Prefix("ه"), Prefix("و")]


def test_truncated_expansion_gives_a_warning() -> None:
    query = And((Prefix("ه"), Wildcard("?ه"), Fuzzy("هجره", 2)))
    rewriting = rewrite(query, Collection(complete=False).expand)
    assert not rewriting.complete
    assert rewriting.warnings == tuple(Warn("expansion_cut", s) for s in ("ه*", "?ه", "هجره~2"))


def test_words_alike_add_to_the_score_and_match_nothing() -> None:
    known, unknown = Term("stem", "هجره"), Term("stem", "غائب")
    alike = {known: [Term("stem", "مهجره"), Term("stem", "هجر")], unknown: []}
    asked = Or((words(), Everything()))
    assert boost_similar_spellings(asked, (known, unknown), alike.__getitem__) == Boosted(
        asked, (Synonyms(frozenset(alike[known]), weights.SIMILAR_SPELLINGS),)
    )
    assert boost_similar_spellings(asked, (unknown,), alike.__getitem__) == asked


def test_removing_the_scoring_keeps_the_matches() -> None:
    term = Term("stem", "a")
    word = Word((term,), (Weighted.alone(term),), ("title",))
    bare = Word((term,), (), ("title",))
    query = Boosted(And((word, Not(word), Or((word, Everything())))), (word,))
    assert without_scoring(query) == And((bare, Not(bare), Or((bare, Everything()))))


def test_patterns_below_not_are_expanded_as_excluded() -> None:
    told: list[tuple[Pattern, bool]] = []

    def expand(pattern: Pattern, excluded: bool) -> Expansion:
        told.append((pattern, excluded))
        return Expansion((), complete=not excluded)

    both, twice = Prefix("هجر"), Prefix("بكي")
    rewriting = rewrite(And((both, Not(Or((both, Not(twice)))))), expand)
    assert told == [(both, False), (both, True), (twice, False)]
    assert (rewriting.complete, rewriting.exclusions_complete) == (True, False)
    assert [warning.detail for warning in rewriting.warnings] == ["هجر*"]
