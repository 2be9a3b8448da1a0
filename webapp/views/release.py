"""One release, to read: text with linkable matches, similar releases."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from indexer import limits
from indexer.answers.results import MarkedRelease, SimilarReleases
from indexer.releases.release import Release
from webapp.addresses import links
from webapp.addresses.site import Site
from webapp.texts.marks import (
    Paragraph,
    body_anchor,
    mark_matches,
    mark_with_anchors,
    paragraphs,
    title_anchor,
)
from webapp.views.citation import followable_url, linked_data
from webapp.views.headline import headline_direction, shorten, strip_direction_marks
from webapp.views.language import language_direction, language_tag, paragraph_direction

# Similar releases that are offered.
_SIMILAR = 5
# Characters that search engines and messengers show below a link.
_DESCRIPTION = 200
# Matches that have a link with their number; there may be thousands.
_NUMBERED = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    """``direction`` is empty if it is that of the release. ``previous`` and ``next`` are the
    anchors of the nearest matches outside the paragraph; empty if there are none, or the paragraph
    has no match."""

    html: Markup
    direction: str
    previous: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarView:
    release: Release
    headline: str
    title_direction: str
    href: str
    duplicate: bool
    language: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseView:
    """``headline`` is for the title of the window, ``description`` for previews of a link.
    ``anchors`` are those of the matches in title and body, in order, ``is_marked`` whether anything
    matches, place and agency included; ``complete`` is False if the body is too long to search all
    of it in time."""

    release: Release
    headline: str
    description: str
    title: Markup
    title_direction: str
    paragraphs: tuple[ParagraphView, ...]
    place: Markup
    agency: Markup
    anchors: tuple[str, ...]
    is_marked: bool
    complete: bool
    language: str
    direction: str
    original: str | None

    @property
    def numbered(self) -> tuple[str, ...]:
        """The matches that have a link with their number."""
        return self.anchors[:_NUMBERED]

    linked_data: Markup


def release_view(marked: MarkedRelease) -> ReleaseView:
    release = marked.release
    starts = [match.start for match in marked.body_matches]
    direction = language_direction(release.language)
    # First words as a heading stand below it once more: only there their matches are counted.
    in_title = marked.title_matches if release.title.strip() else ()
    title_anchors = [title_anchor(match.start) for match in in_title]
    return ReleaseView(
        release=release,
        headline=strip_direction_marks(release.headline),
        description=strip_direction_marks(shorten(release.body, _DESCRIPTION)),
        title=mark_with_anchors(release.headline, in_title, title_anchors)
        if in_title
        else mark_matches(release.headline, marked.title_matches),
        title_direction=headline_direction(release),
        paragraphs=tuple(
            _paragraph_view(part, starts, direction)
            for part in paragraphs(release.body, marked.body_matches)
        ),
        place=mark_matches(release.place or "", marked.place_matches),
        agency=mark_matches(release.agency or "", marked.agency_matches),
        anchors=(*title_anchors, *map(body_anchor, starts)),
        is_marked=bool(
            marked.title_matches or starts or marked.place_matches or marked.agency_matches
        ),
        complete=len(release.body) <= limits.MARKED_CHARACTERS,
        language=language_tag(release.language),
        direction=direction,
        original=followable_url(release.url),
        linked_data=linked_data(release),
    )


def _paragraph_view(part: Paragraph, starts: Sequence[int], direction: str) -> ParagraphView:
    """`starts` are the offsets of all matches of the body, `direction` is that of the body."""
    anchors = (body_anchor(part.start + match.start) for match in part.matches)
    html = mark_with_anchors(part.text, part.matches, anchors)
    own = paragraph_direction(part.text, direction)
    if not part.matches:
        return ParagraphView(html=html, direction=own, previous="", next="")
    before = bisect_left(starts, part.start) - 1
    after = bisect_left(starts, part.start + len(part.text))
    return ParagraphView(
        html=html,
        direction=own,
        previous=body_anchor(starts[before]) if before >= 0 else "",
        next=body_anchor(starts[after]) if after < len(starts) else "",
    )


def similar_views(similar: SimilarReleases | None, site: Site) -> list[SimilarView]:
    """The most similar releases, in that order."""
    return [
        SimilarView(
            release=each.release,
            headline=each.release.headline,
            title_direction=headline_direction(each.release),
            href=site.localize(links.release(each.release.id)),
            duplicate=each.is_duplicate,
            language=language_tag(each.release.language),
            direction=language_direction(each.release.language),
        )
        for each in (similar.releases if similar else ())[:_SIMILAR]
    ]
