"""Completions, through a small index."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer import limits
from indexer.answers.results import Completion, SearchRequest
from indexer.search import Collection
from indexer.suggest.limits import MAX_WORDS

ROWS = (
    {"title": "مكافحة الهجرة غير الشرعية", "body": "إدارة الهجرة. سياسات الهجرة والحدود."},
    {"title": "تراجع الهجرة غير الشرعية", "body": "للهجرة أسباب، وهجرة العقول منها."},
    {"title": "إدارة الهجرة تفتح مكتبا", "body": "مكتب جديد وهاتف جديد."},
    {"title": "إدارة الهجرة تفتح مكتبا", "body": "مكتب جديد ورقم جديد."},
    {"title": "Visa policy", "body": "A new visa policy."},
)


@pytest.fixture(scope="module")
def small(published: Callable[..., Collection]) -> Collection:
    return published(*ROWS)


def of_kind(collection: Collection, q: str, kind: str) -> dict[str, int]:
    found = collection.complete(q).completions
    return {each.text: each.count for each in found if each.kind == kind}


@pytest.mark.parametrize("typed", ["هجر", "الهج", "اله", "هجره", "اله\u0640ـج"])
def test_a_word_is_offered_once_with_or_without_its_article(small: Collection, typed: str) -> None:
    words = of_kind(small, typed, "word")
    assert words["الهجرة"] == small.search(SearchRequest("الهجرة")).total == 4
    assert not {"هجرة", "للهجرة", "وهجرة"} & words.keys()


def test_a_word_is_offered_behind_its_proclitics(small: Collection) -> None:
    assert "وبالهجرة" in of_kind(small, "وبالهج", "word")
    assert "ولمكتب" in of_kind(small, "ولمكت", "word")


def test_a_word_follows_words(small: Collection) -> None:
    total = small.search(SearchRequest("إدارة الهجرة")).total
    assert of_kind(small, "إدارة اله", "word") == {"إدارة الهجرة": total}


def test_an_honorific_before_a_name_narrows_nothing(small: Collection) -> None:
    total = small.search(SearchRequest("إدارة الهجرة")).total
    assert of_kind(small, "د. إدارة اله", "word") == {"د. إدارة الهجرة": total}


def test_a_phrase_of_several_titles_is_offered(small: Collection) -> None:
    assert of_kind(small, "الهجرة غ", "phrase") == {"الهجرة غير الشرعية": 2}
    assert "الهجرة غير الشرعية" in of_kind(small, "هجر", "phrase")


def test_completions_are_words_that_follow_the_previous_word(
    published: Callable[..., Collection],
) -> None:
    rows = [{"title": f"خبر {n}", "body": "أعلن الأول أن كرة القدم بخير"} for n in range(3)]
    rows += [{"title": f"نبأ {n}", "body": "الأول قال إن كرة اليد بخير"} for n in range(2)]
    rows.append({"title": "آخر", "body": "الأول رمى كرة الثلج. كرة. الأولى"})
    offered = [each.text for each in published(*rows).complete("كرة ال").completions]
    assert offered == ["كرة القدم", "كرة اليد", "كرة الثلج"]


def test_completions_fall_back_to_words_of_the_same_releases(
    small: Collection,
) -> None:
    assert of_kind(small, "هاتف إدا", "word") == {"هاتف إدارة": 1}


def test_titles_are_offered_once_those_that_begin_so_first(small: Collection) -> None:
    found = [each for each in small.complete("إدارة ال").completions if each.kind == "title"]
    assert found[0] == Completion("إدارة الهجرة تفتح مكتبا", "title", 2, found[0].release_id)
    assert found[0].release_id in ("r2", "r3")
    titles = [each.text for each in small.complete("تراجع").completions if each.kind == "title"]
    assert titles == ["تراجع الهجرة غير الشرعية"]


def test_other_scripts(small: Collection) -> None:
    assert of_kind(small, "vis", "word") == {"visa": 1}
    assert of_kind(small, "VISA p", "title") == {"Visa policy": 1}


@pytest.mark.parametrize("typed", ["", " ", "؟", "\u064b", "قخغظ"])
def test_texts_without_completions(small: Collection, typed: str) -> None:
    assert small.complete(typed).completions == ()


@given(st.text('الهجرةغيرإدا ٢abc«»"*~', max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_counts_are_those_of_the_search(small: Collection, typed: str) -> None:
    found = small.complete(typed).completions
    assert len(found) <= limits.MAX_COMPLETIONS
    assert len({(each.text, each.kind) for each in found}) == len(found)
    for each in found:
        assert each.count > 0
        if each.kind == "phrase":
            assert small.search(SearchRequest(each.text)).total == each.count


def test_a_pasted_sentence_is_not_completed(small: Collection) -> None:
    lead = "الهجرة " * (MAX_WORDS - 1)
    assert small.complete(f"{lead}اله").completions
    assert not small.complete(f"{lead}الهجرة اله").completions


def test_completions_respect_the_maximum_query_length(small: Collection) -> None:
    typed = "الهج".rjust(limits.QUERY_CHARACTERS, "،")
    assert small.complete("،الهج").completions[0].text == "،الهجرة"
    texts = [each.text for each in small.complete(typed).completions]
    assert not [text for text in texts if len(text) > limits.QUERY_CHARACTERS]


def test_words_that_a_text_runs_together_are_not_offered(
    published: Callable[..., Collection],
) -> None:
    small = published("زار مكتباليوم", "زار مكتبنا في كفرشيما", "في مكتب")
    assert words(small, "مكتب") == ["مكتب"]
    assert words(small, "زار مكتب") == ["زار مكتبنا"]
    assert words(small, "كفر") == ["كفرشيما"]


@pytest.fixture(scope="module")
def cups(published: Callable[..., Collection]) -> Collection:
    return published(
        *["كأس العالم في ملعب الإمارات"] * 4,
        *["كأس آسيا في ملعب أبها"] * 2,
        "كأس الأمم، وقال الأمير محمد بن سلمان إنها كأس اليوم",
        "زار محمد بن سلمان وزارة الشؤون البلدية مع محمد علي",
        "نشرت وزارة الشئون البلدية نبأ عن محمد على عجل، وعاد محمد بن ناصر بن سعد",
    )


def words(collection: Collection, q: str) -> list[str]:
    found = collection.complete(q).completions
    return [each.text for each in found if each.kind != "title"]


def test_an_alef_with_a_sign_is_not_that_of_the_article(cups: Collection) -> None:
    assert words(cups, "كأس آ") == ["كأس آسيا"]
    assert words(cups, "كأس أ") == ["كأس الأمم"]
    assert words(cups, "كأس ا") == ["كأس العالم", "كأس آسيا", "كأس الأمم", "كأس اليوم"]
    assert words(cups, "أ") == ["أبها", "الأمم", "الأمير"]
    assert words(cups, "إ") == words(cups, "الإ") == ["الإمارات"]


def test_a_sign_that_no_text_has_there_is_a_slip(cups: Collection) -> None:
    assert words(cups, "إسي") == ["آسيا"]
    assert words(cups, "كأس ألعا") == ["كأس العالم"]


def test_behind_a_space_the_next_words_are_offered(cups: Collection) -> None:
    assert words(cups, "محمد ") == ["محمد بن سلمان", "محمد علي", "محمد بن ناصر"]
    assert words(cups, "محمد") == ["محمد"]
    assert words(cups, "عجل ") == words(cups, "عجل") == ["عجل"]


def test_a_name_is_not_cut_before_the_word_that_tells_it(cups: Collection) -> None:
    assert words(cups, "محمد ب") == ["محمد بن سلمان", "محمد بن ناصر"]
    assert words(cups, "محمد بن ") == words(cups, "محمد بن")


def test_spellings_of_the_same_search_are_offered_once(
    published: Callable[..., Collection],
) -> None:
    rows = [{"title": f"وزارة الشئون {act}", "body": "نص"} for act in ("تعلن", "تنفي")]
    found = published(*rows, *["أعلنت وزارة الشؤون"] * 3, "وزارة شؤون")
    assert words(found, "وزارة الش") == ["وزارة الشؤون"]


def test_equally_frequent_followers_are_offered_by_their_text(
    published: Callable[..., Collection],
) -> None:
    followers = "التجارة الصحة العدل النقل الزراعة الصناعة المالية العمل الداخلية الإعلام".split()
    collection = published(" ".join(f"زار وزير {each} المعرض." for each in followers))
    assert words(collection, "وزير ") == [f"وزير {each}" for each in sorted(followers)[:6]]


def test_a_field_is_no_word_that_others_stand_behind(cups: Collection) -> None:
    assert "عنوان:بيان" in words(cups, "عنوان:بيا")


def test_rare_form_does_not_represent_a_frequent_word(
    published: Callable[..., Collection],
) -> None:
    found = published(*["ضد الفقر"] * 5, "الأضداد", *["الأضحى"] * 2)
    assert words(found, "الأض") == ["الأضحى", "الأضداد"]


def test_a_phrase_ends_where_one_may_and_has_no_marks_within(
    published: Callable[..., Collection],
) -> None:
    found = published(
        {"title": "الوزارة تحتفل بمناسبة اليوم الوطني", "body": "نص"},
        {"title": "الوزارة تحتفل بمناسبة العيد", "body": "نص"},
        {"title": "الجامعة الكبرى، أمس، جديد", "body": "نص"},
        {"title": "الجامعة الكبرى، أمس، قديم", "body": "نص"},
    )
    assert of_kind(found, "الوزا", "phrase") == {"الوزارة تحتفل": 2}
    assert of_kind(found, "الجام", "phrase") == {"الجامعة الكبرى": 2}


def test_a_word_that_is_typed_in_full_comes_before_longer_ones(
    published: Callable[..., Collection],
) -> None:
    rows = ["الأمير"] * 2 + ["الأميركية"] * 3 + ["زار الأميركية", "زار الأمير"]
    some = published(*rows)

    def words(typed: str) -> list[str]:
        return [each.text for each in some.complete(typed).completions if each.kind == "word"]

    assert words("الأمير") == ["الأمير", "الأميركية"]
    assert words("الامير") == ["الأمير", "الأميركية"]
    assert words("الأمي") == ["الأميركية", "الأمير"]
    assert words("زار الأمير") == ["زار الأمير", "زار الأميركية"]


def test_a_word_typed_in_full_is_offered_unless_a_quotation_mark_before_it_is_open(
    published: Callable[..., Collection],
) -> None:
    some = published("زار الأمير", *["زار الأميركية"] * 2)
    for lead in ("«زار» ", '"زار" ', "„زار“ ", "«زار» “زار” ", "'زار "):
        assert words(some, f"{lead}الأمير")[0] == f"{lead}الأمير"
    for lead in ("«", "„", "«زار» «", "«زار» “زار "):
        assert f"{lead}الأمير" not in words(some, f"{lead}الأمير")
        assert f"{lead}الأميركية" in words(some, f"{lead}الأمير")


def test_a_word_that_others_are_joined_to_is_offered_where_nothing_else_is(
    published: Callable[..., Collection],
) -> None:
    some = published(*["على فيسبوك"] * 2, *["الناس فيسألون"] * 3, *["بالمدينة وفد"] * 2, "البالغ")
    assert words(some, "فيس") == ["فيسبوك"]
    assert words(some, "فيسأ") == ["فيسألون"]
    assert "بالمدينة" in words(some, "بال"), "the article is typed behind the preposition"


def test_an_unknown_word_of_two_releases_is_offered_where_none_is_in_more(
    published: Callable[..., Collection],
) -> None:
    some = published(*["تنظيم داعش"] * 11, *["تنظيم داعشقظو"] * 2, *["تنظيم داعشعيد"] * 9)
    assert words(some, "داعش") == ["داعش"]
    assert words(some, "داعشق") == ["داعشقظو"]
    known = published(*["عيد"] * 11, "عيدية")
    assert words(known, "عيد") == ["عيد", "عيدية"], "a dictionary has it"


def test_a_phrase_goes_on_as_long_as_all_titles_do(
    published: Callable[..., Collection],
) -> None:
    king = "خادم الحرمين الشريفين الملك سلمان"
    rows = [
        {"title": f"{king} {acts} {n}", "body": "نص"} for n, acts in enumerate(["يزور", "يلتقي"])
    ]
    assert of_kind(published(*rows), "خادم", "phrase") == {king: 2}
    other = {"title": "خادم الحرمين الشريفين يغادر", "body": "نص"}
    assert of_kind(published(*rows, other), "خادم", "phrase")["خادم الحرمين الشريفين"] == 3


def test_a_quoted_phrase_goes_on_behind_a_whole_word(
    published: Callable[..., Collection],
) -> None:
    some = published(*["قال وزير الخارجية"] * 2, "قال الوزير")
    assert words(some, '"وزير') == ['"وزير الخارجية']
    assert words(some, "«قال وزير") == ["«قال وزير الخارجية"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("hgi[", "الهجرة"), ("obam", "أوباما"), ("بوتن", "بوتين"), ("زار بوتن", "زار بوتين")],
)
def test_misspelled_prefix_is_completed_after_correction(
    published: Callable[..., Collection], typed: str, meant: str
) -> None:
    some = published("زار أوباما وزار بوتين إدارة الهجرة")
    assert words(some, typed) == [meant]


def test_words_that_are_side_by_side_by_chance_are_not_offered(
    published: Callable[..., Collection],
) -> None:
    apart = ["كان الأول من الاتحاد"] * 11
    some = published(*["الاتحاد الأوروبي"] * 2, "الاتحاد الأول", *apart)
    assert words(some, "الاتحاد الأو") == ["الاتحاد الأوروبي"]
    assert words(some, "الاتحاد الأول") == ["الاتحاد الأول"]


def test_what_stands_behind_any_noun_or_ends_a_clause_is_not_offered(
    published: Callable[..., Collection],
) -> None:
    some = published(
        *["رأت شركة أخرى ريال متراجعا"] * 3,
        *["شركة الكهرباء، ريال بارتفاع"] * 2,
        *["أنتجت شركة فورد ريال مدريد"],
    )
    assert words(some, "شركة ") == ["شركة الكهرباء", "شركة فورد"]
    assert words(some, "ريال ") == words(some, "ريال م") == ["ريال مدريد"]
    assert words(some, "ريال با") == ["ريال بارتفاع"]


def test_words_that_are_mostly_apart_are_not_offered(
    published: Callable[..., Collection],
) -> None:
    side_by_side = ["قال رئيس، مجلس رئاسي"] * 4
    some = published(*side_by_side, *["قال إن مصدر القرار رئيس"] * 130)
    assert words(some, "قال ر") == []
    assert words(some, "مجلس ر") == ["مجلس رئاسي"]
