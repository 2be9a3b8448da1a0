"""Splits a text into statements at rules: lines of at least five dashes, equal signs or asterisks.

Most rules are ornaments: below a title, above the boilerplate of a company, between the sections of
a report. So a text is split only if each part is a statement with a headline of its own and text
below it.
"""

import re
from collections.abc import Sequence

from indexer.documents.press import institutions, masthead
from indexer.documents.text import prose
from indexer.releases.release import PARAGRAPH_BREAK

_RULE = re.compile(r"[-–—]{5,}|={5,}|\*{5,}")
# The beginnings of parts that are not statements. This project's own compilation.
_NOTES = re.compile(
    r"(?:و?(?:نبذة|حول|عن|للتواصل|للاتصال|للاستفسار|للمزيد|لمزيد|ملاحظات?|ملحق|مرفقات?|المرفقات|المراجع|انتهى|خلفية)"
    r"|أولا|ثانيا|ثالثا|رابعا|خامسا|(?:ال)?(?:محور|فصل|باب|قسم|جزء|مادة)|جميع الحقوق|حقوق النشر|[اإ]قرأ|مواضيع|روابط"
    r"|(?:ال)?سيرة|تصريح|جدول|برنامج|about|notes?|contacts?|media|ends?|for more|à propos"
    r"|a propos|pour plus)(?!\w)|[\d(#\-]",
    re.IGNORECASE,
)


def split_statements(text: str) -> list[str]:
    """The statements of a text, or the whole text if a part of it is not a statement."""
    parts: list[list[str]] = [[]]
    for line in prose.normalize_newlines(text).split("\n"):
        if _RULE.fullmatch(prose.trim(line)):
            parts.append([])
        else:
            parts[-1].append(line)
    parts = [part for part in parts if not all(map(prose.is_blank, part))]
    if len(parts) > 1 and all(map(_is_statement, parts)):
        return ["\n".join(part) for part in parts]
    return [text]


def _is_statement(lines: Sequence[str]) -> bool:
    shown = [prose.trim(line) for line in lines if not prose.is_blank(line)]
    title, *below = masthead.split(shown).below
    if (
        not prose.is_heading(title)
        or len(title.split()) < prose.HEADLINE_WORDS
        or _NOTES.match(title)
    ):
        return False
    if institutions.name_in_line(title) is not None:
        return False
    body = prose.paragraphs("\n\n".join(below)).split(PARAGRAPH_BREAK)
    return any(len(paragraph) > len(title) or not prose.is_heading(paragraph) for paragraph in body)
