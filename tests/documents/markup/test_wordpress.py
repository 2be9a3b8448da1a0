"""WordPress exports contain drafts and pictures besides published texts."""

import pytest

from indexer.documents.files.content import Unpacked
from indexer.documents.markup import feed
from indexer.errors import DocumentError
from indexer.releases.release import Release

WORDPRESS = 'xmlns:wp="http://wordpress.org/export/1.2/"'
OTHER = 'xmlns:wp="http://example.org/"'


def read(*items: str, names: str = WORDPRESS) -> tuple[list[str], list[str]]:
    """The ids of releases, and the remarks on them."""
    text = f"<rss {names}><channel><title>م</title>{''.join(items)}</channel></rss>"
    found = [
        each
        for each in feed.read(Unpacked("a.xml", iter([text.encode()])))
        if isinstance(each, Release)
    ]
    return [each.id for each in found], [remark for each in found for remark in each.remarks]


def item(status: str = "", kind: str = "") -> str:
    said = ""
    if status:
        said += f"<wp:status>{status}</wp:status>"
    if kind:
        said += f"<wp:post_type>{kind}</wp:post_type>"
    return f"<item><title>عنوان</title><description>نص البيان</description>{said}</item>"


def test_published_texts_are_read_with_their_rank() -> None:
    ids, remarks = read(
        item("inherit", "attachment"),
        item("publish", "post"),
        item("draft", "post"),
        item("publish", "page"),
    )
    assert ids == ["a.xml.2", "a.xml.4"]
    (remark,) = remarks
    assert remark.startswith("2 entries")
    assert "(attachment, draft)" in remark


def test_many_pictures_do_not_refuse_the_texts_behind_them() -> None:
    ids, remarks = read(*[item("inherit", "attachment")] * 3_000, item("publish", "news"))
    assert (len(ids), len(remarks)) == (1, 1)


def test_an_export_of_drafts_alone_is_refused() -> None:
    with pytest.raises(DocumentError, match="draft, pending"):
        read(item("draft", "post"), item("pending", "page"))


def test_other_feeds_may_have_a_status_element() -> None:
    assert read(item("draft", "attachment"), names=OTHER) == (["a.xml"], [])
    assert read(item()) == (["a.xml"], [])


def test_shortcodes_and_the_line_below_a_text_are_removed() -> None:
    text = (
        '[caption id="a_1" width="300"]&lt;img src="a.jpg"&gt; جانب من اللقاء[/caption]'
        '&lt;p&gt;التقى الأمين [العام] المبعوث.&lt;/p&gt;[gallery ids="4,5"]'
        "&lt;p&gt;The post لقاء appeared first on الموقع.&lt;/p&gt;"
    )
    item = f"<item><title>عنوان</title><description>{text}</description></item>"
    (found,) = feed.read(
        Unpacked("a.xml", iter([f"<rss><channel>{item}</channel></rss>".encode()]))
    )
    assert isinstance(found, Release)
    assert found.paragraphs == ["جانب من اللقاء", "التقى الأمين [العام] المبعوث."]
