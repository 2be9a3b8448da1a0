"""Names and foreign words are no forms of Arabic words that have their letters by chance."""

import pytest

from tests.arabic.words import found, stem


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("بولوني", "بول"),
        ("هزازي", "هزاز"),
        ("جرمان", "جرم"),
        ("باردو", "بارد"),
        ("بالمر", "مر"),
        ("فيحان", "حان"),
        ("فلمبان", "مبنى"),
        ("كواك", "كوى"),
        ("يعالون", "عال"),
        ("تنومة", "نام"),
        ("كروس", "الروس"),
        ("الجونة", "جون"),
        ("محمدو", "محمد"),
        ("باخ", "أخ"),
        ("بحاح", "بحة"),
        ("سالي", "ولي"),
        ("يلين", "ولي"),
        ("مهناء", "مهين"),
        ("رايان", "رأي"),
        ("سابين", "بين"),
        ("آموس", "أمس"),
    ],
)
def test_a_name_is_found_by_itself_alone(name: str, word: str) -> None:
    assert found(name, name)
    assert not found(word, name)
    assert not found(name, word)


@pytest.mark.parametrize(("form", "word"), [("شات", "شاتي"), ("كرت", "كر"), ("كيك", "كي")])
def test_a_foreign_word_is_no_form_of_an_arabic_one(form: str, word: str) -> None:
    assert found(form, "ال" + form)
    assert not found(word, form)


@pytest.mark.parametrize(
    ("form", "word"), [("قبرو", "قبر"), ("تبو", "تب"), ("ريمو", "ريم"), ("توتو", "توت")]
)
def test_a_noun_without_a_sound_plural_has_none_in_the_construct_state(
    form: str, word: str
) -> None:
    assert not found(word, form)


@pytest.mark.parametrize(
    ("form", "word"), [("فنانو", "فنان"), ("مرتادو", "مرتاد"), ("منسوبو", "منسوب")]
)
def test_a_noun_with_a_sound_plural_has_one_in_the_construct_state(form: str, word: str) -> None:
    assert stem(form) == stem(word)


@pytest.mark.parametrize("form", ["ماينر", "ماينن"])
def test_the_jussive_does_not_stand_behind_ma(form: str) -> None:
    assert not {stem(verb) for verb in ("أنار", "ون", "رأى")} & {stem(form)}


def test_the_indicative_stands_behind_ma() -> None:
    assert stem("مايقارب") == stem("يقارب")
