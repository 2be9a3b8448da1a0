"""A message that is forwarded within the text of another: its sender, its day and its subject stand in lines above it.

Programs of mail write these lines in the language of who forwards; a page may have them in one paragraph.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from indexer.documents.text import prose

_LABELS: Mapping[str, str] = {
    "from": "from|من|المرسل|de|发件人",
    "date": r"date|sent|تاريخ|التاريخ|تاريخ ال[إا]رسال|تم ال[إا]رسال|[أا]ُ?رسلت?(?: في)?|envoyé|发送时间",
    "to": "to|إلى|الى|à|收件人",
    "cc": "cc|نسخة|نسخة إلى|copie à|抄送",
    "subject": "subject|الموضوع|objet|sujet|主题",
}
# Bold letters are stars in plain text.
_LABEL = re.compile(
    rf"(?:^|\s)\*?(?:{'|'.join(f'(?P<{kind}>{names})' for kind, names in _LABELS.items())})\s?[:：]\*?(?=\s)",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"(?:[-_]{2,}\s*)?(?:forwarded message|begin forwarded message|original message|message transféré|"
    r"رسالة (?:معاد توجيهها|مُعاد توجيهها|محولة|تمت إعادة توجيهها)|بداية الرسالة المعاد توجيهها|الرسالة الأصلية)"
    r"\s*[:：]?(?:\s*[-_]{2,})?",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-_]{2,}")
# Between addresses; behind one of them a list goes on.
_SEPARATORS = (";", ",", "،")
_LISTED = re.compile(f"[{''.join(_SEPARATORS)}]")
# A block has at least so many labels, and at most so many lines.
_LEAST, _LINES = 3, 8


class Forwarded(NamedTuple):
    """What the lines say, empty where they do not; the paragraphs above and below them."""

    sender: str
    date: str
    subject: str
    above: list[str]
    below: list[str]


def find(paragraphs: Sequence[str], first: int) -> Forwarded | None:
    """The first message that is forwarded in a text, below at most `first` paragraphs of it; None where none is."""
    for at, paragraph in enumerate(paragraphs[: first + 1]):
        said = _said(_unmarked(paragraph))
        if next(iter(said), "") != "from":
            continue
        end = at + 1
        for each in paragraphs[end : at + _LINES]:
            rest = _unlisted(each, paragraphs[end - 1])
            more = _said(rest)
            # Another sender is that of a message within; what says nothing new is the text.
            if (rest and more.keys() <= said.keys()) or "from" in more:
                break
            said = {**more, **said}
            end += 1
        if len(said) >= _LEAST and ("date" in said or "subject" in said):
            above = [each for each in paragraphs[:at] if _unmarked(each)]
            date, subject = said.get("date", ""), said.get("subject", "")
            return Forwarded(said["from"], date, subject, above, list(paragraphs[end:]))
    return None


def _unmarked(paragraph: str) -> str:
    """A paragraph without the line that programs put above a message; empty for a rule of dashes."""
    found = _MARK.match(paragraph)
    rest = paragraph[found.end() :].strip() if found else paragraph
    return "" if _RULE.fullmatch(rest) else rest


def _unlisted(paragraph: str, before: str) -> str:
    """A paragraph without the addresses that the line `before` had no room for."""
    label = _LABEL.search(paragraph)
    listed = paragraph[: label.start()] if label else paragraph
    if not (label or before.rstrip().endswith(_SEPARATORS)):
        return paragraph
    pieces = (piece for piece in _LISTED.split(listed) if piece.strip())
    return paragraph[len(listed) :].lstrip() if all("@" in each for each in pieces) else paragraph


def _said(paragraph: str) -> dict[str, str]:
    """What a paragraph of such lines says by their kinds, in their order; nothing for one that begins otherwise."""
    found = list(_LABEL.finditer(paragraph))
    if not found or found[0].start() > 0:
        return {}
    ends = [each.start() for each in found[1:]] + [len(paragraph)]
    said: dict[str, str] = {}
    for label, end in zip(found, ends, strict=True):
        kind = label.lastgroup or ""
        if kind in said:
            # A word of a line, as it is written in the last one.
            last = next(reversed(said))
            said[last] += paragraph[label.start() : end]
        else:
            said[kind] = prose.one_line(paragraph[label.end() : end]).strip("* ")
    return said
