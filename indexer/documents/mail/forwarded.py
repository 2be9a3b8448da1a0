"""Finds a message that is forwarded in the text of another, by the lines with its sender, date and
subject.

Mail programs write these lines in the language of the forwarding user; in HTML they may be one
paragraph.
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
# Asterisks mark bold text.
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
# Between addresses; a list continues after one of them.
_SEPARATORS = (";", ",", "،")
_LISTED = re.compile(f"[{''.join(_SEPARATORS)}]")
# The least labels and the most lines of the header block.
_LEAST_LABELS, _LINES = 3, 8


class Forwarded(NamedTuple):
    """The values of the lines, empty if missing, and the paragraphs above and below them."""

    sender: str
    date: str
    subject: str
    above: list[str]
    below: list[str]


def find(paragraphs: Sequence[str], first: int) -> Forwarded | None:
    """The first forwarded message in a text, after at most `first` paragraphs, or None."""
    for at, paragraph in enumerate(paragraphs[: first + 1]):
        headers = _parse_headers(_strip_mark(paragraph))
        if next(iter(headers), "") != "from":
            continue
        end = at + 1
        for each in paragraphs[end : at + _LINES]:
            rest = _strip_addresses(each, paragraphs[end - 1])
            more = _parse_headers(rest)
            # Another sender belongs to a nested message; a line without new labels is text.
            if (rest and more.keys() <= headers.keys()) or "from" in more:
                break
            headers = {**more, **headers}
            end += 1
        if len(headers) >= _LEAST_LABELS and ("date" in headers or "subject" in headers):
            above = [each for each in paragraphs[:at] if _strip_mark(each)]
            date, subject = headers.get("date", ""), headers.get("subject", "")
            return Forwarded(headers["from"], date, subject, above, list(paragraphs[end:]))
    return None


def _strip_mark(paragraph: str) -> str:
    """A paragraph without the line that mail programs put above a forwarded message; empty for a
    rule of dashes."""
    found = _MARK.match(paragraph)
    rest = paragraph[found.end() :].strip() if found else paragraph
    return "" if _RULE.fullmatch(rest) else rest


def _strip_addresses(paragraph: str, before: str) -> str:
    """A paragraph without addresses that continue the list in the line `before`."""
    label = _LABEL.search(paragraph)
    listed = paragraph[: label.start()] if label else paragraph
    if not (label or before.rstrip().endswith(_SEPARATORS)):
        return paragraph
    pieces = (piece for piece in _LISTED.split(listed) if piece.strip())
    return paragraph[len(listed) :].lstrip() if all("@" in each for each in pieces) else paragraph


def _parse_headers(paragraph: str) -> dict[str, str]:
    """Maps the kinds of labels in a paragraph to their values, in order; empty if it does not begin
    with a label."""
    found = list(_LABEL.finditer(paragraph))
    if not found or found[0].start() > 0:
        return {}
    ends = [each.start() for each in found[1:]] + [len(paragraph)]
    headers: dict[str, str] = {}
    for label, end in zip(found, ends, strict=True):
        kind = label.lastgroup or ""
        if kind in headers:
            # A repeated label is a word in the value of the last one.
            last = next(reversed(headers))
            headers[last] += paragraph[label.start() : end]
        else:
            headers[kind] = prose.one_line(paragraph[label.end() : end]).strip("* ")
    return headers
