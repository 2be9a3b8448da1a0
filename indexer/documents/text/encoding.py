"""Decodes bytes: UTF-8, UTF-16, and older Arabic encodings where the decoded text confirms them.

Other bytes are refused with their offset (from 0); `encoding_detection` says why a detected
encoding must be confirmed. NUL is refused because no text contains it.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from indexer.arabic.orthography.letters import PLAIN
from indexer.documents.text.encoding_detection import detect
from indexer.errors import DocumentError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF32_REASON = "UTF-32 is not supported; save it as UTF-8"
# The number of characters that are checked, and the least number and share of accented Latin-1
# letters that reveal mojibake.
_SAMPLE, _LEAST_ACCENTED, _ACCENTED = 1_000, 20, 0.3
_ACCENTED_LETTER = re.compile("[\u00c0-\u00ff]")
# One Arabic letter of UTF-8 (two bytes) decoded as windows-1256. Such pairs make up most of a text
# that was decoded wrongly, and occur next to nowhere else.
_MISREAD_LETTER = re.compile(
    f"[{bytes(range(0xD8, 0xDC)).decode('cp1256')}][{bytes(range(0x80, 0xC0)).decode('cp1256')}]"
)
_LEAST_MISREAD, _MISREAD = 10, 0.5
_ARABIC_LETTER = re.compile(f"[{PLAIN}]")
# Arabic words consist of such letters only when they are decoded as Latin-1; no language has three
# in a row.
_ACCENTED_WORD = re.compile(f"{_ACCENTED_LETTER.pattern}{{3,}}")
_NUL = "a NUL character at byte {}: not text; if it is, save it as UTF-8"


def decode(raw: bytes, name: str, declared: str | None = None) -> str:
    """The text of a whole file, without its byte order mark. Bytes that are not Unicode are decoded
    as `declared` if the result is not Arabic: Western texts have too few non-ASCII letters to
    detect their encoding.

    Raises DocumentError with the line and byte offset of the first undecodable byte.
    """
    if not raw.startswith((codecs.BOM_UTF8, *_UTF16, *_UTF32)) and _is_doubtful(raw):
        western = _decode_western(raw, declared) if declared else None
        if western is not None:
            return western
        encoding = detect(raw)
        if encoding:
            return _decode(raw, encoding, name)
    return decode_marked(raw, name)


def decode_marked(raw: bytes, name: str) -> str:
    """As `decode`, but UTF-8 unless a byte order mark says otherwise, without detection."""
    if raw.startswith(_UTF32):
        raise DocumentError(name, _UTF32_REASON)
    return _decode(raw, "utf-16" if raw.startswith(_UTF16) else "utf-8", name).removeprefix(
        "\ufeff"
    )


def is_misread(text: str) -> bool:
    """Whether a text is mojibake: Arabic that was decoded wrongly and then saved, ``Ø¨ÙŠØ§Ù†``,
    ``ÈíÇä`` or ``ط¨ظٹط§ظ†`` for بيان. No language has so many accented letters, or so many ط and ظ
    before symbols."""
    sample = text[:_SAMPLE]
    accented = len(_ACCENTED_LETTER.findall(sample))
    if accented >= _LEAST_ACCENTED and accented > _ACCENTED * len(sample):
        return True
    misread = len(_MISREAD_LETTER.findall(sample))
    return misread >= _LEAST_MISREAD and 2 * misread > _MISREAD * len(sample)


def utf8_chunks(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Transcodes a stream to UTF-8, chunk by chunk.

    The encoding is detected from the first chunk. UTF-8 passes through unchecked, because each line
    is decoded later. Lone surrogates of UTF-16 become bytes that `decode_marked` refuses, so that
    only their line is lost. Raises DocumentError.
    """
    rest = iter(chunks)
    first = next(rest, b"")
    encoding = _stream_encoding(first, name)
    if encoding is None:
        yield from chain([first], rest)
        return
    decoder = codecs.getincrementaldecoder(encoding)(
        "surrogatepass" if encoding.startswith("utf") else "strict"
    )
    try:
        for chunk in chain([first], rest):
            yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise DocumentError(name, f"not {encoding}: {error.reason}") from None
    if decoder.getstate()[0]:
        raise DocumentError(name, "UTF-16 that ends in the middle of a character: the file was cut")


def _stream_encoding(first: bytes, name: str) -> str | None:
    """The encoding of a stream that begins with `first`; None for UTF-8."""
    if first.startswith(_UTF32):
        raise DocumentError(name, _UTF32_REASON)
    if first.startswith(_UTF16):
        return "utf-16"
    return detect(first) if _is_doubtful(first, cut=True) else None


def _is_doubtful(raw: bytes, *, cut: bool = False) -> bool:
    """Whether `raw` is not UTF-8, or has the high bytes of ASCII or Arabic in UTF-16.

    With `cut`, the last character may be incomplete.
    """
    if b"\0" in raw or b"\x06" in raw:
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(raw, final=not cut)
    except UnicodeDecodeError:
        return True
    return False


def _decode_western(raw: bytes, encoding: str) -> str | None:
    """`raw` decoded, or None if the result is Arabic or mojibake of Arabic."""
    try:
        text = raw.decode(encoding)
    except (LookupError, UnicodeError):
        return None
    accented = len(_ACCENTED_LETTER.findall(text))
    misread = sum(map(len, _ACCENTED_WORD.findall(text)))
    is_arabic = _ARABIC_LETTER.search(text) or 2 * misread > accented
    return None if is_arabic or "\0" in text or "\x06" in text else text


def _decode(raw: bytes, encoding: str, name: str) -> str:
    """`raw` decoded. Raises DocumentError for the first undecodable byte and for NUL."""
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            name, _decoding_fault(raw, error), _line_number(raw, error.start, encoding)
        ) from None
    if "\0" in text:
        before = text[: text.index("\0")]
        offset = len(before.encode(encoding))
        raise DocumentError(name, _NUL.format(offset), before.count("\n") + 1)
    return text


def _decoding_fault(raw: bytes, error: UnicodeDecodeError) -> str:
    if error.encoding.startswith("utf-16"):
        mark = ", though its mark says so" if raw.startswith(_UTF16) else ""
        return f"not UTF-16 at byte {error.start} ({error.reason}){mark}"
    byte = raw[error.start]
    return f"byte {error.start} (0x{byte:02x}) is not UTF-8; save it as UTF-8"


def _line_number(raw: bytes, offset: int, encoding: str) -> int:
    """The line, from 1, of the byte at `offset`."""
    if encoding.startswith("utf-16"):
        return raw[:offset].decode(encoding, "ignore").count("\n") + 1
    return raw[:offset].count(b"\n") + 1
