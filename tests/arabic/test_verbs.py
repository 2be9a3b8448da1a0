"""Verbs in the forms that the dictionaries conjugate wrongly or not at all."""

import pytest

from tests.arabic.words import found


@pytest.mark.parametrize(
    ("form", "verb", "other"),
    [
        ("عدت", "عاد", "عد"), ("مررت", "مر", "مرر"), ("خنت", "خان", "خن"), ("قلت", "قال", "قل"),
        ("احتجت", "احتاج", "احتج"),
    ],
)  # fmt: skip
def test_i_did_is_found_beside_she_did(form: str, verb: str, other: str) -> None:
    assert found(verb, form)
    assert found(other, form)


@pytest.mark.parametrize(("form", "verb"), [("نمت", "نام"), ("أثرت", "أثار"), ("استقلت", "استقال")])
def test_what_she_did_far_likelier_is_hers_alone(form: str, verb: str) -> None:
    assert not found(verb, form)


@pytest.mark.parametrize(
    ("form", "verb"), [("يعد", "عدّ"), ("تعد", "أعد"), ("ويعد", "عدّ"), ("يضر", "أضر")]
)
def test_an_imperfect_of_two_doubled_verbs_is_found_by_both(form: str, verb: str) -> None:
    assert found(verb, form)
