"""E-mail: the text of a message is a release, its subject the title; what is attached are documents of their own.

A text beside attached releases that is as short as a covering note is one, and no release. Pictures, recordings and
signatures in a message are no documents. The day and the sender of a message are those of its releases where these do not say;
of one that is forwarded in its text (see `forwarded`) they are told there. What stands around a text is left out: see `footers`.
"""

import datetime
import email.utils
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import PurePosixPath
from typing import NamedTuple, cast

from indexer import limits
from indexer.documents import readers
from indexer.documents.dates import date_text
from indexer.documents.files import file_names
from indexer.documents.files.content import Content, Unpacked, too_large
from indexer.documents.html import rendering, tag_limit
from indexer.documents.isolated import parsers
from indexer.documents.mail import footers, forwarded, mime
from indexer.documents.mail.mime import Part
from indexer.documents.press import article
from indexer.documents.text import encoding, prose
from indexer.errors import DocumentError
from indexer.release import PARAGRAPH_BREAK, Release

_HEADERS = frozenset({"from", "subject", "date", "received", "mime-version", "content-type"})
_ANSWERS, _FORWARDS = "re|رد", "fwd?|fw|tr|إعادة توجيه|اعادة توجيه|تحويل"
_PREFIXES = re.compile(
    rf"^(?:\s*(?:{_ANSWERS}|{_FORWARDS})\s*(?:\[\d+\])?\s*[:：])+\s*", re.IGNORECASE
)
_FORWARD = re.compile(rf"^\s*(?:{_FORWARDS})\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE)
# So many paragraphs may stand above what is forwarded.
_ABOVE = 12
# Words of a note: مرفق طيه البيان الصحفي, with greetings and an address.
_NOTE_WORDS = 60
# An alternative that has so many times the words of the first is the text; the first says where to find it.
_FULLER = 3
# Encodings of texts; Python knows others that are none of letters, or that bring halves of characters.
_CHARSETS = re.compile(
    r"utf[-_]?(?:8|16|32)(?:[-_]?[lb]e)?|(?:us-)?ascii|(?:windows|cp)[-_]?125\d|iso[-_]?8859[-_]\d{1,2}|latin[-_]?\d|"
    r"gb[\d_k-]+|big5[\w-]*|(?:x-)?mac[\w-]*|koi8[-_]\w+"
)
# Where programs broke a line of format=flowed (RFC 3676); "-- " stands above a signature.
_SOFT_BREAK = re.compile(r"(?<!^--) \n(?!\n|-- \n|\Z) ?", re.MULTILINE)
_TEXTS = ("text/plain", "text/html")
_NO_DOCUMENTS = re.compile(
    r"(?:image|audio|video)/|application/(?:pkcs7-signature|x-pkcs7-signature|pgp-signature|ics)|text/calendar"
)
_ENDINGS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


@dataclass(slots=True)
class _Gathered:
    """What is in a message: the paragraphs of its text, and what is attached; texts that cannot be read."""

    paragraphs: list[str] = field(default_factory=list)
    attached: list[Part] = field(default_factory=list)
    refused: list[DocumentError] = field(default_factory=list)

    def take_inline(self, name: str) -> None:
        """A text that has a name, but is to be shown, is the text of a message that has no other."""
        if self.paragraphs:
            return
        for part in self.attached:
            if part.get_content_type() in _TEXTS and part.get_content_disposition() == "inline":
                self.attached.remove(part)
                self.add(part, name)
                return

    def add(self, part: Part, name: str) -> None:
        """The text of a part."""
        try:
            self.paragraphs += _paragraphs(_text(part, name), part.get_content_type(), name)
        except DocumentError as error:
            self.refused.append(error)


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The releases of a message, with an error in the place of each attachment that is refused."""
    raw = file.whole(limits.PARSED_FILE_BYTES)
    if len(raw) > limits.MESSAGE_BYTES:
        raise too_large(file.name, limits.MESSAGE_BYTES, len(raw))
    yield from _releases(mime.parse(raw, file.name), file.name, 1)


def _releases(message: Part, name: str, depth: int) -> Iterator[Release | DocumentError]:
    if depth > limits.MESSAGE_DEPTH:
        raise DocumentError(
            name, f"a message in more than {limits.MESSAGE_DEPTH} others; save it alone"
        )
    if _HEADERS.isdisjoint(key.lower() for key in message.keys()):  # noqa: SIM118 - of headers
        raise DocumentError(name, "no message: it has no From, Subject or Date")
    gathered = _gathered(message, name)
    gathered.take_inline(name)
    sent = _sent(message, gathered.paragraphs, name)
    found = list(_attached(gathered.attached, name, depth))
    told = sum(isinstance(each, Release) for each in found)
    text = footers.strip(sent.paragraphs)
    if text and not (told and _words(text) < _NOTE_WORDS):
        title = _PREFIXES.sub("", sent.subject) or None
        try:
            found[:0] = list(article.releases(article.Article(text, title), name))
        except DocumentError as error:
            gathered.refused.append(error)
    found[:0] = gathered.refused
    if not found:
        raise DocumentError(name, "holds no text and no document")
    yield from _completed(found, sent)


class _Sent(NamedTuple):
    """The text of a message, and what is said of it."""

    sender: str
    day: datetime.date | None
    subject: str
    paragraphs: list[str]


def _sent(message: Part, paragraphs: list[str], name: str) -> _Sent:
    """What a message says, or the one that it forwards in its text below no more than a note; what stands between two is a
    note if the first is a forwarded one itself, and else its text."""
    sender, date, subject = (
        mime.header(message, each, name) for each in ("from", "date", "subject")
    )
    sent = _Sent(sender, date_text.parse(date), subject, paragraphs)
    if not (forwards := bool(_FORWARD.match(subject))):
        return sent
    while (inner := forwarded.find(sent.paragraphs, _ABOVE)) and inner.below:
        if inner.above and (not forwards or _words(inner.above) >= _NOTE_WORDS):
            break
        forwards = bool(_FORWARD.match(inner.subject))
        sent = _Sent(
            inner.sender or sent.sender,
            date_text.parse(inner.date) or sent.day,
            inner.subject or sent.subject,
            inner.below,
        )
    return sent


def _completed(
    found: list[Release | DocumentError], sent: _Sent
) -> Iterator[Release | DocumentError]:
    has_address = "@" in sent.sender
    sender, address = email.utils.parseaddr(sent.sender) if has_address else (sent.sender, "")
    agency = prose.one_line(sender or address.rpartition("@")[2])[: limits.FILTER_CHARACTERS]
    for each in found:
        if isinstance(each, Release):
            each = replace(
                each, published=each.published or sent.day, agency=each.agency or agency or None
            )
        yield each


def _gathered(part: Part, name: str) -> _Gathered:
    """What is in a part: of alternatives the first text, most often the plain one, unless another is far fuller."""
    found = _Gathered()
    kind = part.get_content_type()
    if part.is_multipart() and kind != "message/rfc822":
        for each in cast("list[Part]", part.get_payload()):
            inner = _gathered(each, name)
            if kind != "multipart/alternative":
                found.paragraphs += inner.paragraphs
            elif _words(inner.paragraphs) >= _FULLER * _words(found.paragraphs):
                found.paragraphs = inner.paragraphs or found.paragraphs
            found.attached += inner.attached
            found.refused += inner.refused
    elif kind in _TEXTS and not _is_attached(part):
        found.add(part, name)
    elif not _NO_DOCUMENTS.match(kind):
        found.attached.append(part)
    return found


def _words(paragraphs: list[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def _is_attached(part: Part) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(part: Part, name: str) -> str:
    """The text of a part, its lines whole."""
    text = _decoded(part, name)
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    is_space_added = str(part.get_param("delsp", "")).lower() == "yes"
    return _SOFT_BREAK.sub("" if is_space_added else " ", prose.newlines(text))


def _decoded(part: Part, name: str) -> str:
    """The text of a part: what it declares counts, as on pages, where its bytes do not tell otherwise."""
    raw = _bytes(part)
    charset = part.get_content_charset() or ""
    declared = charset if _CHARSETS.fullmatch(charset) else None
    try:
        return encoding.decode(raw, name, declared)
    except DocumentError:
        with suppress(LookupError, UnicodeError):
            if declared:
                return raw.decode(declared)
        raise


def _bytes(part: Part) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _paragraphs(text: str, kind: str, name: str) -> list[str]:
    if kind == "text/plain":
        parts = map(prose.paragraphs, footers.split_signatures(prose.newlines(text)))
        return [each for part in parts for each in part.split(PARAGRAPH_BREAK) if each]
    if reason := tag_limit.fault(text):
        raise DocumentError(name, reason)
    return rendering.paragraphs(text)


def _attached(parts: list[Part], name: str, depth: int) -> Iterator[Release | DocumentError]:
    """The releases of what is attached, each under a name of its own below that of the message."""
    taken = set[str]()
    for number, part in enumerate(parts, 1):
        called = _called(part, number)
        numbered = (f"{each}.{called}" for each in count(number))
        within = f"{name}/{file_names.make_unique(called, numbered, taken)}"
        try:
            if part.get_content_type() == "message/rfc822":
                yield from _releases(cast("list[Part]", part.get_payload())[0], within, depth + 1)
            else:
                yield from _document(Unpacked(within, iter([_bytes(part)])), depth)
        except DocumentError as error:
            yield error
        except MemoryError:
            raise
        except Exception as error:  # of a library, at a malformed file: the others are still read
            yield parsers.failure(within, error)


def _called(part: Part, number: int) -> str:
    """The name of an attachment, without the folders that it may claim to lie in."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        return f"{number}.eml"
    given = PurePosixPath((part.get_filename() or "").replace("\\", "/")).name
    return file_names.printable(given) or f"{number}{_ENDINGS.get(kind, '')}"


def _document(content: Content, depth: int) -> Iterator[Release | DocumentError]:
    kind = readers.detect_format(content)
    if kind in readers.PACKINGS:
        raise DocumentError(content.name, "an archive in a message: save it beside the message")
    if kind == "mail":
        inner = mime.parse(content.whole(limits.MESSAGE_BYTES), content.name)
        yield from _releases(inner, content.name, depth + 1)
    else:
        yield from readers.read_format(content, kind, parsers.read)
