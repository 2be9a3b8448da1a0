"""Reads a saved web page: its main text, without boilerplate, and its metadata.

selectolax parses as browsers do. trafilatura was evaluated: it needs ten packages (htmldate
misreads Arabic dates) and drops short texts, and press releases are short.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.documents.dates import date_text
from indexer.documents.fields import rows
from indexer.documents.files.content import Content
from indexer.documents.html import (
    boilerplate_lines,
    main_text,
    page_date,
    page_encoding,
    page_title,
    tag_limit,
    text_sizes,
)
from indexer.documents.markup import structured_data
from indexer.documents.press import article
from indexer.documents.text import prose
from indexer.errors import DocumentError
from indexer.releases.release import Release

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_DATES = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article:published", "article.published"),
    *("datepublished", "datecreated", "dc.date.issued", "dcterms.issued", "dc.date.published", "dc.date.created"),
    *("dcterms.created", "dc.date", "dcterms.date", "date", "pubdate", "publishdate", "publish-date", "publish_date"),
    *("publication_date", "publication-date", "published", "release_date", "parsely-pub-date", "sailthru.date"),
    *("citation_publication_date", "creation_date", "creation-date"),
)  # fmt: skip
# A status of HTTP, alone or before its name, or this name. The pages of servers have them.
_ERROR_TITLE = re.compile(
    r"(?:(?:http|error|خطأ)\s*)*(?:40[0-9]|410|429|50[0-4])(?:\s*[-–—:|]|\s+[a-z]|$)"
    r"|(?:page |file )?not found$|(?:access )?forbidden$|(?:ال)?صفحة (?:المطلوبة )?غير موجودة",
    re.IGNORECASE,
)
_ERROR_PAGE_REMARK = "looks like an error page of a server, not like a release"
_AGENCIES = ("og:site_name", "article:publisher", "dc.publisher", "dcterms.publisher", "publisher")


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The release of a page, or several in the seed format."""
    raw = tag_limit.read_bounded(file)
    page = LexborHTMLParser(page_encoding.decode(raw, file.name))
    metas = _metas(page)
    page_name = page_title.title_of(page)
    data = structured_data.read(page, page_name)
    main = main_text.extract(page, data.paragraphs)
    published = _published(page, metas, data)
    lines = boilerplate_lines.strip_site_lines(
        main.paragraphs, published, boilerplate_lines.page_marks(page)
    )
    title = _title(page_name, main.heading, metas, data)
    is_general = title and title != main.heading and page_title.is_generic(title)
    if is_general and _begins_with_headline(lines.paragraphs):
        title = None
    made = article.releases(
        article.Article(
            lines.paragraphs,
            title=title,
            has_confirmed_title=main.heading is not None
            and main.heading == title
            and title in page_name,
            published=published
            or page_date.find_published(page, title, main.boilerplate_ids)
            or lines.day,
            agency=_first(metas, _AGENCIES) or data.publisher,
            language=_language(page),
            url=_address(page, metas),
        ),
        file.name,
    )
    site = page_title.institution(page_name)
    remarks = (_ERROR_PAGE_REMARK,) if _is_error_page(title or "", lines.paragraphs) else ()
    for each in made:
        yield replace(each, agency=each.agency or site, remarks=(*each.remarks, *remarks))


def _is_error_page(title: str, paragraphs: list[str]) -> bool:
    """Whether a page has the title of an error and no longer text."""
    is_long = any(len(each) > text_sizes.LINE_CHARACTERS for each in paragraphs)
    return not is_long and bool(_ERROR_TITLE.match(title))


def _published(
    page: LexborHTMLParser, metas: dict[str, str], data: structured_data.PageData
) -> datetime.date | None:
    """The date in the metadata of the page."""
    published = next(filter(None, (date_text.parse(metas.get(name)) for name in _DATES)), None)
    return data.published or published or _time(page)


def _begins_with_headline(paragraphs: list[str]) -> bool:
    """Whether the text begins with a line that looks like a headline."""
    return (
        len(paragraphs) > 1
        and prose.is_heading(paragraphs[0])
        and len(paragraphs[0].split()) >= prose.HEADLINE_WORDS
    )


def _metas(page: LexborHTMLParser) -> dict[str, str]:
    """Maps names of ``<meta>`` elements, in lower case, to their first content."""
    metas: dict[str, str] = {}
    for node in page.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = (attributes.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.lower(), content)
    return metas


def _title(
    page_name: str, heading: str | None, metas: dict[str, str], data: structured_data.PageData
) -> str | None:
    """The heading of the text if the title in the metadata agrees with it, else that title."""
    declared = _first(metas, _TITLES) or data.headline
    if heading and declared and page_title.is_generic(declared):
        declared = None
    if heading and (
        not (declared or page_name) or heading in (declared or "") or heading in page_name
    ):
        return heading
    return (
        declared
        or heading
        or page_title.strip_site_name(page_name, metas.get("og:site_name"))
        or None
    )


def _time(page: LexborHTMLParser) -> datetime.date | None:
    """The date of the first ``<time>`` element with one."""
    for node in page.css("time"):
        day = date_text.parse(node.attributes.get("datetime") or node.text(deep=True))
        if day:
            return day
    return None


def _language(page: LexborHTMLParser) -> str | None:
    root = page.root
    code = (root.attributes.get("lang") or "").strip() if root else ""
    code = code.replace("_", "-").partition("-")[0] if not code.lower().startswith("zh") else code
    return code.lower() if code and rows.is_language(code) else None


def _address(page: LexborHTMLParser, metas: dict[str, str]) -> str | None:
    node: LexborNode | None = page.css_first('link[rel="canonical"]')
    for address in ((node.attributes.get("href") if node else None), metas.get("og:url")):
        if address and rows.is_address(address.strip()):
            return address.strip()
    return None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)
