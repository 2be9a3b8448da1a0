"""Decoding bytes."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.html import page_encoding
from indexer.documents.text import encoding
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
def test_accepted_inputs(raw: bytes) -> None:
    assert encoding.decode(raw, "a.txt") == TEXT
    for size in (1, 3, 7, 100):
        chunks = [raw[:4], *(raw[i : i + size] for i in range(4, len(raw), size))]
        utf8 = b"".join(encoding.utf8_chunks(chunks, "a.txt"))
        assert utf8.decode("utf-8-sig") == TEXT


@pytest.mark.parametrize(
    ("raw", "line", "reason"),
    [
        ("ab\n" + "ضظطث", 2, "byte 3 (0xd6) is not UTF-8; save it as UTF-8"),
        ("ندوة إدارة الهجرة".encode() + b"\xff", 1, "byte 32 (0xff) is not UTF-8"),
        ("ندوة\0إدارة الهجرة", 1, "byte 0 (0xe4) is not UTF-8"),
        (codecs.BOM_UTF8 + b"a\n\xff", 2, "byte 5 (0xff) is not UTF-8"),
        (b"a\n\nb\xd8", 3, "byte 4 (0xd8) is not UTF-8"),
        (b"a\xed\xa0\x80", 1, "byte 1 (0xed) is not UTF-8"),
        (b"a\n\0", 2, "a NUL character at byte 2"),
        (codecs.BOM_UTF8 + b"\0", 1, "a NUL character at byte 3"),
        ("n\n".encode("utf-16-le"), 1, "a NUL character at byte 1"),
        (codecs.BOM_UTF16_LE + b"a\0\n\0\0\0", 2, "a NUL character at byte 6"),
        (codecs.BOM_UTF16_LE + b"a\0\n\0b", 2, "not UTF-16 at byte 6 (truncated data)"),
        (codecs.BOM_UTF16_BE + b"\0a\xd8\0\0a", 1, "not UTF-16 at byte 4"),
        (codecs.BOM_UTF32_LE + b"a\0\0\0", None, "UTF-32 is not supported"),
    ],
)
def test_refused_inputs(raw: bytes | str, line: int | None, reason: str) -> None:
    raw = raw if isinstance(raw, bytes) else raw.encode("windows-1256")
    with pytest.raises(DocumentError) as caught:
        encoding.decode(raw, "a.txt")
    assert caught.value.reason.startswith(reason)
    assert caught.value.line == line


def test_truncated_and_unknown_streams() -> None:
    with pytest.raises(DocumentError, match="middle of a character"):
        list(encoding.utf8_chunks([codecs.BOM_UTF16_LE, b"a\0b"], "a"))
    with pytest.raises(DocumentError, match="UTF-32"):
        list(encoding.utf8_chunks([codecs.BOM_UTF32_BE], "a"))


PASSAGES = {
    "press": "• ندوة إدارة الهجرة\n\n    عقدت الهيئة ندوة في بيجينغ.\n\n  •\n    2025-10-14\n",
    "vowels": "وَأَكَّدَ الْمُشَارِكُونَ أَهَمِّيَّةَ الِاحْتِرَامِ الْمُتَبَادَلِ",
    "punctuation": "قال: «نعم، بالتأكيد؛ أليس كذلك؟» – ثم مضى…\n",
    "latin": "وقّعت شركة Huawei مذكرة تفاهم (MoU) مع الوزارة في 2025\n",
    "short": "بيان\n",
    "long": "ناقش المشاركون في الندوة سبل تعزيز التعاون الدولي في مجال حوكمة الهجرة. " * 2_000,
}


@pytest.mark.parametrize("passage", PASSAGES)
@pytest.mark.parametrize(
    "written_in", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "windows-1256"]
)
def test_encodings_are_distinguished(passage: str, written_in: str) -> None:
    text = PASSAGES[passage]
    raw = text.encode(written_in)
    assert encoding.decode(raw, "a.txt") == text
    chunks = [raw[:5_000], raw[5_000:]]
    assert b"".join(encoding.utf8_chunks(chunks, "a.txt")).decode("utf-8-sig") == text


@given(st.binary() | st.binary().map(lambda raw: codecs.BOM_UTF16_LE + raw))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        text = encoding.decode(raw, "a.txt")
    except DocumentError:
        return
    text.encode("utf-8")
    assert "\0" not in text


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
@pytest.mark.parametrize("right", ["utf-8", "cp1256"])
def test_arabic_decoded_as_latin(right: str, wrong: str) -> None:
    text = "بيان صادر عن وزارة الصحة بشأن حملة التطعيم الوطنية"
    assert encoding.is_misread(text.encode(right).decode(wrong, "replace"))
    assert not encoding.is_misread(text)
    assert not encoding.is_misread("Élève très zélé, où êtes-vous né? Ça va déjà mieux à l'école.")


@pytest.mark.parametrize(
    "text",
    [
        "أعلن مجلس الوزراء عن موعد القمة",
        "وضعت «الهيئة» خطط التطوير، ونقاط العمل؛ فهل تكفي؟ نعم، فقط، بلا شروط، أو ضغط…",
        "حفظ، ضغط، خطط، نفط، وسط، شرط؛ ضبط؟ " * 30,
    ],
)
def test_arabic_decoded_as_windows_1256(text: str) -> None:
    wrong = text.encode().decode("cp1256")
    assert encoding.is_misread(wrong * 2)
    assert not encoding.is_misread(text)


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_a_page_that_declares_latin_1_is_windows_1252(declared: str) -> None:
    text = "“Élève zélé” – 5 €"
    page = f'<meta charset="{declared}"><p>{text}</p>'
    assert text in page_encoding.decode(page.encode("windows-1252"), "a.html")


def test_a_page_in_french_is_in_the_encoding_that_it_declares() -> None:
    page = '<meta charset="iso-8859-1"><p>Le ministère de la santé ouvre une campagne.</p>'
    assert page_encoding.decode(page.encode("latin-1"), "a.html") == page
