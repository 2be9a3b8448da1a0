"""A form shared by several words is found by each of them; their other forms stay separate."""

from pathlib import Path

import pytest

from indexer.arabic import compiler
from indexer.arabic.analyzer import standard
from indexer.arabic.layers import Layer
from indexer.arabic.lexicon import entries
from indexer.arabic.queries import alternatives
from tests.arabic.words import found, meant, stem

_TABLE = Path(compiler.__file__).parent / "homographs.tsv"
ROWS = [
    line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#")
]


@pytest.mark.parametrize(("form", "words"), ROWS)
def test_each_word_finds_the_shared_form(form: str, words: str) -> None:
    nouns = [word for word in words.split() if word.isalpha()]
    assert all(stem(form.rstrip("!")) in meant(noun) for noun in nouns)
    assert form.endswith("!") or entries.lexicon().homographs[stem(form)]


@pytest.mark.parametrize("form", [form.rstrip("!") for form, _ in ROWS if form.endswith("!")])
def test_a_form_that_stands_for_itself_finds_no_other(form: str) -> None:
    assert meant(form) == {stem(form)}


@pytest.mark.parametrize(("form", "words"), [row for row in ROWS if not row[0].endswith("!")])
def test_the_shared_form_finds_all_of_its_words(form: str, words: str) -> None:
    nouns = [word for word in words.split() if word.isalpha()]
    assert {stem(noun) for noun in nouns} <= meant(form)


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("باسم", "أسماء"), ("كابل", "الكابلات"), ("كابل", "كابول"), ("تسوي", "يسوي"),
        ("حكمت", "يحكم"), ("وعزت", "يعزو"), ("كونت", "يكوّن"), ("كونت", "سيكوّنون"), ("كريات", "كرية"),
        ("معلمي", "المعلمون"), ("غلطة", "أغلاط"), ("غدا", "الغد"), ("تأقلم", "يتأقلم"),
        ("داوم", "يداوم"),
    ],
)  # fmt: skip
def test_a_name_is_found_as_the_other_word_that_it_is(form: str, word: str) -> None:
    assert stem(form) in meant(word)


def test_the_other_word_of_a_name_does_not_find_its_other_spellings() -> None:
    assert stem("كابول") not in meant("كابلات")


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("معرض", "المعارضين", "المعارض"),
        ("بحر", "البحارة", "بالبحار"),
        ("مدفع", "المدافعون", "ومدافع"),
        ("قطعة", "يقطع", "قطع"),
        ("طلاب", "يطالبون", "طالب"),
        ("بنية", "يبني", "بنى"),
        ("الشهود", "شوهد", "شاهد"),
        ("خيمة", "يخيم", "خيم"),
        ("سلطة", "يسلط", "سلط"),
        ("علوم", "أعلام", "علم"),
        ("أبيات", "بيوت", "بيت"),
        ("أوامر", "أمور", "أمر"),
        ("عوامل", "عمال", "عامل"),
    ],
)
def test_words_with_a_shared_form_do_not_find_each_other(one: str, other: str, shared: str) -> None:
    assert stem(one) not in meant(other)
    assert stem(other) not in meant(one) or stem(other) == stem(shared)
    assert stem(shared) in meant(one) & meant(other)


def test_an_unambiguous_word_finds_only_itself() -> None:
    forms = ("معرض", "معرضون", "معرضين", "معارض")
    assert meant("معرض") == set(map(stem, forms))
    assert meant("مكتب") == {stem("مكتب")}


def test_the_root_of_a_shared_form_is_that_of_its_words() -> None:
    assert standard().word("معارض").root == standard().word("معرض").root


@pytest.mark.parametrize(
    ("typed", "verb", "other"),
    [("تمكن", "يتمكن", "يمكن"), ("تطلب", "يتطلب", "يطلب"), ("تركز", "تتركز", "يركز")],
)
def test_the_dictionary_form_of_a_verb_finds_the_verb(typed: str, verb: str, other: str) -> None:
    assert {stem(verb), stem(other)} <= meant(typed)
    assert stem(verb) not in meant(other)


@pytest.mark.parametrize(
    ("typed", "one", "other"),
    [("يصدر", "صدرت", "أصدرت"), ("تقام", "قام", "أقامت"), ("يحتج", "احتجوا", "احتاجوا")],
)
def test_an_imperfect_may_belong_to_two_verbs(typed: str, one: str, other: str) -> None:
    assert {stem(one), stem(other)} <= meant(typed)
    assert stem(one) not in meant(other)


@pytest.mark.parametrize(
    ("form", "one", "other"),
    [
        ("تثبت", "أثبتت", "ثبتوا"),
        ("تعرض", "يتعرض", "يعرض"),
        ("مهمة", "المهمون", "المهام"),
        ("توفر", "يوفر", "التوفر"),
        ("خطط", "يخطط", "الخطة"),
        ("يقل", "يقول", "قلّ"),
    ],
)
def test_a_form_that_is_likely_of_two_words_is_found_by_both(
    form: str, one: str, other: str
) -> None:
    assert stem(form) in meant(one) & meant(other)
    assert stem(one) not in meant(other)


@pytest.mark.parametrize(
    ("form", "word"),
    [("المحافظات", "محافظ"), ("ترك", "تركي"), ("لحية", "حية"), ("والي", "آلي"), ("رحل", "رحلة")],
)
def test_an_unlikely_form_of_a_word_is_not_found_by_it(form: str, word: str) -> None:
    assert stem(form) not in meant(word)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("عالمان", ("العوالم", "العلماء")),
        ("حكمان", ("الأحكام", "الحكام")),
        ("معلمان", ("المعالم", "المعلمون")),
    ],
)
def test_a_typed_form_of_two_nouns_that_are_spelled_alike_finds_both(
    form: str, words: tuple[str, str]
) -> None:
    assert {stem(word) for word in words} <= meant(form)


@pytest.mark.parametrize(
    ("form", "word"), [("تواصلها", "واصلت"), ("العالم", "العلماء"), ("عوالم", "العلماء")]
)
def test_other_typed_forms_find_their_likeliest_word(form: str, word: str) -> None:
    assert stem(word) not in meant(form)


def test_own_terms_are_the_form_and_its_likeliest_word() -> None:
    def typed(surface: str, layer: Layer = "stem") -> tuple[str, ...]:
        return alternatives.own_terms(standard(), standard().word(surface), layer)

    assert typed("تقدم")[:2] == (stem("تقدم"), stem("التقدم"))
    # For a word also the forms that are most often its own.
    assert stem("تقدم") in typed("التقدم")
    assert stem("يقدم") not in typed("التقدم")
    assert stem("تقدم") not in typed("يقدم")
    assert typed("تقدم", "root") == (standard().word("تقدم").root,)
    assert typed("من") == ("من",)


def test_only_nouns_and_verbs_share_forms_in_this_way() -> None:
    lexicon = entries.lexicon()
    parsed = map(entries.parse_readings, lexicon.stems.values())
    speech: dict[str, set[str]] = {}
    for lemma in map(lexicon.lemma, {number for readings in parsed for _, number, _ in readings}):
        speech.setdefault(lemma.term, set()).add(lemma.speech)
    members = {word for words in lexicon.unions.values() for word in words.split()}
    assert len(lexicon.unions) > 1_000
    assert all(
        speech.get(word) or speech[word.removesuffix(".v")] & {"noun", "verb"} for word in members
    )


def test_july_is_a_verb_where_no_date_tells() -> None:
    assert found("يولي", "يوليه")
    assert stem("يوليو") in meant("يوليه")
    assert stem("يولية") == stem("يوليو")


@pytest.mark.parametrize(
    ("typed", "meaning"), [("ربا", "الربا"), ("ثانية", "ثوان"), ("تسعون", "التسعين")]
)
def test_the_dictionary_form_of_a_noun_finds_the_noun(typed: str, meaning: str) -> None:
    assert stem(meaning) in meant(typed)


def test_a_dictionary_form_is_not_read_as_a_first_person() -> None:
    assert stem("خرجوا") not in meant("أخرج")
    assert stem("القدم") not in meant("تقدم")


def test_a_noun_form_finds_only_a_verb_that_is_as_likely() -> None:
    assert stem("سيكتبون") in meant("كتب")
    assert stem("ينكر") in meant("أنكر")
    assert meant("كاتب") == {stem("كاتب")}
    assert stem("يكاتب") != stem("كاتب")


def test_a_typed_form_finds_verbs_of_compatible_spelling() -> None:
    assert stem("يثير") not in meant("آثار")
    assert stem("يثير") in meant("أثار")


@pytest.mark.parametrize(
    ("typed", "meaning"), [("تحد", "تحديات"), ("خال", "خالية"), ("واد", "وديان")]
)
def test_a_noun_in_yeh_is_found_without_it_too(typed: str, meaning: str) -> None:
    assert stem(meaning) in meant(typed)


@pytest.mark.parametrize(
    ("form", "she", "reflexive"),
    [
        ("توقع", "يوقع", "التوقعات"),
        ("وتوقع", "وقّع", "التوقع"),
        ("تواصل", "يواصل", "التواصل"),
        ("تطور", "يطور", "التطورات"),
        ("توسع", "يوسّع", "التوسع"),
        ("توجه", "يوجه", "التوجهات"),
        ("تحول", "يحوّل", "التحول"),
        ("تدرب", "يدرب", "التدرب"),
        ("تبادل", "يبادل", "التبادل"),
        ("تعاون", "يعاون", "التعاون"),
        ("تناول", "يناول", "يتناول"),
        ("تحدث", "يحدّث", "يتحدث"),
        # Of common verbs of form I too.
        ("تدخل", "يدخل", "التدخلات"),
        ("وتجمع", "يجمع", "التجمعات"),
        ("تضمن", "يضمن", "يتضمن"),
        ("تبني", "يبني", "التبني"),
        ("تفوق", "يفوق", "التفوق"),
        # And before a pronoun.
        ("تدربهم", "يدرب", "التدرب"),
        ("تحولها", "يحوّل", "التحول"),
        ("تجمعهم", "يجمع", "التجمعات"),
    ],
)
def test_a_third_feminine_is_found_beside_its_reflexive(
    form: str, she: str, reflexive: str
) -> None:
    assert stem(form) in meant(she) & meant(reflexive)
    assert stem(reflexive) not in meant(she)
    assert stem(she) not in meant(reflexive)


@pytest.mark.parametrize(
    ("form", "noun"),
    [("توقف", "الأوقاف"), ("تصرف", "الصرف"), ("توسع", "الوسع"), ("تدخل", "الدخل")],
)
def test_a_third_feminine_is_not_found_by_a_noun_spelled_like_the_verb(
    form: str, noun: str
) -> None:
    assert stem(form) not in meant(noun)


@pytest.mark.parametrize(
    ("form", "she"),
    [
        ("تغلب", "غلبت"),
        ("تصلب", "صلبت"),
        ("تعاونها", "يعاون"),
        ("تلقي", "لقيت"),
        ("تكافؤ", "كافأت"),
    ],
)
def test_a_masdar_is_not_found_by_a_verb_whose_third_feminine_it_hardly_is(
    form: str, she: str
) -> None:
    assert stem(form) not in meant(she)


@pytest.mark.parametrize(
    ("form", "verb", "other"),
    [
        ("تمكنوا", "سيتمكن", "يمكنون"),
        ("تقدموا", "يتقدم", "يقدمون"),
        ("تجمعوا", "تجمّعت", "يجمعون"),
        ("تعلموه", "يتعلم", "يعلم"),
    ],
)
def test_form_five_past_is_not_read_as_second_person_present(
    form: str, verb: str, other: str
) -> None:
    assert stem(form) in meant(verb)
    assert stem(verb) in meant(form)
    assert stem(form) not in meant(other)


def test_you_do_what_no_other_verb_did() -> None:
    assert stem("تكونوا") == stem("سيكونون")
    assert stem("تعرفوا") in meant("يعرف") & meant("يتعرف")


@pytest.mark.parametrize(
    ("form", "fourth", "first"),
    [
        ("يقام", "أقامت", "قام"),
        ("ستقام", "يقيم", "قام"),
        ("تعاد", "أعاد", "عادت"),
        ("يهان", "أهان", "هان"),
    ],
)
def test_a_passive_of_a_hollow_verb_is_found_by_its_form_four(
    form: str, fourth: str, first: str
) -> None:
    assert stem(form) in meant(fourth) & meant(first)
    assert stem(fourth) not in meant(first)


@pytest.mark.parametrize(("form", "verb"), [("يباع", "أباع"), ("يقال", "أقال"), ("تطال", "أطال")])
def test_a_passive_of_a_commoner_verb_is_its_own_alone(form: str, verb: str) -> None:
    assert stem(form) not in meant(verb)


@pytest.mark.parametrize(
    ("form", "noun", "verb"),
    [("خططنا", "خطة", "خططوا"), ("كتبنا", "كتاب", "يكتب"), ("قرانا", "القرية", "قرأت")],
)
def test_our_plural_is_found_beside_what_we_did(form: str, noun: str, verb: str) -> None:
    assert stem(form) in meant(noun) & meant(verb)


@pytest.mark.parametrize(
    ("form", "noun"), [("شعرنا", "شعار"), ("جمعنا", "الجمعة"), ("رحلنا", "رحلة")]
)
def test_first_person_past_is_not_read_as_an_unlikely_plural(form: str, noun: str) -> None:
    assert stem(form) not in meant(noun)


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        # Forms that a weak verb of form IV shares with another verb.
        ("أدلى", "يدلون"),
        ("أدلى", "سيدلون"),
        ("أخلى", "يخلون"),
        ("أبقى", "يبقون"),
        ("أرسى", "يرسون"),
        ("أبدى", "يبدون"),
        ("أمضى", "يمضون"),
        ("أوفى", "يوفون"),
        ("أعفى", "يعفون"),
        ("أملى", "يملون"),
        # The press addresses its readers.
        ("هنأ", "ونهنئكم"),
        ("كافأ", "نكافئكم"),
        ("أنبأ", "ننبئكم"),
        ("زود", "نزودكم"),
        ("وافى", "نوافيكم"),
        ("متع", "نمتعكم"),
        ("فاجأ", "سنفاجئكم"),
        ("رافق", "نرافقكم"),
        ("دعم", "ندعمكم"),
        ("أبلغ", "نبلغكم"),
    ],
)
def test_a_shared_form_is_found_by_its_verb(verb: str, form: str) -> None:
    assert stem(form) in meant(verb)


@pytest.mark.parametrize(
    ("form", "did", "order"),
    [
        ("البسوا", "ألبس", "لبس"),
        ("وادخلوا", "أدخل", "دخل"),
        ("اخرجوا", "أخرج", "خرج"),
        ("احضروا", "أحضر", "حضر"),
    ],
)
def test_a_perfect_plural_without_its_hamza_is_an_imperative_too(
    form: str, did: str, order: str
) -> None:
    assert stem(form) in meant(did) & meant(order)
    assert stem(did) not in meant(order)


@pytest.mark.parametrize(("form", "verb"), [("ألبسوا", "لبس"), ("أخرجوا", "خرج"), ("صوروا", "صار")])
def test_a_perfect_plural_is_no_imperative_of_another_spelling(form: str, verb: str) -> None:
    assert stem(form) not in meant(verb)


@pytest.mark.parametrize(
    ("form", "verb", "noun"),
    [("ضبطتها", "ضبط", "ضابط"), ("ضبطتهم", "ضبط", "ضابط")],
)
def test_an_unused_plural_is_not_found_beside_a_verb(form: str, verb: str, noun: str) -> None:
    assert stem(form) in meant(verb) - meant(noun)
    assert stem("طلبتها") in meant("طالب")


def test_an_adjective_in_yeh_is_no_verb_in_alef_maksura() -> None:
    assert stem("قوية") == stem("قوياً")
    for verb, adjective in (("قوى", "قوية"), ("غنى", "غنية"), ("زكى", "زكية"), ("خلى", "خلية")):
        assert stem(adjective) not in meant(verb)
    assert stem("قوى") in meant("قوي")
    assert stem("سعي") in meant("سعى")


@pytest.mark.parametrize(
    ("noun", "verb", "bare"),
    [
        ("الحمل", "يحمل", "حمل"),
        ("الملك", "يملكون", "ملك"),
        ("أرباح", "ربحت", "ربح"),
        ("بالذهب", "ستذهب", "ذهب"),
        ("رسوم", "رسمت", "رسم"),
    ],
)
def test_a_noun_and_a_verb_of_its_letters_meet_in_the_bare_form_alone(
    noun: str, verb: str, bare: str
) -> None:
    assert stem(noun) not in meant(verb)
    assert stem(verb) not in meant(noun)
    assert {stem(noun), stem(verb)} <= meant(bare)


@pytest.mark.parametrize(
    ("one", "other"),
    [("بدأت", "يبدو"), ("يسألون", "تسيل"), ("فئران", "الفارين"), ("أموال", "مآلات")],
)
def test_words_that_differ_in_a_hamza_on_alef_are_two_terms(one: str, other: str) -> None:
    assert stem(one) not in meant(other)
    assert stem(other) not in meant(one)


def test_a_perfect_whose_hamza_may_be_left_out_is_found_by_both_verbs() -> None:
    assert stem("بدا") in meant("يبدو") & meant("يبدأ")
    assert stem("بدأ") not in meant("يبدو")


@pytest.mark.parametrize(("form", "verb"), [("سالت", "يسيل"), ("وسالت", "تسيل"), ("سالت", "يسأل")])
def test_a_form_without_a_hamza_within_is_found_by_the_hollow_verb(form: str, verb: str) -> None:
    assert found(verb, form)


def test_a_hamza_that_is_written_within_decides() -> None:
    assert not found("يسيل", "سألت")
    assert not found("يزأر", "زارت")


@pytest.mark.parametrize(
    ("form", "masdar", "verb"),
    [
        ("استضافته", "استضافة", "يستضيف"),
        ("واستعادتها", "استعادة", "استعادت"),
        ("اقامته", "إقامة", "يقيم"),
    ],
)
def test_a_masdar_before_a_pronoun_may_be_the_perfect_of_its_hollow_verb(
    form: str, masdar: str, verb: str
) -> None:
    assert stem(form) in meant(masdar) & meant(verb)
    assert stem(masdar) not in meant(verb)


@pytest.mark.parametrize(
    ("form", "masdar", "verb"),
    [
        ("فترجمتها", "ترجمة", "يترجم"),
        ("وبرمجتها", "برمجة", "يبرمج"),
        ("عرقلته", "عرقلة", "عرقلوا"),
        ("طمأنتهم", "طمأنة", "طمأن"),
    ],
)
def test_a_masdar_before_a_pronoun_may_be_the_perfect_of_its_quadriliteral_verb(
    form: str, masdar: str, verb: str
) -> None:
    assert stem(form) in meant(masdar) & meant(verb)
    assert stem(masdar) not in meant(verb)


@pytest.mark.parametrize(("form", "masdar"), [("سيطرتها", "سيطرة"), ("هيمنته", "هيمنة")])
def test_a_masdar_of_a_verb_that_takes_no_object_is_no_perfect(form: str, masdar: str) -> None:
    assert stem(form) == stem(masdar)


@pytest.mark.parametrize(
    ("form", "verb"), [("ادارتها", "يدير"), ("استقالته", "يستقيل"), ("حملته", "يحمل")]
)
def test_a_noun_that_is_much_likelier_than_the_perfect_is_itself(form: str, verb: str) -> None:
    assert stem(form) not in meant(verb)


@pytest.mark.parametrize(
    ("form", "one", "other"),
    [
        ("ستعين", "أعان", "عيّن"),
        ("يعينونها", "أعان", "عيّن"),
        ("يرنون", "رنا", "رنّ"),
        ("يهبونه", "وهب", "هبّ"),
    ],
)
def test_a_weak_verb_may_cost_more_than_the_verb_of_the_same_form(
    form: str, one: str, other: str
) -> None:
    assert stem(form) in meant(one) & meant(other)


@pytest.mark.parametrize(("form", "verb"), [("يغيرون", "أغار"), ("يلحقون", "حاق")])
def test_a_rare_weak_verb_is_not_found_beside_another(form: str, verb: str) -> None:
    assert stem(form) not in meant(verb)


def test_alef_maksura_makes_a_noun_in_yeh_a_verb_as_well() -> None:
    assert stem("ونادى") in meant("ينادون") & meant("نادي")
    assert stem("ونادي") not in meant("ينادون")


@pytest.mark.parametrize(
    ("noun", "verb"), [("مال", "يميل"), ("حال", "يحول"), ("شاب", "يشيب"), ("حاد", "يحيد")]
)
def test_a_noun_does_not_find_the_hollow_verb_of_its_letters(noun: str, verb: str) -> None:
    assert not found(noun, verb)


def test_a_noun_still_finds_the_strong_verb_whose_masdar_it_is() -> None:
    assert found("فحص", "يفحص")
    assert found("صوت", "صوّت")
    assert found("رأس", "سيرأس")


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("الصادرات", "الصادرة"), ("تعليمات", "التعليم"),
        ("ضوابط", "الضباط"), ("مواصلات", "مواصلة"),
    ],
)  # fmt: skip
def test_a_plural_with_a_meaning_of_its_own_does_not_find_its_singular(
    plural: str, singular: str
) -> None:
    assert not found(plural, singular)
    assert found(plural, "بال" + plural.removeprefix("ال"))


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("صادر", "صادراتها"), ("تعليم", "التعليمات")],
)
def test_a_singular_finds_that_plural(singular: str, plural: str) -> None:
    assert found(singular, plural)


@pytest.mark.parametrize(
    ("plural", "other"), [("السحور", "السحر"), ("الخوارج", "الخارج"), ("أنحاء", "بنحو")]
)
def test_a_word_with_the_letters_of_a_plural_is_its_own(plural: str, other: str) -> None:
    assert not found(plural, other)
    assert not found(other, plural)


@pytest.mark.parametrize(
    ("verb", "plural"),
    [
        ("طالب", "طلاب"), ("تابع", "توابع"), ("حافظ", "حفظة"), ("قاتل", "قتلة"), ("دافع", "دوافع"),
        ("شاهد", "شهود"),
    ],
)  # fmt: skip
def test_behind_and_a_verb_of_form_three_is_no_noun(verb: str, plural: str) -> None:
    assert found("ي" + verb, "و" + verb)
    assert found(verb, "و" + verb)
    assert not found(plural, "و" + verb)
    assert found(plural, verb)


@pytest.mark.parametrize(
    ("form", "she", "reflexive"),
    [
        ("تمكن", "يمكن", "تمكنت"),
        ("وتصدر", "يصدر", "يتصدر"),
        ("تقرر", "يقرر", "تقررت"),
        ("تشكل", "يشكّل", "يتشكل"),
        ("تمكنه", "يمكن", "يتمكن"),
    ],
)
def test_a_perfect_of_form_five_is_found_beside_a_commoner_third_feminine(
    form: str, she: str, reflexive: str
) -> None:
    assert stem(form) in meant(she) & meant(reflexive)
    assert stem(reflexive) not in meant(she)


@pytest.mark.parametrize(
    ("form", "reflexive"),
    [("تغني", "يتغنى"), ("تؤسس", "تأسست"), ("تنبئ", "تنبأت"), ("تكون", "تكونت"), ("تنقل", "ينتقل")],
)
def test_a_third_feminine_is_no_perfect_of_another_spelling_or_of_a_rare_verb(
    form: str, reflexive: str
) -> None:
    assert stem(form) not in meant(reflexive)


@pytest.mark.parametrize(("form", "verb"), [("توقف", "يقف"), ("توقف", "وقفت"), ("تولى", "يلي")])
def test_a_masdar_is_not_found_by_a_verb_of_form_one_with_the_letters_of_its_rare_second(
    form: str, verb: str
) -> None:
    assert stem(form) not in meant(verb)


@pytest.mark.parametrize(
    ("form", "noun", "verb"), [("أسهم", "الأسهم", "يسهم"), ("أسس", "أساس", "يؤسس")]
)
def test_a_plural_is_found_by_the_derived_verb_whose_perfect_it_may_be(
    form: str, noun: str, verb: str
) -> None:
    assert stem(form) in meant(noun) & meant(verb)
    assert stem("آثار") not in meant("يثير")


@pytest.mark.parametrize(
    ("noun", "other"), [("الشعب", "الشعبة"), ("الشيخ", "شيخة"), ("الخطاب", "الخطابة")]
)
def test_a_noun_without_a_feminine_does_not_find_another_in_teh_marbuta(
    noun: str, other: str
) -> None:
    assert stem(other) not in meant(noun)


@pytest.mark.parametrize(
    ("form", "word"),
    [("منافسه", "منافسون"), ("ومساعده", "المساعدون"), ("مخالفه", "المخالف")],
)
def test_his_participle_is_found_beside_a_noun_without_its_dots(form: str, word: str) -> None:
    assert stem(form) in meant(word)
    assert stem(form) in meant(form[:-1] + "ة")
    assert stem(form[:-1] + "ة") not in meant(word)


@pytest.mark.parametrize(
    ("form", "word", "other"),
    [("مجموعه", "المجموع", "مجموعة"), ("خاله", "الخال", "خالة"), ("محبسه", "المحبس", "محبسة")],
)
def test_another_noun_with_his_is_found_beside_a_noun_without_its_dots(
    form: str, word: str, other: str
) -> None:
    assert stem(form) in meant(word) & meant(other)
    assert stem(other) not in meant(word)


@pytest.mark.parametrize(("form", "word"), [("الليله", "الليل"), ("بأنه", "آن")])
def test_an_article_or_two_letters_leave_no_his(form: str, word: str) -> None:
    assert stem(form) not in meant(word)


@pytest.mark.parametrize(
    ("form", "first", "fourth"), [("يبقي", "بقي", "أبقت"), ("وتنسي", "نسيت", "أنسى")]
)
def test_an_imperfect_in_yeh_is_found_by_form_four(form: str, first: str, fourth: str) -> None:
    assert stem(form) in meant(first) & meant(fourth)


@pytest.mark.parametrize(("form", "verb"), [("يبقى", "أبقت"), ("بقي", "أبقت"), ("ينسى", "أنسى")])
def test_an_imperfect_in_alef_maksura_is_not_of_form_four(form: str, verb: str) -> None:
    assert stem(form) not in meant(verb)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("قلت", ("يقول", "قلّ")),
        ("تقدم", ("التقدم", "يقدم")),
        ("وصفها", ("الوصف", "يصف")),
        ("الشرعية", ("الشرعي", "شرعيتها")),
        ("الداخلية", ("الداخلي", "داخليتها")),
        ("الاستراتيجية", ("الاستراتيجي", "استراتيجيتها")),
        ("المصاحبة", ("المصاحبين", "مصاحبتها")),
    ],
)
def test_a_typed_form_finds_all_words_that_it_is_likely_of(
    typed: str, words: tuple[str, ...]
) -> None:
    assert {stem(word) for word in words} <= meant(typed)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        # The masdar, the passive, the jussive, a plural, and what only the noun can be.
        ("المشاركة", "المشاركين"),
        ("تجمع", "يجمعون"),
        ("قيم", "يقومون"),
        ("ووصلت", "يواصل"),
        ("يعد", "يعود"),
        ("مهمتهم", "المهمين"),
        ("بلدة", "البلاد"),
    ],
)
def test_a_typed_form_does_not_find_a_word_that_it_hardly_is(typed: str, word: str) -> None:
    assert stem(word) not in meant(typed)


@pytest.mark.parametrize(
    ("typed", "verb", "noun"), [("الجدد", "جددت", "جديد"), ("المنح", "تمنح", "المنحة")]
)
def test_a_homograph_with_the_article_is_no_verb(typed: str, verb: str, noun: str) -> None:
    assert stem(verb) not in meant(typed)
    assert stem(noun) in meant(typed)
    assert stem(typed) not in meant(verb)


@pytest.mark.parametrize(
    ("form", "noun", "verb"),
    [
        ("للفرق", "الفرقة", "يفرق"),
        ("بفرق", "الفريق", "يفرق"),
        ("طالبا", "الطلاب", "يطالب"),
        ("والعامل", "العمال", "يعامل"),
        ("النظم", "الأنظمة", "ينظم"),
    ],
)
def test_affixes_of_nouns_decide_that_a_homograph_is_no_verb(
    form: str, noun: str, verb: str
) -> None:
    assert found(noun, form)
    assert found(form, noun)
    assert not found(verb, form)
    assert not found(form, verb)


@pytest.mark.parametrize(
    ("form", "noun", "verb"),
    [("فرق", "الفرقة", "يفرق"), ("وتابعا", "التابعون", "يتابعان"), ("عامل", "العمال", "يعامل")],
)
def test_a_homograph_without_affixes_of_nouns_may_be_a_verb(
    form: str, noun: str, verb: str
) -> None:
    assert found(noun, form)
    assert found(verb, form)


def test_a_homograph_with_the_article_has_no_pronoun() -> None:
    assert not found("الجانبي", "الجوانب")
    assert not found("جانب", "الجانبي")
    assert found("جانبية", "الجانبي")
    assert found("الجوانب", "بجانبي")


@pytest.mark.parametrize(
    ("adjective", "form", "noun"),
    [
        ("مهم", "مهمتها", "مهمة"),
        ("شعبي", "شعبيته", "شعبية"),
        ("مقدم", "مقدمتها", "مقدمة"),
        ("إنساني", "إنسانيتهم", "إنسانية"),
    ],
)
def test_a_feminine_adjective_with_a_pronoun_is_a_noun(
    adjective: str, form: str, noun: str
) -> None:
    assert not found(adjective, form)
    assert found(noun, form)


@pytest.mark.parametrize(
    ("person", "form"), [("شقيق", "شقيقته"), ("طالب", "طالبتها"), ("خارجي", "خارجيته")]
)
def test_a_feminine_without_a_noun_of_its_letters_keeps_its_pronoun(person: str, form: str) -> None:
    assert found(person, form)


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        ("حياتي", "حياة"),
        ("قلبي", "القلوب"),
        ("لأمي", "الأمهات"),
        ("بيتي", "البيوت"),
        ("وزوجي", "الزوج"),
        ("باعتقادي", "اعتقادات"),
        ("قطاعي", "القطاعين"),
        ("صديقي", "أصدقاء"),
        ("حبيبي", "أحباء"),
        ("عمي", "الأعمام"),
        ("مقالي", "المقالات"),
        ("بلادي", "بلدان"),
    ],
)
def test_my_noun_is_found_by_its_noun(form: str, noun: str) -> None:
    assert stem(form) in meant(noun)


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        ("عملي", "الأعمال"),
        ("شخصي", "الأشخاص"),
        ("رسمي", "الرسوم"),
        ("وطني", "الوطن"),
        ("القلبي", "القلوب"),
        ("القلبية", "القلوب"),
        ("شكري", "الشكر"),
        ("بلادي", "بلديات"),
    ],
)
def test_a_nisba_in_use_is_not_found_by_its_noun(form: str, noun: str) -> None:
    assert stem(form) not in meant(noun)


def test_a_typed_nisba_finds_a_noun_that_it_is_far_more_often() -> None:
    assert stem("الأمهات") in meant("أمي")
    assert stem("الأنفس") not in meant("نفسي")


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("كوبري", "بالكباري"),
        ("ونش", "الأوناش"),
        ("كابينة", "وكبائن"),
        ("كبينة", "الكبائن"),
        ("مدبغة", "المدابغ"),
        ("أوبرا", "والأوبرات"),
        ("زبون", "زبناءهم"),
        ("كسول", "الكسالى"),
        ("مدخول", "مداخيلها"),
    ],
)
def test_a_loanword_or_a_second_word_finds_its_plural(singular: str, plural: str) -> None:
    assert found(singular, plural)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("عطلة", "والعطل"),
        ("أعطال", "العطل"),
        ("كثير", "كثر"),
        ("يكثر", "كثر"),
        ("رشوة", "الرشاوى"),
        ("سرج", "سروج"),
        ("سفرة", "السفرات"),
        ("كلمة", "كلمه"),
        ("يكلم", "كلمهم"),
        ("الرحمن", "الرحمان"),
        ("ميغابت", "ميجابت"),
        ("جيجابت", "غيغابت"),
    ],
)
def test_a_word_finds_its_plural_or_other_spelling(typed: str, written: str) -> None:
    assert found(typed, written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("سفر", "السفرات"), ("سراج", "سروج"), ("شمس", "شمسة"), ("درع", "درعة"), ("عطلة", "أعطال")],
)
def test_another_word_does_not(typed: str, written: str) -> None:
    assert not found(typed, written)


@pytest.mark.parametrize(
    ("collective", "unit"),
    [
        ("ليمون", "ليمونة"),
        ("بط", "البطة"),
        ("تين", "تينة"),
        ("دود", "دودة"),
        ("صخر", "الصخرة"),
        ("ثمر", "ثمرة"),
        ("زهر", "الزهرة"),
        ("محار", "محارة"),
    ],
)
def test_a_collective_and_one_piece_of_it_are_one_word(collective: str, unit: str) -> None:
    assert found(collective, unit)
    assert found(unit, collective)


@pytest.mark.parametrize(
    ("collective", "other"),
    [("خشب", "خشبة"), ("ريش", "ريشة"), ("فراش", "فراشة"), ("حجر", "حجرة"), ("خس", "خسة")],
)
def test_a_collective_is_not_another_noun_in_teh_marbuta(collective: str, other: str) -> None:
    assert not found(collective, other)


def test_a_plural_of_two_words_keeps_these_apart() -> None:
    assert not found("موج", "موجة")
    assert not found("فصيل", "فصيلة")


def test_a_surname_with_the_article_is_no_participle() -> None:
    assert found("عاص", "العصاة")
    assert not found("عاص", "العاص")


@pytest.mark.parametrize(
    ("form", "verb"),
    [("رحمه", "يرحم"), ("ونشره", "ينشر"), ("دفعه", "دفعت"), ("طلبه", "يطلب"), ("وصفه", "يصف")],
)
def test_a_noun_with_his_is_found_by_the_verb_of_its_letters(form: str, verb: str) -> None:
    assert found(verb, form)


@pytest.mark.parametrize(
    ("form", "verb"), [("رحمة", "يرحم"), ("دفعة", "يدفع"), ("مكتبه", "كتب"), ("كتابه", "يكتب")]
)
def test_a_noun_in_teh_marbuta_or_of_other_letters_is_not(form: str, verb: str) -> None:
    assert not found(verb, form)


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("والدين", "الوالد"),
        ("والدين", "الأديان"),
        ("والدك", "والد"),
        ("وحل", "الحلول"),
        ("وحل", "يحل"),
    ],
)
def test_a_noun_behind_and_or_and_the_is_found(form: str, word: str) -> None:
    assert found(word, form)


@pytest.mark.parametrize(
    ("form", "word"),
    [("واحد", "أحد"), ("ورد", "الردود"), ("وصفة", "صفة"), ("وسادة", "سيد"), ("وصيف", "صيف")],
)
def test_a_noun_in_waw_that_is_far_likelier_is_itself(form: str, word: str) -> None:
    assert not found(word, form)


@pytest.mark.parametrize(("form", "verb"), [("لامس", "تلامس"), ("ولامس", "تلامس"), ("لاذ", "يلوذ")])
def test_a_verb_is_found_beside_a_noun_without_its_hamza(form: str, verb: str) -> None:
    assert found(verb, form)


def test_a_noun_behind_a_proclitic_keeps_its_hamza() -> None:
    assert not found("تلامس", "لأمس")
    assert found("أمس", "لأمس")


@pytest.mark.parametrize(
    ("typed", "form"),
    [("لامس", "أمس"), ("لاذ", "إذ"), ("كاهل", "الأهالي"), ("كاهل", "أهل")],
)
def test_a_word_that_is_typed_alone_has_no_proclitic(typed: str, form: str) -> None:
    assert not found(typed, form)


def test_a_typed_word_that_can_only_have_a_proclitic_is_found_without() -> None:
    assert found("ومدرسة", "المدارس")
    assert found("لاجل", "أجل")
