"""Release: its canonical text and its digest."""

import dataclasses
import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.releases.release import Release

TEXT = st.text(st.characters(), max_size=20)
OPTIONAL = st.none() | TEXT
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
RELEASES = st.builds(
    Release,
    id=TEXT,
    title=TEXT,
    body=TEXT,
    published=st.none() | st.dates(),
    event_date=st.none() | st.dates(),
    place=OPTIONAL,
    agency=OPTIONAL,
    language=TEXT,
    url=OPTIONAL,
    dateline=OPTIONAL,
    source=TEXT,
    extra=st.dictionaries(TEXT, JSON, max_size=3),
)

ONE = Release(
    id="r1",
    title="بيان",
    body="نص",
    published=datetime.date(2025, 10, 14),
    event_date=datetime.date(2025, 9, 17),
    place="بكين، الصين",
    extra={"b": 1, "a": [2]},
)


@given(RELEASES)
def test_a_release_comes_back_from_its_json(release: Release) -> None:
    assert Release.from_json(release.canonical) == release


@given(RELEASES)
def test_equal_releases_have_equal_digests(release: Release) -> None:
    assert Release.from_json(release.canonical).digest == release.digest


def test_the_order_of_extra_fields_does_not_matter() -> None:
    assert dataclasses.replace(ONE, extra={"a": [2], "b": 1}).digest == ONE.digest


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "r2"),
        ("title", "بيان آخر"),
        ("body", "نص آخر"),
        ("published", datetime.date(2025, 10, 15)),
        ("event_date", None),
        ("place", None),
        ("agency", "وزارة"),
        ("language", "en"),
        ("url", "https://example.org/"),
        ("dateline", "بكين"),
        ("source", "b.txt"),
        ("extra", {}),
    ],
)
def test_the_digest_covers_every_field(name: str, value: Any) -> None:
    assert dataclasses.replace(ONE, **{name: value}).digest != ONE.digest


def test_the_digest_stays_the_same_from_version_to_version() -> None:
    """After a change every build analyses everything again: increase SCHEMA_VERSION."""
    release = Release("r1", "بيان", "نص", datetime.date(2025, 10, 14))
    assert release.digest == "c53378078caad735dc762162161e83752d493ffc646f02d1b24d090b92daeca7"


def test_paragraphs_are_split_at_blank_lines() -> None:
    assert Release("r", "ت", "أول\n\nثان\nسطر\n\nثالث").paragraphs == ["أول", "ثان\nسطر", "ثالث"]
    assert Release("r", "ت", "").paragraphs == []


@pytest.mark.parametrize("body", ["• • •", "* \u200f*"])
def test_a_body_of_bullets_alone_is_its_own_headline(body: str) -> None:
    assert Release("id", "", body).headline == body


@pytest.mark.parametrize(
    ("body", "headline"),
    [
        ("* «أؤكد أن ما سمعناه صحيح", "«أؤكد أن ما سمعناه صحيح"),
        ("- السعوديون لا يستحقون", "السعوديون لا يستحقون"),
        ("-5 درجات في أبها", "-5 درجات في أبها"),
        ("حسن العيسي- سبق- القنفذة: تسبب ماس كهربائي", "تسبب ماس كهربائي"),
        ("بدر العتيبي، علي حسن– سبق: \u200fتناقل نشطاء", "تناقل نشطاء"),
        ("\u200bسبق- الرياض: أعلنت قوقل", "أعلنت قوقل"),
        ("بوجومبورا - د.ب.أ: ذكر المتحدث", "ذكر المتحدث"),
        ("AFP - باريس: ذكر المتحدث", "ذكر المتحدث"),
        ("بدر الجبل-مهنا التميمي-سبق-تبوك-القريات: أكد مدير", "أكد مدير"),
        ("خالد علي - الوطن - جدة: أكد مدير", "أكد مدير"),
        ("قال الوزير: نعم - ولا", "قال الوزير: نعم - ولا"),
        ("أسعار 2015 - النفط: تراجعت", "أسعار 2015 - النفط: تراجعت"),
        ("واس- جدة:", "واس- جدة:"),
        ("واس- جدة: صور", "واس- جدة: صور"),
    ],
)
def test_a_headline_of_first_words_has_no_bullet_and_no_byline(body: str, headline: str) -> None:
    assert Release("id", "", body).headline == headline


@pytest.mark.parametrize(
    "body",
    [
        "مصر - السعودية: نتيجة المباراة",
        "مصر - السعودية - قطر: نتائج المباريات",
        "قنا - سوهاج: افتتاح الطريق",
        "الوطن - المواطن: علاقة متجددة",
        "كورونا - فيروس جديد: ما هو؟",
        "محمد بن سلمان - ولي العهد: سنبني المدن",
        "نحن كسعوديين، نختزل المشاكل في: شوارعنا، مستشفياتنا",
        "لدى المغفور له - بإذن الله - خمسة أخوة، هم: صالح ورياض",
    ],
)
def test_a_subject_before_a_colon_is_no_byline(body: str) -> None:
    assert Release("id", "", body).headline == body


def test_the_rest_of_a_text_begins_behind_its_first_words() -> None:
    words = [f"كلمة{n}" for n in range(14)]
    body = "حسن العيسي- سبق- القنفذة: " + " \n ".join(words)
    start, end = Release("id", "", body).headline_range
    assert body[start:].startswith("كلمة0")
    assert body[end:].split() == words[12:]
    assert Release("id", "", "كلمة").headline_range == (0, 4)
    assert Release("id", "عنوان", body).headline_range == (0, 0)
