"""Recognises lines above a text that are not its headline: greetings of letters, and the rule that
mail programs put above a forwarded message."""

import re

from indexer.arabic.orthography.normalizer import fold_phrase
from indexer.documents.text import prose

_GREETINGS = tuple(
    map(
        fold_phrase,
        (
            "(?:بعد التحية|تحية طيبة)(?: وبعد| و بعد)?",
            "(?:أما )?(?:وبعد|بعد)",
            "السلام عليكم(?: ورحمة الله(?:(?: تعالى)? وبركاته)?)?",
            "(?:صباح|مساء) (?:الخير|النور)",
            "(?:مرحبا|أهلا|تحياتي)(?: بكم)?",
        ),
    )
)
# First and last words of an address: السادة رؤساء التحرير المحترمون.
_ADDRESS_FIRST = frozenset(
    fold_phrase(
        "السيد السيدة السادة السيدات الأستاذ الأستاذة الأساتذة الدكتور الإخوة الأخ الأخت الزملاء الزميلات الزميل حضرة حضرات "
        "سعادة معالي إلى"
    ).split()
)
_ADDRESS_LAST = frozenset(
    fold_phrase(
        "المحترم المحترمة المحترمون المحترمين المحترمات الكرام الكريم الكريمة الأعزاء العزيز الأفاضل الفاضل الأكارم"
    ).split()
)
_GREETING = re.compile("|".join(_GREETINGS))
_LATIN = re.compile(
    r"(?:dear|hello|hi|bonjour|chers?|chère?s?|madame|monsieur|mesdames|messieurs)\b[^.:]{0,60}[,!]?",
    re.IGNORECASE,
)
# ---------- Forwarded message ---------
_RULE = re.compile(r"[-–—_=*~]{3}")
_WORDS = 10


def is_greeting(line: str) -> bool:
    """Whether all of a line is a greeting, an address, or such a rule."""
    shown = prose.trim(line)
    if _RULE.match(shown):
        return True
    words = [word for each in fold_phrase(shown).split() if (word := each.strip("،,.:!؛-–"))]
    if not 0 < len(words) <= _WORDS:
        return False
    if words[0] in _ADDRESS_FIRST and words[-1] in _ADDRESS_LAST:
        return True
    return bool(_GREETING.fullmatch(" ".join(words)) or _LATIN.fullmatch(shown))
