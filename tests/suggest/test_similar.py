"""Similar releases, through a small index."""

from collections.abc import Callable

import pytest

from indexer import limits
from indexer.search import Collection

STATEMENT = (
    "عقدت إدارة الهجرة اجتماعا في بكين لبحث سياسات التأشيرات، وناقش المشاركون تبسيط إجراءات دخول "
    "الأجانب وتوسيع الإعفاء من التأشيرة ليشمل دولا جديدة، كما بحثوا التعاون مع شركات الطيران والمطارات "
    "وتطوير بوابات العبور الآلي في الموانئ والمنافذ البرية قبل موسم السفر."
)
ROWS = (
    {"id": "first", "title": "اجتماع عن التأشيرات", "body": STATEMENT},
    {"id": "again", "title": "تصحيح: اجتماع عن التأشيرات", "body": STATEMENT.replace("بكين", "العاصمة")},
    {"id": "near", "title": "تأشيرات", "body": "أعلنت إدارة الهجرة عن تأشيرات جديدة للأجانب."},
    {"id": "far", "title": "طقس", "body": "أمطار غزيرة ورياح على السواحل اليوم."},
    {"id": "hardly", "title": "آثار", "body": "قضى العلماء سنوات في البحث عن بقايا المدينة القديمة تحت الرمال، وعثروا هذا الشتاء على جدران وأوان فخارية."},
    {"id": "empty", "title": "", "body": "في من على"},
)  # fmt: skip


@pytest.fixture(scope="module")
def small(published: Callable[..., Collection]) -> Collection:
    return published(*ROWS)


def alike(collection: Collection, release_id: str) -> dict[str, bool]:
    found = collection.similar(release_id)
    assert found is not None
    return {each.release.id: each.is_duplicate for each in found.releases}


def test_the_most_alike_come_first_and_the_same_statement_is_marked(small: Collection) -> None:
    found = alike(small, "first")
    assert list(found)[:2] == ["again", "near"]
    assert found["again"] is True
    assert found["near"] is False
    assert "first" not in found
    assert "hardly" not in found
    assert len(found) <= limits.MAX_SIMILAR


def test_likeness_goes_both_ways(small: Collection) -> None:
    assert next(iter(alike(small, "again"))) == "first"


def test_release_without_common_terms_has_no_similar_releases(small: Collection) -> None:
    assert alike(small, "far") == {}
    assert alike(small, "empty") == {}


def test_no_such_release(small: Collection) -> None:
    assert small.similar("nosuch") is None


def test_in_a_small_collection_a_word_in_common_makes_none_alike(
    published: Callable[..., Collection],
) -> None:
    truce = "رحبت مصر باتفاق وقف إطلاق النار في غزة، وأكدت ضرورة تدفق المساعدات الإنسانية إلى سكان القطاع دون عوائق."
    portal = "أعلنت الوزارة عن إطلاق منصة تتيح للطلاب تقديم طلبات التأشيرة التعليمية ومتابعتها إلكترونيا قبل بدء الدراسة."
    other = published(
        {"id": "truce", "title": "اتفاق وقف إطلاق النار", "body": truce},
        {"id": "portal", "title": "إطلاق منصة التأشيرة التعليمية", "body": portal},
    )
    assert alike(other, "truce") == alike(other, "portal") == {}
