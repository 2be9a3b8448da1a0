"""Place, date and agency before the first sentence, also with unknown places."""

import datetime

import pytest

from indexer.documents.press import imprint, lead, metadata
from indexer.documents.press.facts import Facts

TEXT = "افتتح الوزير اليوم معرضا للكتاب"
DAY = datetime.date(2025, 11, 4)


@pytest.mark.parametrize(
    ("begun", "place", "agency"),
    [
        ("خميس مشيط - واس:", "خميس مشيط", "واس"),
        ("المكلا ـ سبأنت:", "المكلا", "سبأنت"),
        ("الضالع ــ سبأ نت -", "الضالع", "سبأ نت"),
        ("سيدي بوزيد (وات) -", "سيدي بوزيد", "وات"),
        ("روصو (وما) –", "روصو", "وما"),
        ("كيسمايو ( صونا ) –", "كيسمايو", "صونا"),
        ("الأبيض /سونا/", "الأبيض", "سونا"),
        ('خان يونس - "وفا":', "خان يونس", "وفا"),
        ("TIZI OUZOU (APS) -", "TIZI OUZOU", "APS"),
        ("وطنية - دير القمر -", "دير القمر", "وطنية"),
        ("حلب-سانا", "حلب", "سانا"),
        ("نزوى /العمانية/", "نزوى", "العمانية"),
        ("TIZI OUZOU - APS -", "TIZI OUZOU", "APS"),
        ("[04/11/2025] عدن - سبأنت:", "عدن", "سبأنت"),
    ],
)
def test_punctuation_after_a_place_confirms_it(begun: str, place: str, agency: str) -> None:
    found = lead.read(f"{begun} {TEXT}")
    assert found
    assert (found.place, found.agency) == (place, agency)
    assert lead.text_after(f"{begun} {TEXT}", found) == TEXT


@pytest.mark.parametrize(
    ("begun", "place", "agency", "day"),
    [
        ("الرياض (واس) 4 نوفمبر 2025:", "الرياض", "واس", DAY),
        ("الرياض (واس) 13 جمادى الأولى 1447هـ الموافق 4 نوفمبر 2025م:", "الرياض", "واس", DAY),
        ("خميس مشيط (واس) - الثلاثاء 4 نوفمبر 2025 -", "خميس مشيط", "واس", DAY),
        ("دمشق-سانا 4/11/2025:", "دمشق", "سانا", DAY),
        ("الرياض (واس) 120 مشاركا:", "الرياض", "واس", None),
    ],
)
def test_the_date_may_be_behind_the_agency(
    begun: str, place: str, agency: str, day: datetime.date | None
) -> None:
    found = lead.read(f"{begun} {TEXT}")
    assert found
    assert (found.place, found.agency, found.day) == (place, agency, day)
    if day:
        assert lead.text_after(f"{begun} {TEXT}", found) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "وكالة الأنباء السعودية - واس: توضيح",
        "وكالة تونس إفريقيا للأنباء (وات) تنظم ندوة",
        "نظمت جامعة الجزائر (واج) - معرضا",
        "خاص - واس: صور من الموسم",
        "كتب - سانا: تقرير",
        "قال الوزير (بترا): نعم",
        "تعزية - واس",
        "تهنئة (وفا)",
        "اتفاق بين واس - بنا لتبادل الأخبار",
        "الرباط - ومع اقتراب العيد ترتفع الأسعار",
        "عمان - بترا السياحية تستقبل الزوار",
        "سوهاج - قنا: افتتاح الطريق",
        "[12] عدن - سبأنت: نص",
        "مبادرة - وطنية - رائدة في التعليم",
        "خطوة - وما - زالت الخطوات تتوالى",
        "مصر للطيران - الوطنية - تعلن رحلاتها",
    ],
)
def test_a_sentence_or_a_headline_with_an_agency_is_not_a_lead(text: str) -> None:
    assert lead.read(text) is None


def test_a_headline_after_an_agency_is_not_a_place() -> None:
    found = lead.read("رويترز - الذهب يرتفع: محللون يتوقعون المزيد")
    assert found
    assert found.place is None


@pytest.mark.parametrize(
    ("begun", "place"),
    [
        ("دبي، في 4 نوفمبر 2025:", "دبي"),
        ("الدوحة، قطر | 4 نوفمبر 2025:", "الدوحة، قطر"),
        ("الرياض (4 نوفمبر 2025):", "الرياض"),
        ("(تبوك – 4 نوفمبر 2025):", "تبوك"),
        ("(الظهران، المملكة العربية السعودية، 4 نوفمبر 2025)", "الظهران، المملكة العربية السعودية"),
    ],
)
def test_a_date_after_a_place_is_read(begun: str, place: str) -> None:
    found = lead.read(f"{begun} {TEXT}")
    assert found
    assert (found.day, found.place, found.agency) == (DAY, place, None)


@pytest.mark.parametrize(
    "text",
    [
        "المشروع، في 4 نوفمبر 2025: انطلاق الأعمال",
        "(رويترز – 4 نوفمبر 2025) قال",
        "(تأسست الشركة، 4 نوفمبر 2025) وهي رائدة",
        "(ندوة، 4 نوفمبر 2025) وهي الأولى",
        "البيان (4 نوفمبر 2025): توضيح",
    ],
)
def test_a_date_after_anything_else_is_not_a_lead(text: str) -> None:
    assert lead.read(text) is None


@pytest.mark.parametrize(
    "place",
    ["الظهران، المملكة العربية السعودية", "طنطا، جمهورية مصر العربية", "Salé, Royaume du Maroc"],
)
def test_the_full_name_of_a_state_is_a_place(place: str) -> None:
    assert imprint.read(f"{place}، 4 نوفمبر 2025") == Facts(DAY, place)


def test_other_nouns_beside_a_state_are_not_places() -> None:
    assert imprint.read("اليوم الوطني، المملكة العربية السعودية، 4 نوفمبر 2025") is None


@pytest.mark.parametrize(
    "above",
    [
        ["كتب - أحمد عبد الله:"],
        ["الوزير يفتتح المعرض أمس في نزوى."],
        ["عنوان فرعي", "كتبت - سعاد محمد:", "من افتتاح المعرض."],
    ],
)
def test_a_byline_and_a_caption_may_precede_the_lead_of_an_agency(
    above: list[str],
) -> None:
    said = metadata.read([*above, f"نزوى في 4 نوفمبر 2025 /العمانية/ {TEXT}.", "فقرة."])
    assert (said.published, said.place, said.agency) == (DAY, "نزوى", "العمانية")
    assert said.body[: len(above)] == above


@pytest.mark.parametrize(
    "paragraphs",
    [
        [f"{TEXT}، وحضر حفل الافتتاح الذي أقيم مساء أمس عدد من السفراء والأدباء والناشرين من بلدان كثيرة.", "نزوى في 4 نوفمبر 2025 /العمانية/ نص."],
        ["سطر.", "سطر.", "سطر.", "سطر.", "نزوى في 4 نوفمبر 2025 /العمانية/ نص."],
        ["سطر.", "نزوى، 4 نوفمبر 2025 – نص."],
        ["المتحدث: أهلا بكم.", "سؤال (رويترز): ما موقفكم؟", "المتحدث: نعم."],
    ],
)  # fmt: skip
def test_a_lead_below_text_or_without_an_agency_is_ignored(paragraphs: list[str]) -> None:
    assert metadata.read(paragraphs)[1:] == (None,) * 5
