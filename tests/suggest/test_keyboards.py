"""Wrong keyboard layouts, in both directions."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.suggest.keyboards import adjacent_keys, in_arabic_layout, in_latin_layout


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hgi[vm", "الهجرة"),  # Arabic 101
        ("HGI[VM", "الهجرة"),  # with Caps Lock
        ("Hgi[vm", "ألهجرة"),  # with Shift
        ("hgwdk", "الصين"),
        ("hgi[n]", "الهجرة"),  # Macintosh
        ("hgrlm 20", "القمة 20"),
        ('"hgi[vm" OR (hgwdk)', '"الهجرة" خق (الصين)'),  # signs of the language of queries
        ("بهسش", "fisa"),
        ("رهسش", "visa"),
        ("لاقهؤس", "brics"),  # one key, two letters
        ("لاث", "ghe"),
        ("ةشؤقخى", "macron"),
        ("صهعق 2025", "wiur 2025"),
    ],
)
def test_conversion_to_the_other_keyboard_layout(typed: str, meant: str) -> None:
    assert meant in [*in_arabic_layout(typed), *in_latin_layout(typed)]


def test_french_keyboards() -> None:
    # The same keys as h g i [ v m on a QWERTY keyboard.
    assert "الهجرة" in in_arabic_layout("hgi^v,")


@pytest.mark.parametrize(
    "text", ["", "2025", "الهجرة visa", "连云港", "!؟", "جدد", "G20", "5G", "B-52 2025"]
)
def test_text_of_no_one_script_is_left_alone(text: str) -> None:
    assert [*in_arabic_layout(text), *in_latin_layout(text)] == []


@given(st.text())
@example("ء")  # the Macintosh has no key of its own for it
def test_any_text_gives_few_others(text: str) -> None:
    others = [*in_arabic_layout(text), *in_latin_layout(text)]
    assert len(others) <= 4
    assert text not in others


@pytest.mark.parametrize(
    ("typed", "meant"), [("hgsu,]dm", "السعودية"), ("]hua", "داعش"), ("hgi$vm", "الهدرك")]
)
def test_no_word_keeps_a_key_of_punctuation(typed: str, meant: str) -> None:
    """What one layout leaves as it is, is a letter of another."""
    assert meant in in_arabic_layout(typed)
    assert all(map(str.isalpha, in_arabic_layout(typed)))


@pytest.mark.parametrize("typed", ["Trump", "Amazon", "Hamas 2025", "hgwpm Amman", "hgwpm-hguhlm"])
def test_no_letters_stand_behind_a_teh_marbuta(typed: str) -> None:
    """The key of m writes one."""
    assert not any(re.search(r"ة\w", text) for text in in_arabic_layout(typed))
    assert "الصحة-العامة" in in_arabic_layout("hgwpm-hguhlm")


def test_neighbours_touch_both_ways() -> None:
    assert ("ه", "خ") in adjacent_keys()
    assert ("ش", "س") in adjacent_keys()
    assert ("ش", "ض") in adjacent_keys()
    assert ("ش", "ن") not in adjacent_keys()
    assert all((other, one) in adjacent_keys() for one, other in adjacent_keys())
