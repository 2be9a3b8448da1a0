"""Recognises lines that consist of the name of a state or an institution: ``المملكة المغربية``,
``وزارة الداخلية``.

A headline that begins with such a name continues with a word that cannot be part of one
(``وزارة الداخلية تعلن …``).
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from indexer.arabic.orthography.normalizer import fold_phrase
from indexer.documents.press import places
from indexer.documents.text import prose

_CHARACTERS, _WORDS = 100, 10
# Offices with a letterhead of their own. This project's own compilation.
_OFFICES = frozenset(
    map(
        fold_phrase,
        (
            *("رئيس الحكومة", "رئيس الجمهورية", "رئيس مجلس الوزراء", "الوزير الأول", "القصر الملكي", "الوزير", "المدير العام"),
            *("الناطق الرسمي", "الناطق الرسمي باسم الحكومة", "المتحدث الرسمي", "البرلمان", "Chef du Gouvernement", "Cabinet royal"),
        ),
    )
)  # fmt: skip
# First nouns of names of institutions, without their article. This project's own compilation.
_HEAD_NOUNS = frozenset(
    fold_phrase(
        "وزارة رئاسة مديرية إدارة هيئة أمانة مجلس ديوان مكتب مندوبية ولاية عمالة محافظة بلدية إمارة جماعة وكالة مؤسسة بنك "
        "مصرف جامعة حزب نقابة جمعية اتحاد غرفة قيادة نيابة سفارة لجنة مركز شركة مجموعة محكمة معهد صندوق مرصد رابطة "
        "كونفدرالية فيدرالية دائرة شعبة قسم مصلحة خلية مفوضية كتابة جهاز مفتشية قنصلية بعثة شرطة"
    ).split()
)
# The words after it are definite, except for these and those after ل: المجلس الوطني لحقوق الإنسان.
_INDEFINITE = frozenset(fold_phrase("جهة إقليم منطقة مدينة شؤون قطاع حقوق").split())
_DEFINITE = re.compile("(?:[وفب]?ال|و?لل)..")
# Words that begin with ال but are no nouns of names: verbs of form VIII (افتعل), and adverbs of
# time.
_NO_NOUN = re.compile(
    f"(?:{'|'.join(map(fold_phrase, ('التقى', 'التق', 'التزم', 'التحق', 'التمس', 'التهم', 'التف', 'التفت', 'التقط', 'التجأ', 'التبس')))})"
    f"(?:ت|تا|وا)?|{'|'.join(map(fold_phrase, ('التأمت', 'الليلة', 'اليوم', 'الآن', 'البارحة')))}"
)
# An ordinal belongs to a name only after these words.
_FIRST = frozenset(map(fold_phrase, ("الأول", "الأولى")))
_BEFORE_FIRST = frozenset(map(fold_phrase, ("الوزير", "الحسن", "الدرجة")))
_PURPOSE = re.compile("و?ل[^ال]..")
# Words of a French name that are not capitalised; the others are, unlike a verb.
_MINISTRY = re.compile("Ministère|MINIST[EÈ]RE")
_FRENCH_LOWERCASE = (
    *("de", "du", "des", "la", "le", "les", "et", "à", "aux", "au", "l", "d"),
    *("nationale", "étrangères", "supérieur", "publique", "sociale", "durable"),
)
_SENTENCE = re.compile('[:؛;.!?؟«»"()]')
# Separators, and changes of script: المملكة المغربية Royaume du Maroc.
_ARABIC, _LATIN = "[\u0621-\u064a]", "[A-Za-zÀ-ÿ]"
_SEPARATOR = re.compile(rf"[/|–—]| - |(?<={_ARABIC}) (?={_LATIN})|(?<={_LATIN}) (?={_ARABIC})")
# The letterheads of a collection have few distinct lines, and each is checked several times.
_CACHE_SIZE = 4_000
_FRENCH = re.compile("[\\s'’,-]")


@lru_cache(maxsize=_CACHE_SIZE)
def name_in_line(line: str) -> str | None:
    """The first institution that `line` names; empty if it only names a state, None if it says
    anything else."""
    shown = prose.one_line(prose.trim(line))
    if len(shown) > _CHARACTERS or _SENTENCE.search(shown):
        return None
    parts = [part for each in _SEPARATOR.split(shown) for part in _without_state(each.strip())]
    found = [part for part in parts if is_institution(part)]
    if not _SEPARATOR.sub("", shown).strip() or any(part not in found for part in parts):
        return None
    return next(iter(found), "")


def is_state(line: str) -> bool:
    """Whether a line consists of names, the first of which is a state."""
    first = _SEPARATOR.split(prose.one_line(prose.trim(line)))[0].strip()
    return name_in_line(line) is not None and _without_state(first) != [first]


def rank(name: str) -> int:
    """Sort key for the names of a letterhead, best first: Arabic names, and of these a ministry,
    because the cabinet stands above it and its departments below."""
    if not re.match(_ARABIC, name):
        return 2
    return 0 if name.startswith("وزارة ") else 1


def starts_like_institution(text: str) -> bool:
    """Whether the first word of a text can begin the name of an institution."""
    return fold_phrase(text).partition(" ")[0].removeprefix("ال") in _HEAD_NOUNS


def is_institution(text: str) -> bool:
    """Whether all of a text is the name of an institution."""
    if fold_phrase(text) in _OFFICES:
        return True
    if _MINISTRY.match(text):
        words = list(filter(None, _FRENCH.split(text)))
        return 1 < len(words) <= _WORDS and all(_can_be_in_french_name(word) for word in words)
    words = [word.strip("،,") for word in fold_phrase(text).split()]
    if not (1 < len(words) <= _WORDS and starts_like_institution(text)):
        return False
    # محافظة بغداد, جامعة صفاقس
    is_complete = _is_definite(words[-1]) or places.is_known(words[-1])
    return is_complete and all(map(_can_be_in_name, words[1:])) and not _has_ordinal(words)


def _without_state(text: str) -> list[str]:
    """The rest of a part of a line after the name of a state, as a list of at most one text."""
    words = text.split()
    for count in range(min(len(words), places.STATE_WORDS), 0, -1):
        if places.is_state(" ".join(words[:count])):
            return [" ".join(words[count:])] if words[count:] else []
    return [text] if text else []


def _can_be_in_french_name(word: str) -> bool:
    return word[0].isupper() or word in _FRENCH_LOWERCASE


def _is_definite(word: str) -> bool:
    return bool(_DEFINITE.match(word)) and not _NO_NOUN.fullmatch(word)


def _has_ordinal(words: Sequence[str]) -> bool:
    """Whether words contain an ordinal that is not part of a name: جامعة القاهرة الأولى أفريقيا."""
    return any(word in _FIRST and before not in _BEFORE_FIRST for before, word in pairwise(words))


def _can_be_in_name(word: str) -> bool:
    return (
        _is_definite(word)
        or word in _INDEFINITE
        or word in _HEAD_NOUNS
        or bool(_PURPOSE.match(word))
        or places.is_known(word)
    )
