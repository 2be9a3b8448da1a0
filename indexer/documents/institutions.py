"""Lines that name a state or an institution and say nothing of it: ``المملكة المغربية``, ``وزارة الداخلية``.

A headline that begins with such a name goes on with a word that is none of a name (``وزارة الداخلية تعلن …``), and is no
such line.
"""

import re

from indexer.arabic.normalizer import fold_phrase
from indexer.documents import prose

_CHARACTERS, _WORDS = 100, 10
# The states of the Arab League, as their letterheads name them. This project's own compilation.
_STATES = frozenset(
    map(
        fold_phrase,
        (
            *("المملكة المغربية", "المملكة العربية السعودية", "المملكة الأردنية الهاشمية", "مملكة البحرين"),
            *("الجمهورية الجزائرية الديمقراطية الشعبية", "الجمهورية التونسية", "الجمهورية اللبنانية"),
            *("الجمهورية الإسلامية الموريتانية", "الجمهورية العربية السورية", "الجمهورية اليمنية"),
            *("جمهورية مصر العربية", "جمهورية العراق", "جمهورية السودان", "جمهورية جيبوتي"),
            *("جمهورية الصومال الفيدرالية", "جمهورية القمر المتحدة", "دولة الكويت", "دولة قطر", "دولة ليبيا"),
            *("دولة فلسطين", "دولة الإمارات العربية المتحدة", "الإمارات العربية المتحدة", "سلطنة عمان"),
            *("Royaume du Maroc", "République tunisienne", "République libanaise"),
            *("République algérienne démocratique et populaire", "République islamique de Mauritanie"),
            *("Kingdom of Morocco", "Kingdom of Saudi Arabia", "Kingdom of Bahrain", "State of Kuwait"),
            *("Hashemite Kingdom of Jordan", "State of Qatar", "United Arab Emirates", "Sultanate of Oman"),
        ),
    )
)  # fmt: skip
# What the names of institutions begin with, without their article. This project's own compilation.
_HEADS = frozenset(
    fold_phrase(
        "وزارة رئاسة مديرية إدارة هيئة أمانة مجلس ديوان مكتب مندوبية ولاية عمالة محافظة بلدية إمارة جماعة وكالة مؤسسة بنك "
        "مصرف جامعة حزب نقابة جمعية اتحاد غرفة قيادة نيابة سفارة لجنة مركز شركة مجموعة محكمة معهد صندوق مرصد رابطة "
        "كونفدرالية فيدرالية"
    ).split()
)
# The words behind it have the article, but for these and those behind ل: المجلس الوطني لحقوق الإنسان.
_WITHIN = frozenset(fold_phrase("جهة إقليم شؤون قطاع حقوق").split())
_DEFINITE = re.compile("(?:[وفب]?ال|و?لل)..")
_PURPOSE = re.compile("و?ل[^ال]..")
# The small words of a French name; the others have capitals, as a verb has not.
_MINISTRY = re.compile("Ministère|MINIST[EÈ]RE")
_SMALL = (
    *("de", "du", "des", "la", "le", "les", "et", "à", "aux", "au", "l", "d"),
    *("nationale", "étrangères", "supérieur", "publique", "sociale", "durable"),
)
_SENTENCE = re.compile('[:؛;.!?؟«»"()]')
# Signs, and where one script ends and another begins: المملكة المغربية Royaume du Maroc.
_ARABIC, _LATIN = "[\u0621-\u064a]", "[A-Za-zÀ-ÿ]"
_APART = re.compile(rf"[/|–—]| - |(?<={_ARABIC}) (?={_LATIN})|(?<={_LATIN}) (?={_ARABIC})")
_FRENCH = re.compile("[\\s'’,-]")


def named(line: str) -> str | None:
    """The first institution that `line` names; empty where it names a state alone, None where it says anything else."""
    shown = prose.one_line(prose.bare(line))
    if len(shown) > _CHARACTERS or _SENTENCE.search(shown):
        return None
    parts = [part for each in _APART.split(shown) if (part := each.strip())]
    found = [part for part in parts if is_institution(part)]
    if not parts or any(part not in found and not _is_state(part) for part in parts):
        return None
    return next(iter(found), "")


def begins(text: str) -> bool:
    """Whether the first word of a text is what the names of institutions begin with."""
    return fold_phrase(text).partition(" ")[0].removeprefix("ال") in _HEADS


def is_institution(text: str) -> bool:
    """Whether a text is the name of an institution, to its end."""
    if _MINISTRY.match(text):
        words = list(filter(None, _FRENCH.split(text)))
        return 1 < len(words) <= _WORDS and all(_is_french(word) for word in words)
    words = [word.strip("،,") for word in fold_phrase(text).split()]
    if not (1 < len(words) <= _WORDS and begins(text)):
        return False
    return _is_definite(words[-1]) and all(map(_is_of_a_name, words[1:]))


def _is_state(text: str) -> bool:
    return fold_phrase(text) in _STATES


def _is_french(word: str) -> bool:
    return word[0].isupper() or word in _SMALL


def _is_definite(word: str) -> bool:
    return bool(_DEFINITE.match(word))


def _is_of_a_name(word: str) -> bool:
    return _is_definite(word) or word in _WITHIN or word in _HEADS or bool(_PURPOSE.match(word))
