"""Printable names and ids."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.fields import ids
from indexer.documents.files import file_names

UNRESERVED = re.compile(r"[A-Za-z0-9._~-]+")
NAMES = st.lists(
    st.text(st.characters(exclude_characters="/\0"), min_size=1), min_size=1, max_size=3
).map("/".join) | st.from_regex(r"[ab~.-]{1,4}(/[ab12.~-]{1,4})?(\.txt|\.jsonl)", fullmatch=True)


@pytest.mark.parametrize(
    ("name", "place", "given_id"),
    [
        ("000_4be716075c5a84b0.txt", 1, "000_4be716075c5a84b0"),
        ("seminar.txt", 2, "seminar.2"),
        ("seminar-2.txt", 1, "seminar-2"),
        ("2025/10/seminar.txt", 1, "2025~10~seminar"),
        ("v1.2.txt", 1, "v1.2.txt"),
        ("rows.jsonl", 1, "rows.jsonl"),
        ("rows.jsonl", 17, "rows.jsonl.17"),
        ("rows.jsonl.txt", 1, "rows.jsonl.txt"),
        ("A.TXT", 1, "A.TXT"),
    ],
)
def test_readable_ids(name: str, place: int, given_id: str) -> None:
    assert ids.release_id(name, place) == given_id


@pytest.mark.parametrize("name", ["ندوة.txt", "two words.txt", "a~b.txt", "سنة/a.txt", "a" * 500])
def test_hashed_ids(name: str) -> None:
    assert re.fullmatch("~[0-9a-f]{16}", ids.release_id(name, 1))
    assert re.fullmatch(r"~[0-9a-f]{16}\.3", ids.release_id(name, 3))


@given(NAMES, st.integers(1, 30), NAMES, st.integers(1, 30))
def test_ids_are_unique(one: str, place: int, other: str, elsewhere: int) -> None:
    # A document's name has an ending that is not a number.
    one, other = one + ".txt", other + ".txt"
    first, second = ids.release_id(one, place), ids.release_id(other, elsewhere)
    assert UNRESERVED.fullmatch(first)
    assert (first == second) == ((one, place) == (other, elsewhere))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("ندوة.txt", "ندوة.txt"),
        ("a\nb\x1b[31m", "a\\nb\\x1b[31m"),
        ("\u202egnp.txt", "\\u202egnp.txt"),
        ("a\udcff.txt", "a\\xff.txt"),
        ("a\ud800", "a\\ud800"),
        ("a\\n", "a\\\\n"),
    ],
)
def test_printable(name: str, shown: str) -> None:
    assert file_names.printable(name) == shown


@given(st.text(), st.text())
def test_printable_names_stay_different(one: str, other: str) -> None:
    assert file_names.printable(one).isprintable()
    assert (file_names.printable(one) == file_names.printable(other)) == (one == other)


@pytest.mark.parametrize("given_id", ["n-1", "1:1-4", "خبر 7", "a/b", "a.b", "…", "x..y"])
def test_valid_ids(given_id: str) -> None:
    assert ids.id_fault(given_id) is None


@pytest.mark.parametrize(
    ("given_id", "reason"),
    [
        ("", "id is empty"),
        (" ", "id is empty"),
        ("a\nb", "cannot be seen"),
        ("a\0", "cannot be seen"),
        ("\u202ea", "cannot be seen"),
        ("\ud800", "cannot be seen"),
        (".", "browsers"),
        ("a/../b", "browsers"),
        ("..\\b", "browsers"),
        ("x" * 513, "at most 512"),
    ],
)
def test_invalid_ids(given_id: str, reason: str) -> None:
    assert reason in (ids.id_fault(given_id) or "")
