"""Reads RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom files: each entry is a release.

A file with entity declarations is refused, because they can expand a kilobyte to a gigabyte or
include other files.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from html import escape
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from indexer.documents.dates import date_text
from indexer.documents.fields import ids, rows
from indexer.documents.files import file_names
from indexer.documents.files.content import Content
from indexer.documents.html import boilerplate_lines, rendering, tag_limit
from indexer.documents.press import article
from indexer.documents.text import encoding
from indexer.errors import DocumentError, NotARelease
from indexer.releases.release import Release

# Local names of an entry's children, best first.
_BODIES = ("encoded", "content", "description", "summary")
_DATES = ("published", "pubDate", "issued", "date", "updated", "modified")
_IDS = ("guid", "id")
# The most characters of a status in a message.
_STATUS_CHARACTERS = 200
# The namespace of WordPress exports, and the types of entries that are not texts.
_WORDPRESS, _PUBLISHED = "{http://wordpress.org/export/", "publish"
_NO_TEXTS = frozenset(
    ("attachment", "custom_css", "customize_changeset", "nav_menu_item", "oembed_cache", "revision")
)
# WordPress shortcodes for media: [caption id="1"]; the words between the opening and the closing
# one are text.
_SHORTCODE = re.compile(
    r"\[/?(?:(?:wp_)?caption|gallery|playlist|audio|video|embed)(?:\s[^\[\]]{0,500})?\]",
    re.IGNORECASE,
)
# HTML elements without an end tag: browsers treat </br> as another <br>.
_EMPTY = frozenset({"br", "hr", "img", "input", "wbr"})


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The releases of the entries, with a DocumentError in place of each refused one; its `line` is
    the rank.

    Raises DocumentError for other XML.
    """
    root = _root(tag_limit.read_bounded(file), file.name)
    channel = next((child for child in root if _local(child) == "channel"), root)
    language = _text(channel, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    agency = _text(channel, "title")
    entries = [child for child in root.iter() if _local(child) in ("item", "entry")]
    if not entries:
        raise DocumentError(file.name, "XML without the entries of a feed (RSS or Atom); not read")
    left_out = {
        place: why for place, entry in enumerate(entries, 1) if (why := _unpublished_reason(entry))
    }
    remark = _remark(left_out.values())
    if len(left_out) == len(entries):
        raise NotARelease(file.name, remark)
    remarks = (remark,) if left_out else ()
    for place, entry in enumerate(entries, 1):
        if place in left_out:
            continue
        try:
            made = _release(entry, file.name, place, agency, language)
        except rows.RowFault as fault:
            yield DocumentError(file.name, str(fault), place)
        else:
            yield replace(made, remarks=(*made.remarks, *remarks))
            remarks = ()


def _remark(left_out: Collection[str]) -> str:
    """The number and the kinds of entries that were left out. A remark, not an error: an error
    would keep old drafts in the index."""
    kinds = ", ".join(sorted(set(left_out)))
    return f"{len(left_out):,} entries of this export of WordPress are no published texts ({kinds}): left out"


def _root(raw: bytes, name: str) -> Element:
    try:
        try:
            return _parse(raw)
        except (ParseError, LookupError, ValueError):
            # The XML declaration may name the wrong encoding.
            text = encoding.decode(raw, name).lstrip()
            declared = text.startswith("<?xml") and "?>" in text
            return _parse(text.partition("?>")[2] if declared else text)
    except DefusedXmlException as error:
        raise DocumentError(
            name, f"declares entities, which feeds do not need: refused ({type(error).__name__})"
        ) from None
    except (ParseError, LookupError, ValueError) as error:
        raise DocumentError(name, f"not well-formed XML: {error}") from None


def _parse(document: bytes | str) -> Element:
    root: Element = fromstring(document)
    return root


def _release(
    entry: Element, name: str, place: int, agency: str | None, language: str | None
) -> Release:
    body = next((text for text in (_markup(entry, kind) for kind in _BODIES) if text), "")
    if reason := tag_limit.fault(body):
        raise rows.RowFault(reason)
    made = article.Article(
        boilerplate_lines.strip_end(rendering.paragraphs(_SHORTCODE.sub("", body))),
        title=rendering.line(_markup(entry, "title") or "") or None,
        published=next(
            filter(None, (date_text.parse(_text(entry, kind)) for kind in _DATES)), None
        ),
        agency=_text(entry, "source") or agency,
        language=language if language and rows.is_language(language) else None,
        url=_address(entry),
        extra=_identity(entry, name),
    )
    return article.release(made, name, place)


def _unpublished_reason(entry: Element) -> str | None:
    """Why an entry of a WordPress export is left out, its type or status; None for a published
    text."""
    properties = {
        _local(child): (child.text or "").strip()
        for child in entry
        if isinstance(child.tag, str) and child.tag.startswith(_WORDPRESS)
    }
    if (kind := properties.get("post_type")) in _NO_TEXTS:
        return kind
    status = properties.get("status") or _PUBLISHED
    return None if status == _PUBLISHED else file_names.printable(status[:_STATUS_CHARACTERS])


def _identity(entry: Element, name: str) -> dict[str, str]:
    """The id of an entry, if it has one. A globally unique id (a URL or a URN) is kept; any other,
    which could also occur in another feed, is made specific to this file."""
    given = next(filter(None, (_text(entry, kind) for kind in _IDS)), None)
    if given is None:
        return {}
    if ":" in given and not ids.id_fault(given):
        return {"id": given}
    return {"id": ids.keyed_id(name, given), "guid": given}


def _local(element: Element) -> str:
    """The name without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _local(child) == name), None)


def _text(element: Element, name: str) -> str | None:
    child = _child(element, name)
    return ("".join(child.itertext()).strip() or None) if child is not None else None


def _markup(element: Element, name: str) -> str | None:
    """The HTML of a child, whether it is escaped or XHTML."""
    child = _child(element, name)
    if child is None:
        return None
    if len(child):
        return "".join(_pieces(child))
    text = child.text or ""
    return rendering.escape(text) if child.get("type") == "text" else text


def _pieces(element: Element) -> Iterator[str]:
    """The content of an XHTML element, serialised as HTML."""
    pending = _inner(element)
    while pending:
        here = pending.pop()
        if isinstance(here, str):
            yield here
            continue
        name = _local(here)
        attributes = (f' {key.rpartition("}")[2]}="{escape(value)}"' for key, value in here.items())
        yield f"<{name}{''.join(attributes)}>"
        if name not in _EMPTY:
            pending.append(f"</{name}>")
        pending += _inner(here)


def _inner(element: Element) -> list[Element | str]:
    """The texts and child elements of an element, last first."""
    found: list[Element | str] = [rendering.escape(element.text or "")]
    for child in element:
        found += (child, rendering.escape(child.tail or ""))
    return found[::-1]


def _address(entry: Element) -> str | None:
    for child in entry:
        if _local(child) == "link" and child.get("rel", "alternate") == "alternate":
            address = (child.get("href") or child.text or "").strip()
            if address:
                return address if rows.is_address(address) else None
    return None
