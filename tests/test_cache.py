"""The memory of computed values."""

from indexer.cache import ByteCache

# Of an entry, and of a key of one letter.
ENTRY = 1_102


def cache(entries: int) -> ByteCache[str]:
    """One with room for so many values of 1,000 letters."""
    return ByteCache(len, entries * (ENTRY + 1_000))


def test_a_value_is_made_once() -> None:
    made: list[str] = []
    kept = cache(2)
    for _ in range(2):
        assert kept.get("a", lambda: made.append("a") or "a") == "a"
    assert made == ["a"]


def test_of_two_that_make_a_value_at_once_both_get_the_one_that_is_kept() -> None:
    kept = cache(2)

    def second() -> str:
        kept.keep("a", "first")
        return "second"

    assert kept.get("a", second) == kept.held("a") == "first"


def test_the_least_recently_used_values_leave() -> None:
    kept = cache(2)
    kept.keep("a", "a" * 1_000)
    kept.keep("b", "b" * 1_000)
    assert kept.held("a")
    kept.keep("c", "c" * 1_000)
    assert kept.held("b") is None
    assert kept.held("a")
    assert kept.held("c")


def test_what_is_too_large_is_not_kept_and_drives_nothing_out() -> None:
    kept = cache(2)
    kept.keep("a", "a" * 1_000)
    assert len(kept.get("large", lambda: "b" * 10_000)) == 10_000
    assert kept.held("large") is None
    assert kept.held("a")


def test_words_that_are_nowhere_do_not_fill_the_memory() -> None:
    cache: ByteCache[int] = ByteCache(lambda _: 0, limit=100_000)
    for n in range(1_000):
        cache.get(n, lambda: 1)
    assert len(cache) <= 100


def test_what_a_key_holds_counts() -> None:
    cache: ByteCache[int] = ByteCache(lambda _: 0, limit=100_000)
    for n in range(100):
        cache.get((n, frozenset(("س" * 1_000, "ص" * 1_000))), lambda: 1)
    assert 0 < len(cache) < 20


def test_a_value_that_grows_later_leaves_with_what_it_came_with() -> None:
    cache: ByteCache[list[int]] = ByteCache(len, limit=10_000)
    for n in range(50):
        cache.get(n, list).extend(range(5_000))
    assert cache.get("more", list) == []
    assert 1 < len(cache) < 10


def test_of_a_value_that_is_told_to_grow_the_bytes_count() -> None:
    kept = cache(3)
    for key in "abc":
        kept.keep(key, key * 1_000)
    kept.grown("c", 1_500)
    assert kept.held("a") is None
    assert kept.held("b")
    kept.grown("c", 1_000_000)
    assert kept.held("c") is None
    kept.grown("c", 1_000_000)  # it has left
    assert kept.held("b")
