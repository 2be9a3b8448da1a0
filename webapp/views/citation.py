"""A release as others cite it: as an entry of a list of references, and as linked data."""

import re
from urllib.parse import urlsplit

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from indexer.releases.release import Release
from webapp.texts import Texts
from webapp.texts.marks import isolate, isolate_ltr, isolate_with_direction
from webapp.views.headline import headline_direction, strip_direction_marks
from webapp.views.language import language_tag

# Straight quotation marks in pairs: only their order tells which opens and which closes.
_STRAIGHT_QUOTES = re.compile('"([^"]*)"')


def linked_data(release: Release) -> Markup:
    """The release as a `NewsArticle` of schema.org: JSON-LD for a script element."""
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": release.id,
        "headline": strip_direction_marks(release.headline),
        "inLanguage": language_tag(release.language),
        "datePublished": release.published.isoformat() if release.published else "",
        "publisher": {"@type": "Organization", "name": release.agency} if release.agency else "",
        "contentLocation": {"@type": "Place", "name": release.place} if release.place else "",
        "isBasedOn": followable_url(release.url) or "",
        "articleBody": release.body,
    }
    known = {name: value for name, value in article.items() if value}
    return htmlsafe_json_dumps(known, ensure_ascii=False)


def reference(release: Release, texts: Texts) -> Markup:
    """The release as an entry of a list of references: agency, title, kind, place, date, and its
    own address. The parts keep that order, whatever the direction of each."""
    agency, place = (isolate(name) if name else "" for name in (release.agency, release.place))
    title: str = texts.untitled
    if release.headline:
        title = isolate_with_direction(
            _nest_quotes(release.headline, texts), headline_direction(release)
        )
    quoted = escape(texts.quoted).format(title)
    day = release.day
    details = (texts.press_release, place, texts.date(day) if day else "")
    parts = (agency, quoted, escape(texts.comma).join(filter(None, details)))
    line = escape(texts.full_stop).join(filter(None, parts)) + texts.full_stop.rstrip()
    address = followable_url(release.url)
    return line + " " + isolate_ltr(address) if address else line


def _nest_quotes(title: str, texts: Texts) -> str:
    """A title for quotation marks: its own become inner ones."""
    paired = _STRAIGHT_QUOTES.sub(r"“\1”", title)
    return "".join(texts.quoted_within.get(sign, sign) for sign in paired)


def followable_url(address: str | None) -> str | None:
    """The address that a release was taken from, if it may become a link (http or https)."""
    try:
        parts = urlsplit(address or "")
        is_followable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return address if is_followable else None
