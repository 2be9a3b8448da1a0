"""The contents of a message: its text, and the parts that are documents of their own."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast

from indexer.documents.html import rendering, tag_limit
from indexer.documents.mail import footers
from indexer.documents.mail.mime import Part
from indexer.documents.text import encoding, prose
from indexer.errors import DocumentError
from indexer.releases.release import PARAGRAPH_BREAK

# An alternative with this many times the words of the first is the text; the first then only says
# where to find it.
_FULLER = 3
# Accepted text encodings; Python has others that are not for text or that produce lone surrogates.
_CHARSETS = re.compile(
    r"utf[-_]?(?:8|16|32)(?:[-_]?[lb]e)?|(?:us-)?ascii|(?:windows|cp)[-_]?125\d|iso[-_]?8859[-_]\d{1,2}|latin[-_]?\d|"
    r"gb[\d_k-]+|big5[\w-]*|(?:x-)?mac[\w-]*|koi8[-_]\w+"
)
# Soft line breaks of format=flowed (RFC 3676); "-- " precedes a signature.
_SOFT_BREAK = re.compile(r"(?<!^--) \n(?!\n|-- \n|\Z) ?", re.MULTILINE)
_TEXTS = ("text/plain", "text/html")
_NO_DOCUMENTS = re.compile(
    r"(?:image|audio|video)/|application/(?:pkcs7-signature|x-pkcs7-signature|pgp-signature|ics)|text/calendar"
)


@dataclass(slots=True)
class Contents:
    """The contents of a message: the paragraphs of its text, its attachments, and errors for
    unreadable texts."""

    paragraphs: list[str] = field(default_factory=list)
    attached: list[Part] = field(default_factory=list)
    refused: list[DocumentError] = field(default_factory=list)

    def take_inline(self, name: str) -> None:
        """Adds the first inline attachment with a text, if the message has no other text."""
        if self.paragraphs:
            return
        for part in self.attached:
            if part.get_content_type() in _TEXTS and part.get_content_disposition() == "inline":
                self.attached.remove(part)
                self.add(part, name)
                return

    def add(self, part: Part, name: str) -> None:
        """Adds the text of a part."""
        try:
            self.paragraphs += _paragraphs(_text(part, name), part.get_content_type(), name)
        except DocumentError as error:
            self.refused.append(error)


def collect(part: Part, name: str) -> Contents:
    """The contents of a part. Of alternatives, the first text (usually plain text), unless another
    is far longer."""
    contents = Contents()
    kind = part.get_content_type()
    if part.is_multipart() and kind != "message/rfc822":
        for each in cast("list[Part]", part.get_payload()):
            inner = collect(each, name)
            if kind != "multipart/alternative":
                contents.paragraphs += inner.paragraphs
            elif count_words(inner.paragraphs) >= _FULLER * count_words(contents.paragraphs):
                contents.paragraphs = inner.paragraphs or contents.paragraphs
            contents.attached += inner.attached
            contents.refused += inner.refused
    elif kind in _TEXTS and not _is_attached(part):
        contents.add(part, name)
    elif not _NO_DOCUMENTS.match(kind):
        contents.attached.append(part)
    return contents


def count_words(paragraphs: list[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def _is_attached(part: Part) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(part: Part, name: str) -> str:
    """The text of a part, with soft line breaks removed."""
    text = _decode(part, name)
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    is_space_added = str(part.get_param("delsp", "")).lower() == "yes"
    return _SOFT_BREAK.sub("" if is_space_added else " ", prose.normalize_newlines(text))


def _decode(part: Part, name: str) -> str:
    """The text of a part, decoded by its declared charset unless the bytes contradict it, as for
    pages."""
    raw = payload(part)
    charset = part.get_content_charset() or ""
    declared = charset if _CHARSETS.fullmatch(charset) else None
    try:
        return encoding.decode(raw, name, declared)
    except DocumentError:
        with suppress(LookupError, UnicodeError):
            if declared:
                return raw.decode(declared)
        raise


def payload(part: Part) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _paragraphs(text: str, kind: str, name: str) -> list[str]:
    if kind == "text/plain":
        parts = map(prose.paragraphs, footers.split_signatures(prose.normalize_newlines(text)))
        return [each for part in parts for each in part.split(PARAGRAPH_BREAK) if each]
    if reason := tag_limit.fault(text):
        raise DocumentError(name, reason)
    return rendering.paragraphs(text)
