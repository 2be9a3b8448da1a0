"""The encodings of e-mails: declared, proved by the bytes, or marked."""

from pathlib import Path

import pytest

from tests.documents.test_mail import TEXT, UNFOLDED, check, message, one


@pytest.mark.parametrize("declared", ["windows-1256", "iso-8859-1", "us-ascii", "utf-8", ""])
@pytest.mark.parametrize("written", ["utf-8", "windows-1256"])
def test_a_text_is_in_the_encoding_that_its_bytes_prove(
    tmp_path: Path, declared: str, written: str
) -> None:
    kind = f"text/plain; charset={declared}" if declared else "text/plain"
    head = f"From: a@b.c\nSubject: Bayan\nContent-Type: {kind}\nContent-Transfer-Encoding: 8bit\n\n"
    assert one(tmp_path, head.encode() + TEXT.encode(written)).body == TEXT


def test_what_no_bytes_prove_is_in_the_encoding_that_is_declared(tmp_path: Path) -> None:
    text = "Le ministère a réuni les élus de la région à Orléans."
    head = "From: a@b.c\nSubject: Communiqu\nContent-Type: text/plain; charset=iso-8859-1\n\n"
    assert one(tmp_path, head.encode() + text.encode("latin-1")).body == text


def test_a_byte_order_mark_stands_before_no_header(tmp_path: Path) -> None:
    made = message()
    made.set_content(TEXT)
    check(one(tmp_path, b"\xef\xbb\xbf" + made.as_bytes(policy=UNFOLDED)))


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "raw_unicode_escape"])
def test_encodings_that_are_none_of_texts_are_not_believed(tmp_path: Path, charset: str) -> None:
    head = f"From: a@b.c\nSubject: a\nContent-Type: text/plain; charset={charset}\n\n"
    for text in ("Statement +2AA- text", "Statement \\ud800 text"):
        assert one(tmp_path, (head + text).encode()).body == text
