"""One release, to read: its text with the matches as places that one can go to."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from indexer import limits
from indexer.release import Release
from indexer.results import MarkedRelease, SimilarReleases
from webapp.addresses import links
from webapp.marks import Paragraph, anchor, anchored, directed, isolated, paragraphs, title_anchor
from webapp.site import Site
from webapp.texts import Texts
from webapp.views.headline import beginning, headline_direction, undirected
from webapp.views.language import direction, language_tag, own_direction

# Enough to go on reading.
_SIMILAR = 5
# Characters that search engines and messengers show below a link.
_DESCRIPTION = 200
# Quotation marks of which only the place tells whether they open or close.
_STRAIGHT = re.compile('"([^"]*)"')


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """``direction`` is empty where it is that of the release. ``previous`` and ``next`` are the anchors of
    the nearest matches outside the paragraph, empty where there are none or where the paragraph itself has
    no match."""

    html: Markup
    direction: str
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class SimilarView:
    release: Release
    headline: str
    title_direction: str
    href: str
    duplicate: bool
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """``headline`` is for the title of the window, ``description`` for what shows a link to it. ``places`` are the anchors of the matches in title and
    body, in order; ``complete`` is False where the body is too long for all of them to be found in time."""

    release: Release
    headline: str
    description: str
    title: Markup
    title_direction: str
    paragraphs: tuple[ParagraphView, ...]
    places: tuple[str, ...]
    complete: bool
    language: str
    direction: str
    original: str | None
    linked_data: Markup


def release(found: MarkedRelease) -> ReleaseView:
    shown = found.release
    starts = [match.start for match in found.body_matches]
    way = direction(shown.language)
    in_title = [title_anchor(match.start) for match in found.title_matches]
    return ReleaseView(
        shown,
        undirected(shown.headline),
        undirected(beginning(shown.body, _DESCRIPTION)),
        anchored(shown.title, found.title_matches, in_title)
        if shown.title.strip()
        else escape(shown.headline),
        headline_direction(shown),
        tuple(_paragraph(part, starts, way) for part in paragraphs(shown.body, found.body_matches)),
        (*in_title, *map(anchor, starts)),
        len(shown.body) <= limits.MARKED_CHARACTERS,
        language_tag(shown.language),
        way,
        original(shown.url),
        linked_data(shown),
    )


def _paragraph(part: Paragraph, starts: Sequence[int], way: str) -> ParagraphView:
    """`starts` are where all matches of the body begin, `way` is its direction."""
    here = (anchor(part.start + match.start) for match in part.matches)
    html = anchored(part.text, part.matches, here)
    own = own_direction(part.text, way)
    if not part.matches:
        return ParagraphView(html, own, "", "")
    before = bisect_left(starts, part.start) - 1
    after = bisect_left(starts, part.start + len(part.text))
    return ParagraphView(
        html,
        own,
        anchor(starts[before]) if before >= 0 else "",
        anchor(starts[after]) if after < len(starts) else "",
    )


def linked_data(release: Release) -> Markup:
    """The release as a `NewsArticle` of schema.org, JSON-LD to stand in a script element."""
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": release.id,
        "headline": undirected(release.headline),
        "inLanguage": language_tag(release.language),
        "datePublished": release.published.isoformat() if release.published else "",
        "publisher": {"@type": "Organization", "name": release.agency} if release.agency else "",
        "contentLocation": {"@type": "Place", "name": release.place} if release.place else "",
        "isBasedOn": original(release.url) or "",
        "articleBody": release.body,
    }
    said = {name: value for name, value in article.items() if value}
    return htmlsafe_json_dumps(said, ensure_ascii=False)


def reference(release: Release, texts: Texts) -> Markup:
    """The release as a line of a list of references: agency, title, kind, place, date. These keep the order
    of the line, whatever the direction of each."""
    agency, place = (isolated(name) if name else "" for name in (release.agency, release.place))
    title: str = texts.untitled
    if release.headline:
        title = directed(_within(release.headline, texts), headline_direction(release))
    named = escape(texts.quoted).format(title)
    day = release.day
    known = (texts.press_release, place, texts.date(day) if day else "")
    parts = (agency, named, escape(texts.comma).join(filter(None, known)))
    return escape(texts.full_stop).join(filter(None, parts)) + texts.full_stop.rstrip()


def _within(title: str, texts: Texts) -> str:
    """A title to be put in quotation marks: its own become inner ones."""
    paired = _STRAIGHT.sub(r"“\1”", title)
    return "".join(texts.quoted_within.get(sign, sign) for sign in paired)


def similar(found: SimilarReleases | None, site: Site) -> list[SimilarView]:
    """The releases most like one, the most alike first."""
    return [
        SimilarView(
            each.release,
            each.release.headline,
            headline_direction(each.release),
            site.link(links.release(each.release.id)),
            each.duplicate,
            language_tag(each.release.language),
            direction(each.release.language),
        )
        for each in (found.releases if found else ())[:_SIMILAR]
    ]


def original(address: str | None) -> str | None:
    """The address a release was taken from, if it is one that may be followed."""
    try:
        parts = urlsplit(address or "")
        followed = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return address if followed else None
