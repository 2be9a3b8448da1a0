"""How written vowels restrict the readings of a word."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.arabic.analyzer import standard
from indexer.arabic.layers import LAYERS
from indexer.arabic.orthography.normalizer import clean
from tests.arabic.words import meant, stem


@pytest.mark.parametrize(
    ("vowelled", "word"),
    [
        ("تُوقَّع", "وقّع"),
        ("تُواصل", "واصل"),
        ("وتُطوّر", "طوّر"),
        ("تَوَقَّع", "التوقع"),
        ("وكفنّ", "فن"),
        ("رُحِّل", "رحّل"),
        ("يُلقى", "ألقى"),
        ("سيُلقى", "ألقى"),
        ("يُخشى", "خشي"),
        ("يُنسى", "نسيت"),
        ("تُفتح", "يفتحون"),
    ],
)
def test_the_vowel_of_the_prefix_and_doubled_letters_decide(vowelled: str, word: str) -> None:
    assert stem(vowelled) == stem(word)


@pytest.mark.parametrize(
    ("doubled", "word", "other"),
    [
        # Form IV doubles no second radical.
        ("تُصدّر", "صدّر", "أصدر"),
        ("يمكّن", "مكّن", "أمكن"),
        # A hollow, a defective and an assimilated verb double no last radical.
        ("يَبُتّ", "بتّ", "بات"),
        ("يجرّ", "جرّ", "جرى"),
        ("وردّت", "ردّ", "ورد"),
        ("وحدّت", "حدّ", "توحد"),
        ("وصفّت", "صفّى", "وصفت"),
        # A passive of form V has two dammas.
        ("تُوُفِّيَ", "يتوفى", "وفّى"),
        ("تُسُلِّمَت", "تسلّم", "سلّم"),
        # A noun in ة.
        ("السبّاحة", "سبّاح", "سباحة"),
        ("الجرّاحات", "جرّاح", "جراحة"),
        # A plural of a participle.
        ("كتّابها", "كاتب", "كتاب"),
        # Without its shadda the form would be a rare one, and chance.
        ("تشغّلهم", "شغلت", "اشتغل"),
        # A noun in ة is doubled like its dictionary form.
        ("السبّاحة", "سباح", "سباحة"),
        ("مدرّساتها", "مدرس", "مدارس"),
        # Behind a conjunction no noun begins with two letters.
        ("وثّقته", "يوثق", "ثقة"),
    ],
)
def test_a_written_shadda_decides(doubled: str, word: str, other: str) -> None:
    assert stem(doubled) in meant(word)
    assert stem(doubled) not in meant(other)


@pytest.mark.parametrize(("doubled", "words"), [("تحضّر", "حضر تحضّر"), ("تمكّن", "مكن تمكّن")])
def test_forms_ii_and_v_share_a_doubled_form(doubled: str, words: str) -> None:
    assert all(stem(doubled) in meant(word) for word in words.split())


@pytest.mark.parametrize(
    ("doubled", "word"),
    [
        ("وبيّن", "يبين"),
        ("ومثّل", "مثلت"),
        ("حوّل", "حولت"),
        ("سوّى", "يسوي"),
        ("وفّى", "يوفي"),
        ("يكوّن", "كوّنت"),
    ],
)
def test_a_verb_with_its_shadda_is_no_stop_word(doubled: str, word: str) -> None:
    assert not standard().word(doubled).stop
    assert standard().word(clean(doubled)).stop
    assert stem(doubled) in meant(word)


@pytest.mark.parametrize("word", ["كلّ", "تمّ", "أمّا", "إنّما", "حتّى", "لكنّه", "إلّا", "ممّا", "أيّها"])
def test_a_stop_word_may_have_its_shadda(word: str) -> None:
    assert standard().word(word).stop


@pytest.mark.parametrize("adverb", ["تباعاً", "تباعًا"])
def test_a_verb_has_no_tanwin(adverb: str) -> None:
    assert stem(adverb) not in meant("باع")


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("تعدٍ", "التعديات"),
        ("تعدٍ", "تعدياً"),
        ("تخلٍ", "التخلي"),
        ("تأنٍ", "تأنياً"),
        ("غازٍ", "الغزاة"),
        ("جانٍ", "الجناة"),
        ("عاصٍ", "العصاة"),
        ("بانٍ", "بناة"),
        ("رامٍ", "الرماة"),
        ("داعٍ", "دعاة"),
    ],
)
def test_a_tanwin_shows_a_noun_that_has_lost_its_yeh(typed: str, meaning: str) -> None:
    assert stem(meaning) in meant(typed)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("جدا", "جداً"), ("مؤسسة", "مؤسَّسةُ"), ("سكان", "سُكّان"), ("برهن", "برهنّا")],
)
def test_a_vowelled_word_is_found_without_its_vowels(typed: str, written: str) -> None:
    assert stem(written) in meant(typed)


def test_a_name_has_no_tanwin_on_an_alef() -> None:
    assert stem("كوناً") == stem("الكون") != stem("كونا")


@given(st.text("الطوّيلتقعمُِّاً\u0640", min_size=1, max_size=9))
@example("الطوّال")
@example("تُوقَّع")
@example("الـ")
@example("تُم")
def test_a_spelling_is_read_as_its_word(surface: str) -> None:
    word = standard().word(surface)
    again = standard().word(word.spelling)
    assert clean(word.spelling) == word.form
    assert [again.term(layer) for layer in LAYERS] == [word.term(layer) for layer in LAYERS]
    assert (again.spelling, again.stop) == (word.spelling, word.stop)


@pytest.mark.parametrize("surface", ["الهِجْرَةُ", "أيضاً", "الهجرة"])
def test_marks_that_decide_nothing_are_not_in_the_spelling(surface: str) -> None:
    word = standard().word(surface)
    assert word.spelling == word.form


@pytest.mark.parametrize("word", ["بقوّة", "محطّته", "للأمّة", "والسّيارة", "فللّون", "ببّغاء"])
def test_a_doubled_letter_of_the_dictionary_changes_nothing(word: str) -> None:
    assert stem(word) == stem(clean(word))


@pytest.mark.parametrize(
    ("marked", "verb", "noun"),
    [
        ("قُتل", "يقتل", "القتل"),
        ("عُقد", "يعقد", "العقد"),
        ("ونُشر", "ينشر", "النشر"),
        ("وُلد", "يولد", "الولد"),
        ("عَمِل", "يعمل", "العمل"),
    ],
)
def test_the_vowels_of_a_verb_are_not_those_of_a_noun(marked: str, verb: str, noun: str) -> None:
    assert stem(marked) in meant(verb)
    assert stem(marked) not in meant(noun)


@pytest.mark.parametrize("word", ["وَلد", "عَقد", "سُعد", "حُسن"])
def test_other_vowels_leave_a_noun(word: str) -> None:
    assert stem(word) == stem(clean(word))


def test_the_vowel_of_a_plural_is_not_that_of_a_noun() -> None:
    assert stem("والجِمال") == stem("جملين")
    assert stem("الكُتاب") == stem("كاتب")
    assert stem("الجَمال") == stem("الجمال") != stem("جملين")
    assert stem("الكِتاب") == stem("الكتاب") != stem("كاتب")


def test_a_damma_on_a_prefix_is_no_vowel_of_a_noun() -> None:
    assert stem("تُنسَ") in meant("ينسى")
    assert stem("تِنس") == stem("تنس") == stem("التنس")


@pytest.mark.parametrize("form", ["ولتُصَن", "فلتُفضح"])
def test_a_passive_is_no_unknown_word_for_its_damma(form: str) -> None:
    assert stem(form) == stem(clean(form))
