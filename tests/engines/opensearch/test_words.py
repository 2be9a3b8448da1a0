"""The word counts that a release adds to a collection: packing, counting, removal."""

from collections import Counter
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.arabic.analyzer import standard
from indexer.engines.opensearch import word_counter, words
from indexer.engines.opensearch.vocabulary import Spelling, pack, unpack, vocabulary
from indexer.engines.opensearch.word_counter import WordCounter
from indexer.engines.opensearch.words import WordCount
from indexer.releases.release import Release
from indexer.releases.schema import AnalysedRelease, analyse
from tests.engines.reference import Form, forms

TEXTS = [
    "إدارة الهجرة في وزارة الأمن العام، وإدارات الهجرة في الولايات المتحدة",
    "مسؤول ومسئولون من الصين في ٣٠ تشرين الثاني/نوفمبر من عام 2025",
    "Press release: UNHCR-2025 و١٢٣",
    "",
]


def analysed_release(number: int) -> AnalysedRelease:
    text = TEXTS[number % len(TEXTS)]
    return analyse(Release(f"r{number}", f"بيان {number}", text, None), standard())


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_a_vocabulary_tells_all_forms_of_a_release(number: int) -> None:
    release = analysed_release(number)
    told: Counter[Form] = Counter()
    for spelled, count in vocabulary(release).items():
        for layer, term in spelled.terms():
            told[Form(layer, term, spelled.form)] += count
    assert told == forms(release)


# What a word may be made of: no blanks, as they end it; names have one space between their words.
_words = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1)
_terms = st.none() | _words
_spelled = st.builds(Spelling, _words, _terms, _terms, _terms)


@given(st.dictionaries(_spelled, st.integers(1, 99)))
def test_packing_round_trip(found: dict[Spelling, int]) -> None:
    assert unpack(pack(found)) == found


def expected_words(
    releases: list[AnalysedRelease],
) -> dict[tuple[str, str], tuple[int, dict[str, int]]]:
    """By layer and term: releases, and how often each spelling stands."""
    counts: dict[tuple[str, str], tuple[int, dict[str, int]]] = {}
    for release in releases:
        for name in {(form.layer, form.term) for form in forms(release)}:
            held, spellings = counts.setdefault(name, (0, {}))
            counts[name] = (held + 1, spellings)
    for form, count in chain.from_iterable(forms(release).items() for release in releases):
        spellings = counts[form.layer, form.term][1]
        spellings[form.spelling] = spellings.get(form.spelling, 0) + count
    return counts


@pytest.mark.parametrize("gathered", [1, 5, 100_000])
def test_words_are_counted_whatever_is_put_aside(
    gathered: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_counter, "_GATHERED", gathered)
    releases = [analysed_release(number) for number in range(9)]
    counting = WordCounter()
    for release in [*releases, releases[0]]:
        counting.add(vocabulary(release))
    counting.remove(vocabulary(releases[0]))
    found = list(counting.counts())
    assert [count[:2] for count in found] == sorted(count[:2] for count in found)
    assert {
        count[:2]: (count.releases, dict(count.spellings)) for count in found
    } == expected_words(releases)
    for release in releases:
        counting.remove(vocabulary(release))
    assert list(counting.counts()) == []
    counting.close()


def test_words_that_are_gone_are_removed_and_changes_may_be_made_twice() -> None:
    first = {"a": WordCount("stem", "هجرة", 2, {"الهجرة": 3, "هجرة": 1})}
    (written,) = words.merge_counts(first, {})
    assert written.document is not None
    held = {"a": written.document}
    assert words.spellings(held["a"]) == {"الهجرة": 3, "هجرة": 1}
    less = {"a": WordCount("stem", "هجرة", -1, {"هجرة": -1})}
    (changed,) = words.merge_counts(less, held)
    assert changed.document is not None
    assert (changed.document["releases"], words.spellings(changed.document)) == (1, {"الهجرة": 3})
    none = {"a": WordCount("stem", "هجرة", -2, {"الهجرة": -3, "هجرة": -1})}
    (gone,) = words.merge_counts(none, held)
    assert gone == ("a", None)
    # Sent again after its answer was lost: it is there no more, and nothing is to be done.
    assert list(words.merge_counts(none, {})) == []
