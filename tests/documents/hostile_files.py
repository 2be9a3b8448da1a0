"""Malformed and malicious documents: how to make each, and words of the expected refusal."""

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

GOOD = "• بيان\n\n    نص البيان.\n\n  •\n    2025-10-14\n"
FILES = Path(__file__).parents[1] / "data" / "documents" / "formats"


def zip_members(members: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return archive.getvalue()


def nested(depth: int) -> bytes:
    content = zip_members({"a.txt": GOOD.encode()})
    for _ in range(depth):
        content = zip_members({"b.zip": content})
    return content


def torn() -> bytes:
    """A Word file whose text cannot be unpacked."""
    content = (FILES / "libreoffice.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        at = file.getinfo("word/document.xml").header_offset + len("word/document.xml") + 40
    return content[:at] + b"\xff" * 40 + content[at + 40 :]


def linked() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        member = zipfile.ZipInfo("link.txt")
        member.external_attr = 0o120777 << 16
        file.writestr(member, "/etc/passwd")
    return archive.getvalue()


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{entities}]><rss><channel><item><title>&l9;</title>'
    return (text + "</item></channel></rss>").encode()


MALFORMED: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut.pdf": (lambda: (FILES / "fpdf2.pdf").read_bytes()[:4000], "damaged PDF"),
    "noise.pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged PDF"),
    "empty.pdf": (lambda: b"", "is empty"),
    "blank.html": (lambda: b"<html><body></body></html>", "holds no text"),
    "noise.docx": (lambda: b"PK\x03\x04" + bytes(range(256)) * 40, "damaged Word file; open it in"),
    "noise.zip": (lambda: b"PK\x03\x04" + bytes(range(256)) * 40, "damaged ZIP"),
    "cut.docx": (
        lambda: (FILES / "libreoffice.docx").read_bytes()[:9_000],
        "damaged Word file; open it in Word and save it again",
    ),
    "torn.docx": (torn, "damaged Word file; open it in Word and save it again"),
    "text.docx": (lambda: GOOD.encode(), "damaged Word file"),
    "empty.zip": (lambda: b"", "is empty"),
    "sheet.docx": (lambda: zip_members({"xl/workbook.xml": b"<a/>"}), "an Excel file"),
    "word.docx": (lambda: zip_members({"word/document.xml": b"<a/>"}), "damaged"),
    "old.docx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "an old Word or Excel file, or one with a password: not read; save it",
    ),
    "cut.txt.gz": (lambda: gzip.compress(GOOD.encode())[:-12], "damaged gzip"),
    "noise.gz": (lambda: b"\x1f\x8b\x08\0" + bytes(range(256)), "damaged gzip"),
    "bomb.txt.gz": (
        lambda: gzip.compress(bytes(50_000_000)),
        "unpacks to more than 10,000,000 bytes",
    ),
    "bomb.jsonl.gz": (lambda: gzip.compress(b"{}  " * 10_000_000), "more than 100 times its size"),
    "bomb.zip": (
        lambda: zip_members({"a.txt": b"a" * 50_000_000}),
        "unpacks to more than 10,000,000",
    ),
    "deep.zip": (lambda: nested(5), "packed more than 3 times over"),
    "link.zip": (linked, "a link in an archive"),
    "laughs.xml": (laughs, "declares entities"),
    "other.xml": (lambda: b'<?xml version="1.0"?><books/>', "without the entries of a feed"),
    "tags.html": (lambda: b"<b>a</b>" * 500_001, "more than 1,000,000 tags"),
    "brackets.md": (lambda: b"[" * 100_001, "more than 100,000 brackets"),
    "tags.xml": (lambda: b"<rss>" + b"<a/>" * 1_000_001, "more than 1,000,000 tags"),
    "cut.xml": (lambda: b"<rss><channel><item>", "not well-formed XML"),
    "nested.json": (lambda: b"[" * 500_000, "nested too deep"),
    "number.json": (lambda: b"7", "an object"),
    "empty.csv": (lambda: b"", "is empty"),
    "empty.json": (lambda: b"", "is empty"),
    "empty.txt": (lambda: b"", "is empty"),
    "columns.csv": (lambda: b"a,b\n1,2\n", "no column body"),
    "twice.csv": (lambda: b"title,body,Title\n1,2,3\n", "two columns are named title"),
    "matrix.csv": (lambda: b"title,body" + b",a" * 1_200, "1,202 columns"),
    "cells.csv": (lambda: b"title,body\n" + b"," * 300_000, "more than 200,000 cells"),
    "blank.jsonl": (lambda: b"\n" * 200_000, "blank lines"),
}


def document(body: bytes) -> bytes:
    """A Word file of so much text."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(FILES / "python-docx.docx") as whole,
        zipfile.ZipFile(kept, "w", 8) as file,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:t>", b"<w:t>" + body, 1)
            file.writestr(name, content)
    return kept.getvalue()


def tree(depth: int) -> bytes:
    """A PDF whose pages are a tree of one branch."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    objects += [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (n + 3) for n in range(depth)]
    parts = [b"%PDF-1.7\n"]
    parts += [b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1)]
    return b"".join([*parts, b"trailer<</Root 1 0 R/Size %d>>\n" % len(objects)])


# Of one parser or reader each, all that it can take and more; too large to be made in every test.
HEAVY: dict[str, Callable[[], bytes]] = {
    "wide.json": lambda: b"[" + b"{}," * 9_000_000 + b"{}]",
    "line.jsonl": lambda: b'{"title": "' + b"a" * 50_000_000,
    "line.txt": lambda: b"a" * 50_000_000,
    "lines.jsonl": lambda: b"{}\n" * 10_000_000,
    "quote.csv": lambda: b'title,body\n"a' + b"b\n" * 20_000_000,
    "columns.csv": lambda: b"a," * 5_000_000,
    "links.md": lambda: b"[a](" * 99_000,
    "deeper.html": lambda: b"<div>" * 5_000_000,
    "tags.html": lambda: b"<" * 20_000_000,
    "wide.html": lambda: b"<p>a b</p>" * 4_500_000,
    "deep.xml": lambda: b"<rss><channel>" + b"<a>" * 5_000_000,
    "text.docx": lambda: document(b"ab " * 100_000_000),
    "members.zip": lambda: zip_members({f"{n}.png": b"" for n in range(60_000)}),
    "bombs.zip": lambda: zip_members({f"{n}.txt": b"a" * 9_000_000 for n in range(40)}),
    "tree.pdf": lambda: tree(500_000),
    "noise.md": lambda: os.urandom(9_000_000),
    "noise.csv": lambda: os.urandom(9_000_000),
    "stars.md": lambda: b"*_[" * 3_000_000,
    "note.json": lambda: json.dumps({"title": "a" * 3_000_000, "body": "b" * 9_000_000}).encode(),
}
