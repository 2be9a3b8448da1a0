"""Reads e-mail: the text of a message is a release with the subject as its title; attachments are
separate documents.

A short text beside attached releases is a covering note and not a release. Pictures, recordings and
signatures are not documents. The date and the sender of a message complete its releases, but the
sender only those that name it, of the attached ones; those of a message forwarded in the text (see
`forwarded`) take precedence. Signatures and footers are removed:
see `footers`.
"""

import datetime
import email.utils
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import PurePosixPath
from typing import NamedTuple, cast

from indexer.arabic.orthography.normalizer import fold_phrase
from indexer.documents import limits, readers
from indexer.documents.dates import date_text
from indexer.documents.files import file_names
from indexer.documents.files.content import Content, Unpacked, too_large_error
from indexer.documents.files.formats import Format
from indexer.documents.isolated import parsers
from indexer.documents.mail import contents, footers, forwarded, mime
from indexer.documents.mail.mime import Part
from indexer.documents.press import article
from indexer.documents.text import prose
from indexer.errors import DocumentError
from indexer.releases.release import Release

_HEADERS = frozenset({"from", "subject", "date", "received", "mime-version", "content-type"})
_REPLIES, _FORWARDS = "re|رد", "fwd?|fw|tr|إعادة توجيه|اعادة توجيه|تحويل"
_PREFIXES = re.compile(
    rf"^(?:\s*(?:{_REPLIES}|{_FORWARDS})\s*(?:\[\d+\])?\s*[:：])+\s*", re.IGNORECASE
)
_FORWARD = re.compile(rf"^\s*(?:{_FORWARDS})\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE)
# The most paragraphs above a forwarded message.
_ABOVE = 12
# The most words of a covering note: مرفق طيه البيان الصحفي, with greetings and an address.
_NOTE_WORDS = 60
# The fewest words of a note that a remark tells of, as it may be a short release.
_REMARKED_NOTE_WORDS = 25
_EXTENSIONS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The releases of a message, with a DocumentError in place of each refused attachment."""
    raw = file.whole(limits.PARSED_FILE_BYTES)
    if len(raw) > limits.MESSAGE_BYTES:
        raise too_large_error(file.name, limits.MESSAGE_BYTES, len(raw))
    yield from _releases(mime.parse(raw, file.name), file.name, 1)


def _releases(message: Part, name: str, depth: int) -> Iterator[Release | DocumentError]:
    if depth > limits.MAX_MESSAGE_DEPTH:
        raise DocumentError(
            name, f"a message in more than {limits.MAX_MESSAGE_DEPTH} others; save it alone"
        )
    if _HEADERS.isdisjoint(key.lower() for key in message.keys()):  # noqa: SIM118 - of headers
        raise DocumentError(name, "no message: it has no From, Subject or Date")
    parts = contents.collect(message, name)
    parts.take_inline(name)
    message_text = _resolve_forwards(message, parts.paragraphs, name)
    attached = list(_read_attachments(parts.attached, name, depth))
    has_releases = any(isinstance(each, Release) for each in attached)
    found: list[Release | DocumentError] = []
    text = footers.strip(message_text.paragraphs)
    words = contents.count_words(text)
    if has_releases and words < _NOTE_WORDS:
        if words >= _REMARKED_NOTE_WORDS:
            attached = _with_remark_on_note(attached, words)
    elif text:
        title = _PREFIXES.sub("", message_text.subject) or None
        try:
            found = list(article.releases(article.Article(text, title), name))
        except DocumentError as error:
            parts.refused.append(error)
    if not (found or attached or parts.refused):
        raise DocumentError(name, "holds no text and no document")
    yield from parts.refused
    yield from _complete(found, message_text)
    yield from _complete(attached, message_text, are_attached=True)


def _with_remark_on_note(
    attached: list[Release | DocumentError], words: int
) -> list[Release | DocumentError]:
    """The attached documents; the first release says that the text of the message was left out."""
    remark = f"the text of the message ({words} words) was taken for a covering note and left out"
    place = next(n for n, each in enumerate(attached) if isinstance(each, Release))
    first = cast(Release, attached[place])
    remarked = replace(first, remarks=(*first.remarks, remark))
    return [*attached[:place], remarked, *attached[place + 1 :]]


class _MessageText(NamedTuple):
    """The text of a message with its sender, date and subject."""

    sender: str
    day: datetime.date | None
    subject: str
    paragraphs: list[str]


def _resolve_forwards(message: Part, paragraphs: list[str], name: str) -> _MessageText:
    """The text of a message, or of the innermost message that it forwards below at most a note.
    Text between two forwarded headers is a note if the outer message is itself a forwarded one,
    else it is the text."""
    sender, date, subject = (
        mime.header(message, each, name) for each in ("from", "date", "subject")
    )
    message_text = _MessageText(sender, date_text.parse(date), subject, paragraphs)
    if not (forwards := bool(_FORWARD.match(subject))):
        return message_text
    while (inner := forwarded.find(message_text.paragraphs, _ABOVE)) and inner.below:
        if inner.above and (not forwards or contents.count_words(inner.above) >= _NOTE_WORDS):
            break
        forwards = bool(_FORWARD.match(inner.subject))
        message_text = _MessageText(
            inner.sender or message_text.sender,
            date_text.parse(inner.date) or message_text.day,
            inner.subject or message_text.subject,
            inner.below,
        )
    return message_text


def _complete(
    found: list[Release | DocumentError], message_text: _MessageText, *, are_attached: bool = False
) -> Iterator[Release | DocumentError]:
    """The releases with the date and the sender of a message where they have none. An attached
    document must name the sender, who may pass on those of others."""
    agency = _sender_name(message_text) or None
    for each in found:
        if isinstance(each, Release):
            is_sender = not are_attached or (agency is not None and _names(each, agency))
            each = replace(
                each,
                published=each.published or message_text.day,
                agency=each.agency or (agency if is_sender else None),
            )
        yield each


def _names(release: Release, agency: str) -> bool:
    """Whether a release names an agency, in any spelling and behind one-letter particles."""
    name = rf"(?<!\w)[وفبكل]?{re.escape(fold_phrase(agency))}(?!\w)"
    return bool(re.search(name, fold_phrase(f"{release.title} {release.body}")))


def _sender_name(message_text: _MessageText) -> str:
    has_address = "@" in message_text.sender
    sender, address = (
        email.utils.parseaddr(message_text.sender) if has_address else (message_text.sender, "")
    )
    return prose.one_line(sender or address.rpartition("@")[2])[: limits.FIELD_CHARACTERS]


def _read_attachments(
    parts: list[Part], name: str, depth: int
) -> Iterator[Release | DocumentError]:
    """The releases of the attachments, each with a unique name below that of the message."""
    taken = set[str]()
    for number, part in enumerate(parts, 1):
        attachment = _attachment_name(part, number)
        numbered = (f"{each}.{attachment}" for each in count(number))
        within = f"{name}/{file_names.make_unique(attachment, numbered, taken)}"
        try:
            if part.get_content_type() == "message/rfc822":
                yield from _releases(cast("list[Part]", part.get_payload())[0], within, depth + 1)
            else:
                yield from _read_attachment(Unpacked(within, iter([contents.payload(part)])), depth)
        except DocumentError as error:
            yield error
        except MemoryError:
            raise
        except Exception as error:  # a library failed on a malformed file: read the others
            yield parsers.failure(within, error)


def _attachment_name(part: Part, number: int) -> str:
    """The file name of an attachment, without folders."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        return f"{number}.eml"
    given = PurePosixPath((part.get_filename() or "").replace("\\", "/")).name
    return file_names.printable(given) or f"{number}{_EXTENSIONS.get(kind, '')}"


def _read_attachment(content: Content, depth: int) -> Iterator[Release | DocumentError]:
    kind = readers.detect_format(content)
    if kind in readers.PACKINGS:
        raise DocumentError(content.name, "an archive in a message: save it beside the message")
    if kind == Format.MAIL:
        inner = mime.parse(content.whole(limits.MESSAGE_BYTES), content.name)
        yield from _releases(inner, content.name, depth + 1)
    else:
        yield from readers.read_format(content, kind, parsers.read)
