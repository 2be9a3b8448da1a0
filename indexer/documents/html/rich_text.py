"""Converts HTML in a field of a record, as content management systems export it, with the same code
as entries of feeds.

Records are streamed in this process, not in an isolated one, so the limit on tags is lower than for
pages.
"""

import html
import re

from indexer.documents import limits
from indexer.documents.fields import rows
from indexer.documents.html import boilerplate_lines, rendering
from indexer.documents.text import prose
from indexer.releases.release import PARAGRAPH_BREAK

_BLOCKS = "p|div|h[1-6]|ul|ol|li|table|tr|td|blockquote|figure|section|article|pre|center"
_INLINE = "b|strong|i|em|u|span|a|font|small|sup|sub|mark|cite|q|s"
# A closed element, a line break, a picture: evidence of HTML. A single bracket, or a tag that is
# mentioned, is text.
_CLOSED = re.compile(rf"</(?:{_BLOCKS}|{_INLINE})\s*>", re.IGNORECASE)
_ALONE = re.compile(rf"<(?:(?:br|hr)\s*/?|(?:{_BLOCKS})|img\s[^<>]{{0,2000}})>", re.IGNORECASE)
_OPENED = re.compile(rf"<(?:{_BLOCKS}|{_INLINE})(?:\s[^<>]{{0,2000}})?>", re.IGNORECASE)
_BREAKS = re.compile(rf"<(?:{_BLOCKS}|br|hr)[\s/>]", re.IGNORECASE)
# Entities, which programs write and people do not.
_ENTITY = re.compile(
    r"&(?:nbsp|amp|quot|apos|lt|gt|laquo|raquo|[lr][sd]quo|[nm]dash|hellip|zwn?j|[lr]rm|bull|#\d{2,6}|#x[0-9a-f]{2,5});",
    re.IGNORECASE,
)


def is_html(text: str) -> bool:
    """Whether a text is clearly HTML."""
    if "<" not in text:
        return False
    return bool(_ALONE.search(text) or (_CLOSED.search(text) and _OPENED.search(text)))


def body(text: str) -> str:
    """The paragraphs of a field that may be HTML, separated by blank lines, without lines of the
    site below them; plain text is unchanged. Raises RowFault."""
    text = _unescape(text)
    if not is_html(text):
        return text
    return PARAGRAPH_BREAK.join(boilerplate_lines.strip_end(_paragraphs(text)))


def line(text: str) -> str:
    """A field that may be HTML as one line; plain text is unchanged. Raises RowFault."""
    text = _unescape(text)
    return " ".join(_paragraphs(text)) if is_html(text) else text


def _unescape(text: str) -> str:
    """A text without tags, with its entities decoded; the result may be HTML that was escaped as a
    whole."""
    if "&" not in text or is_html(text) or not _ENTITY.search(text):
        return text
    return html.unescape(text)


def _paragraphs(text: str) -> list[str]:
    if not _BREAKS.search(text):
        # Editors store paragraphs as lines, and tags only within them.
        text = "<p>".join(prose.paragraphs(text).split(PARAGRAPH_BREAK))
    if text.count("<") > limits.MAX_ROW_TAGS:
        raise rows.RowFault(f"has more than {limits.MAX_ROW_TAGS:,} tags in one field; not read")
    return rendering.paragraphs(text)
