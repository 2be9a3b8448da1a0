"""Spelling distinguishes words that fold alike; a query that leaves it open finds all of them."""

import pytest

from indexer.arabic.analyzer import standard
from indexer.arabic.orthography.normalizer import fold
from indexer.arabic.queries import alternatives
from tests.arabic.words import found, meant, stem

ALIKE = [
    ("مكتبة", "مكتبه", "مكتب"),
    ("كتابة", "كتابه", "كتاب"),
    ("طريقة", "طريقه", "طريق"),
    ("عملة", "عمله", "عمل"),
    ("إعداد", "أعداد", "عدد"),
    ("إحياء", "أحياء", "حي"),
    ("إنفاق", "أنفاق", "نفق"),
    ("الإعمار", "الأعمار", "عمر"),
]


@pytest.mark.parametrize(("one", "other", "lemma"), ALIKE)
def test_the_spelling_distinguishes_words(one: str, other: str, lemma: str) -> None:
    assert standard().word(one).exact == standard().word(other).exact
    assert stem(other) == stem(lemma) != stem(one)


@pytest.mark.parametrize(("one", "other"), [pair[:2] for pair in ALIKE])
def test_a_hasty_spelling_finds_both_words(one: str, other: str) -> None:
    hasty = one.translate(str.maketrans("أإآة", "اااه"))
    assert {stem(one), stem(other)} <= meant(hasty)
    assert stem(other) not in meant(one)


@pytest.mark.parametrize(("written", "lemma"), [("أحالتهم", "أحال"), ("إحالتهم", "إحالة")])
def test_a_hamza_below_decides_the_reading(written: str, lemma: str) -> None:
    assert stem(written) == stem(lemma)
    assert stem("أحال") != stem("إحالة")
    assert stem("آلي") != stem("إليه")


def test_a_hamza_within_a_word_decides_the_reading() -> None:
    assert stem("ولجأن") != stem("لجان")
    assert stem("ويلجأن") == stem("لجأ")
    assert stem("وأجب") != stem("واجب")
    assert stem("مكافآتهم") == stem("مكافأة")


def test_a_madda_is_no_alef_of_a_name() -> None:
    assert stem("وآلت") == stem("آلت")
    assert stem("والت") != stem("وآلت")


@pytest.mark.parametrize(
    ("hasty", "masdar"),
    [("اقامه", "إقامة"), ("اصابه", "إصابة"), ("اجابه", "إجابة"), ("اجازه", "إجازة")],
)
def test_a_masdar_may_lack_its_hamza_and_its_dots(hasty: str, masdar: str) -> None:
    assert stem(hasty) == stem(masdar)


@pytest.mark.parametrize(("hasty", "verb"), [("اقنعه", "أقنع"), ("أقامه", "أقام"), ("اجده", "وجد")])
def test_other_words_keep_their_pronoun(hasty: str, verb: str) -> None:
    assert stem(hasty) == stem(verb)


def test_a_plural_may_have_its_hamza_elsewhere() -> None:
    assert stem("أئمة") == stem("إمام")
    assert stem("أوانيهم") == stem("إناء")


@pytest.mark.parametrize(
    ("hasty", "written"), [("خضرا", "خضراء"), ("الوزرا", "الوزراء"), ("رييس", "رئيس")]
)
def test_a_hamza_may_be_missing_at_the_end_or_on_its_seat(hasty: str, written: str) -> None:
    assert stem(written) in meant(hasty)


def test_a_word_without_hamza_gets_none() -> None:
    assert stem("دعاء") not in meant("دعا")
    assert meant("كتابا") == meant("كتاب")


def test_a_written_teh_marbuta_is_no_pronoun() -> None:
    word = standard().word("وبمحاميكة")
    assert standard().reading(word).enclitic != "ه"
    assert standard().reading(standard().word("قيمه")).speech != "unknown"


@pytest.mark.parametrize("typed", ["الهجرة", "مكتبة", "أيلول", "ministry", "2025", "من"])
def test_an_unambiguous_spelling_finds_only_itself(typed: str) -> None:
    word = standard().word(typed)
    assert alternatives.terms(standard(), word, "stem") == (word.exact if word.stop else word.stem,)
    assert alternatives.terms(standard(), word, "exact") == (word.exact,)


def test_an_unknown_word_is_found_behind_proclitics_too() -> None:
    name = "زفتوخلي"
    assert standard().reading(standard().word(name)).speech == "unknown"
    assert {stem(name), stem(f"و{name}"), stem(f"ل{name}"), stem(f"ول{name}")} <= meant(name)
    assert not meant(name) & meant("الهجرة")


def test_an_ambiguous_month_name_finds_the_month() -> None:
    assert stem("أغسطس") in meant("آب")
    assert stem("أغسطس") not in meant("أب")
    assert stem("أبريل") in meant("نيسان")
    assert stem("مايو") not in meant("May")


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("موتمر", "مؤتمر"),
        ("نايب", "نائب"),
        ("موشرات", "مؤشرات"),
        ("مسوول", "مسؤول"),
        ("رييس", "رئيس"),
    ],
)
def test_a_letter_typed_for_a_seat_of_hamza_finds_the_word(typed: str, word: str) -> None:
    assert stem(word) in meant(typed)


@pytest.mark.parametrize(
    ("typed", "word"), [("مومن", "مؤمن"), ("المومن", "مؤمن"), ("عايد", "عائد")]
)
def test_a_rare_word_is_found_with_the_hamza_of_a_far_commoner_one(typed: str, word: str) -> None:
    assert stem(word) in meant(typed)


@pytest.mark.parametrize(
    ("typed", "word"), [("وأول", "وائل"), ("بنايات", "بناء"), ("قاوم", "قائم")]
)
def test_a_word_that_may_well_be_meant_gets_no_hamza(typed: str, word: str) -> None:
    assert stem(word) not in meant(typed)


def test_a_waw_is_no_seat_of_a_hamza_on_a_yeh() -> None:
    assert stem("بؤرها") == stem("بؤرة") != stem("بئرها")
    assert stem("شئونها") == stem("شؤونها")


def test_a_yeh_is_hardly_typed_for_the_alef_of_a_far_rarer_word() -> None:
    assert stem("اليمنى") not in meant("اليمني")
    assert stem("القوى") in meant("القوي")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("يمن", "اليمن"), ("قاهرة", "القاهرة"), ("قاهره", "القاهرة"), ("مغرب", "المغرب"),
        ("بحرين", "البحرين"), ("جزائر", "الجزائر"), ("قدس", "القدس"), ("خرطوم", "الخرطوم"), ("منامة", "المنامة"),
        ("إمارات", "الإمارات"), ("امارات", "الإمارات"), ("سلفادور", "السلفادور"),
        # These have one term with the article and without it.
        ("صومال", "الصومال"), ("سعودية", "السعودية"), ("عراق", "العراق"), ("كويت", "الكويت"),
        ("يونان", "اليونان"),
    ],
)  # fmt: skip
def test_a_country_or_capital_is_found_without_its_article(typed: str, name: str) -> None:
    assert stem(name) in meant(typed)


@pytest.mark.parametrize("name", alternatives._TYPED_WITHOUT_ARTICLE.values())
def test_each_country_or_capital_of_the_table_is_a_listed_name(name: str) -> None:
    assert standard().reading(standard().word("ال" + name)).protected
    assert fold(name) not in standard().known.words


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("رياض", "الرياض"), ("هند", "الهند"), ("سويد", "السويد"), ("رقة", "الرقة"),
        ("قصرين", "القصرين"), ("مجمعة", "المجمعة"), ("حديدة", "الحديدة"), ("موصل", "الموصل"),
        ("منصورة", "المنصورة"), ("رباط", "الرباط"), ("أمارات", "الإمارات"),
        ("أحد", "الأحد"), ("مانيا", "ألمانيا"), ("كاميرون", "الكاميرون"),
    ],
)  # fmt: skip
def test_a_word_or_given_name_is_not_taken_for_a_place_without_its_article(
    typed: str, name: str
) -> None:
    assert stem(name) not in meant(typed)


@pytest.mark.parametrize("word", ["بندورة", "نمذجة"])
def test_a_vowel_more_does_not_make_another_word_in_teh_marbuta(word: str) -> None:
    assert stem(word) not in meant("بندر") | meant("نموذج")
    assert stem("سمفونية") in meant("سيمفونية")


def test_only_an_unknown_word_gets_a_hamza() -> None:
    assert meant("قول") == {stem("قول")}
    assert not {stem("مؤسم")} & meant("موسم")


@pytest.mark.parametrize(("one", "other"), [("سبيلبرغ", "سبيلبرج"), ("زفتوجخلي", "زفتوغخلي")])
def test_a_foreign_name_is_found_with_either_letter_for_g(one: str, other: str) -> None:
    assert {stem(one), stem(f"ل{one}")} <= meant(other)
    assert stem(other) in meant(one)


@pytest.mark.parametrize(
    ("one", "other"), [("ميللر", "ميلر"), ("سندريللا", "سندريلا"), ("مارسيللو", "مارسيلو")]
)
def test_a_foreign_name_is_found_with_its_lam_once_or_twice(one: str, other: str) -> None:
    assert stem(other) in meant(one)
    assert stem(one) in meant(other)


def test_an_arabic_word_keeps_its_two_lams() -> None:
    assert meant("تحليل").isdisjoint(meant("تحلل"))


@pytest.mark.parametrize("form", ["ونجران", "بنجران", "لنجران", "كنجران"])
def test_a_name_behind_a_proclitic_is_no_chinese_name(form: str) -> None:
    assert stem(form) == stem("نجران")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("لوفتهنزا", "لوفتهانزا"), ("دبيبة", "الدبيبة"), ("بالقاسم", "بلقاسم"),
        ("ازويرات", "الزويرات"), ("جيدو", "الجودو"), ("تيكواندو", "التايكوندو"),
    ],
)  # fmt: skip
def test_spellings_of_a_listed_name_have_one_term(one: str, other: str) -> None:
    assert stem(one) in meant(other)


@pytest.mark.parametrize("name", ["غزة", "غانا", "شنغن", "جنوة"])
def test_a_listed_name_has_only_its_listed_spellings(name: str) -> None:
    assert meant(name) == {stem(name)}


@pytest.mark.parametrize(("one", "other"), [("ماراثون", "ماراتون"), ("كاثرين", "كاترين")])
def test_a_foreign_word_is_found_with_either_letter_for_th(one: str, other: str) -> None:
    assert stem(other) in meant(one)
    assert stem(one) in meant(other)


def test_the_ending_of_a_foreign_word_keeps_its_letter() -> None:
    assert meant("كاميرات") == {stem("كاميرا")}


def test_the_other_g_does_not_merge_two_names() -> None:
    assert not meant("شنجن") & meant("شنغن")


@pytest.mark.parametrize(
    ("typed", "written"),
    [("تيكساس", "تكساس"), ("مينمار", "ميانمار"), ("سيبتمبر", "سبتمبر"), ("ماراثون", "مارثون"),
     ("رايكوفتش", "رايكوفيتش"), ("تشرشل", "تشيرشل")],
)  # fmt: skip
def test_a_foreign_word_may_have_one_long_vowel_more_or_less(typed: str, written: str) -> None:
    assert stem(written) in meant(typed)


def test_a_name_that_is_also_a_form_of_an_adjective_is_found_by_both() -> None:
    for written in ("سورية", "لسورية"):
        assert stem(written) in meant("سوريا") & meant("السوريين")
    assert {stem("سوريا"), stem("السوري")} <= meant("سورية")
    assert stem("السورية") not in meant("سوريا")


def test_arabic_words_and_listed_names_keep_their_vowels() -> None:
    assert not {stem("تموضعت")} & meant("تموضعات")
    assert stem("مكتب") not in meant("مكاتيب")
    assert meant("سليمان") == {stem("سليمان")}
    assert stem("عبدالله") not in meant("عبيدالله")


@pytest.mark.parametrize(("verb", "noun"), [("تكافئ", "تكافؤ"), ("تنبئ", "تنبؤ")])
def test_a_final_seat_of_hamza_belongs_to_the_word(verb: str, noun: str) -> None:
    assert stem(noun) not in meant(verb)
    assert stem(verb) == stem(f"{verb}ون")


def test_an_ending_has_no_hamza() -> None:
    assert stem("وكافأ") == stem("يكافئ")


@pytest.mark.parametrize(
    ("masdar", "noun"), [("إعمال", "أعمال"), ("للإضرار", "أضرار"), ("بإحكام", "أحكام")]
)
def test_no_plural_begins_with_a_hamza_below(masdar: str, noun: str) -> None:
    assert stem(masdar) not in meant(noun)
    assert stem("الإخوة") in meant("أخ")


def test_a_passive_with_a_seat_is_no_noun_without_one() -> None:
    assert stem("بدئ") in meant("بدأ")
    assert stem("بدئ") not in meant("بدء")
    assert stem("بطئ") in meant("بطء")


def test_egypt_writes_a_final_yeh_and_hamza_as_a_seat() -> None:
    for written, word in (("برئ", "بريء"), ("البطئ", "بطيء"), ("ملئ", "مليء"), ("ردئ", "رديء")):
        assert found(word, written)
        assert found(written, word)
    assert found("يبرأ", "برئ")
    assert stem("قارئ") == stem("القارئين")
    assert not found("بطيء", "بطء")
    assert not found("مريء", "المرئ")


@pytest.mark.parametrize(
    ("typed", "word"), [("مدعى", "المدعي"), ("المربى", "مربي"), ("مشترى", "المشتري")]
)
def test_a_participle_in_alef_maksura_is_typed_for_the_active_one(typed: str, word: str) -> None:
    assert found(typed, word)
    assert found(typed, typed)


@pytest.mark.parametrize(
    ("typed", "word"), [("اليمنى", "اليمني"), ("منتهى", "منتهي"), ("الغنى", "الغني")]
)
def test_other_nouns_in_alef_maksura_are_not_typed_for_one_in_yeh(typed: str, word: str) -> None:
    assert not found(typed, word)


@pytest.mark.parametrize("form", ["فكتابه", "فبكتابه", "فلكتابه", "وبكتابه"])
def test_a_spelling_decides_behind_proclitics_too(form: str) -> None:
    assert stem(form) == stem("كتابه")


@pytest.mark.parametrize(
    ("nisba", "plural"),
    [
        ("مقدسي", "المقادسة"),
        ("تركماني", "التركمان"),
        ("صعيدي", "الصعايدة"),
        ("تونسي", "للتوانسة"),
        ("بغدادي", "والبغاددة"),
        ("دمشقي", "دماشقة"),
        ("سوداني", "السوادنة"),
        ("بحريني", "البحارنة"),
        ("حضرمي", "الحضارم"),
        ("خليلي", "الخلايلة"),
    ],
)
def test_peoples_have_broken_plurals(nisba: str, plural: str) -> None:
    assert stem(plural) in meant(nisba)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("ساق", "سيقانهم"),
        ("خادم", "الخدام"),
        ("بلاطة", "بلاطات"),
        ("وريث", "ورثته"),
        ("وارث", "الورثة"),
        ("هاطل", "الهاطلة"),
        ("كهرباء", "الكهربا"),
        ("ديربي", "الدربي"),
        ("ديربي", "الداربي"),
    ],
)
def test_forms_that_the_sources_lack_are_found(word: str, form: str) -> None:
    assert stem(form) in meant(word)


def test_saliva_is_no_player() -> None:
    assert not {stem("لاعب"), stem("لاعبة")} & meant("لعاب")


@pytest.mark.parametrize(
    ("one", "other"),
    [("أوتوبيس", "أتوبيس"), ("أوتوماتيكي", "الأتوماتيكية"), ("فوتوغرافي", "فتوغرافي"),
     ("ديموقراطية", "دموقراطية")],
)  # fmt: skip
def test_loans_may_lose_their_first_long_vowel(one: str, other: str) -> None:
    assert meant(one) & meant(other)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("لافتا", "الإفتاء"),
        ("بوبا", "الوباء"),
        ("بدلا", "البديل"),
        ("صلحا", "صالح"),
        ("فعلا", "علاء"),
        ("بشرا", "الشراء"),
    ],
)
def test_an_accusative_is_not_taken_for_a_rarer_word_in_hamza(typed: str, other: str) -> None:
    assert not found(typed, other)


@pytest.mark.parametrize(
    ("typed", "word"), [("فقرا", "الفقراء"), ("صنعا", "صنعاء"), ("صفرا", "الصفراء")]
)
def test_a_word_as_common_as_the_accusative_may_lack_its_hamza(typed: str, word: str) -> None:
    assert found(typed, word)


@pytest.mark.parametrize(
    ("typed", "form"), [("أقوى", "يقوي"), ("أولى", "يولي"), ("أفضل", "يفضل"), ("أوسع", "توسع")]
)
def test_an_elative_is_not_typed_for_a_rarer_verb(typed: str, form: str) -> None:
    assert not found(typed, form)


def test_an_elative_may_be_typed_for_a_common_verb() -> None:
    assert found("أحسن", "أحسنت")
    assert found("أعلن", "يعلن")
    assert found("احمر", "احمرت")
    assert found("عمي", "عميت")


def test_a_feminine_elative_is_not_spelled_with_yeh() -> None:
    assert not found("أفضل", "الفضلي")
    assert found("أفضل", "الفضلى")
    assert not found("حسني", "أحسن")
    # There is hardly another word of these letters.
    assert found("أكبر", "الكبري")


@pytest.mark.parametrize("form", ["تآكل", "لتآكلها", "متآكل"])
def test_a_madda_is_no_hamza_of_a_verb(form: str) -> None:
    assert not found(form, "أكلها")
    assert not found("أكل", form)


def test_a_perfect_may_be_written_with_a_madda() -> None:
    assert not found("آبل", "الإبل")


def test_a_madda_may_be_that_of_a_plural() -> None:
    assert found("أثر", "الآثار")
    assert found("أمل", "آماله")


@pytest.mark.parametrize("form", ["إنا", "إنك", "وإنكم"])
def test_the_first_person_has_no_hamza_below(form: str) -> None:
    assert not {stem(verb) for verb in ("نأى", "ناك", "ونى")} & {stem(form)}


@pytest.mark.parametrize("word", ["{}عداد", "{}حياء", "{}عمار", "ال{}نفاق"])
def test_a_form_without_its_hamza_is_found_by_both_spellings(word: str) -> None:
    above, below = word.format("أ"), word.format("إ")
    assert found(above, word.format("ا"))
    assert found(below, word.format("ا"))
    assert not found(above, below)


def test_a_form_without_its_hamza_is_found_by_a_likely_word_only() -> None:
    assert not found("إمام", "امام")
    assert not found("إثني", "اثني")


def test_ibb_is_no_father() -> None:
    assert not found("إب", "الأب")
    assert not found("أب", "إب")
    assert found("إب", "بإب")
    assert found("إب", "وإب")


@pytest.mark.parametrize("written", ["إف", "أف", "اف"])
def test_the_letter_f_is_found_in_each_spelling(written: str) -> None:
    assert {stem(each) for each in ("إف", "أف", "اف")} == {stem(written)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("النيتروجين", "بالنتروجين"),
        ("ديكتاتور", "الدكتاتور"),
        ("الديكتاتورية", "الدكتاتورية"),
        ("السناتور", "سيناتور"),
        ("هاشتاق", "الهشتاق"),
        ("مؤقتة", "موقتة"),
        ("استراتيجيتها", "إستراتجيتها"),
        ("الفيديو", "الفديو"),
    ],
)
def test_loans_with_two_spellings_are_one_word(one: str, other: str) -> None:
    assert found(one, other)
    assert found(other, one)


@pytest.mark.parametrize(
    ("joined", "apart"),
    [
        ("تلعفر", "تل عفر"),
        ("بتلعفر", "وتل عفر"),
        ("خورمكسر", "خور مكسر"),
        ("ذيقار", "ذي قار"),
        ("أمبدة", "أم بدة"),
    ],
)
def test_a_place_of_two_words_may_be_written_as_one(joined: str, apart: str) -> None:
    runs = standard().analyse(apart).runs
    assert [run.term for run in runs] == [standard().word(joined).stem]


@pytest.mark.parametrize("form", ["يرى", "رأى", "رأت"])
def test_an_opinion_is_no_form_of_to_see(form: str) -> None:
    assert not found("رأي", form)
    assert not found(form, "رأي")


def test_a_word_without_its_hamza_may_have_either_final_letter() -> None:
    assert found("مستشفي", "مستشفى")
    assert found("يري", "يرى")
    assert found("سعى", "سعي")


@pytest.mark.parametrize(("name", "nisba"), [("سلمى", "السلمية"), ("وبشرى", "البشرية")])
def test_a_name_in_alef_maksura_is_no_nisba(name: str, nisba: str) -> None:
    assert not found(name, nisba)
    assert not found(nisba, name)


def test_a_verb_that_is_spelled_like_a_name_keeps_its_form() -> None:
    assert found("يضحي", "أضحى")


def test_a_word_that_is_told_by_a_code_has_no_spellings_with_other_vowels() -> None:
    assert meant("سلمى") == {stem("سلمى")}
