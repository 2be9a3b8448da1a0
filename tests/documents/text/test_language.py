"""Detection of the language of a release."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.text.language import detect, resolve

TEXTS = {
    "ar": "أعلنت وزارة الداخلية في بيان لها أن الندوة التي عقدت في المدينة بحثت سبل التعاون مع الدول المجاورة",
    "fa": "وزارت کشور در بیانیه‌ای اعلام کرد که این نشست برای همکاری با کشورهای همسایه برگزار شده است",
    "ur": "وزارت داخلہ نے اپنے بیان میں کہا ہے کہ یہ اجلاس پڑوسی ممالک کے ساتھ تعاون کے لیے منعقد کیا گیا",
    "ps": "د کورنیو چارو وزارت په خپله خبرپاڼه کې ویلي چې دا غونډه د ګاونډیو هېوادونو سره د همکارۍ لپاره ده",
    "ckb": "وەزارەتی ناوخۆ لە بەیاننامەیەکدا ڕایگەیاند کە ئەو کۆبوونەوەیە بۆ هاوکاری لەگەڵ وڵاتانی دراوسێ بوو",
    "ug": "ئىچكى ئىشلار مىنىستىرلىقى بۇ يىغىن قوشنا دۆلەتلەر بىلەن ھەمكارلىشىش ئۈچۈن ئېچىلدى ۋە دېدى",
    "zh": "国家移民管理局在声明中表示，会议讨论了与周边国家的合作。",
    "ja": "内務省は声明で、この会議は近隣諸国との協力のために開催されたと述べた。",
    "ko": "내무부는 성명에서 이 회의가 이웃 국가들과의 협력을 위해 열렸다고 밝혔다",
    "ru": "Министерство внутренних дел сообщило, что встреча прошла в рамках сотрудничества с соседними странами и не только",
    "uk": "Міністерство внутрішніх справ повідомило, що зустріч відбулася у межах співпраці з сусідніми країнами та не лише це",
    "bg": "Министерството на вътрешните работи съобщи, че срещата се проведе за сътрудничество със съседните страни",
    "el": "Το Υπουργείο Εσωτερικών ανακοίνωσε ότι η συνάντηση πραγματοποιήθηκε",
    "he": "משרד הפנים הודיע כי הפגישה התקיימה לשם שיתוף פעולה",
    "hi": "गृह मंत्रालय ने एक बयान में कहा कि यह बैठक सहयोग के लिए आयोजित की गई",
    "en": "The ministry said in a statement that the meeting was held to discuss cooperation with the region",
    "fr": "Le ministère a déclaré dans un communiqué que la réunion est consacrée à la coopération avec les pays de la région",
    "es": "El ministerio informó en un comunicado que la reunión se celebró para la cooperación con los países de la región",
    "pt": "O ministério informou em comunicado que a reunião foi realizada para cooperação com os países da região e do mundo",
    "de": "Das Ministerium teilte mit, dass das Treffen der Zusammenarbeit mit den Ländern der Region diente und die Lage",
    "it": "Il ministero ha comunicato che la riunione è stata dedicata alla cooperazione con i paesi della regione e del mondo",
    "tr": "Bakanlık yaptığı açıklamada bu toplantının komşu ülkeler ile iş birliği için bir adım olarak yapıldığını ve",
    "id": "Kementerian menyatakan dalam pernyataan bahwa pertemuan ini diadakan untuk kerja sama dengan negara yang dekat",
}  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_of_each_language(language: str) -> None:
    assert detect("", TEXTS[language]) == language
    assert detect(TEXTS[language], "") == language


@pytest.mark.parametrize(
    ("title", "body", "language"),
    [
        ("ندوة الهجرة", "نص مع United Nations", "ar"),
        ("国家移民管理局", "新闻稿 NIA", "zh"),
        ("Press release", "with a word: الهجرة", "en"),
        ("", "", "en"),
        ("2025", "—", "en"),
        ("اب", "ab", "ar"),
        ("ﻻ", "", "ar"),
        # Written on a Persian keyboard, and a name from Persian.
        ("الهجرة في الصین", "وزیر الداخلیة یلتقي نظيره في بکین", "ar"),
        ("چابهار", "", "ar"),
    ],
)
def test_letters_alone(title: str, body: str, language: str) -> None:
    assert detect(title, body) == language


def test_a_quotation_at_the_end_changes_nothing() -> None:
    assert detect("بيان", TEXTS["ar"] * 12 + TEXTS["en"] * 40) == "ar"


@given(st.text(), st.text())
def test_every_text_has_a_language(title: str, body: str) -> None:
    assert 2 <= len(detect(title, body)) <= 3


@pytest.mark.parametrize("declared", ["en", "en-US", "fr", "ru", "zh-Hant", "he"])
def test_a_declared_language_of_another_script_is_ignored(declared: str) -> None:
    assert resolve(declared, "", TEXTS["ar"]) == "ar"
    assert resolve(declared, TEXTS["ur"], "") == "ur"
    assert resolve("ar", "", TEXTS["fr"]) == "fr"


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        # In its own script; written in several; unknown here.
        ("fa", TEXTS["ar"]),
        ("fr-FR", TEXTS["en"]),
        ("ja", "国家移民管理局在声明中表示，会议讨论了与周边国家的合作，并就有关问题交换了意见。"),
        ("sr", TEXTS["en"]),
        ("ku", TEXTS["tr"]),
        # A name, and none.
        ("ar", "SUNA"),
        ("ar", "2025"),
        ("ar", ""),
    ],
)
def test_a_declared_language_of_the_script_is_kept(declared: str, text: str) -> None:
    assert resolve(declared, "", text) == declared
