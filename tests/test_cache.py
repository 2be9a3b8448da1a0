"""ByteCache: values are computed once, counted in bytes, and evicted."""

from indexer.cache import ByteCache

# Of an entry, and of a key of one letter.
ENTRY = 1_102


def cache(entries: int) -> ByteCache[str]:
    """One with room for so many values of 1,000 letters."""
    return ByteCache(len, entries * (ENTRY + 1_000))


def test_get_or_make_calls_make_once_per_key() -> None:
    made: list[str] = []

    def make() -> str:
        made.append("a")
        return "a"

    kept = cache(2)
    for _ in range(2):
        assert kept.get_or_make("a", make) == "a"
    assert made == ["a"]


def test_concurrent_makers_get_the_stored_value() -> None:
    kept = cache(2)

    def second() -> str:
        kept.put("a", "first")
        return "second"

    assert kept.get_or_make("a", second) == kept.get("a") == "first"


def test_least_recently_used_values_are_evicted() -> None:
    kept = cache(2)
    kept.put("a", "a" * 1_000)
    kept.put("b", "b" * 1_000)
    assert kept.get("a")
    kept.put("c", "c" * 1_000)
    assert kept.get("b") is None
    assert kept.get("a")
    assert kept.get("c")


def test_too_large_value_is_not_stored_and_evicts_nothing() -> None:
    kept = cache(2)
    kept.put("a", "a" * 1_000)
    assert len(kept.get_or_make("large", lambda: "b" * 10_000)) == 10_000
    assert kept.get("large") is None
    assert kept.get("a")


def test_empty_values_count_their_entry() -> None:
    cache: ByteCache[int] = ByteCache(lambda _: 0, limit=100_000)
    for n in range(1_000):
        cache.get_or_make(n, lambda: 1)
    assert len(cache) <= 100


def test_size_of_keys_counts() -> None:
    cache: ByteCache[int] = ByteCache(lambda _: 0, limit=100_000)
    for n in range(100):
        cache.get_or_make((n, frozenset(("س" * 1_000, "ص" * 1_000))), lambda: 1)
    assert 0 < len(cache) < 20


def test_value_is_counted_with_its_size_when_stored() -> None:
    cache: ByteCache[list[int]] = ByteCache(len, limit=10_000)
    for n in range(50):
        cache.get_or_make(n, list).extend(range(5_000))
    assert cache.get_or_make("more", list) == []
    assert 1 < len(cache) < 10


def test_add_size_evicts_other_values() -> None:
    kept = cache(3)
    for key in "abc":
        kept.put(key, key * 1_000)
    kept.add_size("c", 1_500)
    assert kept.get("a") is None
    assert kept.get("b")
    kept.add_size("c", 1_000_000)
    assert kept.get("c") is None
    kept.add_size("c", 1_000_000)  # it has left
    assert kept.get("b")
