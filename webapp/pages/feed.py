"""Searches as Atom feeds (RFC 4287)."""

import datetime
import re
import uuid
from dataclasses import replace
from xml.etree import ElementTree as ET

from indexer.answers.results import Hit, SearchRequest, SearchResults
from webapp.addresses import links
from webapp.addresses.search_address import SearchAddress
from webapp.addresses.site import Site
from webapp.paging import Paging
from webapp.views.headline import strip_direction_marks
from webapp.views.language import language_tag

_ATOM = "http://www.w3.org/2005/Atom"
# Atom requires a date of releases without one: a fixed one, or each build would make them news.
_NO_DAY = datetime.date(1970, 1, 1)
# What XML 1.0 cannot hold, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The tag of an unknown language (BCP 47); without it a text would inherit that of the feed.
_UNDETERMINED = "und"
# Namespace of the ids, which are derived from release ids and addresses: they never change.
_NAMESPACE = uuid.UUID("5f0c1f0a-6a5d-5f0e-9d0b-6b6173686166")


def atom(results: SearchResults, search: SearchAddress, site: Site, base: str) -> bytes:
    """The feed of one page of results. `base` makes its links absolute: not all readers know where
    a feed came from."""
    texts = site.texts
    # A feed is newest first, whatever its address says.
    search = search.with_request(replace(search.request, sort=SearchRequest().sort))
    q = search.request.q.strip()
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": texts.language})
    _add(root, "title", strip_direction_marks(f"{texts.name}: {q}" if q else texts.name))
    # Without the typed lengths: the same search has the same id however its dates were written.
    _add(root, "id", _urn(links.feed_route(SearchAddress(search.request))))
    built = results.generation.built_at.astimezone(datetime.UTC).isoformat()
    _add(root, "updated", built)
    _add(_add(root, "author"), "name", texts.name)
    _link(root, "alternate", base + site.search_page(search.at_page(1)), "text/html")
    paging = Paging.from_results(results)
    for rel, page in (
        ("self", search.request.page),
        ("previous", paging.previous),
        ("next", paging.next),
    ):
        if page:
            address = base + site.localize(links.feed_page(search, page))
            _link(root, rel, address, "application/atom+xml")
    for hit in results.hits:
        _add_entry(root, hit, site, base)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _add_entry(root: ET.Element, hit: Hit, site: Site, base: str) -> None:
    release = hit.release
    entry = _add(root, "entry")
    entry.set("xml:lang", language_tag(release.language) or _UNDETERMINED)
    _add(entry, "title", strip_direction_marks(release.headline))
    _add(entry, "id", _urn(release.id))
    _add(entry, "updated", f"{(release.day or _NO_DAY).isoformat()}T00:00:00Z")
    if release.published:
        _add(entry, "published", f"{release.published.isoformat()}T00:00:00Z")
    if release.agency:
        _add(_add(entry, "author"), "name", release.agency)
    _link(entry, "alternate", base + site.localize(links.release(release.id)), "text/html")
    if summary := _summary(hit):
        _add(entry, "summary", summary)


def _summary(hit: Hit) -> str:
    """The first snippet if it is of the body; else all, as a short field alone says little."""
    shown = hit.snippets[:1] if hit.snippets and hit.snippets[0].field == "body" else hit.snippets
    before = "… " if shown and shown[0].offset else ""
    return before + " … ".join(snippet.text for snippet in shown)


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, name.encode('utf-8', 'replace').decode())}"


def _add(parent: ET.Element, tag: str, text: str = "") -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = _ILLEGAL.sub("", text) or None
    return element


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    _add(parent, "link").attrib.update({"rel": rel, "href": href, "type": kind})
