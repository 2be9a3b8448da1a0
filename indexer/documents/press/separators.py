"""Splits a text into statements at rules: lines of at least five dashes, equal signs or asterisks.

Most rules are ornaments: below a title, above the boilerplate of a company, between the sections of
a report. So a text is split only if each part is a statement with a headline of its own and text
below it.
"""

import re
from collections.abc import Iterator, Sequence

from indexer.documents.files import file_names
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
    parts = _parts(text)
    if len(parts) > 1 and all(map(_is_statement, parts)):
        return ["\n".join(part) for part in parts]
    return [text]


def obstacles(text: str) -> Iterator[str]:
    """A remark on a text that is not split only because a title is too short: its parts may be
    statements or sections."""
    parts = _parts(text)
    if len(parts) < 2:
        return
    titles = list(map(_title, parts))
    short = next((each for each in titles if each and not _is_long(each)), None)
    if short and all(titles):
        yield (
            f"not split at its rules, for {file_names.excerpt(short)} is too short for a title; if the "
            "parts are releases, give each a longer title or a file of its own"
        )


def _parts(text: str) -> list[list[str]]:
    """The lines between the rules."""
    parts: list[list[str]] = [[]]
    for line in prose.normalize_newlines(text).split("\n"):
        if _RULE.fullmatch(prose.trim(line)):
            parts.append([])
        else:
            parts[-1].append(line)
    return [part for part in parts if not all(map(prose.is_blank, part))]


def _is_statement(lines: Sequence[str]) -> bool:
    title = _title(lines)
    return title is not None and _is_long(title)


def _is_long(title: str) -> bool:
    return len(title.split()) >= prose.HEADLINE_WORDS


def _title(lines: Sequence[str]) -> str | None:
    """The headline of a part, if it has one with text below it."""
    shown = [prose.trim(line) for line in lines if not prose.is_blank(line)]
    title, *below = masthead.split(shown).below
    if not prose.is_heading(title) or _NOTES.match(title):
        return None
    if institutions.name_in_line(title) is not None:
        return None
    body = prose.paragraphs("\n\n".join(below)).split(PARAGRAPH_BREAK)
    has_text = any(
        len(paragraph) > len(title) or not prose.is_heading(paragraph) for paragraph in body
    )
    return title if has_text else None
