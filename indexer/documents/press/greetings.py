"""Lines that stand above a text and are no headline of it: greetings of letters, and what programs write above a message
that they pass on."""

import re

from indexer.arabic.normalizer import fold_phrase
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
# The first word of an address, and its last: السادة رؤساء التحرير المحترمون.
_ADDRESSED = frozenset(
    fold_phrase(
        "السيد السيدة السادة السيدات الأستاذ الأستاذة الأساتذة الدكتور الإخوة الأخ الأخت الزملاء الزميلات الزميل حضرة حضرات "
        "سعادة معالي إلى"
    ).split()
)
_HONOURED = frozenset(
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
    """Whether a line is such a line, to its end."""
    shown = prose.bare(line)
    if _RULE.match(shown):
        return True
    words = [word for each in fold_phrase(shown).split() if (word := each.strip("،,.:!؛-–"))]
    if not 0 < len(words) <= _WORDS:
        return False
    if words[0] in _ADDRESSED and words[-1] in _HONOURED:
        return True
    return bool(_GREETING.fullmatch(" ".join(words)) or _LATIN.fullmatch(shown))
