"""Letterheads of ministries and dispatches of agencies, from Morocco to Oman, and texts that look
like them."""

import datetime

import pytest

from indexer.documents.press.plain_text import read
from indexer.releases.release import Release

TITLE = "توقيع اتفاقية شراكة لتأهيل المستشفيات الجهوية"
BODY = "أشرف السيد الوزير على مراسم التوقيع بحضور عدد من المسؤولين وممثلي المنظمات الدولية.\n\nوتمتد الاتفاقية على ثلاث سنوات."
FIRST = "أشرف السيد الوزير على مراسم التوقيع بحضور عدد من المسؤولين وممثلي المنظمات الدولية"
DAY = datetime.date(2025, 11, 3)


def one(text: str) -> Release:
    (found,) = read(text, "a.txt")
    assert isinstance(found, Release)
    return found


@pytest.mark.parametrize(
    ("above", "place", "agency"),
    [
        ("المملكة المغربية\nرئيس الحكومة\n\nبلاغ\n\nالرباط، 3 نونبر 2025", "الرباط", "رئيس الحكومة"),
        ("ROYAUME DU MAROC\nالمملكة المغربية\n*********\nوزارة الصحة والحماية الاجتماعية\nالرباط في 3 نونبر 2025", "الرباط", "وزارة الصحة والحماية الاجتماعية"),
        ("الجمهورية التونسية\nوزارة الصحة\n\nتونس في 03 نوفمبر 2025\nبلاغ", "تونس", "وزارة الصحة"),
        ("وزارة الصحة\nالجمهورية التونسية\n\nبلاغ\nتونس في 2025/11/03", "تونس", "وزارة الصحة"),
        ("جمهورية مصر العربية\nمجلس الوزراء\nوزارة الصحة والسكان\nالقاهرة في 3/11/2025", "القاهرة", "وزارة الصحة والسكان"),
        ("جمهورية العراق\nوزارة الصحة\nدائرة العلاقات والإعلام\nالعدد: 1147\nالتاريخ: 3/11/2025", None, "وزارة الصحة"),
        ("الجمهورية اللبنانية\nوزارة الصحة العامة\nالمكتب الإعلامي\nبيروت في 3 تشرين الثاني 2025", "بيروت", "وزارة الصحة العامة"),
        ("سلطنة عُمان\nوزارة الصحة\nمسقط، 3 نوفمبر 2025م", "مسقط", "وزارة الصحة"),
        ("بسم الله الرحمن الرحيم\nالمملكة العربية السعودية\nوزارة الصحة\nالرقم: 123/ق\nالتاريخ: 12/5/1447هـ", None, "وزارة الصحة"),
        ("بِسْمِ اللَّهِ الرَّحْمَنِ الرَّحِيمِ\nالمملكة العربية السعودية\nالرياض 12 جمادى الأولى 1447هـ", "الرياض", None),
        ("المملكة العربية السعودية وزارة الصحة\nالتاريخ: 12/5/1447هـ الموافق 3/11/2025م\nالمرفقات: 2", None, "وزارة الصحة"),
        ("Royaume du Maroc\nMinistère de la Santé\nالمملكة المغربية\nوزارة الصحة\n3 نونبر 2025\nبلاغ - Communiqué", None, "وزارة الصحة"),
        ("بلاغ صحفي (تصحيح)\nالرباط، 3 نونبر 2025", "الرباط", None),
        ("وزارة الصحة\n\nبيان صحفي (تصحيح)\n\n27-تشرين الأول-2025".replace("27-تشرين الأول", "3-تشرين الثاني"), None, "وزارة الصحة"),
        ("محافظة بغداد\nشعبة الإعلام\n\nخبر صحفي للنشر فوراً\nبغداد / 3 تشرين الثاني 2025", "بغداد", "محافظة بغداد"),
        ("بسم الله الرحمن الرحيم\n\nجمهورية العراق\nهيئة النزاهة الاتحادية\nالعدد/ 112\nالتاريخ/ 3/ 11/ 2025", None, "هيئة النزاهة الاتحادية"),
        ("سلطنة عُمان\nوزارة التربية والتعليم\nالتاريخ: 12 جمادى الأولى 1447هـ\nالموافق: 3 نوفمبر 2025م", None, "وزارة التربية والتعليم"),
        ("المملكة العربية السعودية\nوزارة الطاقة\nالتاريخ 1447/05/12 هـ", None, "وزارة الطاقة"),
        ("الاتحاد العام التونسي للشغل\nقسم الإعلام\nتونس في: 3 نوفمبر 2025\n\nبيان", "تونس", "الاتحاد العام التونسي للشغل"),
        ("المملكة المغربية\nالبرلمان\nمجلس النواب\nالرباط، 3 نونبر 2025", "الرباط", "البرلمان"),
        ("المكتب الإعلامي لرئيس مجلس الوزراء\n3-تشرين الثاني-2025\n••••••••••", None, "المكتب الإعلامي لرئيس مجلس الوزراء"),
    ],
)  # fmt: skip
def test_the_headline_is_below_a_letterhead(
    above: str, place: str | None, agency: str | None
) -> None:
    for text in (f"{above}\n\n{TITLE}\n\n{BODY}", f"{above}\n{TITLE}\n\n{BODY}"):
        found = one(text)
        assert (found.title, found.published, found.place, found.agency) == (
            TITLE,
            DAY,
            place,
            agency,
        )
        assert all(line in found.paragraphs for line in above.split("\n") if line)
        assert found.language == "ar"


@pytest.mark.parametrize(
    "above",
    [
        *("المملكة المغربية", "وزارة الصحة", "مجلس الوزراء\nوزارة الصحة", "المملكة المغربية\nوزارة الصحة\n*****"),
        *("ولاية تونس", "الجمهورية اللبنانية\nمكتب شؤون الإعلام", "هيئة البيئة", "جامعة بغداد"),
    ],
)  # fmt: skip
def test_a_letterhead_alone_is_not_a_title(above: str) -> None:
    found = one(f"{above}\n\n{TITLE}\n\n{BODY}")
    assert (found.title, found.paragraphs[-2:]) == (TITLE, BODY.split("\n\n"))


@pytest.mark.parametrize(
    "above",
    [
        *("الجمهورية التونسية\nوزارة الصحة\n\nبلاغ\nتونس في 2025/11/03", "المملكة المغربية\n\nالرباط، 3 نونبر 2025"),
        "الجمهورية اللبنانية\n\nصدر عن مكتب شؤون الإعلام في وزارة الصحة البيان الآتي:\n\nبيروت في 3 تشرين الثاني 2025",
        *("سلطنة عمان\nوزارة الصحة\nمسقط في 3 نوفمبر 2025", "جمهورية العراق\nوزارة الصحة\nالتاريخ: 3/11/2025\nبيان"),
        *("الرباط، 3 نونبر 2025", "الجهة: وزارة الصحة\nالتاريخ: 3/11/2025", "وزارة الصحة\nبلاغ\n3/11/2025"),
    ],
)  # fmt: skip
def test_a_letter_without_a_headline_gets_its_first_words_as_title(above: str) -> None:
    found = one(f"{above}\n\n{BODY}")
    assert (found.title, found.published) == (FIRST, DAY)
    assert found.paragraphs == [*filter(None, above.split("\n")), *BODY.split("\n\n")]


@pytest.mark.parametrize(
    ("lead", "day", "place", "agency"),
    [
        ("الرياض 12 جمادى الأولى 1447 هـ الموافق 03 نوفمبر 2025 م واس\n", DAY, "الرياض", "واس"),
        ("جدة 12 جمادى الأولى 1447 هـ واس\n", DAY, "جدة", "واس"),
        ("الكويت - 3 - 11 (كونا) -- ", None, "الكويت", "كونا"),
        ("الرباط – (و م ع) – ", None, "الرباط", "و م ع"),
        ("الرباط/ 3 نونبر 2025/ ومع/ ", DAY, "الرباط", "ومع"),
        ("وطنية - بيروت في 3 تشرين الثاني 2025 - ", DAY, "بيروت", "وطنية"),
        ("وطنية - صيدا - ", None, "صيدا", "وطنية"),
        ("وطنية - ", None, None, "وطنية"),
        ("رام الله 3-11-2025 وفا- ", DAY, "رام الله", "وفا"),
        ("عمان 3 تشرين الثاني (بترا)- ", None, "عمان", "بترا"),
        ("بغداد - واع\n\n", None, "بغداد", "واع"),
        ("تونس 3 نوفمبر 2025 (وات) - ", DAY, "تونس", "وات"),
        ("القاهرة في 3 نوفمبر /أ ش أ/ ", None, "القاهرة", "أ ش أ"),
        ("مسقط في 3 نوفمبر 2025 /العمانية/ ", DAY, "مسقط", "العمانية"),
        ("مسقط في 3 نوفمبر 2025 — ", DAY, "مسقط", None),
        ("القاهرة، الاثنين 3/11/2025: ", DAY, "القاهرة", None),
    ],
)  # fmt: skip
def test_dispatches_need_no_headline(
    lead: str, day: datetime.date | None, place: str | None, agency: str | None
) -> None:
    found = one(lead + BODY)
    assert (found.title, found.published, found.place, found.agency) == (FIRST, day, place, agency)
    assert lead.strip() in found.paragraphs[0]
    titled = one(f"{TITLE}\n\n{lead}{BODY}")
    assert (titled.title, titled.published, titled.place) == (TITLE, day, place)
    assert titled.agency == agency


@pytest.mark.parametrize(
    "title",
    [
        *("المملكة المغربية تستضيف كأس العالم", "الجمهورية اللبنانية تستعيد سيادتها", "جمهورية العراق: إعمار الموصل"),
        *("سلطنة عُمان تحتفل باليوم الوطني", "المملكة العربية السعودية تدين الهجوم", "الجمهورية التونسية في أرقام"),
        *("بلاغ هام إلى المواطنين", "بلاغ للديوان الملكي", "بيان من وزارة الداخلية", "وزارة الداخلية تفتح باب الترشيح"),
        *("بغداد تستقبل القادة العرب", "واس تطلق موقعها الجديد", "بيان صادر عن هيئة الدفاع", "رئيس الحكومة يستقبل السفير"),
        *("بيروت - ذكرى الانفجار", "مؤتمر صحفي (تصحيح)", "صدر عن الدار كتاب جديد", "قمة الرياض 2025"),
    ],
)  # fmt: skip
def test_a_headline_stays_one(title: str) -> None:
    found = one(f"{title}\n\n{BODY}")
    assert (found.title, found.body) == (title, BODY)
    assert (found.published, found.place, found.agency) == (None, None, None)
    below = one(f"المملكة المغربية\nوزارة الداخلية\n\n{title}\n\n{BODY}")
    assert (below.title, below.agency) == (title, "وزارة الداخلية")


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("افتتح الوزير، اليوم الاثنين 3 نوفمبر 2025، محطة بنبان.", DAY),
        ("ترأس جلالة الملك، يومه الاثنين 3 نونبر 2025 بالقصر الملكي، مجلسا وزاريا.", DAY),
        ("انعقد يومه الاثنين 12 جمادى الأولى 1447، الموافق لـ 3 نونبر 2025، مجلس للحكومة.", DAY),
        ("أشرفت الوزيرة صباح اليوم الاثنين 03 نوفمبر 2025 على الافتتاح.", DAY),
        ("استقبل الرئيس اليوم (الاثنين) 3 تشرين الثاني 2025 وفدا.", DAY),
        ("وجه الوزير اليوم الاثنين الموافق 3/11/2025 القيادات.", DAY),
        ("اختتمت اليوم، 3 نوفمبر 2025م، أعمال الندوة.", DAY),
        ("استقبل سموه اليوم الاثنين 12 جمادى الأولى 1447هـ السفير.", DAY),
        ("يعقد المؤتمر يوم الاثنين 3 نوفمبر 2025 بالقاهرة.", None),
        ("استقبل الوزير اليوم سفير الصين، بعد زيارته في 3 نوفمبر 2025.", None),
        ("صدر القرار في 3 نوفمبر 2025.", None),
        ("يصادف اليوم الوطني 18 نوفمبر 2025 ذكرى النهضة.", None),
    ],
)  # fmt: skip
def test_a_statement_has_the_date_that_it_calls_today(
    sentence: str, day: datetime.date | None
) -> None:
    assert one(f"{TITLE}\n\n{sentence}\n\nوتستمر الأعمال.").published == day


@pytest.mark.parametrize("title", ["العنوان", "عنوان البيان", "الموضوع"])
def test_labels_at_the_top_are_read(title: str) -> None:
    said = ["التاريخ: 2025-11-03", "الجهة: وزارة النقل", "المكان: صحار"]
    for at in range(4):
        lines = [*said[:at], f"{title}: {TITLE}", *said[at:]]
        found = one("\n".join(lines) + f"\n\n{BODY}")
        assert (found.title, found.published, found.place) == (TITLE, DAY, "صحار")
        assert (found.agency, found.paragraphs) == ("وزارة النقل", [*said, *BODY.split("\n\n")])


def test_a_lead_may_stand_below_headlines_in_two_languages() -> None:
    french = "Signature d'un accord de partenariat"
    found = one(
        f"{TITLE}\n{french}\n\nالرباط، 3 نونبر 2025 - {BODY}\n\nRabat, le 3 novembre 2025 - M. le Ministre."
    )
    assert (found.title, found.published, found.place) == (TITLE, DAY, "الرباط")
