"""Messages that are expensive to parse: headers and parts are bounded before parsing."""

from email.headerregistry import HeaderRegistry
from email.policy import Policy
from typing import Any

import pytest

from indexer.documents import limits
from indexer.documents.files.content import Unpacked
from indexer.documents.mail import mime
from indexer.documents.mail import reader as mail
from indexer.errors import DocumentError
from indexer.releases.release import Release

TEXT = "أعلنت وزارة الأشغال العامة عن إعادة فتح الطريق."
HEAD = "From: press@b.c\nSubject: a\nMIME-Version: 1.0\n"


def read(message: str) -> list[Release | DocumentError]:
    return list(mail.read(Unpacked("a.eml", iter([message.encode()]))))


@pytest.mark.parametrize("header", ["Content-Type: text/plain; x=", "Content-Disposition: a; b="])
@pytest.mark.parametrize("token", ['"', ". ", "(", "; a*=utf-8''%41"])
def test_a_part_with_a_long_header_refuses_no_message(header: str, token: str) -> None:
    parts = f"--b\n\n{TEXT}\n--b\n{header}{token * 8_000}\n\n{TEXT}\n--b--\n"
    (found,) = read(f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{parts}")
    assert isinstance(found, Release)


@pytest.mark.parametrize("token", ["(", '"', "a@b, ", "=?utf-8?q?a?= "])
@pytest.mark.parametrize("name", ["From", "Date"])
def test_an_invalid_header_refuses_no_message(name: str, token: str) -> None:
    (found,) = read(f"Subject: a\n{name}: {token * 8_000}\n\n{TEXT}")
    assert isinstance(found, Release)


def test_an_unparsable_sender_refuses_no_message() -> None:
    (found,) = read(f"Subject: a\nFrom: press: a b; c\n\n{TEXT}")
    assert isinstance(found, Release)


def test_a_long_header_is_truncated_between_encoded_words_before_parsing() -> None:
    word = "=?utf-8?q?=D8=A8?="
    for subject in (" ".join([word] * 5_000), "ب " * 5_000):
        message = mime.parse(f"Subject: {subject}\n\n".encode(), "a.eml")
        shown = mime.header(message, "subject", "a.eml")
        assert set(shown) <= {"ب", " "}
        assert 100 <= len(shown) <= limits.HEADER_CHARACTERS


def quote(text: str) -> str:
    return "=?utf-8?q?" + "".join(f"={byte:02X}" for byte in text.encode()) + "?="


# As one encoded word, in words as long as RFC 2047 allows them (75 characters) on lines of their
# own, and word by word.
@pytest.mark.parametrize("letters", [300, 10, 6])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_subject_of_a_headline_s_length_is_whole(letters: int, end: str) -> None:
    subject = ("وزارة الداخلية المغربية تعلن عن منصة لخدمات الهجرة والجوازات " * 5)[:300].strip()
    pieces = [subject[at : at + letters] for at in range(0, len(subject), letters)]
    sent = f"Subject: {f'{end} '.join(map(quote, pieces))}{end}{end}"
    message = mime.parse(sent.encode(), "a.eml")
    assert mime.header(message, "subject", "a.eml") == subject


def test_headers_are_parsed_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parsed: list[str] = []

    class Counting(HeaderRegistry):
        def __call__(self, name: str, value: str) -> Any:
            parsed.append(f"{name}: {value}")
            return super().__call__(name, value)

    monkeypatch.setattr(mime, "_REGISTRY", Counting())
    part = f"--b\nContent-Type: text/plain; format=flowed; x=0\n\n{TEXT}\n"
    read(f"{HEAD}Content-Type: multipart/mixed; boundary=c\n\n{part.replace('--b', '--c')}")
    assert len(parsed) == len(set(parsed)) > 1


def test_parts_are_counted_while_they_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    made = 0

    class Counted(mime._Part):
        def __init__(self, name: str, policy: Policy) -> None:
            nonlocal made
            made += 1
            super().__init__(name, policy)

    monkeypatch.setattr(mime, "_Part", Counted)
    parts = "--b\n\nx\n" * 10_000
    with pytest.raises(DocumentError, match="more than 200 parts"):
        read(f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{parts}")
    assert made == limits.MAX_MESSAGE_PARTS


def nested_message(depth: int) -> str:
    kinds = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return f"Subject: a\n{''.join(kinds)}\n{TEXT}"


def test_nested_parts_are_bounded() -> None:
    (found,) = read(nested_message(limits.MAX_PART_DEPTH - 1))
    assert isinstance(found, Release)
    with pytest.raises(DocumentError, match="more than 32 parts in one another"):
        read(nested_message(limits.MAX_PART_DEPTH))
