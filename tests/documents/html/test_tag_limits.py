"""Deeply nested pages are read, and the time limit ends those that take too long."""

from pathlib import Path

import pytest

from indexer.documents import folder, limits
from indexer.documents.files.content import Unpacked
from indexer.documents.mail import reader as mail
from indexer.documents.markup import feed
from indexer.documents.readers import DocumentReader
from indexer.errors import DocumentError
from indexer.releases.release import Release

TITLE = "وزير الصحة يفتتح المستشفى الجديد"
TEXT = "افتتح وزير الصحة المستشفى الجديد بحضور السلطات المحلية."


def read(*paths: Path) -> list[Release | DocumentError]:
    with DocumentReader() as reading:
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
def test_a_page_that_takes_quadratic_time_is_refused_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nest: str
) -> None:
    monkeypatch.setattr(limits, "PARSE_CPU_SECONDS", 1)
    (tmp_path / "a.html").write_text(nest * 200_000, "utf-8")
    (tmp_path / "b.html").write_text(f"<h1>{TITLE}</h1><p>{TEXT}</p>", "utf-8")
    refused, found = read(tmp_path)
    assert isinstance(refused, DocumentError)
    assert refused.reason == "needs more than 1 seconds of work to read; not read"
    assert isinstance(found, Release)


def test_an_entry_with_too_many_tags_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MARKUP_TAGS", 100)
    many = f"<item><title>a</title><description>{'&lt;b>' * 101}x</description></item>"
    good = "<item><title>b</title><description>text</description></item>"
    file = Unpacked("a.xml", iter([f"<rss><channel>{many}{good}</channel></rss>".encode()]))
    refused, found = feed.read(file)
    assert isinstance(refused, DocumentError)
    assert "more than 100 tags" in refused.reason
    assert isinstance(found, Release)


def test_attachments_of_a_text_with_too_many_tags_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MARKUP_TAGS", 100)
    page = f"--b\nContent-Type: text/html\n\n{'<b>' * 101}x\n"
    text = "--b\nContent-Disposition: attachment; filename=a.txt\n\nb\n\ntext\n--b--\n"
    head = "Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n"
    refused, found = mail.read(Unpacked("a.eml", iter([(head + page + text).encode()])))
    assert isinstance(refused, DocumentError)
    assert "more than 100 tags" in refused.reason
    assert isinstance(found, Release)


def entry(xhtml: str) -> list[str]:
    """The paragraphs of an entry of a feed."""
    item = f'<entry><title>t</title><content type="xhtml">{xhtml}</content></entry>'
    file = Unpacked(
        "a.xml", iter([f'<feed xmlns="http://www.w3.org/2005/Atom">{item}</feed>'.encode()])
    )
    (found,) = feed.read(file)
    assert isinstance(found, Release)
    return found.paragraphs


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<ul><li><p>a</p><p>b</p>c</li><li>d</li></ul>", ["a", "b", "c", "d"]),
        ("<style>p{top:0}</style><script>if (a &lt; b) c()</script><p>a</p>", ["a"]),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td/><td>d</td></tr></table>", ["a | b", "c | d"]),
        ("<blockquote>a</blockquote><h4>b</h4><p>c</p>", ["a", "b", "c"]),
        ("<p>a<br/>b</p>", ["a b"]),
        ("<p>a<br/><br/>b</p>", ["a", "b"]),
        ("<div>a</div><div>b</div>", ["a", "b"]),
        ("a<hr/>b", ["a", "b"]),
        ("<dl><dt>a</dt><dd>b</dd></dl>", ["a", "b"]),
        ('<figure><img src="a"/><figcaption>b</figcaption></figure><p>c</p>', ["b", "c"]),
        ("<p>a<b>b</b>c <i>d</i>.</p>", ["abc d."]),
        ("<p>a &lt;b&gt; &amp;amp; c</p>", ["a <b> &amp; c"]),
        ('<p hidden="">a</p><p style="display: none">b</p><p title="&quot;&gt;">c</p>', ["c"]),
        ("<iframe/><title/><textarea/><p>a</p>", ["a"]),
    ],
)  # fmt: skip
def test_xhtml_in_a_feed_is_rendered(inner: str, shown: list[str]) -> None:
    assert entry(f'<div xmlns="http://www.w3.org/1999/xhtml">{inner}</div>') == shown
    assert entry(f'<x:div xmlns:x="http://www.w3.org/1999/xhtml">{inner}</x:div>') == shown


def test_a_title_in_xhtml_is_a_title() -> None:
    item = "<entry><title type='xhtml'><div>a <b>b</b></div></title><summary>c</summary></entry>"
    (found,) = feed.read(Unpacked("a.xml", iter([f"<feed>{item}</feed>".encode()])))
    assert isinstance(found, Release)
    assert found.title == "a b"


@pytest.mark.parametrize("kind", ["", ' rel="alternate"'])
def test_the_address_of_an_entry_is_its_alternate_link(kind: str) -> None:
    others = "".join(
        f'<link rel="{other}" href="https://a.b/{other}"/>' for other in ("self", "enclosure")
    )
    item = f'<entry><title>t</title>{others}<link{kind} href="https://a.b/c"/><summary>s</summary></entry>'
    (found,) = feed.read(Unpacked("a.xml", iter([f"<feed>{item}</feed>".encode()])))
    assert isinstance(found, Release)
    assert found.url == "https://a.b/c"


def test_each_element_of_xhtml_is_serialised_once_at_any_depth() -> None:
    def written(depth: int) -> int:
        nest = feed._parse(f"<content>{'<p>a' * depth}{'</p>' * depth}</content>")
        return sum(map(len, feed._pieces(nest)))

    assert written(2_000) == 2 * written(1_000)
