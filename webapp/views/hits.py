"""The hits of a search, as a page shows them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from indexer.release import PARAGRAPH_BREAK, Release
from indexer.results import Hit, SearchRequest, Snippet
from webapp.addresses import links
from webapp.marks import Paragraph, anchor, marked, paragraph_at, paragraphs
from webapp.site import Site
from webapp.views.headline import headline_direction, undirected
from webapp.views.language import direction, language_tag, own_direction


class LineView(NamedTuple):
    html: Markup
    direction: str


@dataclass(frozen=True, slots=True)
class SnippetView:
    """Each of the ``lines`` has another direction than the one before it. ``before`` and ``after`` say
    whether the field goes on beyond the snippet; ``there`` opens the release at its first match, and is
    empty where it has none."""

    lines: tuple[LineView, ...]
    direction: str
    before: bool
    after: bool
    there: str


@dataclass(frozen=True, slots=True)
class HitView:
    """``headline`` has no marks of direction, for places where no element isolates it. ``href`` opens the
    release with its matches marked; ``permalink`` is its address alone; by ``anchor`` the way back leads to the hit.
    ``matches`` is None where they were not all counted; ``repeats`` leads to the hit above that says nearly the same, and
    is empty where none does."""

    release: Release
    headline: str
    href: str
    permalink: str
    anchor: str
    title: Markup
    title_direction: str
    snippets: tuple[SnippetView, ...]
    matches: int | None
    repeats: str
    language: str
    direction: str


def hits(
    found: Iterable[Hit], request: SearchRequest, site: Site, repeats: Mapping[str, str]
) -> list[HitView]:
    """The hits of a page; `repeats` are those of `SearchResults`."""
    address = links.releases(request)
    return [_hit(each, site.link(address(each.release.id)), repeats, site) for each in found]


def _hit(found: Hit, href: str, repeats: Mapping[str, str], site: Site) -> HitView:
    release = found.release
    above = repeats.get(release.id)
    return HitView(
        release,
        undirected(release.headline),
        href,
        site.link(links.release(release.id)),
        links.hit_anchor(release.id),
        _title(found),
        headline_direction(release),
        tuple(_snippet(snippet, release, href) for snippet in found.snippets),
        found.matches,
        "" if above is None else f"#{links.hit_anchor(above)}",
        language_tag(release.language),
        direction(release.language),
    )


def _title(found: Hit) -> Markup:
    if found.title_matches:
        return marked(found.release.title, found.title_matches)
    return escape(found.release.headline)


def _snippet(snippet: Snippet, release: Release, href: str) -> SnippetView:
    body = snippet.field == "body"
    first = snippet.matches[0].start if body and snippet.matches else None
    way = direction(release.language)
    lines = tuple(_lines(snippet, release.body if body else "", way))
    return SnippetView(
        lines,
        lines[0].direction if len(lines) == 1 else way,
        before=snippet.offset > 0,
        after=body and snippet.offset + len(snippet.text) < len(release.body),
        there="" if first is None else f"{href}#{anchor(snippet.offset + first)}",
    )


def _lines(snippet: Snippet, body: str, way: str) -> Iterator[LineView]:
    """The paragraphs of a snippet, joined where they have one direction; `body` is what it is cut from, empty
    where that is no body, `way` the direction of the release."""

    def own(part: Paragraph) -> str:
        # What a cut begins with says little of its paragraph: an English one may quote Arabic there.
        whole = paragraph_at(body, snippet.offset + part.start) or part.text
        return own_direction(whole, way) or way

    for line, alike in groupby(paragraphs(snippet.text, snippet.matches), own):
        texts = (marked(part.text, part.matches) for part in alike)
        yield LineView(escape(PARAGRAPH_BREAK).join(texts), line)
