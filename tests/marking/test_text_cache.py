"""The cache of texts: values are made once, counted once, and bounded."""

import threading

from indexer.marking.text_cache import TextCache


def test_a_value_is_made_once_for_equal_texts() -> None:
    cache = TextCache()
    made: list[str] = []

    def make(text: str) -> int:
        made.append(text)
        return len(text)

    for _ in range(3):
        assert cache.get_or_make("".join(["a", "b"]), "length", make, lambda _: 8) == 2
    assert made == ["ab"]
    assert cache.get_or_make("ab", "other", lambda _: "x", len) == "x"


def test_the_cache_is_bounded_by_the_bytes_of_its_values() -> None:
    cache = TextCache(100_000)
    for n in range(200):
        cache.get_or_make(str(n), "bytes", lambda _: bytes(10_000), len)
    assert 0 < len(cache) < 10


def test_threads_that_make_a_value_at_once_share_the_one_that_is_counted() -> None:
    cache = TextCache()
    together = threading.Barrier(2)
    counted: list[bytearray] = []
    got: list[bytearray] = []

    def make(_: str) -> bytearray:
        together.wait(10)
        return bytearray(8)

    def size(value: bytearray) -> int:
        counted.append(value)
        return len(value)

    threads = [
        threading.Thread(target=lambda: got.append(cache.get_or_make("ab", "bytes", make, size)))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got[0] is got[1]
    assert len(counted) == 1
    assert counted[0] is got[0]
