"""Elements in one another are counted before they are parsed."""

import pytest

from indexer import limits
from indexer.documents import feed, mail, markup
from indexer.documents.content import Unpacked
from indexer.errors import DocumentError
from indexer.release import Release

DEEP = limits.MARKUP_DEPTH
REASON = "more than 512 elements in one another"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * (DEEP + 1),
        "<DIV\n class='a'>" * (DEEP + 1),
        "<ul><li>x" * (DEEP + 1),
        "</div>" * DEEP + "<div>" * (DEEP + 1),
        "<table><tr><td><div>" * (DEEP // 2 + 1),
        "<td></table>" * DEEP + "<section>" * (DEEP + 1),
    ],
)
def test_blocks_in_one_another_are_too_many(html: str) -> None:
    assert REASON in str(markup.fault(html))


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * DEEP + "</div>" * DEEP,
        "<div>x</div>" * 2 * DEEP,
        "<p>x" * 2 * DEEP,
        "<ul>" + "<li>x" * 2 * DEEP,
        "<h2>x<p>x" * 2 * DEEP,
        "<divider>x" * 2 * DEEP,
        "<table>" + "<tr><td><center>x<th><div>x" * 2 * DEEP,
        "<table><tr><td><div>x</table>" * 2 * DEEP,
    ],
)
def test_blocks_beside_one_another_are_not(html: str) -> None:
    assert markup.fault(html) is None


def test_in_a_feed_the_entry_is_refused() -> None:
    nested = f"<item><title>a</title><description>{'&lt;div>' * (DEEP + 1)}x</description></item>"
    good = "<item><title>b</title><description>text</description></item>"
    file = Unpacked("a.xml", iter([f"<rss><channel>{nested}{good}</channel></rss>".encode()]))
    refused, found = feed.read(file)
    assert isinstance(refused, DocumentError)
    assert REASON in refused.reason
    assert isinstance(found, Release)


def test_in_a_message_what_is_attached_is_read() -> None:
    page = f"--b\nContent-Type: text/html\n\n{'<div>' * (DEEP + 1)}x\n"
    text = "--b\nContent-Disposition: attachment; filename=a.txt\n\nb\n\ntext\n--b--\n"
    head = "Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n"
    refused, found = mail.read(Unpacked("a.eml", iter([(head + page + text).encode()])))
    assert isinstance(refused, DocumentError)
    assert REASON in refused.reason
    assert isinstance(found, Release)


def test_paragraphs_of_xhtml_in_one_another_are_read_once() -> None:
    text = "<ul><li><p>a</p><p>b</p>c</li><li>d</li></ul>"
    entry = f"<item><title>t</title><description><div>{text}</div></description></item>"
    file = Unpacked("a.xml", iter([f"<rss><channel>{entry}</channel></rss>".encode()]))
    (found,) = feed.read(file)
    assert isinstance(found, Release)
    assert found.paragraphs == ["a", "b", "c", "d"]
