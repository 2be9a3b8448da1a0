"""Verbs in the forms that the dictionaries conjugate wrongly or not at all."""

import pytest

from tests.arabic.words import found


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("أراد", "تريدين"), ("قال", "تقولين"), ("جعل", "تجعلي"), ("أخذ", "تأخذي"),
        ("شعر", "تشعرين"), ("استطاع", "تستطيعين"), ("احتاج", "تحتاجين"), ("بدأ", "تبدأين"),
        ("وجد", "تجدينه"),
    ],
)  # fmt: skip
def test_the_imperfect_addresses_a_woman(verb: str, form: str) -> None:
    assert found(verb, form)


@pytest.mark.parametrize("word", ["تحدي", "تجاري", "تركي", "تمكين", "تكوين", "تأمين", "تعويضي"])
def test_a_noun_that_ends_like_her_verb_is_a_noun(word: str) -> None:
    assert not any(found(verb, word) for verb in ("حد", "جار", "رك", "مك", "كوى", "أم", "عوض"))


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("صار", "يصير"), ("طار", "يطير"), ("دان", "يدين"), ("راق", "يروق"), ("نال", "ينال"),
        ("نام", "ينام"), ("نام", "أنام"), ("خاف", "أخاف"), ("كاد", "يكاد"), ("كاد", "أكاد"),
        ("كاد", "نكاد"), ("يكاد", "تكاد"), ("شاء", "يشاء"),
    ],
)  # fmt: skip
def test_a_hollow_verb_has_the_vowel_of_its_imperfect(verb: str, form: str) -> None:
    assert found(verb, form)
    assert found(form, verb)


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("صار", "يصور"), ("صار", "وتصوره"), ("طار", "يطور"), ("دان", "يدون"), ("ناب", "ينيبه"),
        ("راق", "يريق"), ("نام", "تنومة"), ("جاب", "يجيب"), ("زار", "يزير"), ("حال", "يحيل"),
    ],
)  # fmt: skip
def test_a_hollow_verb_has_no_other_vowel(verb: str, form: str) -> None:
    assert not found(verb, form)


@pytest.mark.parametrize(
    ("verb", "noun"), [("كاد", "كيدهم"), ("يكاد", "وكيد"), ("قام", "قيمها"), ("يقوم", "وقيم")]
)
def test_a_verb_without_an_object_has_no_passive_perfect(verb: str, noun: str) -> None:
    assert not found(verb, noun)


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


def test_a_region_takes_no_pronoun() -> None:
    assert found("وجد", "نجده")
    assert found("يجد", "نجدهم")
    assert found("نجد", "ونجد")
    assert not found("نجد", "نجده")
    assert found("نجدي", "النجدي")


@pytest.mark.parametrize(
    ("verb", "form"),
    [("وجه", "ووجهت"), ("وجه", "ووجهوا"), ("وصل", "ووصل"), ("وصل", "ووصلت"), ("وارى", "ووري")],
)
def test_two_waws_are_and_and_a_verb(verb: str, form: str) -> None:
    assert found(verb, form)


@pytest.mark.parametrize(
    ("verb", "form"), [("واجه", "ووجه"), ("واجه", "ووجهت"), ("واصل", "ووصل"), ("يواصل", "ووصلت")]
)
def test_two_waws_are_no_passive_if_anything_else(verb: str, form: str) -> None:
    assert not found(verb, form)


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("شكر", "أشكرك"), ("شكر", "وأشكرك"), ("أحب", "أحبك"), ("دعا", "أدعوك"), ("نصح", "أنصحك"),
        ("نصح", "ننصحك"), ("رجا", "أرجوك"),
    ],
)  # fmt: skip
def test_a_first_person_addresses_somebody(verb: str, form: str) -> None:
    assert found(verb, form)


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("شكر", "فشكرناكم"), ("أبلغ", "فأبلغتموني"), ("أخبر", "فأخبرتموني"), ("سأل", "فسألتموني"),
        ("ساعد", "فساعدتمونا"),
    ],
)  # fmt: skip
def test_we_and_you_did_something_to_somebody(verb: str, form: str) -> None:
    assert found(verb, form)


@pytest.mark.parametrize("name", ["هيرناني", "هرناني"])
def test_a_name_in_nani_is_nothing_that_we_did(name: str) -> None:
    assert not found("هار", name)


@pytest.mark.parametrize("name", ["نوفاك", "إريك", "نيزك"])
def test_a_name_in_kaf_is_no_verb(name: str) -> None:
    assert not any(found(verb, name) for verb in ("وفى", "رأى", "زاك"))


@pytest.mark.parametrize(
    ("verb", "form"), [("أخذ", "سآخذ"), ("أخذ", "وسآخذه"), ("أتى", "سآتي"), ("أكل", "سآكل")]
)
def test_a_madda_holds_the_first_person_of_the_future(verb: str, form: str) -> None:
    assert found(verb, form)


def test_without_the_future_a_madda_is_another_word() -> None:
    assert not found("أمر", "سامر")
    assert not found("أكل", "آكل")


@pytest.mark.parametrize(
    ("verb", "form"), [("ملأ", "يملؤها"), ("قرأ", "يقرؤها"), ("قرأ", "يقرأها")]
)
def test_a_final_hamza_may_sit_on_waw_before_a_pronoun(verb: str, form: str) -> None:
    assert found(verb, form)


def test_a_rare_doubled_verb_is_not_the_commoner_verb_of_its_letters() -> None:
    assert not found("أكل", "يكل")
    assert found("أكل", "يأكل")


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("أطالب", "يطالب"), ("أغادر", "يغادر"), ("أعاني", "يعاني"), ("أهتم", "يهتم"), ("أهتم", "اهتمت"),
        ("أرسم", "يرسم"), ("أحذر", "يحذر"), ("أعتز", "يعتز"), ("أبكي", "أبكت"), ("أزور", "يزور"),
        ("احذروا", "يحذر"),
    ],
)  # fmt: skip
def test_a_first_person_or_an_imperative_is_no_plural(form: str, verb: str) -> None:
    assert found(verb, form)


@pytest.mark.parametrize(
    ("singular", "plural"), [("سطح", "أسطح"), ("شهر", "أشهر"), ("سهم", "أسهم")]
)
def test_a_plural_like_a_first_person_is_one(singular: str, plural: str) -> None:
    assert found(singular, plural)


@pytest.mark.parametrize(
    ("form", "verb", "other"),
    [("تأهل", "يتأهل", "يؤهل"), ("تأثر", "يتأثر", "يؤثر")],
)
def test_a_verb_of_form_one_with_a_hamza_is_not_derived(form: str, verb: str, other: str) -> None:
    assert found(verb, form)
    assert not found(other, form)


def test_a_passive_is_no_feminine_plural_of_another_verb() -> None:
    assert found("أدان", "أدين")
    assert not found("أدى", "أدين")
    assert found("قدّم", "قدّمن")
