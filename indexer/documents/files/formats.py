"""Detects the format of a content by its first bytes, else by its file extension.

A web page saved as ``.pdf`` is read as a web page, and a PDF without an extension as a PDF. An
extension of no supported format (``.exe``, ``.part``, ``.bak``) means that the file is not a
document, or an incomplete one.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePosixPath

from indexer.documents.files.content import Content
from indexer.errors import DocumentError


class Format(StrEnum):
    """The formats that are read. A text file is in the seed format, plain text, or a sheet saved as
    text."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    WORD = "docx"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    FEED = "feed"
    MAIL = "mail"
    ZIP = "zip"
    GZIP = "gzip"


PACKED = ".gz"
BY_EXTENSION: Mapping[str, Format] = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.WORD,
    ".docm": Format.WORD,
    ".dotx": Format.WORD,
    ".dotm": Format.WORD,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".xml": Format.FEED,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".eml": Format.MAIL,
    ".zip": Format.ZIP,
}
SUPPORTED = f"supported are {' '.join(BY_EXTENSION)}, each also packed as {PACKED}"
# Signatures. Several formats are ZIP archives and are distinguished by their members.
_SIGNATURES = (
    (re.compile(rb"(?s).{0,1023}?%PDF-[0-9]"), Format.PDF),
    (re.compile(rb"PK(?:\x03\x04|\x05\x06)"), Format.ZIP),
    (re.compile(rb"\x1f\x8b"), Format.GZIP),
)
_PICTURE = "a picture: not read; have its text recognised (OCR) and save that as .txt"
_REPACK = "pack what is in it as .zip"
_UNREADABLE_SIGNATURES = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Word or Excel file, or one with a password: not read; save it as .docx or .csv, without one",
    ),
    (b"{\\rtf", "rich text (RTF): not read; save it as .docx or .txt"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x7fELF", "a program: not read"),
    (b"7z\xbc\xaf\x27\x1c", f"a 7z archive: not read; {_REPACK}"),
    (b"Rar!\x1a\x07", f"a RAR archive: not read; {_REPACK}"),
    (b"BZh", "packed with bzip2: not read; pack it as .gz"),
    (b"\xfd7zXZ\0", "packed with xz: not read; pack it as .gz"),
)
# Advice for unsupported extensions that users are likely to have; this project's own compilation.
_ADVICE: Mapping[str, str] = {
    ending: advice
    for endings, advice in (
        (".xlsx .xls .xlsm .xlsb .ods .numbers", "a spreadsheet: not read; save it as .csv"),
        (".doc .dot .odt .rtf .pages .wps .wpd", "not read; save it as .docx or .txt"),
        (".mhtml .mht .webarchive", "a page in an archive: not read; save it as .html (the page alone)"),
        (".pptx .ppt .pps .ppsx .odp .key", "slides: not read; save them as .pdf"),
        (".msg", "a message of Outlook: not read; save it as .eml, or its text as .txt"),
        (".bib .ris", "references, without the texts: not read; export these as .jsonl or .csv"),
        (".epub .mobi", "a book: not read; save it as .docx or .txt"),
        (".png .jpg .jpeg .jfif .gif .webp .bmp .tif .tiff .heic .svg", _PICTURE),
        (".mp3 .wav .m4a .mp4 .mov .avi .mkv .webm", "a recording: not read; save its text as .txt"),
        (".7z .rar .tar .tgz .bz2 .xz", f"an archive of another kind: not read; {_REPACK}"),
    )
    for ending in endings.split()
}  # fmt: skip
# Some programs write web pages or newer Word files under these extensions, so the content decides.
_BY_CONTENT = frozenset({".doc", ".dot", ".rtf", ".wps"})
EMPTY = "is empty"
DAMAGED_WORD = "damaged Word file; open it in Word and save it again"
_HEAD_BYTES = 4096
# Possessive quantifiers: no backtracking over a file with many comments.
_LEAD = rb"(?:\xef\xbb\xbf)?(?:\s++|<\?[^>]*+>|<!--(?:(?!-->).)*+-->)*+"
_HTML = re.compile(_LEAD + rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(
    _LEAD + rb"(?:<!doctype[^>]*>\s*)?<(?:rss|feed|rdf:rdf|atom:feed)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[\s]")
# Text formats, whose extensions are often mixed up.
_TEXT_FORMATS = frozenset(
    {Format.TEXT, Format.MARKDOWN, Format.HTML, Format.CSV, Format.JSON, Format.JSONL, Format.FEED}
)


def detect(content: Content) -> Format:
    """The format of a content. Raises DocumentError that says what is supported, or what to do
    instead."""
    ends = extension(content.name)
    named = BY_EXTENSION.get(ends)
    if named is None and ends and ends not in _BY_CONTENT:
        raise DocumentError(content.name, _advice(ends))
    head = content.head(_HEAD_BYTES)
    if not head and named != Format.JSONL:  # an empty file is a valid JSON-lines file
        raise DocumentError(content.name, EMPTY)
    _refuse_unreadable(head, content.name)
    found = _signed_format(head, named) or _text_format(_as_single_bytes(head), named)
    if found is None and ends:
        raise DocumentError(content.name, _advice(ends))
    if found is None:
        raise DocumentError(content.name, f"a name without an ending is not supported; {SUPPORTED}")
    return found


def _refuse_unreadable(head: bytes, name: str) -> None:
    """Raises DocumentError for the signature of a format that is not read."""
    for signature, advice in _UNREADABLE_SIGNATURES:
        if head.startswith(signature):
            raise DocumentError(name, advice)


def _signed_format(head: bytes, named: Format | None) -> Format | None:
    """The format whose signature the content has; None if it has none."""
    found = next((kind for pattern, kind in _SIGNATURES if pattern.match(head)), None)
    may_mention_pdf = named in (*_TEXT_FORMATS, Format.MAIL) and not head.startswith(b"%PDF-")
    return None if found == Format.PDF and may_mention_pdf else found


def _advice(ending: str) -> str:
    return _ADVICE.get(ending) or f"the ending {ending} is not supported; {SUPPORTED}"


def extension(name: str) -> str:
    """The extension of a name in lower case, ignoring ``.gz``; empty if there is none."""
    path = PurePosixPath(name.rpartition("/")[2])
    while path.suffix.lower() == PACKED:
        path = path.with_suffix("")
    return path.suffix.lower()


def _text_format(head: bytes, named: Format | None) -> Format | None:
    """The format by the beginning of the text, else the one `named` by the extension."""
    if named is not None and named not in _TEXT_FORMATS:
        # The signature is missing. Often an error page was saved instead of the file.
        return Format.HTML if _HTML.match(head) else named
    if _HTML.match(head):
        return Format.HTML
    if _FEED.match(head):
        return Format.FEED
    if named == Format.TEXT and _XML.match(head):
        return Format.FEED
    return named


def _as_single_bytes(head: bytes) -> bytes:
    """UTF-16 without its zero bytes, which is enough to recognise tags."""
    return head.lstrip(b"\xff\xfe").replace(b"\0", b"") if b"\0" in head[:64] else head
