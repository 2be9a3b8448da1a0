"""The syntax tree of queries, repairs, and the canonical text."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.arabic.analyzer import standard
from indexer.query import limits
from indexer.query.lexer import lex
from indexer.query.parser import parse
from indexer.query.syntax import (
    EMPTY_NODE,
    AllOf,
    AnyOf,
    DateClause,
    FuzzyWord,
    InField,
    InLayer,
    Juxtaposed,
    Node,
    Quoted,
    Text,
    WildcardWord,
    Without,
)
from indexer.query.unparser import unparse
from indexer.search_warnings import Warn

TODAY = datetime.date(2025, 11, 21)
SIGNS = (
    'a b الصين بكين تأشيرة و أو ليس بدون في OR AND NOT | + & - = % ( ) (( )) " « » “ ” ~ ~2 ~٢ * ? ؟ : title: عنوان: '
    "date: تاريخ: 2025 سبتمبر الشهر الماضي 17 -19 .. foo: هجر* م؟مد word~ a~9 \\ \\أو ^2 ، . : ： （ ） \u200f \u0640 \u064e "
    "\n \x00 \ud800 كوفيد-19 بكين-شانغهاي ليان يون قانغ http://x"
).split(" ")
QUERIES = st.lists(st.sampled_from(SIGNS), max_size=25).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda between: between.join(pieces))
)


def read(q: str) -> Node:
    return read_with_warnings(q)[0]


def read_with_warnings(q: str) -> tuple[Node, list[Warn]]:
    found: list[Warn] = []
    lexed = lex(standard(), q, TODAY, found.append)
    node = parse(standard(), lexed.lexemes, found.append)
    return node, list(dict.fromkeys(found))


def codes(q: str) -> list[str]:
    return [warning.code for warning in read_with_warnings(q)[1]]


@given(st.text(max_size=80) | QUERIES)
def test_any_text_is_parsed_and_its_canonical_form_means_the_same(q: str) -> None:
    node = read(q)
    assert read(unparse(node)) == node


# Trees that a reader could write: of words that make no names with each other.
WORDS = st.sampled_from(["a", "b", "الصين", "تأشيرة", "2025", "19", "و", "أو", "ليس", "title"])
LEAVES = st.one_of(
    WORDS.map(Text),
    st.builds(Quoted, WORDS, st.integers(0, limits.MAX_SLOP)),
    st.sampled_from(["هجر*", "*ا", "م?د", "a*b?c"]).map(WildcardWord),
    st.builds(FuzzyWord, st.sampled_from(["الصين", "abcdef"]), st.integers(1, 2)),
    st.builds(
        DateClause, st.sampled_from(["date", "تاريخ"]), st.sampled_from(["2025", "الشهر الماضي"])
    ),
)


def _grown(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=2, max_size=4).map(tuple)
    signed = st.one_of(
        st.builds(InLayer, st.sampled_from(["=", "%"]), nodes),
        st.builds(InField, st.sampled_from(["title", "عنوان", "place"]), nodes),
        nodes.map(Without),
    )
    return st.one_of(several.map(Juxtaposed), several.map(AllOf), several.map(AnyOf), signed)


@given(st.recursive(LEAVES, _grown, max_leaves=12))
def test_every_tree_is_printed_so_that_it_is_read_again(node: Node) -> None:
    assert read(unparse(node)) == node


A, B, C = Text("a"), Text("b"), Text("c")
CHINA, RUSSIA = Text("الصين"), Text("روسيا")


@pytest.mark.parametrize(
    ("q", "node"),
    [
        ("", EMPTY_NODE),
        ("a", A),
        ("a b", Juxtaposed((A, B))),
        ("a AND b", AllOf((A, B))),
        ("a + b", AllOf((A, B))),
        ("a OR b", AnyOf((A, B))),
        ("a | b", AnyOf((A, B))),
        ("a|b", AnyOf((A, B))),
        ("الصين أو روسيا", AnyOf((CHINA, RUSSIA))),
        ("الصين أَوْ روسيا", AnyOf((CHINA, RUSSIA))),
        ("a b OR c", Juxtaposed((A, AnyOf((B, C))))),
        ("a AND b OR c", AnyOf((AllOf((A, B)), C))),
        ("(a OR b) c", Juxtaposed((AnyOf((A, B)), C))),
        ("NOT a", Without(A)),
        ("NOT NOT a", A),
        ("-a", Without(A)),
        ("−a", Without(A)),
        ("-(a b)", Without(Juxtaposed((A, B)))),
        ('-"a b"', Without(Quoted("a b"))),
        ("a -2025", Juxtaposed((A, Without(Text("2025"))))),
        ("title:a", InField("title", A)),
        ("TITLE:a", InField("title", A)),
        ("عُنوان:a", InField("عنوان", A)),
        ("\u200fعنوان\u200f : \u200fa", InField("عنوان", A)),
        ("عنوان：a", InField("عنوان", A)),
        ("标题:a", InField("标题", A)),
        ("المكان: a", InField("المكان", A)),
        ("نص:(a b)", InField("نص", Juxtaposed((A, B)))),
        ("جهة:«a b»", InField("جهة", Quoted("a b"))),
        ("مكان:a b", Juxtaposed((InField("مكان", A), B))),
        ("-title:=a", Without(InField("title", InLayer("=", A)))),
        ("%a", InLayer("%", A)),
        ('"a b"~3', Quoted("a b", 3)),
        ('"a b"~٣', Quoted("a b", 3)),
        ("„a b“", Quoted("a b")),
        ("»a b«", Quoted("a b")),
        ("＂a b＂", Quoted("a b")),
        ("（a ｜ b）", AnyOf((A, B))),
        ("هجر*", WildcardWord("هجر*")),
        ("م؟مد", WildcardWord("م?مد")),
        ("هجر*؟", WildcardWord("هجر*")),
        ("*هجرة", WildcardWord("*هجرة")),
        ("الهجره~", FuzzyWord("الهجره", 1)),
        ("الهجره~٢", FuzzyWord("الهجره", 2)),
        ("date:2025", DateClause("date", "2025")),
        ("تاريخ:سبتمبر 2025 a", Juxtaposed((DateClause("تاريخ", "سبتمبر 2025"), A))),
        ('date:"الشهر الماضي"', DateClause("date", "الشهر الماضي")),
        ("date:(17 سبتمبر 2025) a", Juxtaposed((DateClause("date", "17 سبتمبر 2025"), A))),
        ("date:2025-09..2025-10 a", Juxtaposed((DateClause("date", "2025-09..2025-10"), A))),
        ("-date:2025", Without(DateClause("date", "2025"))),
        ("\\أو", Text("أو")),
        # Running text is no operator by surprise.
        ("الصين و روسيا", Juxtaposed((CHINA, Text("و"), RUSSIA))),
        ("الصين، روسيا.", Juxtaposed((CHINA, RUSSIA))),
        ("أو الصين", Juxtaposed((Text("أو"), CHINA))),
        ("الصين أو", Juxtaposed((CHINA, Text("أو")))),
        ("a or b and not c", Juxtaposed(tuple(map(Text, "a or b and not c".split())))),
        ("ليس هناك", Juxtaposed((Text("ليس"), Text("هناك")))),
        ("ليس (الهدف) من", Juxtaposed((Text("ليس"), Text("الهدف"), Text("من")))),
        ("ليس الهدف من الزيارة", Juxtaposed(tuple(map(Text, "ليس الهدف من الزيارة".split())))),
        ("ما هذا؟", Juxtaposed((Text("ما"), Text("هذا")))),
        ("بكين-شانغهاي", Juxtaposed((Text("بكين"), Text("شانغهاي")))),
        ("الصين - روسيا", Juxtaposed((CHINA, RUSSIA))),
        ("الصين -أكبر الدول- روسيا", Juxtaposed((CHINA, Text("أكبر"), Text("الدول"), RUSSIA))),
        ("10:30", Juxtaposed((Text("10"), Text("30")))),
        ("قال:«a»", Juxtaposed((Text("قال"), Quoted("a")))),
        ("http://a.b/c", Juxtaposed((Text("http"), A, B, C))),
        ("https://a.b/c?a*b~", Juxtaposed((Text("https"), A, B, C, A, B))),
        ("WWW.a.b?c", Juxtaposed((Text("WWW"), A, B, C))),
        ("-http://a?b", Without(Juxtaposed((Text("http"), A, B)))),
        ("title:https://a?b", InField("title", Juxtaposed((Text("https"), A, B)))),
        ("C++ a", Juxtaposed((Text("C"), A))),
        ("%50 a = b", Juxtaposed((Text("50"), A, B))),
        ("a & b", AllOf((A, B))),
        ("a ~ b", Juxtaposed((A, B))),
    ],
)
def test_valid_query_is_parsed_without_warnings(q: str, node: Node) -> None:
    assert read(q) == node
    assert codes(q) == []


@pytest.mark.parametrize(
    ("q", "node", "said"),
    [
        # Words that exclude a topic, where what follows is one.
        (
            "دخول بدون تأشيرة",
            Juxtaposed(tuple(map(Text, "دخول بدون تأشيرة".split()))),
            ["read_as_word"],
        ),
        (
            "السفر بدون الحصول على تأشيرة",
            Juxtaposed(tuple(map(Text, "السفر بدون الحصول على تأشيرة".split()))),
            ["read_as_word"],
        ),
        ("هذا ليس صحيحا", Juxtaposed(tuple(map(Text, "هذا ليس صحيحا".split()))), ["read_as_word"]),
        ("a بدون الصين", Juxtaposed((A, Without(CHINA))), []),
        ("a ليس بكين", Juxtaposed((A, Without(Text("بكين")))), []),
        ("a ليس زيارة", Juxtaposed((A, Without(Text("زيارة")))), []),
        ("a بدون «تأشيرة»", Juxtaposed((A, Without(Quoted("تأشيرة")))), []),
        ("a بدون (تأشيرة b)", Juxtaposed((A, Without(Juxtaposed((Text("تأشيرة"), B))))), []),
        ("ليس الصين", Without(CHINA), []),
        ("ليس (الصين)", Without(CHINA), []),
        ("بدون (تأشيرة b)", Without(Juxtaposed((Text("تأشيرة"), B))), []),
        ("a أو ليس الصين", AnyOf((A, Without(CHINA))), []),
        # A hyphen before a number: a designation, or what to exclude.
        ("كوفيد -19، a", Juxtaposed((Text("كوفيد"), Text("19"), A)), ["read_as_number"]),
        ("a -100", Juxtaposed((A, Text("100"))), ["read_as_number"]),
        ("a -2015", Juxtaposed((A, Without(Text("2015")))), []),
        ("a -1,250", Juxtaposed((A, Without(Text("1,250")))), []),
        ("a -10:30", Juxtaposed((A, Without(Juxtaposed((Text("10"), Text("30")))))), []),
        ("a -50%", Juxtaposed((A, Without(Text("50")))), ["ignored_operator"]),
        # Signs that no text is searched for.
        ("a 50%", Juxtaposed((A, Text("50"))), ["ignored_operator"]),
        ("a ٥٠٪", Juxtaposed((A, Text("٥٠"))), ["ignored_operator"]),
        ("a 5%d9%85", Juxtaposed(tuple(map(Text, ["a", "5", "d9", "85"]))), []),
        # Operators in small letters.
        (
            "النفط not الصين",
            Juxtaposed((Text("النفط"), Text("not"), CHINA)),
            ["operator_in_small_letters"],
        ),
        (
            "النفط Or الصين",
            Juxtaposed((Text("النفط"), Text("Or"), CHINA)),
            ["operator_in_small_letters"],
        ),
        ("not الصين", Juxtaposed((Text("not"), CHINA)), []),
        ("a not b", Juxtaposed((A, Text("not"), B)), []),
        # What is repaired.
        ('a "b c', Juxtaposed((A, Quoted("b c"))), ["open_quote"]),
        ('a "', A, ["stray_quote"]),
        ("«a «b»", Juxtaposed((A, Quoted("b"))), ["stray_quote"]),
        ('"" a', A, ["empty_phrase"]),
        ("(a b", Juxtaposed((A, B)), ["open_bracket"]),
        ("a)) b", Juxtaposed((A, B)), ["stray_bracket"]),
        ("() a", A, ["empty_group"]),
        ("OR a", A, ["dangling_operator"]),
        ("a OR", A, ["dangling_operator"]),
        ("a OR OR b", AnyOf((A, B)), ["dangling_operator"]),
        ("a AND", A, ["dangling_operator"]),
        ("a NOT", A, ["dangling_operator"]),
        ("foo:a", A, ["unknown_field"]),
        ('foo:"a b"', Quoted("a b"), ["unknown_field"]),
        ("الصين:روسيا", Juxtaposed((CHINA, RUSSIA)), ["unknown_field"]),
        ("(title:) a", Juxtaposed((Text("title"), A)), ["empty_field"]),
        ("title:", Text("title"), ["empty_field"]),
        ("date:", Text("date"), ["empty_field"]),
        ("date:الصين", CHINA, ["not_a_date"]),
        ("date:2025-12..2025-01", DateClause("date", "2025-12..2025-01"), ["reversed_period"]),
        ("تاريخ:من 2025 إلى 2024", DateClause("تاريخ", "من 2025 إلى 2024"), ["reversed_period"]),
        (
            "date:1000000-01-01",
            Juxtaposed((Text("1000000"), Text("01"), Text("01"))),
            ["not_a_date"],
        ),
        ("* a", A, ["lone_wildcard"]),
        ("a~9", A, ["fuzzy_cut"]),
        ("abc~1،", FuzzyWord("abc", 1), []),
        ("abc~.", FuzzyWord("abc", 1), []),
        ("abc~2", FuzzyWord("abc", 1), ["fuzzy_cut"]),
        ('"a b"~999999999999', Quoted("a b", limits.MAX_SLOP), ["slop_cut"]),
        ("a^2", A, ["ignored_operator"]),
    ],
)
def test_ambiguous_syntax_is_parsed_with_a_warning(q: str, node: Node, said: list[str]) -> None:
    assert read(q) == node
    assert codes(q) == said


@pytest.mark.parametrize(
    ("q", "blamed"),
    [
        ("تاريخ:31 فبراير 2025", "31 فبراير 2025"),
        ("تاريخ:31 فبراير 2025 الصين", "31 فبراير 2025"),
        ("date:(31 Feb 2025)", "31 Feb 2025"),
        ("date:2025-02-31 China", "2025-02-31"),
        ("date:الصين 2025", "الصين"),
    ],
)
def test_impossible_date_warning_quotes_the_whole_date(q: str, blamed: str) -> None:
    assert [w.detail for w in read_with_warnings(q)[1] if w.code == "not_a_date"] == [blamed]


def test_names_and_dates_are_one_operand() -> None:
    assert read("ليان يون قانغ OR بكين") == AnyOf((Text("ليان يون قانغ"), Text("بكين")))
    assert read("آب 2025 أو أيلول 2025") == AnyOf((Text("آب 2025"), Text("أيلول 2025")))
    assert read("20 كم أو 5 ملم") == AnyOf((Text("20 كم"), Text("5 ملم")))
    assert read("كيلو متر أو دور النشر") == AnyOf((Text("كيلو متر"), Text("دور النشر")))
    assert read("-كوفيد-19") == Without(Juxtaposed((Text("كوفيد"), Text("19"))))


@pytest.mark.parametrize(
    "q",
    [
        *("7/8/2015", "٠٧/٠٨/٢٠١٥،", "2015-08-07", "2015/8/7."),
        *("7/8/2015م", "7.8.2015", "7 / 8 / 2015", "2015-8-7"),
    ],
)
def test_a_day_in_figures_is_that_day_in_any_writing(q: str) -> None:
    figures = ("7/8/2015", "07/08/2015", "2015-08-07", "2015/8/7", "7.8.2015", "07.08.2015")
    day = AnyOf((*map(Quoted, figures), Text("7 أغسطس 2015")))
    assert read(q) == read(unparse(read(q))) == day
    assert read(f"a -({q})") == read(f"a -{q}") == Juxtaposed((A, Without(day)))


@pytest.mark.parametrize("q", ["7/08/2015", "07-8-2015", "2015/08/7"])
def test_a_day_as_typed_is_one_of_its_writings(q: str) -> None:
    node = read(q)
    assert isinstance(node, AnyOf)
    assert Quoted(q) in node.parts


@pytest.mark.parametrize("q", ["17/3/1447", "17/3/1447هـ", "1447/3/17", "17.03.1447ه"])
def test_a_hijri_day_in_figures_is_that_day_in_any_writing(q: str) -> None:
    node = read(q)
    assert isinstance(node, AnyOf)
    assert {Quoted("17/3/1447"), Quoted("1447/3/17"), Quoted("17 ربيع الأول 1447")} < {*node.parts}


@pytest.mark.parametrize("q", ["31/2/2015", "31/3/1447", "8/17/2015", "7/2015", "1/2/3", "2015-08"])
def test_other_figures_are_numbers(q: str) -> None:
    assert read(q) == Juxtaposed(tuple(map(Text, q.replace("-", "/").split("/"))))


@pytest.mark.parametrize(
    "q", ["‹الصين b›", "›الصين b‹", "《الصين b》", "「الصين b」", "〈الصين b〉"]
)
def test_quotes_of_other_languages_quote(q: str) -> None:
    assert read(q) == Quoted("الصين b")
    assert codes(q) == []


def test_operators_and_signs_of_other_keyboards_are_read() -> None:
    assert read("a ＯＲ الصين") == read("a ￨ الصين") == AnyOf((A, CHINA))
    assert read("a ＮＯＴ الصين") == Juxtaposed((A, Without(CHINA)))
    assert read("٪الصين") == InLayer("%", CHINA)


def test_brackets_are_bounded() -> None:
    deep = limits.MAX_DEPTH
    assert codes("(" * deep + "a" + ")" * deep) == []
    q = "(" * (deep + 1) + "a OR b" + ")" * (deep + 1)
    assert read(q) == AnyOf((A, B))
    assert codes(q) == ["too_deep"]


def test_dates_are_bounded() -> None:
    q = "date:2025 " * (limits.MAX_DATES + 1)
    node = read(q)
    assert isinstance(node, Juxtaposed)
    assert [isinstance(part, DateClause) for part in node.parts].count(True) == limits.MAX_DATES
    assert codes(q) == ["too_many_dates"]


def test_the_bound_on_words_leaves_nothing_open() -> None:
    words = " ".join(f"w{n}" for n in range(limits.MAX_WORDS - 1))
    assert codes(f"({words} (a OR b OR c) d) e") == ["too_many_words"]


@pytest.mark.parametrize("q", ["-\\أو", "=\\أو", "%\\ليس", "مكان:=\\ليس", "سبتمبر -(أو)"])
def test_a_sign_holds_before_a_word_that_is_no_operator(q: str) -> None:
    found = read(q)
    assert read(unparse(found)) == found
    assert codes(q) == []
    assert any(sign in unparse(found) for sign in ("-\\", "=\\", "%\\"))


@pytest.mark.parametrize("q", ["B()0", "B(0(", "B(|0", "B( ()0"])
def test_words_with_only_empty_brackets_between_them_are_a_name(q: str) -> None:
    assert read(q) == read("B 0") == Text("B 0")
