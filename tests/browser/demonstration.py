"""Releases made up for tests and screenshots: as many as are wanted, the same ones each time.

They look as press releases do, over ten years, of several agencies, places and languages.
"""

import datetime
import json
import random
from pathlib import Path

_AGENCIES = ("الهيئة الوطنية لإدارة الهجرة", "وزارة الخارجية", "وزارة التجارة", "مكتب الإعلام")
_PLACES = (
    "بكين، الصين", "شنغهاي، الصين", "ليان يون قانغ، جيانغسو، الصين", "الرياض، السعودية", "القاهرة، مصر",
    "أبوظبي، الإمارات", "جاكرتا، إندونيسيا", "بانكوك، تايلاند", "كوالالمبور، ماليزيا", "الدار البيضاء، المغرب",
)  # fmt: skip
_EVENTS = (
    "ندوة",
    "اجتماع",
    "منتدى",
    "دورة تدريبية",
    "مشاورات",
    "زيارة رسمية",
    "مؤتمر صحفي",
    "ورشة عمل",
)
_TOPICS = (
    "سياسات إدارة الهجرة", "تيسير حركة المسافرين", "مكافحة الاتجار بالبشر", "خدمات التأشيرات الإلكترونية",
    "أمن الحدود", "التعاون في إنفاذ القانون", "حماية العمال المهاجرين", "تبادل الخبرات في إصدار الجوازات",
)  # fmt: skip
_SENTENCES = (
    "أكد المشاركون أهمية {topic} في تحقيق التنمية المستدامة، ودعوا إلى توسيع التعاون بين الدول.",
    "وقال مدير {agency} إن الهجرة المنظمة تعود بالنفع على الجميع، وإن بلاده ماضية في تطوير خدماتها.",
    "وحضر اللقاء ممثلون عن إدارات الهجرة من {guests} دولة، ومسؤولون من المنظمة الدولية للهجرة.",
    "واتفق الجانبان على تبادل المعلومات وعقد لقاء سنوي في {city} لمتابعة ما تحقق.",
    "وأشار البيان إلى أن عدد المسافرين بلغ {number} مسافرًا في الأشهر الستة الأولى من العام.",
    "وتضمن البرنامج زيارة ميدانية إلى معبر حدودي للاطلاع على أجهزة التحقق الآلي من الوثائق.",
    "كما ناقش الحاضرون سبل دعم المهاجرين والعائدين، ولا سيما النساء والأطفال.",
    "وفي ختام الأعمال وُقِّعت مذكرة تفاهم بشأن {topic}، تدخل حيز التنفيذ بعد ستين يومًا.",
)
_ENGLISH = (
    "Press statement on migration management",
    "Officials met in {city} to discuss cross-border travel.\n\nThe Arabic name of the agency is {agency}.",
)
_FIRST_DAY = datetime.date(2016, 1, 4)
_DAYS = 3590


def write(folder: Path, count: int) -> None:
    """`count` releases into files of JSON lines in `folder`."""
    chance = random.Random(11)
    lines = [json.dumps(_release(chance, n), ensure_ascii=False) for n in range(count)]
    (folder / "demonstration.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _release(chance: random.Random, number: int) -> dict[str, str]:
    agency, place, topic = (chance.choice(values) for values in (_AGENCIES, _PLACES, _TOPICS))
    city = place.partition("،")[0]
    # More of late than long ago, as collections are.
    event = _FIRST_DAY + datetime.timedelta(days=int(_DAYS * chance.random() ** 0.6))
    words = {"topic": topic, "agency": agency, "city": city}
    release = {
        "id": f"d{number}",
        "title": f"{chance.choice(_EVENTS)} في {city} بشأن {topic}",
        "body": "\n\n".join(_paragraph(chance, words) for _ in range(chance.randint(2, 5))),
        "published": (event + datetime.timedelta(days=chance.randint(0, 3))).isoformat(),
        "event_date": event.isoformat(),
        "place": place,
        "agency": agency,
    }
    if number % 19 == 7:
        title, body = _ENGLISH
        release |= {"title": title, "body": body.format(**words), "language": "en"}
    return release


def _paragraph(chance: random.Random, words: dict[str, str]) -> str:
    chosen = chance.sample(_SENTENCES, chance.randint(2, 3))
    numbers = {"guests": str(chance.randint(3, 60)), "number": f"{chance.randint(1_000, 900_000)}"}
    return " ".join(sentence.format(**words, **numbers) for sentence in chosen)
