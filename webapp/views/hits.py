"""The hits of a search, and the examples of the empty box."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from indexer.arabic.analyzer import Token
from indexer.arabic.dates import WEEKDAYS
from indexer.arabic.letters import ARTICLE
from indexer.arabic.months import ENGLISH, MONTHS
from indexer.arabic.normalizer import fold
from indexer.arabic.stemmer import Reading
from indexer.arabic.words import Word
from indexer.release import PARAGRAPH_BREAK, Release
from indexer.results import Hit, SearchRequest, Snippet
from webapp.addresses import links
from webapp.interface import Interface
from webapp.marks import anchor, marked, paragraphs
from webapp.views.headline import headline_direction, undirected
from webapp.views.language import direction, language_tag, own_direction

_EXAMPLES = 3
# A name in one title says as much as another word in so many.
_NAME = 2
# The words of the names of days and months.
_CALENDAR = frozenset(
    fold(word)
    for name in chain(WEEKDAYS, *MONTHS, *ENGLISH)
    for word in (*name.split(), name.removeprefix(ARTICLE))
)
# Shorter words are particles and names' parts that make poor examples.
_EXAMPLE_LETTERS = 4


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
    ``matches`` is None where they were not all counted."""

    release: Release
    headline: str
    href: str
    permalink: str
    anchor: str
    title: Markup
    title_direction: str
    snippets: tuple[SnippetView, ...]
    matches: int | None
    language: str
    direction: str


def hits(found: Iterable[Hit], request: SearchRequest, site: Interface) -> list[HitView]:
    """The hits of a page."""
    address = links.releases(request)
    return [_hit(each, site.link(address(each.release.id)), site) for each in found]


def _hit(found: Hit, href: str, site: Interface) -> HitView:
    release = found.release
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
    lines = tuple(_lines(snippet, way))
    return SnippetView(
        lines,
        lines[0].direction if len(lines) == 1 else way,
        before=snippet.offset > 0,
        after=body and snippet.offset + len(snippet.text) < len(release.body),
        there="" if first is None else f"{href}#{anchor(snippet.offset + first)}",
    )


def _lines(snippet: Snippet, way: str) -> Iterator[LineView]:
    """The paragraphs of a snippet, joined where they have one direction; `way` is that of the release."""
    parts = paragraphs(snippet.text, snippet.matches)
    for own, alike in groupby(parts, lambda part: own_direction(part.text, way) or way):
        texts = (marked(part.text, part.matches) for part in alike)
        yield LineView(escape(PARAGRAPH_BREAK).join(texts), own)


def examples(titles: Iterable[Iterable[tuple[Token, Reading]]]) -> list[str]:
    """Words worth a search: those that most of the titles share, names first, spelled as in one of them.

    Each finds at least the release that it was taken from.
    """
    counts: Counter[str] = Counter()
    surface: dict[str, str] = {}
    for title in titles:
        for token, found in title:
            if _tells(token.word, found):
                counts[token.word.stem] += _NAME if found.protected else 1
                surface.setdefault(token.word.stem, token.surface)
    return [surface[stem] for stem, _ in counts.most_common(_EXAMPLES)]


def _tells(word: Word, found: Reading) -> bool:
    """Whether a word of a title says what it is about: it has no clitic but the article, and is neither a verb, for
    all titles have the same ones (تطلق, تعلن), nor a day or a month, which all releases have."""
    return (
        not found.enclitic
        and set(found.proclitics) <= {ARTICLE}
        and not word.stop
        and found.speech != "verb"
        and len(word.form) >= _EXAMPLE_LETTERS
        and word.form.isalpha()
        and fold(word.form) not in _CALENDAR
    )
