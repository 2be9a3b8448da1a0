"""Bytes to text: UTF-8, and UTF-16 where a byte order mark says so.

Other bytes are refused by offset (from 0): a guess that is wrong would put unreadable words into the
index. NUL is refused too: no text has it, but UTF-16 without its mark and binary files do.
"""

import codecs
from collections.abc import Iterable, Iterator

from indexer.errors import DocumentError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_NUL = (
    "a NUL character at byte {}: not text, or UTF-16 without its byte order mark; save it as UTF-8"
)


def decode(raw: bytes, name: str) -> str:
    """The text of a whole file, without its byte order mark.

    Raises DocumentError with the line and byte offset of what cannot be read.
    """
    if raw.startswith(_UTF32):
        raise DocumentError(name, "UTF-32 is not supported; save it as UTF-8")
    wide = raw.startswith(_UTF16)
    encoding = "utf-16" if wide else "utf-8-sig"
    # Both the decoder and the encoder leave a UTF-8 mark out of their count, but not a UTF-16 one.
    mark = len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            name, _fault(error, mark), _line(raw, error.start + mark, wide)
        ) from None
    if "\0" in text:
        before = text[: text.index("\0")]
        offset = len(before.encode("utf-16" if wide else "utf-8")) + mark
        line = before.count("\n") + 1
        raise DocumentError(name, _NUL.format(offset), line)
    return text


def utf8_chunks(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """The same text as UTF-8, chunk by chunk: for files that are read as a stream.

    UTF-8 passes through unchecked; each line is decoded by `decode` later. Lone surrogates of UTF-16
    pass as bytes that `decode` refuses, so that only their line is lost. Raises DocumentError.
    """
    decoder: codecs.IncrementalDecoder | None = None
    for number, chunk in enumerate(chunks):
        if number == 0 and chunk.startswith(_UTF32):
            raise DocumentError(name, "UTF-32 is not supported; save it as UTF-8")
        if number == 0 and chunk.startswith(_UTF16):
            decoder = codecs.getincrementaldecoder("utf-16")("surrogatepass")
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass") if decoder else chunk
    if decoder and decoder.getstate()[0]:
        raise DocumentError(name, "UTF-16 that ends in the middle of a character: the file was cut")


def _fault(error: UnicodeDecodeError, mark: int) -> str:
    offset = error.start + mark
    if error.encoding.startswith("utf-16"):
        return f"not UTF-16 at byte {offset} ({error.reason}), though its mark says so"
    byte = error.object[error.start]
    return f"byte {offset} (0x{byte:02x}) is not UTF-8; save it as UTF-8"


def _line(raw: bytes, offset: int, wide: bool) -> int:
    """The line, from 1, in which the byte at `offset` stands."""
    if wide:
        return raw[:offset].decode("utf-16", "ignore").count("\n") + 1
    return raw[:offset].count(b"\n") + 1
