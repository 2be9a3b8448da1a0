"""Detects the language of a release that declares none, or a wrong one.

The script with the most letters narrows the choice; among the languages of a script, the one with
the most occurrences of its function words wins. Letters alone say little: Arabic is also typed on
Persian keyboards.
"""

import re
from collections import Counter
from collections.abc import Mapping

# A later quotation in another language does not change the result.
_SAMPLE_CHARACTERS = 1_000

# On a tie the first script wins.
_SCRIPTS = {
    "arabic": "\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc",
    "han": "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "hangul": "\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f",
    "cyrillic": "\u0400-\u052f",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "hebrew": "\u05d0-\u05ea",
    "devanagari": "\u0900-\u0963\u0966-\u097f",
    "thai": "\u0e01-\u0e4e",
}
_LETTERS = {script: re.compile(f"[{letters}]+") for script, letters in _SCRIPTS.items()}
_ANY_LETTERS = re.compile(r"[^\W\d_]+")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
# About a third of the letters of Japanese texts are kana.
_KANA_SHARE = 0.1
# By script, function words that the other languages of the script lack. Without any, the first
# language wins.
_FUNCTION_WORDS: Mapping[str, Mapping[str, str]] = {
    "arabic": {
        "ar": "في على إلى الى أن عن مع هذا هذه التي الذي كما وقد ما بين بعد وفي خلال ذلك",
        "fa": "است این که برای را از های می شد شده بود کرد اند آن در ایران با",
        "ur": "ہے ہیں کے کی کا میں اور سے نے کو تھا تھے کہ پر ہوں گے",
        "ps": "چې کې دی ده سره لپاره يې پورې شوي نه",
        "ckb": "لە بە کە بۆ ئەو ئەم لەگەڵ بوو دەکات هەروەها",
        "ug": "ۋە بۇ بىلەن ئۈچۈن بولۇپ قىلىش",
    },
    "cyrillic": {
        "ru": "и в на что по с не из для это как от при также был",
        "uk": "і в на що та з не із для це як від при також був є",
        "bg": "и в на че за се от с да не по като също са",
        "sr": "и у на да је за се од са не као такође су",
        "kk": "және бұл үшін мен бен туралы деп болып",
    },
    "latin": {
        "en": "the of and to in for is on that with by from was as at",
        "fr": "le la les des et du une dans pour est que sur au par avec",
        "es": "el la los de y en que las del por con una para se al",
        "pt": "o os e do da em que para com uma dos das no na ao",
        "de": "der die und das den von zu mit ist für auf dem ein eine im",
        "it": "il di che e la del per della un con sono nel dei gli alla",
        "nl": "de het een van en dat op voor met zijn door bij ook te",
        "tr": "ve bir bu için ile olarak da de olan gibi daha kadar",
        "id": "yang dan dengan untuk dari ini pada dalam akan tidak",
        "sw": "ya na wa kwa katika ni za la kuwa hii",
        "vi": "và của các là trong được cho với những không",
    },
}
_SOLE_LANGUAGE = {"hangul": "ko", "greek": "el", "hebrew": "he", "devanagari": "hi", "thai": "th"}
# The script of each language.
_SCRIPT_OF = {
    **{code: script for script, languages in _FUNCTION_WORDS.items() for code in languages},
    **{code: script for script, code in _SOLE_LANGUAGE.items()},
    **dict.fromkeys(("ja", "zh"), "han"),
}
_IN_SEVERAL_SCRIPTS = frozenset({"kk", "sr", "ug"})
# Fewer letters may be a name in Latin letters above an Arabic text.
_LEAST_LETTERS = 30


def resolve(declared: str | None, title: str, body: str) -> str:
    """The code that a file declares (``ar``, ``zh-Hant``), unless the text is in another script:
    content management systems declare their own language on texts in any language. Otherwise the
    language that `detect` finds."""
    code = (declared or "").lower().partition("-")[0]
    script = None if code in _IN_SEVERAL_SCRIPTS else _SCRIPT_OF.get(code)
    detected = detect(title, body)
    is_other_script = script and script != _SCRIPT_OF[detected]
    is_long_enough = _count(_ANY_LETTERS, title + body[:_SAMPLE_CHARACTERS]) >= _LEAST_LETTERS
    return detected if not declared or (is_other_script and is_long_enough) else declared


def detect(title: str, body: str) -> str:
    """The ISO 639 code of the language of the title and the beginning of the body.

    On a tie of letters Arabic wins over Han, and any script over Latin; a text without letters is
    ``en``.
    """
    sample = title + "\n" + body[:_SAMPLE_CHARACTERS]
    script = _script(sample)
    if script in _SOLE_LANGUAGE:
        return _SOLE_LANGUAGE[script]
    if script == "han":
        kana = len(_KANA.findall(sample))
        return "ja" if kana > _KANA_SHARE * _count(_LETTERS["han"], sample) else "zh"
    return _most_frequent(sample, _FUNCTION_WORDS[script])


def _script(sample: str) -> str:
    letters_in_all = _count(_ANY_LETTERS, sample)
    counts: dict[str, int] = {}
    for script, letters in _LETTERS.items():
        counts[script] = _count(letters, sample)
        if counts[script] > letters_in_all / 2:
            return script  # none can have more
    most = max(counts, key=lambda script: counts[script])
    others = letters_in_all - sum(counts.values())
    return most if counts[most] and counts[most] >= others else "latin"


def _most_frequent(sample: str, languages: Mapping[str, str]) -> str:
    """The language whose function words occur most often; the first one if none occur."""
    seen = Counter(sample.lower().replace("\u200c", " ").split())
    hits = {language: sum(seen[w] for w in words.split()) for language, words in languages.items()}
    return max(hits, key=lambda language: hits[language])


def _count(letters: re.Pattern[str], text: str) -> int:
    return sum(map(len, letters.findall(text)))
