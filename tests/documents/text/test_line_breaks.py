"""Line breaks that are kept, and those of wrapped text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.text import line_breaks, prose

HEAD = "تلا الوزير المقررات الآتية:"


@pytest.mark.parametrize(
    "block",
    [
        ["1- تكليف الجيش وضع خطة.", "2- الموافقة على الطلب."],
        ["1. الأول", "2. الثاني", "10. العاشر"],
        ["١) تعيين الولاة", "٢) إحداث الوكالة"],
        ["- الوزير: خفض الاستهلاك أولوية", "- محطة بنبان نموذج يحتذى"],
        ["• مدرج جديد", "• صالة للمسافرين"],
        ["أ- الجوانب القانونية", "ب- الجوانب المالية"],
        ["أولا: رفض المحاكمة عن بعد.", "ثانيا: المطالبة بالإفراج."],
        [HEAD, "- بند وحيد"],
        ["الهاتف: 71577000", "البريد: a@sante.tn"],
        ["البريد الإلكتروني: bkam@bkam.ma"],
        ["=====", "نص بين سطرين", "====="],
        ["التاريخ: 2025-03-04", "الجهة: وزارة النقل", "المكان: صحار"],
        ["انتهى البيان.", "للاتصال:", "مديرية التواصل - الرباط", "الهاتف: 0537219400"],
    ],
)
def test_list_items_and_contacts_keep_their_lines(block: list[str]) -> None:
    text = "\n".join(block)
    assert prose.paragraphs(f"نص قبلها.\n\n{text}\n\nنص بعدها.") == "\n\n".join(
        ["نص قبلها.", *block, "نص بعدها."]
    )


def test_continuation_lines_belong_to_their_list_item() -> None:
    assert line_breaks.split_block(["1- تكليف الجيش", "وضع خطة", "2- الموافقة"]) == [
        ["1- تكليف الجيش", "وضع خطة"],
        ["2- الموافقة"],
    ]


@pytest.mark.parametrize(
    "block",
    [
        ["وقال الوزير إن الحملة تشمل المدارس", "كلها في الجهة."],
        ["وبلغ العدد في الإقليم خلال سنة", "2025. وأضاف أن"],
        ["وأكد الوزير أن الوزارة", "- وهي المعنية بالأمر - ستتابع"],
        ["وختم الوزير كلمته", "قائلا: سنواصل العمل"],
        ["شارك في اللقاء نحو", "12 ألف زائر من دول عدة"],
    ],
)
def test_wrapped_text_is_one_paragraph(block: list[str]) -> None:
    assert prose.paragraphs("نص.\n\n" + "\n".join(block)) == "نص.\n\n" + " ".join(block)


@given(
    st.lists(
        st.sampled_from(["1- أ", "الهاتف: 5", "نص", HEAD, "للاتصال:"]) | st.text("ab:- \t"),
        min_size=1,
    )
)
def test_line_breaks_lose_no_text(block: list[str]) -> None:
    assert [line for part in line_breaks.split_block(block) for line in part] == block
