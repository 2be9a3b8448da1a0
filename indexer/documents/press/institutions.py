"""Lines that name a state or an institution and say nothing of it: ``المملكة المغربية``, ``وزارة الداخلية``.

A headline that begins with such a name goes on with a word that is none of a name (``وزارة الداخلية تعلن …``), and is no
such line.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from indexer.arabic.normalizer import fold_phrase
from indexer.documents.press import places
from indexer.documents.text import prose

_CHARACTERS, _WORDS = 100, 10
# Whose letterhead a statement may bear without the name of an institution. This project's own compilation.
_OFFICES = frozenset(
    map(
        fold_phrase,
        (
            *("رئيس الحكومة", "رئيس الجمهورية", "رئيس مجلس الوزراء", "الوزير الأول", "القصر الملكي", "الوزير", "المدير العام"),
            *("الناطق الرسمي", "الناطق الرسمي باسم الحكومة", "المتحدث الرسمي", "البرلمان", "Chef du Gouvernement", "Cabinet royal"),
        ),
    )
)  # fmt: skip
# What the names of institutions begin with, without their article. This project's own compilation.
_HEADS = frozenset(
    fold_phrase(
        "وزارة رئاسة مديرية إدارة هيئة أمانة مجلس ديوان مكتب مندوبية ولاية عمالة محافظة بلدية إمارة جماعة وكالة مؤسسة بنك "
        "مصرف جامعة حزب نقابة جمعية اتحاد غرفة قيادة نيابة سفارة لجنة مركز شركة مجموعة محكمة معهد صندوق مرصد رابطة "
        "كونفدرالية فيدرالية دائرة شعبة قسم مصلحة خلية مفوضية كتابة جهاز مفتشية قنصلية بعثة شرطة"
    ).split()
)
# The words behind it have the article, but for these and those behind ل: المجلس الوطني لحقوق الإنسان.
_WITHIN = frozenset(fold_phrase("جهة إقليم منطقة مدينة شؤون قطاع حقوق").split())
_DEFINITE = re.compile("(?:[وفب]?ال|و?لل)..")
# What begins with the same letters and is no noun of a name: verbs of the form افتعل, and when something was.
_NO_NOUN = re.compile(
    f"(?:{'|'.join(map(fold_phrase, ('التقى', 'التق', 'التزم', 'التحق', 'التمس', 'التهم', 'التف', 'التفت', 'التقط', 'التجأ', 'التبس')))})"
    f"(?:ت|تا|وا)?|{'|'.join(map(fold_phrase, ('التأمت', 'الليلة', 'اليوم', 'الآن', 'البارحة')))}"
)
# An ordinal is of a name behind these words alone.
_FIRST = frozenset(map(fold_phrase, ("الأول", "الأولى")))
_BEFORE_FIRST = frozenset(map(fold_phrase, ("الوزير", "الحسن", "الدرجة")))
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
# Lines of the letterheads of a collection are few, and each is asked for several times.
_MEMO = 4_000
_FRENCH = re.compile("[\\s'’,-]")


@lru_cache(maxsize=_MEMO)
def name_in_line(line: str) -> str | None:
    """The first institution that `line` names; empty where it names a state alone, None where it says anything else."""
    shown = prose.one_line(prose.bare(line))
    if len(shown) > _CHARACTERS or _SENTENCE.search(shown):
        return None
    parts = [part for each in _APART.split(shown) for part in _without_state(each.strip())]
    found = [part for part in parts if is_institution(part)]
    if not _APART.sub("", shown).strip() or any(part not in found for part in parts):
        return None
    return next(iter(found), "")


def is_state(line: str) -> bool:
    """Whether a line begins with the name of a state and says nothing of it."""
    first = _APART.split(prose.one_line(prose.bare(line)))[0].strip()
    return name_in_line(line) is not None and _without_state(first) != [first]


def rank(name: str) -> int:
    """Which one of a letterhead's names is asked for before others: those in Arabic, and of these a ministry, for what
    stands above it is the cabinet and what stands below it an office of it."""
    if not re.match(_ARABIC, name):
        return 2
    return 0 if name.startswith("وزارة ") else 1


def starts_like_institution(text: str) -> bool:
    """Whether the first word of a text is what the names of institutions begin with."""
    return fold_phrase(text).partition(" ")[0].removeprefix("ال") in _HEADS


def is_institution(text: str) -> bool:
    """Whether a text is the name of an institution, to its end."""
    if fold_phrase(text) in _OFFICES:
        return True
    if _MINISTRY.match(text):
        words = list(filter(None, _FRENCH.split(text)))
        return 1 < len(words) <= _WORDS and all(_is_french(word) for word in words)
    words = [word.strip("،,") for word in fold_phrase(text).split()]
    if not (1 < len(words) <= _WORDS and starts_like_institution(text)):
        return False
    # محافظة بغداد, جامعة صفاقس
    is_whole = _is_definite(words[-1]) or places.is_known(words[-1])
    return is_whole and all(map(_is_of_a_name, words[1:])) and not _has_ordinal(words)


def _without_state(text: str) -> list[str]:
    """A part of a line, or what stands in it behind a state's name: nothing, or an institution."""
    words = text.split()
    for count in range(min(len(words), places.STATE_WORDS), 0, -1):
        if places.is_state(" ".join(words[:count])):
            return [" ".join(words[count:])] if words[count:] else []
    return [text] if text else []


def _is_french(word: str) -> bool:
    return word[0].isupper() or word in _SMALL


def _is_definite(word: str) -> bool:
    return bool(_DEFINITE.match(word)) and not _NO_NOUN.fullmatch(word)


def _has_ordinal(words: Sequence[str]) -> bool:
    """Whether words tell which time something is, as names do not: جامعة القاهرة الأولى أفريقيا."""
    return any(word in _FIRST and before not in _BEFORE_FIRST for before, word in pairwise(words))


def _is_of_a_name(word: str) -> bool:
    return (
        _is_definite(word)
        or word in _WITHIN
        or word in _HEADS
        or bool(_PURPOSE.match(word))
        or places.is_known(word)
    )
