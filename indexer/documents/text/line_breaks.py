"""Lines that stay lines, though none between them is blank: points of a list, labelled lines, contacts.

Elsewhere a line end is where a program wrapped the text. So a sign alone makes no point, nor a colon a label: there are
several of them in a row, or something says what they are.
"""

import re
from collections.abc import Sequence

# أولا: as lists of demands and decisions have it.
_ORDINALS = "أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا"
_POINT = re.compile(
    r"\s*(?:\d{1,2}\s?[-–—.)/ـ](?!\d)|\(\d{1,2}\)|[-–—•*▪◦●·]\s|[\u0621-\u064a]\s?[-–)/]\s"
    rf"|(?:{_ORDINALS})[\u064b]?\s*[:،\-–])"
)
# Labels are short, and so is what stands behind them; longer lines are of wrapped text.
_LABELLED_CHARACTERS, _LABEL_WORDS, _HEAD_CHARACTERS = 60, 4, 40
_LABELLED = re.compile(
    r"\s*+(?P<label>[^\s:：\d][^:：\d]{1,28}(?<!\s))\s*+[:：]\s*+(?P<value>\S.*)"
)
# What is a contact and nothing else: a telephone number, a mail address, a page.
_CONTACT = re.compile(r"(?:[+(]?\d[\d\s()./\-–+]{5,}|\S+@\S+|(?:https?://|www\.)\S+)\s*")
# Ornaments of a printed page.
_RULE = re.compile(r"\s*[-–—_=*•~]{3,}\s*")
_ENDS = (".", "!", "؟", "?", ":", "؛")


def split_block(lines: Sequence[str]) -> list[list[str]]:
    """The lines of a block, parted where one begins that stays a line."""
    parts: list[list[str]] = []
    has_points = _has_points(lines)
    for at, line in enumerate(lines):
        begins = (has_points and _is_point(line)) or _is_apart(lines, at) or _is_headed(lines, at)
        if not parts or begins or (at and _is_apart(lines, at - 1)):
            parts.append([])
        parts[-1].append(line)
    return parts


def _has_points(lines: Sequence[str]) -> bool:
    """Whether a block holds a list: two points, or one below a line that announces it."""
    points = [at for at, line in enumerate(lines) if _is_point(line)]
    return len(points) > 1 or any(at and _ends(lines[at - 1], ":") for at in points)


def _is_point(line: str) -> bool:
    return bool(_POINT.match(line))


def _is_apart(lines: Sequence[str], at: int) -> bool:
    """Whether a line is labelled, and beside others that are, or is a contact; or a rule."""
    if _RULE.fullmatch(lines[at]):
        return True
    found = _labelled(lines[at])
    if not found:
        return False
    near = (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2])
    return bool(_CONTACT.fullmatch(found["value"])) or any(map(_labelled, near))


def _labelled(line: str) -> re.Match[str] | None:
    found = _LABELLED.fullmatch(line) if len(line) <= _LABELLED_CHARACTERS else None
    return found if found and len(found["label"].split()) <= _LABEL_WORDS else None


def _is_headed(lines: Sequence[str], at: int) -> bool:
    """Whether a line is a heading of few words such as للاتصال:, below the end of a sentence, or stands below one."""
    if not at:
        return False
    before = at > 1 and _is_head(lines[at - 1]) and _ends(lines[at - 2], *_ENDS)
    return before or (_is_head(lines[at]) and _ends(lines[at - 1], *_ENDS))


def _is_head(line: str) -> bool:
    return len(line) <= _HEAD_CHARACTERS and _ends(line, ":")


def _ends(line: str, *signs: str) -> bool:
    return line.rstrip().endswith(signs)
