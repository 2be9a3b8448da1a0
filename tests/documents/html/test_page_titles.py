"""Titles of pages: names of sites, generic titles."""

import pytest

from indexer.documents.html import page_title


@pytest.mark.parametrize(
    "title",
    [
        *("الأخبار", "أخبار", "تفاصيل الخبر", "أحدث الأخبار | وزارة المالية", "وزارة الفلاحة", "MAP", "Home"),
        *("وزارة الشباب - المركز الإعلامي", "News Details :: QNA", ""),
    ],
)  # fmt: skip
def test_names_of_sections_and_sites_are_generic(title: str) -> None:
    assert page_title.is_generic(title)


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("وزارة الخارجية - وزير الخارجية يستقبل السفير", "وزارة الخارجية"),
        ("الأخبار | ضبط شبكة | وزارة الداخلية", "وزارة الداخلية"),
        ("المملكة المغربية | بلاغ", None),
        ("وزارة الفلاحة تطلق برنامجا للري", None),
    ],
)
def test_a_part_of_a_title_may_be_an_institution(title: str, named: str | None) -> None:
    assert page_title.institution(title) == named


@pytest.mark.parametrize(
    "title",
    [
        *("أخبار سارة للمتقاعدين", "تفاصيل الخبر الذي هز المدينة", "وزارة الفلاحة تطلق برنامجا للري", "بيان مشترك"),
        *("انطلاق الموسم الفلاحي - وزارة الفلاحة", "Home prices fall again"),
    ],
)  # fmt: skip
def test_headlines_are_not_generic(title: str) -> None:
    assert not page_title.is_generic(title)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("انطلاق الموسم الفلاحي الجديد | وزارة", "انطلاق الموسم الفلاحي الجديد"),
        ("انطلاق الموسم - دورة الرباط - الموقع", "انطلاق الموسم - دورة الرباط"),
        ("قمة - القمة", "قمة - القمة"),
        ("موسم بلا فاصل", "موسم بلا فاصل"),
    ],
)
def test_the_name_of_the_site_is_removed_from_the_title(title: str, bare: str) -> None:
    assert page_title.strip_site_name(title, None) == bare


def test_a_known_site_name_is_removed_whatever_its_length() -> None:
    site = "الموقع الرسمي لوزارة الفلاحة والصيد البحري"
    assert page_title.strip_site_name(f"قمة الري » {site}", site) == "قمة الري"
