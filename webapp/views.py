"""What the templates show: search results turned into links, marked text and labels."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from markupsafe import Markup

from indexer.arabic.analyzer import Token
from indexer.arabic.normalizer import clean, fold
from indexer.engines.protocol import Filters
from indexer.query.values import Warn
from indexer.release import Release
from indexer.results import FacetValue, Hit, MarkedRelease, SearchRequest, SearchResults, Suggestion
from webapp import links, months
from webapp.interface import Interface
from webapp.marks import marked, paragraphs

_EXAMPLES = 3
# Shorter words are particles and names' parts that make poor examples.
_EXAMPLE_LETTERS = 4
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class SnippetView:
    """``before`` and ``after`` say whether the field goes on beyond the snippet."""

    html: Markup
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class HitView:
    release: Release
    href: str
    title: Markup
    snippets: tuple[SnippetView, ...]
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class FacetLink:
    label: str
    count: int
    selected: bool
    href: str


@dataclass(frozen=True, slots=True)
class FacetView:
    title: str
    values: tuple[FacetLink, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force; ``href`` is the search without it."""

    label: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class SuggestionView:
    label: str
    q: str
    total: int
    href: str


@dataclass(frozen=True, slots=True)
class ReleaseView:
    release: Release
    title: Markup
    paragraphs: tuple[Markup, ...]
    matches: int
    language: str
    direction: str
    original: str | None


def direction(language: str) -> str:
    """The `dir` of a text in this language; `auto` where the language says nothing."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "auto"


def language_tag(language: str) -> str:
    """The language as a `lang` attribute may hold it; empty (unknown) when it is no tag."""
    return language if _LANGUAGE_TAG.fullmatch(language) else ""


def hit(found: Hit, request: SearchRequest, site: Interface) -> HitView:
    release = found.release
    snippets = tuple(
        SnippetView(
            marked(snippet.text, snippet.matches),
            before=snippet.offset > 0,
            after=snippet.field == "body"
            and snippet.offset + len(snippet.text) < len(release.body),
        )
        for snippet in found.snippets
    )
    return HitView(
        release,
        site.link(links.release(release.id, request)),
        marked(release.title, found.title_matches),
        snippets,
        language_tag(release.language),
        direction(release.language),
    )


def release(found: MarkedRelease) -> ReleaseView:
    shown = found.release
    return ReleaseView(
        shown,
        marked(shown.title, found.title_matches),
        tuple(marked(*part) for part in paragraphs(shown.body, found.body_matches)),
        len(found.title_matches) + len(found.body_matches),
        language_tag(shown.language),
        direction(shown.language),
        original(shown.url),
    )


def original(address: str | None) -> str | None:
    """The address a release was taken from, if it is one that may be followed."""
    try:
        parts = urlsplit(address or "")
        followed = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return address if followed else None


def facets(results: SearchResults, site: Interface) -> list[FacetView]:
    """The facets that offer a choice; each value links to the search with it, or without it."""
    return [
        FacetView(
            site.texts.facet(name),
            tuple(
                FacetLink(
                    _value_label(name, value.value, site),
                    value.count,
                    value.selected,
                    site.link(
                        links.page(_toggled(results.request, name, value.value, value.selected))
                    ),
                )
                for value in _in_order(name, values)
            ),
        )
        for name, values in results.facets.items()
        if values
    ]


def _in_order(facet: str, values: Iterable[FacetValue]) -> list[FacetValue]:
    """The most frequent first, as the engine gives them; but years from the newest to the oldest."""
    if facet != "year":
        return list(values)
    return sorted(values, key=lambda found: found.value, reverse=True)


def _value_label(facet: str, value: str, site: Interface) -> str:
    return site.texts.language_name(value) if facet == "language" else value


def _toggled(request: SearchRequest, name: str, value: str, selected: bool) -> SearchRequest:
    """The search with a value chosen, or no longer; values are compared as the engine does."""
    kept = request.filters.facets.get(name, ())
    if selected:
        kept = tuple(other for other in kept if fold(clean(other)) != fold(clean(value)))
    else:
        kept = (*kept, value)
    return _with_facet(request, name, kept)


def _with_facet(request: SearchRequest, name: str, values: tuple[str, ...]) -> SearchRequest:
    chosen = {**request.filters.facets, name: values}
    chosen = {facet: texts for facet, texts in chosen.items() if texts}
    return replace(request, page=1, filters=replace(request.filters, facets=chosen))


def chips(request: SearchRequest, site: Interface) -> list[Chip]:
    """The filters in force, each with the way out of it."""
    filters = request.filters
    found = [
        Chip(
            site.texts.facet(name),
            _value_label(name, value, site),
            site.link(
                links.page(_with_facet(request, name, tuple(v for v in values if v != value)))
            ),
        )
        for name, values in filters.facets.items()
        for value in values
    ]
    if filters.first:
        rest = replace(request, page=1, filters=replace(filters, first=None))
        found.append(
            Chip(site.texts.since, months.short_first(filters.first), site.link(links.page(rest)))
        )
    if filters.last:
        rest = replace(request, page=1, filters=replace(filters, last=None))
        found.append(
            Chip(site.texts.until, months.short_last(filters.last), site.link(links.page(rest)))
        )
    return found


def nothing_to_search(results: SearchResults) -> bool:
    """Whether something was typed that holds no word: all releases answer it."""
    query = results.query
    return bool(query.q.strip()) and not query.words and not query.reading


def warnings(results: SearchResults) -> list[Warn]:
    """What the page says of the query; a page past the last is told where its hits would stand."""
    found = [warning for warning in results.warnings if warning.code != "past_the_last_page"]
    missing = Warn("nothing_to_search")
    if nothing_to_search(results) and all(each.code != missing.code for each in found):
        found.append(missing)
    return found


def without_filters(request: SearchRequest, site: Interface) -> str:
    return site.link(links.page(replace(request, page=1, filters=Filters())))


def suggestion(other: Suggestion, site: Interface) -> SuggestionView:
    label = site.texts.suggestion(other.kind, other.request.mode, other.without)
    return SuggestionView(label, other.q, other.total, site.link(links.page(other.request)))


def examples(titles: Iterable[Iterable[Token]]) -> list[str]:
    """Words worth a search: of the given titles, those that most of them share, as they stand there.

    Each is found in at least the release it was taken from.
    """
    counts: Counter[str] = Counter()
    surface: dict[str, str] = {}
    for title in titles:
        for token in title:
            word = token.word
            if not word.stop and len(word.form) >= _EXAMPLE_LETTERS and word.form.isalpha():
                counts[word.stem] += 1
                surface.setdefault(word.stem, token.surface)
    return [surface[stem] for stem, _ in counts.most_common(_EXAMPLES)]
