"""Texts in a field of a row that are HTML, as systems of content export them: read by the same code as the entries of feeds.

Rows are read where they stream by, not in a process of their own, so their tags are bounded tighter than those of pages.
"""

import html
import re

from indexer import limits
from indexer.documents.fields import rows
from indexer.documents.html import boilerplate_lines, rendering
from indexer.documents.text import prose
from indexer.release import PARAGRAPH_BREAK

_BLOCKS = "p|div|h[1-6]|ul|ol|li|table|tr|td|blockquote|figure|section|article|pre|center"
_INLINE = "b|strong|i|em|u|span|a|font|small|sup|sub|mark|cite|q|s"
# An element that is closed, a line break, a picture: what nobody writes who is not writing HTML. A bracket alone, or a
# tag that is spoken of, is text.
_CLOSED = re.compile(rf"</(?:{_BLOCKS}|{_INLINE})\s*>", re.IGNORECASE)
_ALONE = re.compile(rf"<(?:(?:br|hr)\s*/?|(?:{_BLOCKS})|img\s[^<>]{{0,2000}})>", re.IGNORECASE)
_OPENED = re.compile(rf"<(?:{_BLOCKS}|{_INLINE})(?:\s[^<>]{{0,2000}})?>", re.IGNORECASE)
_BREAKS = re.compile(rf"<(?:{_BLOCKS}|br|hr)[\s/>]", re.IGNORECASE)
# Signs that nobody types, but programs put in the place of others.
_ENTITY = re.compile(
    r"&(?:nbsp|amp|quot|apos|lt|gt|laquo|raquo|[lr][sd]quo|[nm]dash|hellip|zwn?j|[lr]rm|bull|#\d{2,6}|#x[0-9a-f]{2,5});",
    re.IGNORECASE,
)


def is_html(text: str) -> bool:
    """Whether a text is clearly written in tags."""
    if "<" not in text:
        return False
    return bool(_ALONE.search(text) or (_CLOSED.search(text) and _OPENED.search(text)))


def body(text: str) -> str:
    """The paragraphs of a field that may be HTML, blank lines between them, without the lines of a site below them; other
    text as it is. Raises RowFault."""
    text = _unescaped(text)
    if not is_html(text):
        return text
    return PARAGRAPH_BREAK.join(boilerplate_lines.strip_end(_paragraphs(text)))


def line(text: str) -> str:
    """A field that may be HTML as one line; other text as it is. Raises RowFault."""
    text = _unescaped(text)
    return " ".join(_paragraphs(text)) if is_html(text) else text


def _unescaped(text: str) -> str:
    """A text without tags with the signs that its entities stand for; it may be HTML that was escaped as a whole."""
    if "&" not in text or is_html(text) or not _ENTITY.search(text):
        return text
    return html.unescape(text)


def _paragraphs(text: str) -> list[str]:
    if not _BREAKS.search(text):
        # As editors store it: lines are paragraphs, tags are in them alone.
        text = "<p>".join(prose.paragraphs(text).split(PARAGRAPH_BREAK))
    if text.count("<") > limits.ROW_TAGS:
        raise rows.RowFault(f"has more than {limits.ROW_TAGS:,} tags in one field; not read")
    return rendering.paragraphs(text)
