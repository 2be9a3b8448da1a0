"""Signatures: similarity of texts, and groups of near-duplicates."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import rolling_hash
from indexer.releases import signature as signatures_of
from indexer.releases.signature import NONE, SIZE, bands, groups, related, resemblance, same

WORDS = st.lists(st.text("ابتثجح", min_size=1, max_size=3), max_size=60)


def signature(words: Sequence[str]) -> bytes:
    return signatures_of.signature(np.array(list(map(rolling_hash.hash_text, words)), np.uint64))


def text(seed: int, size: int = 400) -> list[str]:
    draw = random.Random(seed)
    return [f"w{draw.randrange(10_000)}" for _ in range(size)]


@given(WORDS)
def test_a_signature_has_one_size_and_depends_on_the_words_alone(words: list[str]) -> None:
    found = signature(words)
    assert len(found) == SIZE
    assert (found == NONE) == (len(words) < 3)
    assert found == signature(list(words))
    assert resemblance(found, found) == (0.0 if found == NONE else 1.0)


@pytest.mark.parametrize("changed", [0, 5, 20, 60, 200, 400])
def test_resemblance_estimates_the_runs_in_common(changed: int) -> None:
    one = text(1)
    other = [*one[: len(one) - changed], *text(2, changed)]
    runs = [{tuple(words[n : n + 3]) for n in range(len(words) - 2)} for words in (one, other)]
    jaccard = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
    assert resemblance(signature(one), signature(other)) == pytest.approx(jaccard, abs=0.15)


def test_the_signature_of_a_text_is_the_same_everywhere() -> None:
    assert signature(["a", "b", "c", "d"])[:4].hex() == "45d98b58"


def test_groups_hold_what_is_the_same_and_nothing_else() -> None:
    statements = {f"{n:03}": signature(text(n)) for n in range(200)}
    again = {f"{n:03}b": signature([*text(n)[:-10], "x"]) for n in range(0, 200, 20)}
    third = {"000c": signature([*text(0)[5:], "y"])}
    nothing = {"short": signature(["a"]), "short2": signature(["a"])}
    found = groups({**statements, **again, **third, **nothing})
    assert found == [
        ("000", "000b", "000c"),
        *((f"{n:03}", f"{n:03}b") for n in range(20, 200, 20)),
    ]


@given(st.dictionaries(st.text("abc", min_size=1), st.binary(min_size=SIZE, max_size=SIZE)))
def test_groups_are_disjoint_and_of_near_duplicates(signatures: dict[str, bytes]) -> None:
    found = groups(signatures)
    members = [release_id for group in found for release_id in group]
    assert len(members) == len(set(members))
    for group in found:
        assert any(same(signatures[one], signatures[other]) for one in group for other in group)


def test_no_signatures_no_groups() -> None:
    assert groups({}) == []


def test_near_duplicates_have_a_band_in_common_and_others_have_none() -> None:
    whole = text(1)
    signatures = [signature(words) for words in (whole, [*whole[:-8], "x"], text(2), ["a"])]
    rows = np.frombuffer(b"".join(signatures), np.uint8).reshape(-1, SIZE)
    chosen = np.array([True, False, False, False])
    assert related(rows, chosen).tolist() == [True, True, False, False]
    assert set(bands(signatures[0])) & set(bands(signatures[1]))
    assert not set(bands(signatures[0])) & set(bands(signatures[2]))
    assert bands(signatures[3]) == []
    everything = np.ones(4, np.bool_)
    assert related(rows, everything).tolist() == [True, True, True, False]
