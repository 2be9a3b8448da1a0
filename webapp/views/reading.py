"""How the query was read (modes, spellings, warnings), and other searches to try, as links."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from indexer.answers.results import SearchResults, Suggestion
from indexer.arabic.layers import LAYERS
from indexer.engines.protocol import FormCount
from indexer.query.narrowing import spelling_key
from indexer.search_warnings import WarningCode
from webapp.addresses import links
from webapp.addresses.search_address import SearchAddress
from webapp.addresses.site import Site
from webapp.texts.structure import SuggestionName

# Spellings of a word that are shown at once.
_SHOWN_FORMS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeLink:
    """A way to compare words, and how many releases it finds."""

    mode: str
    total: int
    selected: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLink:
    """A spelling that a word of the query matches; ``href`` leaves it out, or brings it back, and
    returns to its ``anchor``."""

    form: str
    count: int
    left_out: bool
    href: str
    anchor: str


@dataclass(frozen=True, slots=True)
class WordView:
    typed: str
    forms: tuple[FormLink, ...]

    @property
    def shown(self) -> tuple[FormLink, ...]:
        """The spellings that are shown at once."""
        return self.forms[:_SHOWN_FORMS]

    @property
    def hidden(self) -> tuple[FormLink, ...]:
        """The spellings that are shown on demand."""
        return self.forms[_SHOWN_FORMS:]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionView:
    label: Markup
    q: str
    total: int
    href: str


def mode_links(results: SearchResults, address: SearchAddress, site: Site) -> list[ModeLink]:
    """The same search in every mode; none if the query has no word to compare."""
    request = address.request
    return [
        ModeLink(
            mode=mode,
            total=results.modes[mode],
            selected=mode == request.mode,
            href=site.search_page(address.with_request(replace(request, mode=mode, page=1))),
        )
        for mode in LAYERS
        if mode in results.modes and not has_nothing_to_search(results)
    ]


def word_views(results: SearchResults, address: SearchAddress, site: Site) -> list[WordView]:
    """The words of the query with their spellings, each of which can be left out."""
    return [
        WordView(
            word.typed, tuple(_form_link(form, position, address, site) for form in word.forms)
        )
        for position, word in enumerate(results.query.words)
    ]


def _form_link(form: FormCount, position: int, address: SearchAddress, site: Site) -> FormLink:
    """`position` is that of the word: two words may match the same spelling."""
    without = address.request.without
    if form.left_out:
        key = spelling_key(form.form)
        without = tuple(other for other in without if spelling_key(other) != key)
    else:
        without = (*without, form.form)
    toggled = address.with_request(replace(address.request, without=without, page=1))
    anchor = links.form_anchor(position, form.form)
    href = f"{site.search_page(toggled)}#{anchor}"
    return FormLink(
        form=form.form, count=form.count, left_out=form.left_out, href=href, anchor=anchor
    )


def has_nothing_to_search(results: SearchResults) -> bool:
    """Whether the query has text but no word: it matches all releases."""
    return any(warning.code == "nothing_to_search" for warning in results.warnings)


def warnings(results: SearchResults, site: Site) -> list[Markup]:
    """The warnings about the query, one per code with all its details. That the page is past the
    last one is said in place of the hits."""
    details: dict[WarningCode, list[str]] = {}
    for warning in results.warnings:
        if warning.code != "past_the_last_page":
            details.setdefault(warning.code, []).append(warning.detail)
    return [site.texts.warning(code, *each) for code, each in details.items()]


def suggestion_view(suggestion: Suggestion, address: SearchAddress, site: Site) -> SuggestionView:
    """Another search to try instead of the one at `address`."""
    kind = _suggestion_name(suggestion, address)
    label = site.texts.suggestion(kind, suggestion.request.mode, suggestion.without)
    href = site.search_page(address.with_request(suggestion.request))
    return SuggestionView(label=label, q=suggestion.q, total=suggestion.total, href=href)


def _suggestion_name(suggestion: Suggestion, address: SearchAddress) -> SuggestionName:
    if suggestion.kind != "transliteration":
        return suggestion.kind
    if _count_latin_letters(suggestion.q) > _count_latin_letters(address.request.q):
        return "romanization"
    return "partial_transliteration" if suggestion.without else "transliteration"


def _count_latin_letters(text: str) -> int:
    return sum(letter.isascii() and letter.isalpha() for letter in text)
