"""Reading a query: from its text to a query of terms."""

from collections import defaultdict
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.arabic.analyzer import standard
from indexer.arabic.layers import LAYERS, Layer
from indexer.query import limits, reader
from indexer.query.matching import MATCHINGS, Matching
from indexer.query.parsed_query import ParsedQuery
from indexer.query.values import (
    And,
    Boosted,
    Everything,
    Near,
    Or,
    Phrase,
    Query,
    Term,
    Weighted,
    Word,
)
from indexer.search_warnings import Warn

TEXT = st.one_of(
    st.text(st.characters(), max_size=80),
    st.text(st.sampled_from('اهجرة في"«»“” ab9٠؟!()-*:\n\u064e\u200f\ud800'), max_size=80),
)
FORMS = Path(__file__).parents[1] / "data" / "relevance" / "pairs.tsv"
read = partial(reader.read, standard())
MODES = st.sampled_from(LAYERS)


def phrase_words(q: str) -> list[list[str]]:
    return [[term.text for term in phrase.terms] for phrase in read(q).phrases]


def dropped_words(parsed: ParsedQuery) -> tuple[str, ...]:
    return tuple(left.typed for left in parsed.left_out)


def stem(word: str) -> str:
    return standard().word(word).stem


def exact(word: str) -> str:
    return standard().word(word).exact


@given(TEXT, MODES, st.sampled_from(MATCHINGS))
def test_any_text_is_read(q: str, mode: Layer, match: Matching) -> None:
    parsed = read(q, mode, match)
    parts = (parsed.words, parsed.phrases, parsed.dates, parsed.excluded)
    assert isinstance(parsed.query, Everything) == (not any(parts))


@given(st.text(st.sampled_from("اهجرةفي ab9٠!.،/؛\u064e\u200f\ud800"), max_size=80), MODES)
def test_every_word_of_plain_text_is_read_or_dropped(q: str, mode: Layer) -> None:
    parsed = read(q, mode)
    for token in standard().tokens(q):
        terms = {term.text for phrase in parsed.phrases for term in phrase.terms}
        terms |= {term.text for word in parsed.words for term in word.terms}
        assert (
            token.surface in dropped_words(parsed)
            or terms & {token.word.exact, token.word.stem, token.word.root}
            or Warn("too_many_words", str(limits.MAX_WORDS)) in parsed.warnings
        )


@given(TEXT, MODES)
def test_the_same_text_is_read_the_same(q: str, mode: Layer) -> None:
    assert read(q, mode) == read(q, mode)


@pytest.mark.parametrize("q", ["", "   ", "؟!،.", "()[]*", '""', "«»", "\u200f\u064e", "\n"])
def test_query_without_words_matches_everything(q: str) -> None:
    assert read(q).query == Everything()


def test_one_word_is_matched_by_its_stem_and_ranked_by_all_layers() -> None:
    query = read("للهجرة").query
    assert isinstance(query, Word)
    assert query.matching == (Term("stem", standard().word("للهجرة").stem),)
    assert {term.layer for weighted in query.scoring for term in weighted.terms} == set(LAYERS)


def test_homograph_readings_are_scored_as_one_term() -> None:
    query = read("يصدر").query
    assert isinstance(query, Word)
    assert len(query.matching) > 1
    stems = [weighted.terms for weighted in query.scoring if len(weighted.terms) > 1]
    assert stems == [frozenset(query.matching)]


def test_the_exact_mode_matches_and_ranks_by_the_folded_word_alone() -> None:
    query = read("إدارة", "exact").query
    assert isinstance(query, Word)
    assert query.matching == (Term("exact", "اداره"),)
    assert query.scoring == (Weighted.alone(*query.matching),)


def test_the_root_mode_matches_by_the_root_or_the_stem() -> None:
    query = read("للهجرة", "root").query
    assert isinstance(query, Word)
    word = standard().word("للهجرة")
    assert query.matching == (Term("root", word.root), Term("stem", word.stem))


def test_the_root_mode_finds_all_that_the_stem_mode_finds() -> None:
    spellings = {token.surface for token in standard().tokens(FORMS.read_text("utf-8"))}
    spellings |= {"حماسا", "جلكسي", "الغالكسي", "أبل"}
    found_by: dict[Term, set[str]] = defaultdict(set)
    for spelling in spellings:
        word = standard().word(spelling)
        for layer in LAYERS:
            found_by[Term(layer, word.term(layer))].add(spelling)

    def found(q: str, mode: Layer) -> set[str]:
        words = read(q, mode).words
        return {each for word in words for term in word.terms for each in found_by[term]}

    for q in (*spellings, "حماس", "جالكسي", "آبل"):
        assert found(q, "stem") <= found(q, "root"), q


def required_query(q: str, match: Matching = "all") -> Query:
    """The query without its optional clauses."""
    query = read(q, match=match).query
    return query.required if isinstance(query, Boosted) else query


def test_similar_spellings_are_searched_with_match_any() -> None:
    lemmas = (Term("stem", "اداره"), Term("stem", "هجره"))
    assert reader.read(standard(), "إدارة الهجرة في الإدارة", match="any").likely_lemmas == lemmas
    assert reader.read(standard(), "إدارة الهجرة", "root", "any").likely_lemmas == ()
    assert reader.read(standard(), "إدارة الهجرة").likely_lemmas == ()
    assert (
        len(reader.read(standard(), " ".join(map(str, range(40))), match="any").likely_lemmas) == 16
    )


def test_all_words_are_wanted_unless_any_is_enough() -> None:
    assert isinstance(required_query("إدارة الهجرة"), And)
    assert isinstance(required_query("إدارة الهجرة", "any"), Or)


def test_words_near_each_other_and_side_by_side_are_preferred() -> None:
    query = read("إدارة الهجرة الصين").query
    assert isinstance(query, Boosted)
    *pairs, in_a_row = query.optional
    assert [(one.first, one.second, one.window) for one in pairs if isinstance(one, Near)] == [
        (Term("stem", stem("إدارة")), Term("stem", stem("الهجرة")), 8),
        (Term("stem", stem("الهجرة")), Term("stem", stem("الصين")), 8),
        (Term("stem", stem("إدارة")), Term("stem", stem("الصين")), 8),
        (Term("exact", exact("إدارة")), Term("exact", exact("الهجرة")), 1),
        (Term("exact", exact("الهجرة")), Term("exact", exact("الصين")), 1),
    ]
    assert in_a_row == Phrase(
        tuple(Term("exact", exact(word)) for word in ("إدارة", "الهجرة", "الصين")), (0, 1, 2)
    )
    two = read("إدارة الهجرة").query
    assert isinstance(two, Boosted)
    assert len(two.optional) == 2


def test_a_word_typed_twice_counts_once() -> None:
    assert [word.typed for word in read("الهجرة الهِجرة الهجره").words] == ["الهجرة"]


@pytest.mark.parametrize(
    "q", ['"إدارة الهجرة"', "«إدارة الهجرة»", "“إدارة الهجرة”", '“إدارة الهجرة"']
)
def test_quotes_of_all_kinds_make_a_phrase(q: str) -> None:
    query = read(q).query
    assert isinstance(query, Phrase)
    assert [term.text for term in query.terms] == [exact("إدارة"), exact("الهجرة")]
    assert query.offsets == (0, 1)
    assert read(q).warnings == ()


def test_words_and_phrases_are_joined() -> None:
    q = 'الصين "إدارة الهجرة" بيرو «الأمن العام»'
    assert [word.typed for word in read(q).words] == ["الصين", "بيرو"]
    assert len(read(q).phrases) == 2
    query = required_query(q)
    assert isinstance(query, And)
    assert len(query.parts) == 4


def test_a_phrase_keeps_its_stop_words() -> None:
    assert phrase_words('"المشاركة في الفرحة"') == [["المشاركه", "في", "الفرحه"]]
    assert dropped_words(read('"المشاركة في الفرحة"')) == ()


def test_a_quote_that_is_not_closed_reaches_to_the_end_and_is_warned_of() -> None:
    parsed = read("الصين «إدارة الهجرة")
    assert phrase_words("الصين «إدارة الهجرة") == [[exact("إدارة"), exact("الهجرة")]]
    assert parsed.warnings == (Warn("open_quote"),)


def test_a_quote_inside_an_open_quote_begins_anew() -> None:
    assert phrase_words("«إدارة «الهجرة»") == [[exact("الهجرة")]]
    assert [word.typed for word in read("«إدارة «الهجرة»").words] == ["إدارة"]


def test_stop_words_are_dropped_and_named() -> None:
    parsed = read("الهجرة في الصين")
    assert [word.typed for word in parsed.words] == ["الهجرة", "الصين"]
    assert dropped_words(parsed) == ("في",)


def test_stop_words_alone_are_looked_for_to_the_letter() -> None:
    parsed = read("في من")
    assert [word.terms for word in parsed.words] == [
        (Term("exact", "في"),),
        (Term("exact", "من"),),
    ]
    assert dropped_words(parsed) == ()


def test_stop_words_beside_a_phrase_are_dropped() -> None:
    assert dropped_words(read('في "إدارة الهجرة"')) == ("في",)


@pytest.mark.parametrize(
    "q",
    [
        *("د. نادية الخولي", "م/نادية الخولي", "أ.م.د. نادية الخولي", "أ. د نادية الخولي"),
        *(
            "ق. نادية الخولي",
            "ود. نادية الخولي",
            "نادية د. الخولي",
            "Prof. نادية الخولي",
            "د نادية الخولي",
        ),
    ],
)
def test_an_abbreviated_honorific_before_a_name_is_left_out(q: str) -> None:
    parsed = read(q)
    surfaces = [token.surface for token in standard().tokens(q)]
    assert [word.typed for word in parsed.words] == ["نادية", "الخولي"]
    assert sorted((*dropped_words(parsed), "نادية", "الخولي")) == sorted(surfaces)


@pytest.mark.parametrize("q", ["-د. نادية", "ليس د. نادية", "NOT (د. نادية)"])
def test_exclusion_of_an_honorific_excludes_the_name_after_it(q: str) -> None:
    assert read(f"الصين {q}").excluded == read("الصين -نادية").excluded


@pytest.mark.parametrize(
    ("q", "letter"),
    [
        *(
            ("فيتامين د", "د"),
            ("المجموعة أ الأردن", "أ"),
            ("بعد 5 د. جريا", "د"),
            ("د) الخاتمة", "د"),
        ),
        *(
            ("أ.ش.أ القاهرة", "أ"),
            ("أ/245 أمر", "أ"),
            ("ق.م آثار", "ق"),
            ("DR Congo", "DR"),
            ("د.", "د"),
            ("أ سامة", "أ"),
            ("ا لهجرة", "ا"),
            ("د مشق", "د"),
        ),
    ],
)
def test_a_letter_that_is_no_honorific_is_a_word(q: str, letter: str) -> None:
    assert letter in [word.typed for word in read(q).words]


def test_query_of_the_maximum_number_of_words_has_no_warning() -> None:
    q = " ".join(f"w{n}" for n in range(limits.MAX_WORDS))
    parsed = read(q)
    assert len(parsed.words) == limits.MAX_WORDS
    assert parsed.warnings == ()


def test_words_beyond_the_bound_are_left_out_with_a_warning() -> None:
    q = " ".join(f"w{n}" for n in range(limits.MAX_WORDS)) + ' more "and a phrase"'
    parsed = read(q)
    assert len(parsed.words) == limits.MAX_WORDS
    assert parsed.phrases == ()
    assert parsed.warnings == (Warn("too_many_words", str(limits.MAX_WORDS)),)


def test_a_phrase_is_cut_at_the_bound() -> None:
    parsed = read('"' + "w " * (limits.MAX_WORDS + 5) + '"')
    (phrase,) = parsed.phrases
    assert len(phrase.terms) == limits.MAX_WORDS


@pytest.mark.parametrize(
    ("q", "match", "text"),
    [
        ("إدارة الهجرة", "all", "إدارة + الهجرة"),
        ("إدارة الهجرة", "any", "إدارة | الهجرة"),
        ('الصين "إدارة الهجرة"', "all", "الصين + «إدارة الهجرة»"),
        ("الهجرة في الصين", "all", "الهجرة + الصين"),
        ("«المشاركة في الفرحة", "all", "«المشاركة في الفرحة»"),
        ("؟", "all", ""),
    ],
)
def test_the_reading_says_what_is_looked_for(q: str, match: Matching, text: str) -> None:
    assert read(q, "stem", match).text == text


@pytest.mark.parametrize("q", ["؟؟!!،،", "*", "()", "-"])
def test_a_query_without_words_says_so(q: str) -> None:
    assert read(q).query == Everything()
    assert Warn("nothing_to_search") in read(q).warnings


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    parsed = read("كوفيد-19 2025-10")
    assert parsed.warnings == ()
    assert parsed.excluded == ()


def test_equal_phrases_are_one() -> None:
    assert len(read('"إدارة الهجرة" "إدارة الهجرة"').phrases) == 1


FIVE_PATTERNS = "النفط~ الذهب~ السعودية~ أسعار~ ايران~2"


def test_patterns_beyond_the_limit_are_left_out() -> None:
    assert len(FIVE_PATTERNS.split()) == limits.MAX_PATTERNS / 2 + 1  # two layers each
    without = FIVE_PATTERNS.removesuffix(" ايران~2")
    parsed = read(FIVE_PATTERNS)
    assert parsed.query == read(without).query
    assert (parsed.text, parsed.words) == (read(without).text, read(without).words)
    assert parsed.warnings == (Warn("too_many_patterns", "ايران~2"),)


def test_patterns_that_are_compared_in_one_layer_may_be_more() -> None:
    assert read(FIVE_PATTERNS, "exact").warnings == ()


def test_an_exclusion_that_would_lose_a_condition_is_left_out() -> None:
    patterns = " ".join(f"={letter}*" for letter in "بتثجحخد")
    assert len(patterns.split()) == limits.MAX_PATTERNS - 1
    assert read(f"{patterns} -(رز* زر* نفط)").text == read(patterns).text
    assert read(f"{patterns} -(رز* أو زر*)").text == read(f"{patterns} -رز*").text


@pytest.mark.parametrize("rest", ["(-قطر* {})", "-(بحر* {})", "عنوان:{}", "%{}", "سفر أو ({})"])
def test_clauses_of_patterns_beyond_the_limit_go_with_them(rest: str) -> None:
    patterns = " ".join(f"={letter}*" for letter in "بتثجحخدذ")
    assert len(patterns.split()) == limits.MAX_PATTERNS
    parsed = read(f"{patterns} {rest.format('رز*')}")
    assert "رز*" not in parsed.text
    assert Warn("too_many_patterns", "رز*") in parsed.warnings
    assert read(parsed.text).query == parsed.query


@pytest.mark.parametrize("q", ["القرن ال21", "القرن الـ21", "القرن ال٢١", "القرن وبالـ21"])
def test_the_article_of_a_number_is_no_word_of_the_query(q: str) -> None:
    parsed = reader.read(standard(), q)
    assert [word.typed for word in parsed.words] == ["القرن", q[-2:]]
