"""Decides which line breaks of a block are kept: those before list items, labelled lines and
contacts.

Other line breaks come from wrapping. One bullet or colon alone is not enough evidence: several in a
row, or an introduction, must confirm a list or a label.
"""

import re
from collections.abc import Sequence

# "أولا:" numbers lists of demands and decisions.
_ORDINALS = "أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا"
_LIST_ITEM = re.compile(
    r"\s*(?:\d{1,2}\s?[-–—.)/ـ](?!\d)|\(\d{1,2}\)|[-–—•*▪◦●·]\s|[\u0621-\u064a]\s?[-–)/]\s"
    rf"|(?:{_ORDINALS})[\u064b]?\s*[:،\-–])"
)
# Labels and their values are short; longer lines are wrapped text.
_LABELLED_CHARACTERS, _LABEL_WORDS, _HEADING_CHARACTERS = 60, 4, 40
_LABELLED = re.compile(
    r"\s*+(?P<label>[^\s:：\d][^:：\d]{1,28}(?<!\s))\s*+[:：]\s*+(?P<value>\S.*)"
)
# A telephone number, a mail address or a URL, and nothing else.
_CONTACT = re.compile(r"(?:[+(]?\d[\d\s()./\-–+]{5,}|\S+@\S+|(?:https?://|www\.)\S+)\s*")
# Horizontal rules.
_RULE = re.compile(r"\s*[-–—_=*•~]{3,}\s*")
_ENDS = (".", "!", "؟", "?", ":", "؛")


def split_block(lines: Sequence[str]) -> list[list[str]]:
    """Splits the lines of a block where a line break is kept."""
    parts: list[list[str]] = []
    has_list = _has_list(lines)
    for at, line in enumerate(lines):
        begins = (
            (has_list and _is_list_item(line))
            or _is_own_line(lines, at)
            or _is_below_or_heading(lines, at)
        )
        if not parts or begins or (at and _is_own_line(lines, at - 1)):
            parts.append([])
        parts[-1].append(line)
    return parts


def _has_list(lines: Sequence[str]) -> bool:
    """Whether a block contains a list: two items, or one below a line that ends in a colon."""
    items = [at for at, line in enumerate(lines) if _is_list_item(line)]
    return len(items) > 1 or any(at and _ends_with(lines[at - 1], ":") for at in items)


def _is_list_item(line: str) -> bool:
    return bool(_LIST_ITEM.match(line))


def _is_own_line(lines: Sequence[str], at: int) -> bool:
    """Whether a line is a rule, a contact, or a labelled line next to another one."""
    if _RULE.fullmatch(lines[at]):
        return True
    found = _match_label(lines[at])
    if not found:
        return False
    near = (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2])
    return bool(_CONTACT.fullmatch(found["value"])) or any(map(_match_label, near))


def _match_label(line: str) -> re.Match[str] | None:
    found = _LABELLED.fullmatch(line) if len(line) <= _LABELLED_CHARACTERS else None
    return found if found and len(found["label"].split()) <= _LABEL_WORDS else None


def _is_below_or_heading(lines: Sequence[str], at: int) -> bool:
    """Whether a line is a short heading such as للاتصال: after the end of a sentence, or the line
    below one."""
    if not at:
        return False
    before = at > 1 and _is_short_heading(lines[at - 1]) and _ends_with(lines[at - 2], *_ENDS)
    return before or (_is_short_heading(lines[at]) and _ends_with(lines[at - 1], *_ENDS))


def _is_short_heading(line: str) -> bool:
    return len(line) <= _HEADING_CHARACTERS and _ends_with(line, ":")


def _ends_with(line: str, *signs: str) -> bool:
    return line.rstrip().endswith(signs)
