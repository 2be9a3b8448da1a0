"""Codes inside terms and spellings: written and read by one module."""

from indexer.arabic.analyzer import standard
from indexer.arabic.lexicon import entries, term_codes


def test_marked_spelling_returns_to_the_plain_one() -> None:
    marked = term_codes.marked_spelling("نهري")
    assert marked != "نهري"
    assert term_codes.plain_spelling(marked) == term_codes.plain_spelling("نهري") == "نهري"


def test_word_with_another_reading_by_context_has_a_marked_spelling() -> None:
    text = standard().analyse("على ضفاف نهري دجلة والفرات")
    spellings = [text.spelling(run) for run in text.runs]
    assert term_codes.marked_spelling("نهري") in spellings


def test_name_of_several_words_has_a_plain_spelling() -> None:
    text = standard().analyse("زار شي جين بينغ مصر")
    assert [text.spelling(run) for run in text.runs] == ["شي جين بينغ"]


def test_union_is_split_into_the_terms_it_was_joined_from() -> None:
    assert term_codes.split(term_codes.join(["صدر", "اصدر"])) == ["اصدر", "صدر"]
    assert term_codes.split("كتاب") == ["كتاب"]


def test_verbal_term_is_marked_once() -> None:
    assert term_codes.verbal(term_codes.verbal("حدث")) == term_codes.verbal("حدث")
    assert term_codes.base(term_codes.verbal("حدث")) == "حدث"


def test_unions_of_the_lexicon_are_those_of_their_words() -> None:
    lexicon = entries.lexicon()
    assert lexicon.unions
    assert all(term_codes.join(words.split()) == union for union, words in lexicon.unions.items())
