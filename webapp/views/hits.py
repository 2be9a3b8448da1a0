"""The hits of a search, as a page shows them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from indexer.answers.results import Hit, SearchResults, Snippet, Span
from indexer.engines.protocol import effective_sort
from indexer.releases.release import PARAGRAPH_BREAK, Release
from webapp.addresses import links
from webapp.addresses.search_address import SearchAddress
from webapp.addresses.site import Site
from webapp.texts.marks import Paragraph, body_anchor, mark_matches, paragraph_at, paragraphs
from webapp.views.headline import headline_direction, strip_direction_marks
from webapp.views.language import language_direction, language_tag, paragraph_direction


class LineView(NamedTuple):
    html: Markup
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetView:
    """``field`` is that of the release. Neighbouring ``lines`` differ in direction. ``before`` and
    ``after`` say whether the field continues beyond the snippet; ``in_context`` opens the release
    at the first match, empty if there is none."""

    field: str
    lines: tuple[LineView, ...]
    direction: str
    before: bool
    after: bool
    in_context: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """``headline`` has no marks of direction, for places where no element isolates it. ``href``
    opens the release with its matches marked, ``permalink`` without them; ``address`` is relative
    and names no language. ``anchor`` is the id of the hit. ``matches`` is None if not all were
    counted; ``repeats`` links to a hit above that says nearly the same, empty if none does."""

    release: Release
    headline: str
    href: str
    permalink: str
    address: str
    anchor: str
    title: Markup
    title_direction: str
    place: Markup
    agency: Markup
    snippets: tuple[SnippetView, ...]
    matches: int | None
    repeats: str
    language: str
    direction: str


def hit_views(
    hits: Iterable[Hit], address: SearchAddress, site: Site, repeats: Mapping[str, str]
) -> list[HitView]:
    """The hits of a page; `repeats` are those of `SearchResults`."""
    release_address = links.releases(address)
    return [
        _hit_view(hit, site.localize(release_address(hit.release.id)), repeats, site)
        for hit in hits
    ]


def ordered_hits(results: SearchResults) -> Sequence[Hit]:
    """The hits in the order to show them in: in that of relevance, hits that nearly repeat another
    one of the page come last, so that copies of one text do not fill the beginning."""
    sort = effective_sort(results.request.sort, ranks=results.query.ranks)
    if sort != "relevance":
        return results.hits
    return sorted(results.hits, key=lambda hit: hit.release.id in results.repeats)


def _hit_view(hit: Hit, href: str, repeats: Mapping[str, str], site: Site) -> HitView:
    release = hit.release
    address = links.release(release.id)
    repeated = repeats.get(release.id)
    return HitView(
        release=release,
        headline=strip_direction_marks(release.headline),
        href=href,
        permalink=site.localize(address),
        address=address,
        anchor=links.hit_anchor(release.id),
        title=mark_matches(release.headline, hit.title_matches),
        title_direction=headline_direction(release),
        place=mark_matches(release.place or "", hit.place_matches),
        agency=mark_matches(release.agency or "", hit.agency_matches),
        snippets=tuple(_snippet_view(snippet, release, href) for snippet in _snippets(hit)),
        matches=hit.matches,
        repeats="" if repeated is None else f"#{links.hit_anchor(repeated)}",
        language=language_tag(release.language),
        direction=language_direction(release.language),
    )


def _snippets(hit: Hit) -> Iterator[Snippet]:
    """The snippets to show: matches of place and agency are marked above them already."""
    place = _matched_words(hit.release.place, hit.place_matches)
    agency = _matched_words(hit.release.agency, hit.agency_matches)
    shown_above = {"place": place, "dateline": place, "agency": agency}
    for snippet in hit.snippets:
        words = _matched_words(snippet.text, snippet.matches)
        if not (words and words <= shown_above.get(snippet.field, set())):
            yield snippet


def _matched_words(text: str | None, matches: Iterable[Span]) -> set[str]:
    return {(text or "")[match.start : match.end] for match in matches}


def _snippet_view(snippet: Snippet, release: Release, href: str) -> SnippetView:
    is_body = snippet.field == "body"
    first = snippet.matches[0].start if is_body and snippet.matches else None
    direction = language_direction(release.language)
    lines = tuple(_lines(snippet, release.body if is_body else "", direction))
    return SnippetView(
        field=snippet.field,
        lines=lines,
        direction=lines[0].direction if len(lines) == 1 else direction,
        before=snippet.offset > 0,
        after=is_body and snippet.offset + len(snippet.text) < len(release.body),
        in_context="" if first is None else f"{href}#{body_anchor(snippet.offset + first)}",
    )


def _lines(snippet: Snippet, body: str, release_direction: str) -> Iterator[LineView]:
    """The paragraphs of a snippet, joined where neighbours have one direction; `body` is the text
    that it was cut from, empty for other fields."""

    def direction_of(part: Paragraph) -> str:
        # The whole paragraph decides, not the cut: an English one may quote Arabic there.
        whole = paragraph_at(body, snippet.offset + part.start) or part.text
        return paragraph_direction(whole, release_direction) or release_direction

    for direction, parts in groupby(paragraphs(snippet.text, snippet.matches), direction_of):
        texts = (mark_matches(part.text, part.matches) for part in parts)
        yield LineView(escape(PARAGRAPH_BREAK).join(texts), direction)
