"""What was read of texts: made once, and bounded."""

import pytest

from indexer.cache import ByteCache
from indexer.marking import texts


def test_a_part_is_made_once_for_equal_texts() -> None:
    made: list[str] = []

    def make(text: str) -> int:
        made.append(text)
        return len(text)

    for _ in range(3):
        assert texts.kept("".join(["a", "b"]), "length", make, lambda _: 8) == 2
    assert made == ["ab"]
    assert texts.kept("ab", "other", lambda _: "x", len) == "x"


def test_what_is_read_of_them_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: ByteCache[dict[str, object]] = ByteCache(lambda _: 0, 100_000)
    monkeypatch.setattr(texts, "_texts", kept)
    for n in range(200):
        texts.kept(str(n), "bytes", lambda _: bytes(10_000), len)
    assert 0 < len(kept) < 10
