"""Field names and value formats of other programs, in JSON objects and in sheets."""

import contextlib
import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents import folder, limits
from indexer.documents.dates import date_field
from indexer.documents.fields import field_names, ids
from indexer.documents.fields.rows import RowFault
from indexer.documents.html import rich_text
from indexer.documents.readers import DocumentReader
from indexer.documents.tables import records
from indexer.errors import DocumentError
from indexer.releases.release import Release
from tests.shipped import FORMS

DAY = datetime.date(2025, 1, 15)


def read(path: Path) -> list[Release | DocumentError]:
    with DocumentReader() as reading:
        return [one for source in folder.find([path]) for one in folder.read(source, reading)]


def releases(path: Path) -> list[Release]:
    found = read(path)
    assert all(isinstance(one, Release) for one in found), found
    return [one for one in found if isinstance(one, Release)]


def sheet(path: Path, *rows: dict[str, str]) -> list[Release]:
    text = io.StringIO()
    writer = csv.DictWriter(text, [*rows[0]])
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), "utf-8")
    return releases(path)


def write_and_read(path: Path, value: object) -> list[Release]:
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    return releases(path)


NAMED = [
    ({"headline": "ع", "text": "ن", "pubDate": "2025-01-15", "department": "ج", "link": "https://a.b/"}),
    ({"العنوان": "ع", "النص": "ن", "تاريخ النشر": "2025-01-15", "الجهة": "ج", "الرابط": "https://a.b/"}),
    ({"عنوان الخبر": "ع", "تفاصيل الخبر": "ن", "التاريخ": "2025-01-15", "الوزارة": "ج", "رابط الخبر": "https://a.b/"}),
    ({"post_title": "ع", "post_content": "ن", "post_date": "2025-01-15", "publisher": "ج", "permalink": "https://a.b/"}),
    ({"Title": "ع", "Content": "ن", "publishedAt": "2025-01-15", "Agency": "ج", "URL": "https://a.b/"}),
    ({"Titre": "ع", "Texte": "ن", "Date de publication": "2025-01-15", "Source": "ج", "Lien": "https://a.b/"}),
]  # fmt: skip


@pytest.mark.parametrize("row", NAMED)
def test_fields_have_the_same_names_in_json_and_in_sheets(
    tmp_path: Path, row: dict[str, str]
) -> None:
    found = [
        *sheet(tmp_path / "a.csv", row),
        *write_and_read(tmp_path / "a.json", [row]),
        *write_and_read(tmp_path / "a.jsonl", row),
    ]
    for one in found:
        assert (one.title, one.body, one.published) == ("ع", "ن", DAY)
        assert (one.agency, one.url, one.extra) == ("ج", "https://a.b/", {})


@pytest.mark.parametrize(
    "key", ["body", "content", "Text", "post_content", "النص", "نص الخبر", "محتوى البيان", "المتن"]
)
def test_rows_without_titles_are_releases(tmp_path: Path, key: str) -> None:
    row = {key: "أعلنت الوزارة برنامجها.", "date": "2025-01-15"}
    found = [*sheet(tmp_path / "a.csv", row), *write_and_read(tmp_path / "a.json", [row])]
    assert [one.headline for one in found] == ["أعلنت الوزارة برنامجها."] * 2


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("name", "description"),
        ("Name", "Details"),
        ("الاسم", "البيان"),
        ("الصنف", "التفاصيل"),
        ("المراسل", "الخبر"),
        ("الرقم", "بيان صحفي"),
    ],
)
def test_an_object_with_only_a_description_is_not_a_release(
    tmp_path: Path, name: str, key: str
) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{name: "ع", key: "ن"}]), "utf-8")
    (refused,) = read(path)
    assert isinstance(refused, DocumentError)
    assert refused.reason.startswith("body is missing")
    (tmp_path / "a.csv").write_text(f"{name},{key},القيمة\nع,ن,7\n", "utf-8")
    (refused,) = read(tmp_path / "a.csv")
    assert isinstance(refused, DocumentError)
    assert refused.reason.startswith("no column body")


@pytest.mark.parametrize("key", ["description", "Details", "البيان", "التفاصيل", "الخبر"])
def test_beside_a_title_a_description_is_the_text(tmp_path: Path, key: str) -> None:
    (one,) = sheet(tmp_path / "a.csv", {"العنوان": "ع", key: "ن"})
    assert (one.title, one.body) == ("ع", "ن")


def test_unfit_values_stay_under_their_own_name(tmp_path: Path) -> None:
    row = {"title": "ع", "body": "ن", "department": {"name": "x"}, "lang": "العربية", "link": "/a"}
    (one,) = write_and_read(tmp_path / "a.json", row)
    assert (one.agency, one.url, one.language) == (None, None, "ar")
    assert one.extra == {"department": {"name": "x"}, "lang": "العربية", "link": "/a"}


def test_unknown_columns_are_kept_even_if_repeated(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("العنوان,النص,ملاحظات,ملاحظات,التصنيف\nع,ن,أ,ب,منح\n", "utf-8")
    (one,) = releases(path)
    assert one.extra == {"ملاحظات": "أ", "ملاحظات 2": "ب", "التصنيف": "منح"}


WORDPRESS = {
    "id": 7,
    "date": "2025-01-15T10:00:00",
    "link": "https://a.b/?p=7",
    "title": {"rendered": "رأس المال &#8211; تونس"},
    "content": {"rendered": "<p>فقرة <b>أولى</b> &amp; تامة.</p>\n<p>ثانية.</p>", "protected": False},
    "excerpt": {"rendered": "<p>موجز</p>"},
}  # fmt: skip
DRUPAL = {
    "jsonapi": {"version": "1.0"},
    "data": [
        {
            "type": "node--news",
            "id": "n-7",
            "attributes": {
                "title": "عنوان",
                "created": "2025-01-15T12:00:00+02:00",
                "body": {"value": "<p>فقرة.</p>", "format": "full_html"},
            },
        }
    ],
    "included": [{"type": "user", "id": "u-1"}],
}


def test_exports_of_wordpress(tmp_path: Path) -> None:
    (one,) = write_and_read(tmp_path / "a.json", [WORDPRESS])
    assert (one.id, one.title, one.published) == ("7", "رأس المال – تونس", DAY)
    assert one.paragraphs == ["فقرة أولى & تامة.", "ثانية."]
    assert one.url == "https://a.b/?p=7"
    assert one.extra["excerpt"] == WORDPRESS["excerpt"]


@pytest.mark.parametrize("single", [False, True])
def test_exports_of_drupal(tmp_path: Path, single: bool) -> None:
    value: dict[str, Any] = {**DRUPAL}
    if single:
        value["data"] = value["data"][0]
    (one,) = write_and_read(tmp_path / "a.json", value)
    assert (one.id, one.title, one.body, one.published) == ("n-7", "عنوان", "فقرة.", DAY)


ITEMS = [{"title": "أ", "content_text": "ن"}, {"title": "ب", "content_text": "ن"}]


@pytest.mark.parametrize(
    "feed",
    [
        {"version": "1.1", "title": "موقع", "description": "آخر الأخبار", "items": ITEMS},
        {"posts": ITEMS, "categories": [{"title": "منح", "description": "أخبار المنح"}]},
    ],
)
def test_the_releases_of_a_feed_are_read_and_not_its_description(
    tmp_path: Path, feed: dict[str, Any]
) -> None:
    assert [one.title for one in write_and_read(tmp_path / "a.json", feed)] == ["أ", "ب"]


@pytest.mark.parametrize("text", ["body", "content"])
def test_a_release_with_a_text_of_its_own_is_one(tmp_path: Path, text: str) -> None:
    (one,) = write_and_read(tmp_path / "a.json", {"title": "ع", text: "ن", "related": ITEMS})
    assert (one.title, one.body) == ("ع", "ن")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>فقرة <b>أولى</b></p><p>ثانية &amp; ثالثة</p>", "فقرة أولى\n\nثانية & ثالثة"),
        ("أول<br/><br>ثان", "أول\n\nثان"),
        ("<strong>مهم</strong>: نص\n\nفقرة أخرى", "مهم: نص\n\nفقرة أخرى"),
        ("<!-- wp:paragraph -->\n<p>نص</p>\n<!-- /wp:paragraph -->", "نص"),
        ("<script>alert(1)</script><p>نص</p>", "نص"),
        ("نص&nbsp;آخر", "نص\u00a0آخر"),
        ("&lt;p&gt;نص&lt;/p&gt;", "نص"),
        ("<p>نص البيان.</p><p>شارك هذا الموضوع:</p>", "نص البيان."),
    ],
)
def test_html_is_rendered(written: str, shown: str) -> None:
    assert rich_text.body(written) == shown


@pytest.mark.parametrize(
    "text",
    ["3 < 5 و 7 > 2", "<<العنوان>>", "الوسم <b> للتعريض", "R&D و AT&T", "a <x@y.z> b", "<", "&", "نص\nآخر"],
)  # fmt: skip
def test_a_text_with_brackets_is_not_html(text: str) -> None:
    assert rich_text.body(text) == rich_text.line(text) == text


def test_the_tags_of_a_field_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    for body in (
        "<div>" * (limits.MAX_ROW_TAGS + 1) + "</div>",
        "<p>" + "</ul>" * limits.MAX_ROW_TAGS,
    ):
        path.write_text(json.dumps({"title": "ع", "body": body}), "utf-8")
        (refused,) = read(path)
        assert isinstance(refused, DocumentError)
        assert "more than 5,000 tags" in refused.reason


def test_a_field_may_be_a_long_table(tmp_path: Path) -> None:
    row = f"<tr>{'<td>ن</td>' * 8}</tr>"
    table = f"<table>{row * 250}</table>"
    found = [
        *write_and_read(tmp_path / "a.jsonl", {"title": "ع", "body": table}),
        *sheet(tmp_path / "a.csv", {"title": "ع", "body": table}),
    ]
    assert [len(one.paragraphs) for one in found] == [250, 250]


@given(st.text(st.sampled_from("<>/pb &;amp#1\nن")))
def test_any_text_is_read(text: str) -> None:
    rich_text.body(text)
    rich_text.line(text)


@pytest.mark.parametrize(
    "written",
    [
        "2025-01-15",
        "2025-01-15T23:30:00+03:00",
        "20250115",
        20250115,
        "15/01/2025",
        "15.1.2025",
        "1/15/2025",
        "01-15-2025 10:00",
        "Jan 15, 2025",
        "Wed, 15 Jan 2025 09:00:00 +0000",
        "١٥ يناير ٢٠٢٥",
        "الأربعاء، 15 كانون الثاني 2025 - 02:15 م",
        "15 رجب 1446هـ",
        1736935200,
        1736935200.5,
        "1736935200",
        1736935200000,
        "45672.4375",
    ],
)
def test_dates_as_programs_and_people_write_them(written: str | float) -> None:
    told = date_field.parse(written, sheet=True)
    assert told is not None
    assert told.day == DAY


@pytest.mark.parametrize(
    "written",
    ["", "قريبا", "06/2025", "13/13/2025", "1/15/25", "2025-02-30", 7, 45672, -1, 10.0**300, "9" * 500, "15 Feb"],
)  # fmt: skip
def test_values_that_are_not_dates(written: str | float) -> None:
    assert date_field.parse(written) is None


@given(st.text() | st.integers() | st.floats(allow_nan=False))
def test_any_text_is_a_date_or_none(written: str | float) -> None:
    date_field.parse(written, sheet=True)


def test_the_day_comes_first_in_numeric_dates_and_us_dates_have_a_remark(tmp_path: Path) -> None:
    first, second = sheet(
        tmp_path / "a.csv",
        {"title": "أ", "body": "ن", "published": "01/02/2025"},
        {"title": "ب", "body": "ن", "published": "1/15/2025"},
    )
    assert (first.published, first.remarks) == (datetime.date(2025, 2, 1), ())
    assert second.published == DAY
    assert second.remarks == (
        "published “1/15/2025” has the month first; 01/02/2025 is read day first",
        "dates above it that may have the month first, too, are read day first: 1",
    )


def test_cells_beyond_the_headings_refuse_a_row_unless_they_are_empty(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,body\nأ,ن,,\nب,ن,,س\n", "utf-8")
    found, refused = read(tmp_path / "a.csv")
    assert isinstance(found, Release)
    assert (found.title, found.body) == ("أ", "ن")
    assert isinstance(refused, DocumentError)
    assert refused.reason == "has 4 cells; the first row names 2"


@pytest.mark.parametrize("heading", ["id", "ID", "المعرف", "معرّف", "Identifiant"])
def test_the_id_of_a_row_is_that_of_its_release(tmp_path: Path, heading: str) -> None:
    titled = "titre" if heading == "Identifiant" else "title"
    rows = ({heading: "n-1", titled: "ع", "body": "ن"}, {heading: "", titled: "ع", "body": "ن"})
    first, second = sheet(tmp_path / "a.csv", *rows)
    assert first.id == "n-1"
    assert ids.is_generated(second.id, "a.csv")


def test_every_name_of_a_field_is_understood_and_listed() -> None:
    written = FORMS.read_text("utf-8")
    for table in (field_names._ENGLISH, field_names._ARABIC, field_names._FRENCH):
        for field, others in table.items():
            for name in others.split() if isinstance(others, str) else others:
                found = field_names.match_headings([name, *({"titre"} - {name})])
                assert found.get(0) == field, name
    for names_of in field_names._ARABIC.values():
        for name in names_of:
            assert name in written, name


ROW = {"title": "ع", "body": "ن"}


@pytest.mark.parametrize(
    "exported",
    [
        {"_index": "news", "_id": "7", "_score": None, "_source": ROW},
        {"took": 3, "hits": {"total": {"value": 1}, "hits": [{"_id": "7", "_source": ROW}]}},
        {"d": {"results": [{**ROW, "Id": 7}]}},
        {"responseHeader": {"params": {"q": "*"}}, "response": {"docs": [{**ROW, "id": "7"}]}},
    ],
)
def test_responses_of_search_engines_are_their_objects(tmp_path: Path, exported: object) -> None:
    (tmp_path / "a.json").write_text(json.dumps(exported), "utf-8")
    (made,) = releases(tmp_path / "a.json")
    assert (made.title, made.body, made.id) == ("ع", "ن", "7")


@pytest.mark.parametrize(
    "held",
    [
        {"a": {"b": {"c": {"d": {"e": [ROW]}}}}},
        {"a": {"authors": [{"name": "أ"}]}},
        {"first": {"a": [ROW]}, "second": {"a": [ROW]}},
    ],
)
def test_ambiguous_objects_are_refused(tmp_path: Path, held: object) -> None:
    (tmp_path / "a.json").write_text(json.dumps(held), "utf-8")
    (refused,) = read(tmp_path / "a.json")
    assert isinstance(refused, DocumentError)


@pytest.mark.parametrize(
    "wrapped",
    [
        {"$date": "2025-01-15T09:00:00Z"},
        {"$date": {"$numberLong": "1736899200000"}},
        {"$date": 1736899200000},
        {"value": "2025-01-15", "format": "Y-m-d"},
        "/Date(1736899200000)/",
        "/Date(1736899200000+0300)/",
    ],
)
@pytest.mark.parametrize("key", ["published", "date", "pubDate"])
def test_wrapped_dates_are_read(key: str, wrapped: object) -> None:
    made = records.release({**ROW, key: wrapped}, "a.json", 1)
    assert (made.published, made.remarks) == (DAY, ())


def test_a_wrong_type_of_date_is_refused() -> None:
    written = "صدر /Date(1736899200000)/"
    assert records.read({**ROW, "published": written}).row["published"] == written


def test_wrapped_ids_are_read() -> None:
    assert records.release({**ROW, "_id": {"$oid": "65aa"}}, "a.json", 1).id == "65aa"


@pytest.mark.parametrize(
    "held", [{"by": "أحمد"}, [2025, 1, 15], {"$date": {"$date": {"$date": 1}}}]
)
def test_values_of_date_fields_that_are_not_dates_have_a_remark(held: object) -> None:
    made = records.release({**ROW, "pubDate": held}, "a.json", 1)
    assert (made.published, made.extra) == (None, {"pubDate": held})
    assert made.remarks == ("“pubDate” holds no day: kept as it is",)
    told = records.release({**ROW, "published": "2025-01-15", "created": held}, "a.json", 1)
    assert (told.published, told.remarks) == (DAY, ())


@given(st.dictionaries(st.sampled_from([*field_names.OWN, "headline", "content", "ID", "attributes"]),
                       st.none() | st.text() | st.integers() | st.floats() | st.lists(st.text())
                       | st.dictionaries(st.sampled_from(["rendered", "title", "body", "value"]), st.text())))  # fmt: skip
def test_any_object_is_read_or_refused(row: dict[str, object]) -> None:
    with contextlib.suppress(RowFault):
        assert records.release(row, "a.json", 1).source == "a.json"


@pytest.mark.parametrize("key", ["published", "date", "created_at"])
@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1446-09-17", datetime.date(2025, 3, 17)),
        ("1446-09-17T10:00:00", datetime.date(2025, 3, 17)),
        ("1446/09/17", datetime.date(2025, 3, 17)),
        ("2025-05-05 10:00 م", datetime.date(2025, 5, 5)),
        ("Sun, 05/05/2025 - 10:30", datetime.date(2025, 5, 5)),
        ("0001-01-01T00:00:00", None),
        ("0001-01-01", None),
    ],
)
def test_dates_of_both_calendars(key: str, written: str, day: datetime.date | None) -> None:
    found = records.release({"title": "أ", "body": "ب", key: written}, "a.json", 1)
    assert found.published == day
    assert bool(found.remarks) == (day is None)
