"""Stop words are found in clean spelling, with or without و and ف before them."""

import pytest

from indexer.arabic.analyzer import standard
from indexer.arabic.lexicon import shipped, stopwords
from indexer.arabic.orthography.normalizer import clean
from indexer.arabic.queries import alternatives


def listed() -> list[str]:
    lines = shipped.text(shipped.STOPWORDS).splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


@pytest.mark.parametrize(
    "word",
    [
        "في", "على", "من", "إلى", "هذه", "التي", "أيضا", "the", "of",
        # The spelling of Egypt, or a hasty one.
        "فى", "التى", "الذى", "هى", "ذوى", "إلي", "الي", "حتي", "لدي", "ام",
        # With a pronoun.
        "عني", "إنا", "إنك", "وإنكم", "لأنهما", "كنت", "وكنا",
        # Behind a conjunction.
        "وفي", "فمن", "وعلى", "ومن", "فإن", "وهذه", "وفى",
    ],
)  # fmt: skip
def test_a_stop_word(word: str) -> None:
    assert stopwords.is_stop(word)


@pytest.mark.parametrize(
    "word",
    [
        "علي", "منى", "عنى", "إذن", "الهجرة", "ومركز", "فريق", "وفد", "بيان", "عام", "",
        # Looks like a conjunction and a stop word.
        "ولي", "ولى", "والي", "ولدي", "فهم", "فلك", "فلكي", "فلان", "فك", "فاو",
    ],
)  # fmt: skip
def test_other_words_are_no_stop_words(word: str) -> None:
    assert not stopwords.is_stop(word)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("أم", "أمهاتهم"),
        ("ام", "أمها"),
        ("وفى", "يفي"),
        ("وهم", "الوهم"),
        ("فلم", "الأفلام"),
        ("فقد", "يفقد"),
    ],
)
def test_a_stop_word_is_typed_for_the_word_that_it_is_as_well(typed: str, written: str) -> None:
    analyzer = standard()
    beside = alternatives.terms_beside_stop_word(analyzer, analyzer.word(typed))
    assert analyzer.word(written).stem in beside


@pytest.mark.parametrize("typed", ["من", "على", "أمر"])
def test_other_stop_words_are_nothing_else(typed: str) -> None:
    assert alternatives.terms_beside_stop_word(standard(), standard().word(typed)) == ()


def test_the_list_has_no_word_twice() -> None:
    words = [clean(word) for word in listed()]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


def test_every_listed_word_is_a_stop_word() -> None:
    assert [word for word in listed() if not stopwords.is_stop(clean(word))] == []
