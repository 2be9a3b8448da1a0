"""Lines that a site puts above and below a text are removed, and no line of the text is."""

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from indexer.documents.html import boilerplate_lines, rendering

DAY = datetime.date(2024, 10, 28)
TEXT = ["عقد مجلس الجامعة دورته العادية، وصادق على برنامج السنة.", "وحضر الدورة ممثلو الأساتذة."]


def strip(html: str) -> boilerplate_lines.StrippedText:
    page = LexborHTMLParser(f"<body>{html}</body>")
    assert page.body is not None
    return boilerplate_lines.strip_site_lines(
        rendering.node_paragraphs(page.body), page=boilerplate_lines.page_marks(page)
    )


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize(
    "line",
    [
        *("بواسطة مكتب الإعلام", "كتبها بواسطة: Admin", "Posted by admin", "بواسطة", "منذ ساعتين", "قبل 12 يوماً"[:-1]),
        *("5 days ago", "il y a 2 semaines", "3 دقائق قراءة", "وقت القراءة: دقيقتان", "4 min read", "18:05", "9:41 م"),
        *("مدة القراءة 3 دقائق", "زمن القراءة: دقيقة واحدة"),
        *("طباعة الخبر", "إرسال لصديق", "طباعة | أرسل لصديق", "شارك عبر: فيسبوك، واتساب", "Share on Facebook", "Imprimer"),
        *("28/10/2024", "تاريخ البيان: 28 أكتوبر 2024", "نشر في 28 أكتوبر 2024 - 10:30", "Posted on 28/10/2024 by admin"),
        *("بواسطة الإعلام - 28 أكتوبر 2024", "28 أكتوبر 2024 | 871", "120 قراءة", "جاري التحميل...", "Loading…"),
        "تاريخ النشر: 28 أكتوبر 2024 | عدد المشاهدات: 345 | طباعة مشاركة",
    ],
)  # fmt: skip
def test_a_line_above_the_text(line: str) -> None:
    assert strip(paragraphs(line, *TEXT)).paragraphs == TEXT
    assert strip(paragraphs("عنوان فرعي للخبر", line, *TEXT)).paragraphs == [
        "عنوان فرعي للخبر",
        *TEXT,
    ]
    within = [TEXT[0], line, TEXT[1]]
    assert strip(paragraphs(*within)).paragraphs == within


@pytest.mark.parametrize(
    "line",
    [
        *("العودة إلى قائمة الأخبار", "رجوع إلى الصفحة السابقة", "شارك هذا الخبر: تويتر لينكدإن", "مشاركة الصفحة", "Tweet"),
        *("الوسوم: جامعة، تعليم", "كلمات مفتاحية: جامعة", "Tags: university", "التصنيف: تعليم", "هل كانت هذه المعلومات مفيدة؟"),
        *("هل كان هذا المقال مفيدا لك؟", "الوسوم", "حقوق النشر © 2024 الجامعة", "Copyright 2024 Université", "حقوق الطبع محفوظة للجامعة"),
        *("هل وجدت هذا المحتوى مفيدا؟ نعم لا", "جميع الحقوق محفوظة © 2024 الجامعة", "© 2024", "All rights reserved."),
        *("اشترك في نشرتنا الإخبارية", "اشتركوا الآن في القائمة البريدية", "The post دورة appeared first on الجامعة."),
        *("المقال السابق", "التالي", "آخر تحديث: 29/10/2024", "رابط مختصر: https://a.example/1", "لا توجد تعليقات", "أضف تعليقا"),
        *("متوسط (0 أصوات)", "نسخة للطباعة", "جار التحميل...", "ذات صلة", "أخبار أخرى:", "Français", "312 مشاهدة"),
    ],
)  # fmt: skip
def test_a_line_below_the_text(line: str) -> None:
    assert strip(paragraphs(*TEXT, line)).paragraphs == TEXT
    assert strip(paragraphs(*TEXT, line, "طباعة", line)).paragraphs == TEXT
    within = [TEXT[0], line, TEXT[1]]
    assert boilerplate_lines.strip_end(within) == within


@pytest.mark.parametrize(
    "line",
    [
        *("بواسطة طائرة مسيرة قصفت القوات ثلاثة مواقع على الحدود", "قبل 3 أيام من الاقتراع", "منذ ساعتين والحريق مستمر"),
        *("الساعة 18:05", "طباعة الكتاب المدرسي", "شارك في اللقاء وزير المالية", "مشاركة عربية واسعة", "إعلان الرباط"),
        *("العودة إلى المدارس", "الوسوم التي منحت للجنود. وسام الشرف", "هل كانت هذه الخطوة كافية لإنقاذ الاقتصاد الوطني من الركود الطويل؟"),
        *("حقوق الإنسان في صلب الدستور", "اشترك في المعرض ثمانون عارضا", "التالي ذكرهم", "آخر تحديث للقائمة الانتخابية"),
        *("رابط التسجيل: https://a.example/1", "التعليقات مفتوحة للجميع", "نشر في الجريدة الرسمية", "المصدر: وكالة الأنباء", "انتهى"),
        *("التواصل: press@a.example", "English Premier League", "وللمزيد من المعلومات زوروا موقع الجامعة", "قراءة في كتاب", "2024", "871"),
        *("تصنيف الجامعات العربية في المؤشر الجديد", "الكلمات الدالة على النجاح", "التصنيف الائتماني للمملكة", "Categories of goods"),
        *("حقوق النشر والتأليف في العالم العربي", "Copyright law amended", "(c) المادة الثالثة من القانون", "حقوق الطبع لوزارة الثقافة"),
        *("هل كانت هذه القمة ناجحة؟", "وقت القراءة للجميع", "زمن القراءة للأطفال والشباب"),
        *("أخبار أخرى سارة", "متوسط الدخل (0 تغير)", "التصنيفات الدولية تضع الجامعة أولا. وهي بشرى", "ص", "***"),
    ],
)  # fmt: skip
def test_lines_of_the_text_at_its_edges_are_kept(line: str) -> None:
    assert strip(paragraphs(line, *TEXT)).paragraphs == [line, *TEXT]
    assert strip(paragraphs(*TEXT, line)).paragraphs == [*TEXT, line]


def test_the_date_above_a_text_is_found_and_another_one_is_kept() -> None:
    assert strip(paragraphs("تاريخ الخبر: 28/10/2024", *TEXT)) == (TEXT, DAY)
    lines = ["28 أكتوبر 2024", *TEXT]
    assert boilerplate_lines.strip_site_lines(lines, DAY).paragraphs == TEXT
    assert boilerplate_lines.strip_site_lines(lines, datetime.date(2021, 1, 1)).paragraphs == lines


def test_several_dates_or_times_above_a_text_belong_to_it() -> None:
    times = ["10:00", "كلمة الوزير", "11:30", "الجلسة الأولى", *TEXT]
    assert strip(paragraphs(*times)).paragraphs == times
    days = ["28 أكتوبر 2024", "افتتاح المعرض", "29 أكتوبر 2024", "ختام المعرض", *TEXT]
    assert strip(paragraphs(*days)) == (days, None)
    assert boilerplate_lines.strip_site_lines(days, DAY).paragraphs == days
    assert strip(paragraphs("الاثنين 28 أكتوبر 2024", "28/10/2024", *TEXT)) == (TEXT, DAY)


def test_the_name_in_a_byline_and_numbers_are_removed_with_their_neighbours() -> None:
    assert strip(paragraphs("بواسطة", "مكتب الإعلام", "-", "1352", *TEXT)).paragraphs == TEXT
    assert strip(paragraphs("28 أكتوبر 2024", "871", *TEXT)).paragraphs == TEXT


@pytest.mark.parametrize(
    "others",
    [
        "<h4>أخبار الجامعة</h4><div><a href=1>الجامعة تفتح باب الترشيح</a></div><div>9 أكتوبر 2025</div>",
        "<h4>أخبار الجامعة</h4><div><a href=1>الجامعة تفتح باب الترشيح</a><span>9 أكتوبر 2025</span></div>",
        "<p>اقرأ أيضًا:</p><p><a href=1>الجامعة تفتح باب الترشيح</a></p>",
        "<h2>فيديوهات أخرى</h2><a href=1>لقاء مع الفائز</a>",
        "<article><h3><a href=1>الجامعة تفتح باب الترشيح</a></h3><div>9 أكتوبر 2025</div></article>",
        "<div>مشاركة الصفحة</div><ul><li><div><a href=1>تطبيق جديد</a></div><div>9 أكتوبر 2025</div></ul>",
        "<div><span>المقال السابق</span><a href=1>الجامعة تفتح باب الترشيح</a></div>",
        "<p>اقرأ أيضا: <a href=1>الجامعة تفتح باب الترشيح</a></p>",
        "<div><span>نشر في</span> <a href=1>أنشطة</a></div>",
    ],
)
def test_a_list_of_other_texts_with_its_dates_is_removed(others: str) -> None:
    assert strip(paragraphs(*TEXT) + others) == (TEXT, None)


def test_a_date_below_a_link_is_not_that_of_the_text_and_the_link_is_kept() -> None:
    link = "نص الاتفاقية كاملا"
    found = strip(paragraphs(*TEXT) + f"<p><a href=1>{link}</a></p><p>9 أكتوبر 2025</p>")
    assert found == ([*TEXT, link], None)


@pytest.mark.parametrize(
    "end",
    [
        "<p><a href=1>لتحميل التقرير</a></p>",
        "<h3>المرفقات</h3><p><a href=1>التقرير السنوي</a></p><p><a href=2>القرار</a></p>",
        "<p>الرباط، في <a href=1>28 أكتوبر 2024</a></p>",
        "<p>نشر في الجريدة الرسمية</p>",
        "<h4><a href=/files/1.pdf>تحميل البيان كاملا</a></h4>",
        "<h3>المرفقات</h3><p><a href=1.DOCX?v=2>التقرير السنوي</a> 5 نوفمبر 2025</p>",
        "<h3>للتواصل</h3><p><a href=mailto:a@b.example>a@b.example</a></p><p>5 نوفمبر 2025</p>",
        "<p>9 أكتوبر 2025</p>",
        "<h3>موعد الدورة المقبلة</h3><p>9 أكتوبر 2025</p>",
        "<h3>للتواصل</h3><p>هاتف: 0522000000</p>",
    ],
)
def test_links_and_dates_in_the_text_are_kept(end: str) -> None:
    page = LexborHTMLParser(f"<body>{paragraphs(*TEXT)}{end}</body>")
    assert page.body is not None
    assert strip(paragraphs(*TEXT) + end).paragraphs == rendering.node_paragraphs(page.body)


def test_nested_links_are_read_in_time() -> None:
    began = time.perf_counter()
    strip("<h2><a href=1><div>" * 3_000 + "نص")
    strip(paragraphs(*["1 " * 90] * 500))
    assert time.perf_counter() - began < 8


@given(st.lists(st.text()))
def test_no_text_raises_and_lines_keep_their_order(lines: list[str]) -> None:
    left = iter(lines)
    assert all(
        any(line == each for each in left)
        for line in boilerplate_lines.strip_site_lines(lines).paragraphs
    )
