"""Front matter of Markdown files."""

import datetime
from typing import Any

import pytest

from indexer.documents.files.content import Unpacked
from indexer.documents.markup import front_matter
from indexer.documents.markup.markdown import read
from indexer.errors import DocumentError
from indexer.releases.release import Release

DAY = datetime.date(2025, 4, 22)
TITLE = "عُمان تستضيف ورشة إقليمية حول حوكمة الهجرة"
TEXT = "**مسقط في 22 أبريل 2025** — استضافت وزارة الخارجية ورشة إقليمية.\n\nوتستمر الورشة يومين."


def refusal(text: str) -> str:
    with pytest.raises(DocumentError) as found:
        list(read(Unpacked("a.md", iter([text.encode()]))))
    return found.value.reason


def one(text: str) -> Release:
    (found,) = read(Unpacked("a.md", iter([text.encode()])))
    assert isinstance(found, Release), found
    return found


@pytest.mark.parametrize(
    ("settings", "field", "value"),
    [
        ("location: صلالة", "place", "صلالة"),
        ("place: صلالة", "place", "صلالة"),
        ("المكان: صلالة", "place", "صلالة"),
        ("lieu: صلالة", "place", "صلالة"),
        ("author: وزارة الخارجية", "agency", "وزارة الخارجية"),
        ("publisher: العمانية", "agency", "العمانية"),
        ("الجهة: وزارة الخارجية", "agency", "وزارة الخارجية"),
        ("lang: fr", "language", "fr"),
        ("permalink: https://fm.gov.om/1", "url", "https://fm.gov.om/1"),
        ("التاريخ: 21 أبريل 2025", "published", datetime.date(2025, 4, 21)),
        ("تاريخ النشر: 21/4/2025", "published", datetime.date(2025, 4, 21)),
        ("date: 2025-04-21 10:00", "published", datetime.date(2025, 4, 21)),
    ],
)
def test_settings_have_many_names(settings: str, field: str, value: Any) -> None:
    found = one(f"---\ntitle: {TITLE}\n{settings}\n---\n\n{TEXT}\n")
    assert (found.title, getattr(found, field)) == (TITLE, value)


def test_missing_settings_are_read_from_the_text() -> None:
    found = one(f"---\ntitle: {TITLE}\n---\n\n# {TITLE}\n\n{TEXT}\n")
    assert (found.published, found.place, len(found.paragraphs)) == (DAY, "مسقط", 2)
    told = one(f"---\ntitle: {TITLE}\nplace: صلالة\n---\n\n{TEXT}\n")
    assert (told.published, told.place) == (DAY, "صلالة")


@pytest.mark.parametrize(
    "tags",
    ['[هجرة, ورشة, "البحث, العلمي"]', "\n  - هجرة\n  - ورشة\n  - 'البحث, العلمي'", "\n- هجرة\n- ورشة\n- البحث, العلمي"],
)  # fmt: skip
def test_lists_are_lists(tags: str) -> None:
    found = one(f"---\ntitle: {TITLE}\ntags: {tags}\nlayout: post\n---\n\n{TEXT}\n")
    assert found.extra == {"tags": ["هجرة", "ورشة", "البحث, العلمي"], "layout": "post"}


def test_other_settings_are_kept() -> None:
    text = f"---\ntitle: {TITLE}\npermalink: /news/1\nauthor: أحمد سالم\nlang: [ar, fr]\n---\n\n{TEXT}\n"
    found = one(text)
    assert found.extra == {"permalink": "/news/1", "author": "أحمد سالم", "lang": ["ar", "fr"]}
    assert (found.agency, found.url, found.language) == (None, None, "ar")


def test_a_text_without_settings_is_whole() -> None:
    assert front_matter.read("# عنوان\n\n---\n\nنص") == ({}, "# عنوان\n\n---\n\nنص")


@pytest.mark.parametrize("head", ["# وزارة الثقافة\n\n## ", "# بلاغ صحفي\n\n## ", "# المملكة المغربية\n\n", "# وزارة الثقافة\n\n### بلاغ\n\n## "])  # fmt: skip
def test_a_heading_may_be_a_letterhead(head: str) -> None:
    found = one(
        f"{head}افتتاح المعرض الدولي للكتاب\n\nالرباط، 22 أبريل 2025\n\nافتتح وزير الثقافة المعرض.\n\nويستمر.\n"
    )
    assert (found.title, found.published) == ("افتتاح المعرض الدولي للكتاب", DAY)


@pytest.mark.parametrize(
    ("settings", "key", "value"),
    [
        ("place: [a, b]", "place", ["a", "b"]),
        ("url: /a/b/", "url", "/a/b/"),
        ("date: soon", "date", "soon"),
        ("published: 2025-02-30", "published", "2025-02-30"),
        ("language: Arabic", "language", "Arabic"),
        ("body: wide", "body", "wide"),
    ],
)
def test_unfit_values_are_kept_under_another_key(settings: str, key: str, value: Any) -> None:
    found = one(f"---\ntitle: {TITLE}\n{settings}\n---\n\n{TEXT}\n")
    assert found.extra == {f"{key} (as written)": value}
    assert (found.published, found.place, found.language) == (DAY, "مسقط", "ar")
    assert (found.url, len(found.paragraphs)) == (None, 2)


@pytest.mark.parametrize(
    ("settings", "field", "value"),
    [
        (f"headline: {TITLE}", "title", TITLE),
        (f"العنوان الرئيسي: {TITLE}", "title", TITLE),
        ("ministry: وزارة الخارجية", "agency", "وزارة الخارجية"),
        ("publication_date: 2025-04-21", "published", datetime.date(2025, 4, 21)),
        ("date: Mon, 21 Apr 2025 09:00:00 +0400", "published", datetime.date(2025, 4, 21)),
        ("date: 2025-04-21 # الاثنين", "published", datetime.date(2025, 4, 21)),
        ("canonical_url: https://fm.gov.om/1", "url", "https://fm.gov.om/1"),
        ("تاريخ الفعالية: 21/4/2025", "event_date", datetime.date(2025, 4, 21)),
    ],
)
def test_settings_have_the_same_synonyms_as_json_objects(
    settings: str, field: str, value: Any
) -> None:
    found = one(f"---\n{settings}\nlayout: post\n---\n\n# أخبار\n\n{TEXT}\n")
    assert getattr(found, field) == value
    assert found.extra == {"layout": "post"}


def test_a_us_date_has_a_remark() -> None:
    found = one(f"---\ntitle: {TITLE}\ndate: 04/21/2025\n---\n\n{TEXT}\n")
    assert found.published == datetime.date(2025, 4, 21)
    assert "month first" in found.remarks[0]


@pytest.mark.parametrize(
    ("setting", "remark"),
    [
        ("published: هراء", "published “هراء” is not a date: kept as it is"),
        ("date: 2025-13-45", "date “2025-13-45” is not a date: kept as it is"),
        ("event_date: [2025]", "event_date “['2025']” is not a date: kept as it is"),
        (
            'الجهة: "غير مغلق',
            "“الجهة” among its settings has a quotation mark or bracket that is not closed: not read",
        ),
        (
            "date: [2025",
            "“date” among its settings has a quotation mark or bracket that is not closed: not read",
        ),
    ],
)
def test_what_cannot_be_read_has_a_remark(setting: str, remark: str) -> None:
    found = one(f"---\ntitle: {TITLE}\n{setting}\n---\n\n{TEXT}\n")
    assert (found.title, found.published, found.agency) == (TITLE, DAY, None)
    assert found.remarks == (remark,)
    assert list(found.extra.values())


@pytest.mark.parametrize(
    "setting",
    ["published: true", "published: Yes", "date: soon\npublished: 2025-04-22", 'place: "مسقط"'],
)
def test_a_switch_or_a_replaced_date_has_no_remark(setting: str) -> None:
    assert one(f"---\ntitle: {TITLE}\n{setting}\n---\n\n{TEXT}\n").remarks == ()


def test_a_heading_replaces_a_title_that_is_not_closed() -> None:
    found = one(f'---\ntitle: "غير مغلق\n---\n\n# {TITLE}\n\n{TEXT}\n')
    assert (found.title, len(found.paragraphs)) == (TITLE, 2)
    assert found.extra == {"title (as written)": '"غير مغلق'}


@pytest.mark.parametrize("key", ["description", "summary", "content", "text", "تفاصيل", "body"])
def test_a_description_among_the_settings_is_not_the_text(key: str) -> None:
    found = one(f"---\ntitle: {TITLE}\n{key}: ملخص قصير\n---\n\n{TEXT}\n")
    assert (found.title, len(found.paragraphs)) == (TITLE, 2)
    assert [*found.extra.values()] == ["ملخص قصير"]


@pytest.mark.parametrize("key", ["slug", "Slug", "معرف"])
def test_only_an_id_among_the_settings_is_the_id(key: str) -> None:
    found = one(f"---\ntitle: {TITLE}\n{key}: visit\n---\n\n{TEXT}\n")
    bare = one(f"---\ntitle: {TITLE}\nlayout: visit\n---\n\n{TEXT}\n")
    assert (found.id, found.extra) == (bare.id, {key.lower(): "visit"})
    assert one(f"---\nid: visit\nslug: other\n---\n\n{TEXT}\n").id == "visit"


def test_a_number_sign_within_a_value_begins_no_comment() -> None:
    for title in ("#وسم في عنوان", "خبر #وسم", '"خبر # رقم"'):
        assert one(f"---\ntitle: {title}\n---\n\n{TEXT}\n").title == title.strip('"')


def test_settings_may_be_toml() -> None:
    block = f'title = "{TITLE}"\ndate = 2025-04-21T09:00:00Z\ntags = ["هجرة"]\ndraft = false\n[params]\nday = 2025-04-20'
    found = one(f"+++\n{block}\n+++\n\n{TEXT}\n")
    assert (found.title, found.published) == (TITLE, datetime.date(2025, 4, 21))
    assert found.extra == {"tags": ["هجرة"], "draft": False, "params": {"day": "2025-04-20"}}
    assert len(found.paragraphs) == 2


def test_numbers_that_json_lacks_become_text() -> None:
    block = f'title = "{TITLE}"\ndate = nan\nworth = [1.5, -inf]\n[params]\nrate = +inf'
    found = one(f"+++\n{block}\n+++\n\n{TEXT}\n")
    kept = {"date (as written)": "nan", "worth": [1.5, "-inf"], "params": {"rate": "inf"}}
    assert (found.extra, found.published) == (kept, DAY)


@pytest.mark.parametrize(
    "block",
    [
        *(f"\n{TEXT}\n", "قال الوزير: «نعم».", "# عنوان\n\nنص الخبر.", "[رابط](https://a.example/b) = خبر"),
        *("النمو 2 = 4", "[المصدر]", "", "تصريح"),
    ],
)  # fmt: skip
def test_a_text_may_begin_with_a_rule_and_have_another(block: str) -> None:
    text = f"+++\n{block}\n+++\n\n{TEXT}\n"
    assert front_matter.read(text) == ({}, text)
    assert one(text).paragraphs[-1] == TEXT.rpartition("\n")[2]


@pytest.mark.parametrize(
    "block", ["\n# c\n\n a.b = 1", '"ا ب" = 1', "[params] # c\na = 1", "[[a.b]]"]
)
def test_settings_may_begin_with_a_comment_a_table_or_any_key(block: str) -> None:
    assert front_matter.read(f"+++\n{block}\n+++\n\n{TEXT}\n")[0]


@pytest.mark.parametrize(
    "block",
    [
        "title: بلا علامات",
        "العنوان = بلا علامات",
        "a = 1\na = 2",
        "a = " + "[" * 9_000,
        "a" + ".a" * 15_000 + " = 1",
    ],
)
def test_invalid_toml_is_refused(block: str) -> None:
    assert "settings" in refusal(f"+++\n{block}\n+++\n\n{TEXT}\n")


@pytest.mark.parametrize(
    "block",
    ["---\ndraft: true\n---", "---\nDraft: Yes\n---", "---\npublished: false\n---", "---\nstatus: draft\n---", "+++\ndraft = true\n+++"],
)  # fmt: skip
def test_a_draft_is_not_read(block: str) -> None:
    assert "draft" in refusal(f"{block}\n\n# {TITLE}\n\n{TEXT}\n")


@pytest.mark.parametrize("block", ["draft: false", "published: true", "status: published", "published: 2025-04-21"])  # fmt: skip
def test_published_texts_are_not_drafts(block: str) -> None:
    assert one(f"---\n{block}\n---\n\n# {TITLE}\n\n{TEXT}\n").title == TITLE
