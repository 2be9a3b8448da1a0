"""Names of states and institutions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.press import institutions


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("المملكة المغربية", ""),
        ("سلطنة عُمان", ""),
        ("République tunisienne", ""),
        ("وزارة الداخلية", "وزارة الداخلية"),
        ("المملكة المغربية – وزارة الداخلية", "وزارة الداخلية"),
        ("المديرية العامة للأمن الوطني", "المديرية العامة للأمن الوطني"),
        ("المجلس الوطني لحقوق الإنسان", "المجلس الوطني لحقوق الإنسان"),
        ("Ministère de l'Intérieur", "Ministère de l'Intérieur"),
        ("وزارة الداخلية تعلن النتائج", None),
        ("وزارة الصحة: الحملة الوطنية", None),
        ("مجلس المنافسة يجتمع بالرباط", None),
        ("مجلس المنافسة 2025", None),
        ("نقابة الصحفيين التقت الوزير الأول", None),
        ("نقابة المحامين التزمت الحياد", None),
        ("مجلس الأمن الدولي الليلة", None),
        ("جامعة القاهرة الأولى أفريقيا", None),
        ("مكتب التحقيق", "مكتب التحقيق"),
        ("جمعية الالتزام", "جمعية الالتزام"),
        ("جامعة الحسن الأول", "جامعة الحسن الأول"),
        ("كتابة الوزير الأول", "كتابة الوزير الأول"),
        ("الحكومة المغربية", None),
        ("وزارة", None),
        ("وزارة " + "الداخلية " * 20, None),
        ("المملكة المغربية Royaume du Maroc", ""),
        ("Ministère de l'Intérieur  وزارة الداخلية", "Ministère de l'Intérieur"),
        ("Ministère de l'Intérieur annonce", None),
        ("وزارة الداخلية Press", None),
        ("", None),
    ],
)
def test_names_of_institutions(line: str, name: str | None) -> None:
    assert institutions.name_in_line(line) == name


@given(st.text())
def test_no_text_raises(text: str) -> None:
    institutions.name_in_line(text)
    institutions.name_in_line(f"وزارة {text}")
