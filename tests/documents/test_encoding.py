"""Bytes to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents import encoding
from indexer.errors import DocumentError

TEXT = "• ندوة\n😀\n"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
)
def test_what_is_read(raw: bytes) -> None:
    assert encoding.decode(raw, "a.txt") == TEXT
    for size in (1, 3, 7, 100):
        chunks = [raw[:4], *(raw[i : i + size] for i in range(4, len(raw), size))]
        utf8 = b"".join(encoding.utf8_chunks(chunks, "a.txt"))
        assert utf8.decode("utf-8-sig") == TEXT


@pytest.mark.parametrize(
    ("raw", "line", "reason"),
    [
        ("ab\n" + "ندوة", 2, "byte 3 (0xe4) is not UTF-8; save it as UTF-8"),
        (codecs.BOM_UTF8 + b"a\n\xff", 2, "byte 5 (0xff) is not UTF-8"),
        (b"a\n\nb\xd8", 3, "byte 4 (0xd8) is not UTF-8"),
        (b"a\xed\xa0\x80", 1, "byte 1 (0xed) is not UTF-8"),
        (b"a\n\0", 2, "a NUL character at byte 2"),
        (codecs.BOM_UTF8 + b"\0", 1, "a NUL character at byte 3"),
        ("ن\n".encode("utf-16-le"), 2, "a NUL character at byte 3"),
        (codecs.BOM_UTF16_LE + b"a\0\n\0\0\0", 2, "a NUL character at byte 6"),
        (codecs.BOM_UTF16_LE + b"a\0\n\0b", 2, "not UTF-16 at byte 6 (truncated data)"),
        (codecs.BOM_UTF16_BE + b"\0a\xd8\0\0a", 1, "not UTF-16 at byte 4"),
        (codecs.BOM_UTF32_LE + b"a\0\0\0", None, "UTF-32 is not supported"),
    ],
)
def test_what_is_refused(raw: bytes | str, line: int | None, reason: str) -> None:
    raw = raw if isinstance(raw, bytes) else raw.encode("windows-1256")
    with pytest.raises(DocumentError) as caught:
        encoding.decode(raw, "a.txt")
    assert caught.value.reason.startswith(reason)
    assert caught.value.line == line


def test_streams_that_are_cut_or_unknown() -> None:
    with pytest.raises(DocumentError, match="middle of a character"):
        list(encoding.utf8_chunks([codecs.BOM_UTF16_LE, b"a\0b"], "a"))
    with pytest.raises(DocumentError, match="UTF-32"):
        list(encoding.utf8_chunks([codecs.BOM_UTF32_BE], "a"))


@given(st.binary() | st.binary().map(lambda raw: codecs.BOM_UTF16_LE + raw))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        text = encoding.decode(raw, "a.txt")
    except DocumentError:
        return
    text.encode("utf-8")
    assert "\0" not in text
