"""Texts of a release in two directions."""

import re

import pytest
from flask.testing import FlaskClient

from indexer.answers.results import Hit, Snippet
from tests.webapp.fake_collection import FakeCollection, release
from webapp import texts
from webapp.addresses.search_address import SearchAddress
from webapp.addresses.site import Site
from webapp.views.hits import hit_views
from webapp.views.language import paragraph_direction

ENGLISH = "The agency (الهيئة الوطنية) spoke of “الهجرة”."
ARABIC = "ناقش المنتدى حوكمة الهجرة."


@pytest.mark.parametrize(
    ("text", "around", "own"),
    [
        (ARABIC, "rtl", ""),
        (ARABIC, "ltr", "rtl"),
        (ENGLISH, "rtl", "ltr"),
        (ENGLISH, "ltr", ""),
        # Most of the words decide, not the first letter.
        ("F-35 طائرة مقاتلة من الجيل الخامس", "rtl", ""),
        ("COVID-19 وباء", "rtl", ""),
        ("stc تطلق شبكة الجيل الخامس", "rtl", ""),
        # A paragraph that begins in the direction around it keeps it, unless nearly all words run
        # the other way.
        (
            "الدوحة – افتتحت شركة (Microsoft) منطقة Azure. The new cloud region will support growth",
            "rtl",
            "",
        ),
        ("ملاحظة: The new cloud region will support growth", "rtl", "ltr"),
        ("国家移民管理局（الهيئة الوطنية لإدارة الهجرة）今天举行会议。", "rtl", "ltr"),
        ("中国", "rtl", "ltr"),
        ("שלום", "ltr", "rtl"),
        ("2025-10-14 (٣٫٥٪).", "rtl", ""),
        ("2025-10-14 (٣٫٥٪).", "ltr", ""),
        ("", "rtl", ""),
        (ENGLISH, "auto", ""),
    ],
)
def test_a_paragraph_has_the_direction_of_most_of_its_words(
    text: str, around: str, own: str
) -> None:
    assert paragraph_direction(text, around) == own


def test_paragraphs_in_another_script_have_a_direction_of_their_own(
    client: FlaskClient, collection: FakeCollection
) -> None:
    body = f"{ARABIC}\n\n{ENGLISH}\n\n2025-10-14"
    collection.releases = {"x": release("x", "بيان", body)}
    text = client.get("/releases/x").text
    [shown] = re.findall(r'<div class="body" dir="rtl".*?</div>\s*</article>', text, re.S)
    assert re.findall(r"<p([^>]*)>([^ <]+)", shown) == [
        ("", "ناقش"), (' dir="ltr"', "The"), ("", "2025-10-14"),
    ]  # fmt: skip


def test_lines_of_a_snippet_keep_their_directions_apart(
    client: FlaskClient, collection: FakeCollection
) -> None:
    body = f"{ARABIC}\n\n{ENGLISH}\n\n{ENGLISH}\n\n2025-10-14 {'ثم ' * 60}"
    collection.releases = {"x": release("x", "بيان", body)}
    [snippet] = re.findall(r'<p class="snippet".*?</p>', client.get("/?q=الهجرة").text, re.S)
    assert snippet.startswith('<p class="snippet" dir="rtl"')
    lines = re.findall(r'<span dir="(...)">(.*?)</span>', snippet, re.S)
    assert [way for way, _ in lines] == ["rtl", "ltr", "rtl"]
    assert lines[1][1].count("<mark>الهجرة</mark>") == 2
    assert [line.endswith("…") for _, line in lines] == [False, False, True]


def test_a_snippet_of_one_direction_has_that_direction(
    client: FlaskClient, collection: FakeCollection
) -> None:
    collection.releases = {"x": release("x", "بيان", ENGLISH)}
    text = client.get("/?q=الهجرة").text
    assert '<p class="snippet" dir="ltr"' in text
    assert len(re.findall('<span dir="ltr">', text)) == 1


@pytest.mark.parametrize(
    ("body", "cut", "language", "way"),
    [
        # Each snippet begins in the other direction than its paragraph has.
        (f"{ARABIC}\n\nThe {ENGLISH}", "الهيئة الوطنية) spoke of “الهجرة”", "en", "ltr"),
        (f"{ENGLISH}\n\nStatement: {ARABIC} {ARABIC}", "Statement", "en", "rtl"),
        (f"{ENGLISH}\n\n{ARABIC} {ARABIC} Visa Card", "Visa Card", "ar", "rtl"),
        (f"{ARABIC}\n\n{ENGLISH}\n\n{ARABIC}", "agency", "ar", "ltr"),
    ],
)
def test_a_snippet_has_the_direction_of_its_paragraph(
    body: str, cut: str, language: str, way: str
) -> None:
    snippet = Snippet("body", cut, (), body.index(cut))
    found = Hit(release("x", "t", body, language=language), 1.0, (), (snippet,))
    [hit] = hit_views([found], SearchAddress(), Site(texts.for_language("ar"), ""), {})
    assert [line.direction for line in hit.snippets[0].lines] == [way]


def test_a_headline_stands_where_its_own_direction_begins(
    client: FlaskClient, collection: FakeCollection
) -> None:
    collection.releases = {
        "x": release("x", "وزارة الداخلية تعلن", "The border is open.", language="en")
    }
    for path, heading in (("/?lang=ar", "h2"), ("/releases/x?lang=ar", "h1")):
        assert f'<{heading} dir="rtl" lang="en">' in client.get(path).text


def test_the_name_of_a_file_has_its_own_direction(
    client: FlaskClient, collection: FakeCollection
) -> None:
    collection.releases = {"x": release("x", "بيان", ARABIC, source="حكم المحكمة.docx")}
    assert "<bdi>حكم المحكمة.docx</bdi>" in client.get("/releases/x").text
