"""Words whose context makes them forms of another word."""

import pytest

from indexer.arabic.analyzer import standard
from indexer.arabic.lexicon import entries
from indexer.arabic.queries import alternatives


def told(text: str) -> list[tuple[int, int, str]]:
    found = standard().analyse(text).runs
    assert list(found) == standard().runs([token.word for token in standard().tokens(text)])
    return [(run.first, run.last, run.term) for run in found]


def is_told(text: str, place: int, typed: str) -> bool:
    """Whether the context makes the word at a place of a text one that `typed` finds."""
    meant = alternatives.terms(standard(), standard().word(typed), "stem")
    return any(run[:2] == (place, place + 1) and run[2] in meant for run in told(text))


@pytest.mark.parametrize(
    ("text", "place", "noun"),
    [
        ("نهري دجلة والفرات", 0, "نهر"),
        ("ارتفع بين شهري مارس ومايو", 2, "شهر"),
        ("يعقد يومي الثلاثاء والأربعاء", 1, "يوم"),
        ("يعقد يومي 12 و13 مايو", 1, "يوم"),
        ("عن حزبي المعارضة", 1, "حزب"),
        ("في حقلي النفط", 1, "حقل"),
        ("بين شعبي البلدين", 1, "شعب"),
        ("إجازة لموسمي الحج", 1, "موسم"),
        ("المؤتمر الرابع لجراحي القلب", 2, "جراح"),
        ("اجتمع مع مالكي شركة النقل", 2, "مالك"),
    ],
)
def test_the_context_distinguishes_a_construct_from_a_nisba(
    text: str, place: int, noun: str
) -> None:
    assert is_told(text, place, noun)


@pytest.mark.parametrize(
    ("text", "place", "adjective"),
    [
        ("الدول المشاركة في المؤتمر", 0, "مشارك"),
        ("اللجنة المنظمة للبطولة", 0, "منظم"),
        ("القوى المعارضة", 0, "معارض"),
        ("من المعارك الدائرة هناك", 1, "دائر"),
        ("للمنشآت المخالفة", 0, "مخالف"),
        ("المواد المطابقة للمواصفات", 0, "مطابق"),
        # A nisba, too.
        ("الخبرة العملية", 0, "عملي"),
        ("الخدمات القنصلية", 0, "قنصلي"),
        ("الشؤون القنصلية", 0, "قنصلي"),
        ("القوانين المنظمة", 0, "منظم"),
        ("بالطائرات المروحية", 0, "مروحي"),
    ],
)
def test_an_article_before_distinguishes_an_adjective_from_a_noun(
    text: str, place: int, adjective: str
) -> None:
    assert is_told(text, place + 1, adjective)


@pytest.mark.parametrize(
    ("text", "place", "verb"),
    [
        ("الأجهزة التي تطورها الشركة", 2, "طوّرت"),
        ("الاهتمام الذي توليه القيادة", 2, "يولي"),
        ("لم يصب أحد بأذى", 1, "أصيب"),
        ("ولم يخف المدرب رضاه", 1, "أخفى"),
        ("ولم يطل الانتظار", 1, "طال"),
        ("إنه لم يستقل من منصبه", 2, "استقال"),
        ("لم تعد كافية", 1, "عاد"),
        # Whatever else the form is by itself, and before a pronoun.
        ("لم تنس المدينة", 1, "نسي"),
        ("لم تمت الأسماك", 1, "مات"),
        ("لم تنسه", 1, "نسي"),
        ("ولا تنس أن", 1, "نسي"),
        ("لا تنسَ الملح", 1, "ينسى"),
        # Verbs that share their jussive, and an imperfect that is spelled like it.
        ("لم ينم سوى ساعات", 1, "نام"),
        ("لم ينم القطاع", 1, "نما"),
        ("ولم يقم بواجبه", 1, "أقام"),
        ("لم يجب عن السؤال", 1, "أجاب"),
        ("لم يجب الوضوء", 1, "وجب"),
        ("لم يشك في ذلك", 1, "شكّ"),
        ("لم يشك من شيء", 1, "شكا"),
        ("لم يرد عليه", 1, "ردّ"),
        ("لم يرد أن يقول", 1, "أراد"),
        # A perfect, not the masdar.
        ("الشركة التي ادارتها", 2, "يدير"),
    ],
)
def test_the_previous_word_decides_between_verbs(text: str, place: int, verb: str) -> None:
    assert is_told(text, place, verb)


def test_a_jussive_is_no_imperfect_of_another_verb() -> None:
    assert not is_told("لم تعد كافية", 1, "وعد")
    assert not is_told("لم يصب أحد", 1, "صبّت")
    assert not is_told("لم يعد", 1, "يعيد")
    assert not is_told("لم يحقق", 1, "حقّ")


@pytest.mark.parametrize(
    "text",
    [
        "ينقص تطورها المستمر",
        "التي تقودها الشركة",
        "النهر يصب في البحر",
        "في كرة تنس الطاولة",
        "لا تعب ولا ملل",
        "تمت المراجعة",
        "السهم الذي قيمته دولار",
        "بادارتها للشركة",
        "الذي يصب في مصلحته",
        "قرر المجلس العملية الجديدة",
        "أطلع المهندسين العملية",
        "منح الشركتين الجنسية",
        "تضمن القانون المعاقبة بالسجن",
        "من سعودي في المدينة",
        "تعاون علمي وثيق",
        "النقل النهري بين المدن",
        "مجلس بلدي جديد",
        "بشكل يومي ومنتظم",
        "هجوم حزبي الأسبوع الماضي",
        "دور محوري في التنمية",
        "في دوري الدرجة الأولى",
        "من إجمالي الناتج",
        "أعلن الوزير المشاركة في القمة",
        "زعيم المعارضة",
        "مدير المنظمة",
        "غادر الطلاب المدرسة",
        "منظمة الصحة العالمية",
        "هذه المشاركة",
        "التنمية المستدامة",
    ],
)
def test_other_contexts_change_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text", ["شاركت دور النشر", "في دور رعاية", "المساجد ودور العبادة", "زيارات لدور الأيتام"]
)
def test_houses_are_no_roles_before_what_they_are_for(text: str) -> None:
    assert is_told(text, 1, "دار")


@pytest.mark.parametrize(
    "text",
    [
        "دور المملكة",
        "أهمية الدور",
        "دور نشرة الأخبار",
        "دور",
        "دوره العلمي",
        "أدوار النشر",
        "دور القرآن",
    ],
)
def test_other_roles_are_no_houses(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "place", "spelling"),
    [
        ("الدول المشاركة", 1, "المشاركة "),
        ("نهري دجلة والفرات", 0, "نهري "),
        ("الأول من مارس", 2, "مارس "),
        ("على بعد 20 كم", 3, "كم "),
    ],
)
def test_a_word_read_by_context_has_a_spelling_of_its_own(
    text: str, place: int, spelling: str
) -> None:
    found = standard().analyse(text)
    (run,) = found.runs
    assert (run.first, found.spelling(run)) == (place, spelling)
    assert found.words[place].spelling == spelling.strip()


@pytest.mark.parametrize("form", ["يلسنا", "ينشنا", "يمجنا", "يعفنا", "يتكرها", "ينم"])
def test_a_form_of_several_verbs_has_a_term_that_queries_have(form: str) -> None:
    reading = standard().reading(standard().word(form))
    unions = entries.lexicon().unions
    assert all("/" not in term or term in unions for term in (reading.stem, reading.other))
