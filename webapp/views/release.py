"""One release, to read: its text with the matches as places that one can go to."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from indexer.release import Release
from indexer.results import MarkedRelease
from webapp.marks import Paragraph, anchor, anchored, marked, paragraphs
from webapp.views.language import direction, language_tag


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """``previous`` and ``next`` are the anchors of the nearest matches outside the paragraph, empty
    where there are none or where the paragraph itself has no match."""

    html: Markup
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """``places`` are the anchors of the matches in the body, in order."""

    release: Release
    title: Markup
    paragraphs: tuple[ParagraphView, ...]
    places: tuple[str, ...]
    matches: int
    language: str
    direction: str
    original: str | None


def release(found: MarkedRelease) -> ReleaseView:
    shown = found.release
    starts = [match.start for match in found.body_matches]
    return ReleaseView(
        shown,
        marked(shown.title, found.title_matches),
        tuple(_paragraph(part, starts) for part in paragraphs(shown.body, found.body_matches)),
        tuple(map(anchor, starts)),
        len(found.title_matches) + len(found.body_matches),
        language_tag(shown.language),
        direction(shown.language),
        original(shown.url),
    )


def _paragraph(part: Paragraph, starts: Sequence[int]) -> ParagraphView:
    """`starts` are where all matches of the body begin."""
    html = anchored(part)
    if not part.matches:
        return ParagraphView(html, "", "")
    before = bisect_left(starts, part.start) - 1
    after = bisect_left(starts, part.start + len(part.text))
    return ParagraphView(
        html,
        anchor(starts[before]) if before >= 0 else "",
        anchor(starts[after]) if after < len(starts) else "",
    )


def original(address: str | None) -> str | None:
    """The address a release was taken from, if it is one that may be followed."""
    try:
        parts = urlsplit(address or "")
        followed = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return address if followed else None
