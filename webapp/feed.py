"""Searches as Atom feeds (RFC 4287), written by an XML writer and never by hand."""

import datetime
import re
import uuid
from dataclasses import replace
from xml.etree import ElementTree as ET

from indexer.results import Hit, SearchRequest, SearchResults
from webapp.addresses import links
from webapp.addresses.requests import Addressed
from webapp.paging import Paging
from webapp.site import Site
from webapp.views.headline import undirected
from webapp.views.language import language_tag

_ATOM = "http://www.w3.org/2005/Atom"
# Of a release without a day, for which Atom wants one: readers must not take it for news at each build.
_NO_DAY = datetime.date(1970, 1, 1)
# What XML 1.0 cannot hold, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The tag of a text whose language nobody told (BCP 47): it must not take that of the feed around it.
_UNDETERMINED = "und"
# Names in this space are made from release ids and addresses: the same ones at every call and place.
_NAMES = uuid.UUID("5f0c1f0a-6a5d-5f0e-9d0b-6b6173686166")


def atom(results: SearchResults, site: Site, base: str) -> bytes:
    """The feed of one page of results. `base` makes its links whole: not all readers know from where a feed came."""
    texts = site.texts
    # A feed is newest first, whatever its address says.
    asked = replace(results.request, sort=SearchRequest().sort)
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": texts.language})
    title = f"{texts.name}: {asked.q.strip()}" if asked.q.strip() else texts.name
    _add(root, "title", undirected(title))
    _add(root, "id", _name(links.feed_route(_by_its_days(asked))))
    built = results.generation.built_at.astimezone(datetime.UTC).isoformat()
    _add(root, "updated", built)
    _add(_add(root, "author"), "name", texts.name)
    _link(root, "alternate", base + site.page(replace(asked, page=1)), "text/html")
    paging = Paging.of(results)
    for rel, page in (("self", asked.page), ("previous", paging.previous), ("next", paging.next)):
        if page:
            address = base + site.link(links.feed_page(asked, page))
            _link(root, rel, address, "application/atom+xml")
    for hit in results.hits:
        _entry(root, hit, site, base)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _entry(root: ET.Element, hit: Hit, site: Site, base: str) -> None:
    """A release."""
    release = hit.release
    entry = _add(root, "entry")
    entry.set("xml:lang", language_tag(release.language) or _UNDETERMINED)
    _add(entry, "title", undirected(release.headline))
    _add(entry, "id", _name(release.id))
    _add(entry, "updated", f"{(release.day or _NO_DAY).isoformat()}T00:00:00Z")
    if release.published:
        _add(entry, "published", f"{release.published.isoformat()}T00:00:00Z")
    if release.agency:
        _add(_add(entry, "author"), "name", release.agency)
    _link(entry, "alternate", base + site.link(links.release(release.id)), "text/html")
    _add(entry, "summary", _summary(hit))


def _summary(hit: Hit) -> str:
    """The stretch that shows best why the release matched; where that is of a short field, the body beside it."""
    shown = hit.snippets[:1] if hit.snippets and hit.snippets[0].field == "body" else hit.snippets
    before = "… " if shown and shown[0].offset else ""
    return before + " … ".join(snippet.text for snippet in shown)


def _name(text: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_NAMES, text.encode('utf-8', 'replace').decode())}"


def _add(parent: ET.Element, tag: str, text: str = "") -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = _legal(text) or None
    return element


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    _add(parent, "link").attrib.update({"rel": rel, "href": href, "type": kind})


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)


def _by_its_days(asked: SearchRequest) -> SearchRequest:
    """The same search however its days were written: its feed keeps its name."""
    if isinstance(asked, Addressed):
        return replace(asked, first_length=None, last_length=None)
    return asked
