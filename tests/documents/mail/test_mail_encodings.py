"""The encodings of e-mails: declared, detected, or marked."""

from pathlib import Path

import pytest

from tests.documents.mail.test_mail import TEXT, UNFOLDED, check, message, one


@pytest.mark.parametrize("declared", ["windows-1256", "iso-8859-1", "us-ascii", "utf-8", ""])
@pytest.mark.parametrize("written", ["utf-8", "windows-1256"])
def test_the_encoding_of_a_text_is_detected(tmp_path: Path, declared: str, written: str) -> None:
    kind = f"text/plain; charset={declared}" if declared else "text/plain"
    head = f"From: a@b.c\nSubject: Bayan\nContent-Type: {kind}\nContent-Transfer-Encoding: 8bit\n\n"
    assert one(tmp_path, head.encode() + TEXT.encode(written)).body == TEXT


# Their accented letters are frequent ones of Arabic in code page 720, or in windows-1256.
WESTERN = (
    "Le ministère de la santé ouvre une campagne de vaccination.",
    "L'Office national des ports informe les usagers que le trafic reprendra lundi. Communiqué publié à Rabat.",
    "El Ministerio informa de la apertura de una nueva estación. La inauguración será el lunes.",
    "O Governo aprovou ontem o novo plano. O texto será publicado na próxima semana.",
)


@pytest.mark.parametrize("declared", ["iso-8859-1", "iso-8859-15", "windows-1252"])
@pytest.mark.parametrize("text", WESTERN)
def test_a_western_text_is_in_the_encoding_that_is_declared(
    tmp_path: Path, text: str, declared: str
) -> None:
    text = f"{text} {text}"
    head = f"From: a@b.c\nSubject: Communiqu\nContent-Type: text/plain; charset={declared}\n\n"
    assert one(tmp_path, head.encode() + text.encode(declared)).body == text


def test_french_may_be_in_the_encoding_of_arabic(tmp_path: Path) -> None:
    head = "From: a@b.c\nSubject: Communiqu\nContent-Type: text/plain; charset=windows-1256\n\n"
    assert one(tmp_path, head.encode() + WESTERN[0].encode("cp1256")).body == WESTERN[0]


@pytest.mark.parametrize(
    "text", ["بيان صحفي", "Bilan: عقد الوزير أمس اجتماعًا في Orleans (France)."]
)
@pytest.mark.parametrize(
    "frame", ["{}", "<p style='font-family: Calibri'>{}</p>" + "<p>&nbsp;</p>" * 99]
)
def test_arabic_among_latin_letters_and_tags_is_detected(
    tmp_path: Path, text: str, frame: str
) -> None:
    kind = "html" if "<" in frame else "plain"
    head = f"From: a@b.c\nSubject: Bayan\nContent-Type: text/{kind}; charset=iso-8859-1\n\n"
    assert one(tmp_path, head.encode() + frame.format(text).encode("cp1256")).body.strip() == text


def test_a_byte_order_mark_stands_before_no_header(tmp_path: Path) -> None:
    made = message()
    made.set_content(TEXT)
    check(one(tmp_path, b"\xef\xbb\xbf" + made.as_bytes(policy=UNFOLDED)))


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "raw_unicode_escape"])
def test_codecs_that_are_not_for_text_are_ignored(tmp_path: Path, charset: str) -> None:
    head = f"From: a@b.c\nSubject: a\nContent-Type: text/plain; charset={charset}\n\n"
    for text in ("Statement +2AA- text", "Statement \\ud800 text"):
        assert one(tmp_path, (head + text).encode()).body == text
