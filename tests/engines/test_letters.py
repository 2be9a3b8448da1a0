"""Terms letter by letter."""

import numpy as np
import pytest

from indexer.engines.whoosh.codec import letters


def test_letters_that_are_looked_at_in_parts_have_the_same_bits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terms = [word.encode() for word in ("ا", "اب", "هجرة", "هجرهه", "ي", "字")]
    ends = np.cumsum([len(term) for term in terms])
    whole = letters.spelled(ends, b"".join(terms))
    monkeypatch.setattr(letters, "_PART", 2)
    assert letters.spelled(ends, b"".join(terms)).bags.tolist() == whole.bags.tolist()
