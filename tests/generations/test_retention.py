"""Which generations a build removes."""

from indexer.generations.retention import beyond, newer_than

NAMES = [f"gen-{number:06d}-0000000{number}" for number in range(5, 0, -1)]


def test_newer_generations_were_never_published() -> None:
    assert newer_than(NAMES, NAMES[2]) == NAMES[:2]
    assert newer_than(NAMES, NAMES[0]) == []


def test_the_current_and_the_newest_others_are_kept() -> None:
    assert beyond(NAMES, NAMES[0], keep=3) == NAMES[3:]
    assert beyond(NAMES, NAMES[0], keep=1) == NAMES[1:]
    assert beyond(NAMES[1:], NAMES[0], keep=9) == []


def test_rejected_generations_are_not_counted_among_those_kept() -> None:
    assert beyond(NAMES, NAMES[0], keep=2, rejected=[NAMES[1]]) == [NAMES[1], *NAMES[3:]]
