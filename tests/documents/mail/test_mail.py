"""E-mails with a statement in the text or as an attachment."""

import datetime
import os
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from indexer.documents import folder, limits
from indexer.documents.files.content import Unpacked
from indexer.documents.isolated import parsers
from indexer.documents.mail import reader as mail
from indexer.documents.readers import DocumentReader
from indexer.errors import DocumentError
from indexer.releases.release import Release

FILES = Path(__file__).parents[2] / "data" / "documents" / "formats"
DOCX = (FILES / "python-docx.docx").read_bytes()
PDF = (FILES / "fpdf2.pdf").read_bytes()
WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
TITLE = "انعقاد ندوة سياسات إدارة الهجرة الإقليمية في ليان يون قانغ"
SUBJECT = "إعادة فتح طريق ضهر البيدر"
TEXT = (
    "أعلنت وزارة الأشغال العامة والنقل عن إعادة فتح طريق ضهر البيدر أمام السيارات.\n\nويستمر العمل."
)
HTML = "<p>أعلنت وزارة الأشغال <b>العامة</b> والنقل.</p><p>ويستمر العمل.</p>"
UNFOLDED = policy.default.clone(max_line_length=0)
DAY = datetime.date(2025, 2, 17)


def message(subject: str = SUBJECT) -> EmailMessage:
    made = EmailMessage()
    made["From"] = '"وزارة الأشغال" <press@ministry.gov.lb>'
    made["Date"] = "Mon, 17 Feb 2025 09:12:00 +0200"
    made["Subject"] = subject
    return made


def read(tmp_path: Path, made: EmailMessage | bytes) -> list[Release | DocumentError]:
    # Where Python folds a line between two encoded words, it loses the space between them.
    raw = made if isinstance(made, bytes) else made.as_bytes(policy=UNFOLDED)
    (tmp_path / "a.eml").write_bytes(raw)
    with DocumentReader() as reading:
        (source,) = folder.find([tmp_path / "a.eml"])
        return list(folder.read(source, reading))


def one(tmp_path: Path, made: EmailMessage | bytes) -> Release:
    (found,) = read(tmp_path, made)
    assert isinstance(found, Release), found
    return found


def check(release: Release) -> None:
    assert (release.title, release.published, release.agency) == (SUBJECT, DAY, "وزارة الأشغال")
    assert len(release.paragraphs) == 2


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("cte", ["base64", "8bit", "quoted-printable"])
def test_a_text(tmp_path: Path, charset: str, cte: str) -> None:
    made = message()
    made.set_content(TEXT, charset=charset, cte=cte)
    check(one(tmp_path, made))


def test_a_page(tmp_path: Path) -> None:
    made = message(f"Fwd: رد: {SUBJECT}")
    made.set_content(HTML, subtype="html")
    check(one(tmp_path, made))


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Software: new release", "Software: new release"),
        ("الرد: بيان", "الرد: بيان"),
        ("RE[2]: FW: بيان", "بيان"),
        ("رد : إعادة توجيه: بيان", "بيان"),
        ("بيان: رد: توضيح", "بيان: رد: توضيح"),
    ],
)
def test_reply_prefixes_of_a_subject_are_removed(tmp_path: Path, subject: str, title: str) -> None:
    made = message(subject)
    made.set_content(TEXT)
    assert one(tmp_path, made).title == title


def test_one_part_of_multipart_alternative_is_read(tmp_path: Path) -> None:
    made = message()
    made.set_content(TEXT)
    made.add_alternative(HTML, subtype="html")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    check(one(tmp_path, made))


def test_far_longer_part_of_multipart_alternative_is_read(tmp_path: Path) -> None:
    made = message()
    made.set_content("View this email in your browser: https://a.b/")
    made.add_alternative(f"<p>{TEXT}</p><p>{TEXT}</p>", subtype="html")
    assert "أعلنت وزارة الأشغال" in one(tmp_path, made).body


def test_all_texts_of_a_mixed_message_are_its_text(tmp_path: Path) -> None:
    made = message()
    made.set_content("أعلنت وزارة الأشغال العامة والنقل.")
    made.make_mixed()
    for charset in ("utf-8", "windows-1256"):
        part = EmailMessage()
        part.set_content("ويستمر العمل.", charset=charset)
        made.attach(part)
    assert one(tmp_path, made).paragraphs == [
        "أعلنت وزارة الأشغال العامة والنقل.",
        "ويستمر العمل.",
        "ويستمر العمل.",
    ]


def test_soft_line_breaks_are_removed(tmp_path: Path) -> None:
    text = "أعلنت وزارة \nالأشغال العامة.\n\nويستمر \n العمل.\n-- \nالوزارة\n"
    head = f"From: a@b.c\nSubject: {SUBJECT}\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
    body = one(tmp_path, (head + text).encode()).body
    assert "أعلنت وزارة الأشغال العامة." in body
    assert "ويستمر العمل." in body


@pytest.mark.parametrize(
    ("kind", "text"), [("plain", "a\0b"), ("html", "<b>" * (limits.MAX_MARKUP_TAGS + 1))]
)
def test_attachments_are_read_if_the_text_is_refused(tmp_path: Path, kind: str, text: str) -> None:
    made = message()
    made.set_content("note", subtype=kind)
    made.add_attachment(DOCX, maintype=WORD[0], subtype=WORD[1], filename="a.docx")
    part = next(made.iter_parts())
    part.set_payload(text)
    del part["content-transfer-encoding"]
    part.replace_header("Content-Type", f"text/{kind}")
    refused, release = read(tmp_path, made)
    assert isinstance(refused, DocumentError)
    assert isinstance(release, Release)
    assert release.title == TITLE


def test_headers_with_raw_bytes(tmp_path: Path) -> None:
    head = f"From: press@ministry.gov.lb\nSubject: {SUBJECT}\nDate: Mon, 17 Feb 2025 09:12:00 +0200\n\n"
    for encoding in ("utf-8", "windows-1256"):
        release = one(tmp_path, (head + TEXT).encode(encoding))
        assert (release.title, release.agency) == (SUBJECT, "ministry.gov.lb")
        assert len(release.paragraphs) == 2


def test_the_attachment_of_a_covering_note_is_the_release(tmp_path: Path) -> None:
    made = message()
    made.set_content("مرفق طيه البيان الصحفي. مع التحية.")
    made.add_attachment(DOCX, maintype=WORD[0], subtype=WORD[1], filename="بيان.docx")
    release = one(tmp_path, made)
    assert (release.title, release.source) == (TITLE, "a.eml/بيان.docx")
    assert release.published == datetime.date(2025, 10, 14)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("صرح الناطق الرسمي لوزارة الأشغال العامة بأن الطريق فتح.", "وزارة الأشغال"),
        ("أعلنت وزارة الثقافة افتتاح المعرض.", None),
        ("المصدر: وزارة الثقافة\n\nأعلنت وزارة الأشغال.", "وزارة الثقافة"),
    ],
)
def test_an_attachment_is_of_the_sender_if_it_names_it(
    tmp_path: Path, text: str, agency: str | None
) -> None:
    made = message()
    made.set_content("مرفق طيه البيان الصحفي. مع التحية.")
    made.add_attachment(f"عنوان البيان الأول\n\n{text}\n\nنص.", filename="a.txt")
    release = one(tmp_path, made)
    assert (release.agency, release.published) == (agency, DAY)


def test_a_text_and_its_attachments(tmp_path: Path) -> None:
    made = message()
    made.set_content(TEXT + " كلمة" * 60)
    made.add_attachment(PDF, maintype="application", subtype="pdf", filename="../../a.pdf")
    made.add_attachment(DOCX, maintype=WORD[0], subtype=WORD[1], filename="a.pdf")
    made.add_attachment(b"x", maintype="application", subtype="zip", filename="a.zip")
    text, pdf, word, refused = read(tmp_path, made)
    assert isinstance(text, Release)
    assert isinstance(pdf, Release)
    assert isinstance(word, Release)
    assert [text.source, pdf.source, word.source] == ["a.eml", "a.eml/a.pdf", "a.eml/2.a.pdf"]
    assert text.title == SUBJECT
    assert isinstance(refused, DocumentError)
    assert refused.source == "a.eml/a.zip"


def test_a_signature_is_not_text(tmp_path: Path) -> None:
    made = message()
    made.set_content(f"{TEXT}\n-- \nالمكتب الإعلامي\nهاتف: 0123456789\n")
    check(one(tmp_path, made))


def test_a_covering_note_is_as_short_as_it_is_without_its_signature(tmp_path: Path) -> None:
    made = message()
    made.set_content("مرفق طيه البيان." + "\n-- \n" + "كلمات في التوقيع وتحته إخلاء مسؤولية\n" * 10)
    made.add_attachment(DOCX, maintype=WORD[0], subtype=WORD[1], filename="a.docx")
    assert one(tmp_path, made).title == TITLE


@pytest.mark.parametrize(("count", "is_remarked"), [(10, False), (40, True)])
def test_a_longer_covering_note_causes_a_remark(
    tmp_path: Path, count: int, *, is_remarked: bool
) -> None:
    made = message()
    made.set_content("كلمة " * count)
    made.add_attachment(DOCX, maintype=WORD[0], subtype=WORD[1], filename="a.docx")
    assert any("covering note" in remark for remark in one(tmp_path, made).remarks) == is_remarked


def test_each_attachment_has_a_name_of_its_own(tmp_path: Path) -> None:
    made = message()
    made.set_content(TEXT)
    for name in ("3.a.txt", "a.txt", "a.txt", "a.txt"):
        made.add_attachment(f"{TITLE}\n\n{TEXT}", filename=name)
    found = [each for each in read(tmp_path, made) if isinstance(each, Release)]
    named = [each.source.removeprefix("a.eml/") for each in found]
    assert named == ["3.a.txt", "a.txt", "4.a.txt", "5.a.txt"]


@pytest.mark.parametrize(
    ("module", "reason"),
    [
        ("no_such_library", "no_such_library is needed to read it: pip install 'kashaf[pdf]'"),
        ("indexer.no_such_reader", "damaged: its reader failed (ModuleNotFoundError"),
    ],
)
def test_attachments_are_refused_like_files(
    monkeypatch: pytest.MonkeyPatch, module: str, reason: str
) -> None:
    made = message()
    made.add_attachment(PDF, maintype="application", subtype="pdf", filename="a.pdf")
    monkeypatch.setattr(parsers, "BY_FORMAT", {"pdf": parsers.Parser(module, "pdf")})
    (found,) = mail.read(Unpacked("a.eml", iter([made.as_bytes(policy=UNFOLDED)])))
    assert isinstance(found, DocumentError)
    assert found.reason.startswith(reason)


def test_a_message_that_is_forwarded_is_read(tmp_path: Path) -> None:
    inner = message()
    inner.set_content(TEXT)
    outer = message("للاطلاع")
    outer.set_content("للاطلاع")
    outer.add_attachment(inner)
    release = one(tmp_path, outer)
    check(release)
    assert release.source == "a.eml/1.eml"


def nested_message(depth: int) -> EmailMessage:
    made = message()
    made.set_content(TEXT)
    for _ in range(depth):
        outer = message()
        outer.add_attachment(made)
        made = outer
    return made


def multipart(depth: int) -> bytes:
    head = b"From: a@b.c\nMIME-Version: 1.0\n"
    kinds = (
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(depth)
    )
    return head + b"".join(kinds) + b"\ntext"


FORWARDED = b"From: a@b.c\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"


def many_parts() -> EmailMessage:
    made = message()
    made.set_content(TEXT)
    for _ in range(limits.MAX_MESSAGE_PARTS):
        made.add_attachment("نص")
    return made


def binary(noise: bytes) -> bytes:
    return b"From: a@b.c\nContent-Type: text/plain; charset=utf-8\n\n" + noise


HOSTILE = {
    "nothing": (b"\n\n", "no message"),
    "no headers": ("نص بلا رأس\n\nنص".encode(), "no message"),
    "headers alone": (b"From: a@b.c\nSubject: x\n\n", "holds no text"),
    "in one another": (nested_message(limits.MAX_MESSAGE_DEPTH + 1).as_bytes(), "in more than 3 others"),
    "deep": (multipart(5_000), "more than 32 parts in one another"),
    "forwarded": (FORWARDED * 5_000 + b"\ntext", "more than 32 parts in one another"),
    "parts": (many_parts().as_bytes(), "more than 200 parts"),
    "noise": (binary(bytes(range(256)) * 40), ""),
    "nul": (binary(b"a\0b"), "NUL"),
    "tags": (
        b"From: a@b.c\nContent-Type: text/html\n\n" + b"<b>" * (limits.MAX_MARKUP_TAGS + 1),
        "tags",
    ),
    "charset": (b"From: a@b.c\nContent-Type: text/plain; charset=zlib\n\n\xfd\xff\x81\x00", ""),
    "headers": (b"From: a@b.c\n" + b"Subject: =?utf-8?b?\xff?=\n" * 50_000 + b"\n\xff\xfd", ""),
    "addresses": (b"From: " + b"(" * 100_000 + b"\nSubject: a\n\n", ""),
    "large": (binary(b"a" * limits.MESSAGE_BYTES), "30,000,000"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_other_messages_are_refused_by_name(tmp_path: Path, name: str) -> None:
    raw, reason = HOSTILE[name]
    found = read(tmp_path, raw)
    refused = [each for each in found if isinstance(each, DocumentError)]
    assert refused
    assert all(each.source.startswith("a.eml") for each in refused)
    assert reason in str(refused[0])


def test_a_large_message_is_read(tmp_path: Path) -> None:
    made = message()
    made.set_content(TEXT)
    photo = os.urandom(15_000_000)
    made.add_attachment(photo, maintype="image", subtype="jpeg", filename="a.jpg")
    check(one(tmp_path, made))


@pytest.mark.parametrize("name", ["a.doc", "a.dot", "a.rtf"])
def test_files_with_old_extensions_are_detected_by_content(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(DOCX)
    with DocumentReader() as reading:
        (source,) = folder.find([tmp_path])
        (found,) = folder.read(source, reading)
    assert isinstance(found, Release)
    assert found.title == TITLE
    for raw, reason in (
        (b"{\\rtf1", "rich text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"x", "not read"),
    ):
        (tmp_path / name).write_bytes(raw)
        with DocumentReader() as reading:
            (source,) = folder.find([tmp_path])
            (refused,) = folder.read(source, reading)
        assert reason in str(refused)


def test_an_inline_attachment_may_be_the_text_of_the_message(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(TEXT, disposition="inline", filename="body.txt")
    made.add_attachment(b"a", maintype="image", subtype="png", filename="a.png")
    check(one(tmp_path, made))
    noted = message()
    noted.set_content("مرفق البيان.")
    noted.add_attachment(f"{TITLE}\n\n{TEXT}", disposition="inline", filename="bayan.txt")
    assert one(tmp_path, noted).title == TITLE
