"""Signatures and footers of messages."""

import pytest

from indexer.documents.mail import footers

TEXT = [
    "أعلنت الوزارة عن فتح باب التسجيل في البرنامج الصيفي.",
    "ويستمر التسجيل حتى نهاية الشهر.",
]
LONG = "وقالت الوزارة إن البرنامج يشمل جميع المحافظات. " * 6


@pytest.mark.parametrize(
    "below",
    [
        ["--", "المكتب الإعلامي", "هاتف: 0123456789"],
        ["_" * 47, "Presse mailing list Presse@a.example http://a.example/listinfo/presse"],
        ["-" * 20, "To unsubscribe from this group send an email to a@b.example", "Google Groups"],
        ["وصلتك هذه الرسالة لأنك مشترك في قائمتنا البريدية. إلغاء الاشتراك"],
        ["--", "المكتب الإعلامي", "إلغاء الاشتراك | عرض في المتصفح"],
        ["لإلغاء الاشتراك انقر هنا: https://a.example/u"],
        ["Unsubscribe · Update your preferences"],
        ["Se désabonner"],
        [
            "--",
            "المكتب الإعلامي",
            "--",
            "You received this message because you are in Google Groups",
        ],
        ["تصلك هذه النشرة البريدية بناء على طلبك."],
        ["لإلغاء الاشتراك في النشرة البريدية يرجى الضغط هنا"],
        ["You are receiving this email because you opted in."],
    ],
)
def test_footers_are_removed(below: list[str]) -> None:
    assert footers.strip([*TEXT, *below]) == TEXT


def test_browser_links_above_a_message_are_removed() -> None:
    assert footers.strip(["عرض في المتصفح", *TEXT]) == TEXT


@pytest.mark.parametrize(
    "below",
    [
        ["--", LONG],
        ["--", "من: وزارة <a@b.example>", "التاريخ: 5 مارس 2025", "الموضوع: بيان", "نص البيان"],
        ["=" * 20, "نبذة عن الوزارة", "تأسست عام 1970."],
        ["وأتاحت الشركة إلغاء الاشتراك في الخدمة دون رسوم."],
        ["وأوضحت أن القائمة البريدية تضم ألف مشترك."],
        ["تلقيت هذه الجائزة بفخر."],
        ["--", "خبر قصير أول", "--", "خبر قصير ثان"],
        ["تصلك هذه الرسالة من البنك المركزي تحذيرا من الاحتيال."],
        ["لإلغاء الاشتراك في باقة الرحلات يرجى إرسال كلمة إلغاء إلى 500."],
        ["You get this right once, said the minister."],
    ],
)
def test_possible_text_is_kept(below: list[str]) -> None:
    assert footers.strip([*TEXT, *below]) == [*TEXT, *below]


def test_a_message_of_footers_only_is_kept() -> None:
    assert footers.strip(["إلغاء الاشتراك"]) == ["إلغاء الاشتراك"]


@pytest.mark.parametrize("mark", ["-- ", "--"])
def test_a_signature_is_split_from_the_text_above_it(mark: str) -> None:
    assert footers.split_signatures(f"نص\n{mark}\nالمكتب\nهاتف") == ["نص\n", "--", "\nالمكتب\nهاتف"]
    assert footers.split_signatures("نص -- نص\n---\nنص") == ["نص -- نص\n---\nنص"]
