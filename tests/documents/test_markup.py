"""Pages are read however deep their elements lie in one another, and what takes too long ends with its process."""

from pathlib import Path

import pytest

from indexer import limits
from indexer.documents import feed, folder, mail
from indexer.documents.content import Unpacked
from indexer.documents.readers import Reading
from indexer.errors import DocumentError
from indexer.release import Release

TITLE = "وزير الصحة يفتتح المستشفى الجديد"
TEXT = "افتتح وزير الصحة المستشفى الجديد بحضور السلطات المحلية."


def read(*paths: Path) -> list[Release | DocumentError]:
    with Reading() as reading:
        return [one for source in folder.find([*paths]) for one in folder.read(source, reading)]


@pytest.mark.parametrize(
    "before",
    [
        "<div class=row><br>" * 600,
        "<div/>" * 600,
        "<center>" * 600,
        "<ul><li>" * 600,
        "<table><tr><td>" * 600,
        f"<!-- {'<div>' * 600} -->",
        "<script>" + 'html += "<div>";' * 600 + "</script>",
    ],
)
def test_a_page_may_leave_its_elements_open(tmp_path: Path, before: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<body><h1>{TITLE}</h1>{before}<p>{TEXT}</p>", "utf-8")
    (found,) = read(path)
    assert isinstance(found, Release)
    assert (found.title, found.paragraphs) == (TITLE, [TEXT])


@pytest.mark.parametrize("nest", ["<div>", "<div></ul>", "<pre>"])
def test_a_page_that_takes_the_square_of_its_depth_costs_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nest: str
) -> None:
    monkeypatch.setattr(limits, "PARSE_CPU_SECONDS", 1)
    (tmp_path / "a.html").write_text(nest * 200_000, "utf-8")
    (tmp_path / "b.html").write_text(f"<h1>{TITLE}</h1><p>{TEXT}</p>", "utf-8")
    refused, found = read(tmp_path)
    assert isinstance(refused, DocumentError)
    assert refused.reason == "needs more than 1 seconds of work to read; not read"
    assert isinstance(found, Release)


def test_in_a_feed_the_entry_of_too_many_tags_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MARKUP_TAGS", 100)
    many = f"<item><title>a</title><description>{'&lt;b>' * 101}x</description></item>"
    good = "<item><title>b</title><description>text</description></item>"
    file = Unpacked("a.xml", iter([f"<rss><channel>{many}{good}</channel></rss>".encode()]))
    refused, found = feed.read(file)
    assert isinstance(refused, DocumentError)
    assert "more than 100 tags" in refused.reason
    assert isinstance(found, Release)


def test_in_a_message_what_is_attached_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MARKUP_TAGS", 100)
    page = f"--b\nContent-Type: text/html\n\n{'<b>' * 101}x\n"
    text = "--b\nContent-Disposition: attachment; filename=a.txt\n\nb\n\ntext\n--b--\n"
    head = "Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n"
    refused, found = mail.read(Unpacked("a.eml", iter([(head + page + text).encode()])))
    assert isinstance(refused, DocumentError)
    assert "more than 100 tags" in refused.reason
    assert isinstance(found, Release)


def test_paragraphs_of_xhtml_in_one_another_are_read_once() -> None:
    text = "<ul><li><p>a</p><p>b</p>c</li><li>d</li></ul>"
    entry = f"<item><title>t</title><description><div>{text}</div></description></item>"
    file = Unpacked("a.xml", iter([f"<rss><channel>{entry}</channel></rss>".encode()]))
    (found,) = feed.read(file)
    assert isinstance(found, Release)
    assert found.paragraphs == ["a", "b", "c", "d"]
