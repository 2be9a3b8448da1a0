"""How the search was read, what else is worth a search, and what must be said of it."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from indexer.arabic.words import LAYERS
from indexer.engines.protocol import FormCount
from indexer.query.narrowing import spelling
from indexer.query.values import WarningCode
from indexer.results import SearchRequest, SearchResults, Suggestion
from webapp.addresses import links
from webapp.site import Site


@dataclass(frozen=True, slots=True)
class ModeLink:
    """A way to compare words, and how many releases it finds."""

    mode: str
    total: int
    selected: bool
    href: str


@dataclass(frozen=True, slots=True)
class FormLink:
    """A spelling that a word of the query stands for; ``href`` leaves it out, or brings it back, and comes back to it by
    its ``anchor``."""

    form: str
    count: int
    left_out: bool
    href: str
    anchor: str


@dataclass(frozen=True, slots=True)
class WordView:
    typed: str
    forms: tuple[FormLink, ...]


@dataclass(frozen=True, slots=True)
class SuggestionView:
    label: Markup
    q: str
    total: int
    href: str


def modes(results: SearchResults, site: Site) -> list[ModeLink]:
    """The same search in every mode; none where all find the same because nothing is compared."""
    request = results.request
    return [
        ModeLink(
            mode,
            results.modes[mode],
            mode == request.mode,
            site.page(replace(request, mode=mode, page=1)),
        )
        for mode in LAYERS
        if mode in results.modes and not nothing_to_search(results)
    ]


def words(results: SearchResults, site: Site) -> list[WordView]:
    """The words of the query with their spellings, each of which can be switched off."""
    return [
        WordView(
            word.typed, tuple(_form(form, place, results.request, site) for form in word.forms)
        )
        for place, word in enumerate(results.query.words)
    ]


def _form(form: FormCount, place: int, request: SearchRequest, site: Site) -> FormLink:
    """`place` is that of the word: two words may stand for one spelling."""
    if form.left_out:
        off = tuple(other for other in request.without if spelling(other) != spelling(form.form))
    else:
        off = (*request.without, form.form)
    wanted = replace(request, without=off, page=1)
    anchor = links.form_anchor(place, form.form)
    href = f"{site.page(wanted)}#{anchor}"
    return FormLink(form.form, form.count, form.left_out, href, anchor)


def nothing_to_search(results: SearchResults) -> bool:
    """Whether something was typed that holds no word: all releases answer it."""
    return any(warning.code == "nothing_to_search" for warning in results.warnings)


def warnings(results: SearchResults, site: Site) -> list[Markup]:
    """What the page says of the query, each thing once, with all that it is about; a page past the last is told where
    its hits would stand."""
    told: dict[WarningCode, list[str]] = {}
    for warning in results.warnings:
        if warning.code != "past_the_last_page":
            told.setdefault(warning.code, []).append(warning.detail)
    return [site.texts.warning(code, *details) for code, details in told.items()]


def suggestion(other: Suggestion, q: str, site: Site) -> SuggestionView:
    """A search to try instead of one for `q`."""
    named = other.kind == "transliteration" and _latin(other.q) > _latin(q)
    kind = "romanization" if named else other.kind
    label = site.texts.suggestion(kind, other.request.mode, other.without)
    return SuggestionView(label, other.q, other.total, site.page(other.request))


def _latin(text: str) -> int:
    """How many Latin letters a text has."""
    return sum(letter.isascii() and letter.isalpha() for letter in text)
