"""A search with what only its address says: how dates were typed, what the API shows of hits."""

from dataclasses import dataclass, field, replace
from typing import Literal, Self, TypeAlias, get_args

from indexer.answers.results import SearchRequest
from webapp.addresses.days import Bound, Length

Highlight: TypeAlias = Literal["html", "offsets", "text", "none"]
HIGHLIGHTS: tuple[Highlight, ...] = get_args(Highlight)
# The keys of a hit in the API: those of `models.Hit`.
HIT_FIELDS = (
    "id", "url", "title", "title_html", "published", "event_date", "place", "agency", "language",
    "title_matches", "score", "snippets",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """A search as an address asks for it; only ``request`` goes to the index.

    ``first_length`` and ``last_length`` say whether a year, a month or a day was typed for the
    bounds of the filters, so that links write them the same way.
    """

    request: SearchRequest = field(default_factory=SearchRequest)
    first_length: Length | None = None
    last_length: Length | None = None

    @property
    def page(self) -> int:
        """The page that the address names."""
        return self.request.page

    @property
    def first(self) -> Bound | None:
        """The first day of the period that is searched, as it was typed."""
        day = self.request.filters.first
        return Bound(day, self.first_length) if day else None

    @property
    def last(self) -> Bound | None:
        """The last day of the period that is searched, as it was typed."""
        day = self.request.filters.last
        return Bound(day, self.last_length) if day else None

    def with_request(self, request: SearchRequest) -> Self:
        """The address of another search, with its dates written as in this one."""
        return replace(self, request=request)

    def at_page(self, number: int) -> Self:
        """The address of another page of the same search."""
        return self.with_request(replace(self.request, page=number))


@dataclass(frozen=True, slots=True)
class ApiAddress(SearchAddress):
    """A search of the API: also which keys of each hit are wanted, and where to go on.

    Empty ``fields`` mean all. ``cursor`` is as it was sent; see `cursors`.
    """

    fields: tuple[str, ...] = ()
    highlight: Highlight = "html"
    cursor: str | None = None

    def at_page(self, number: int) -> Self:
        return replace(self, request=replace(self.request, page=number), cursor=None)

    @property
    def page(self) -> int:
        """A cursor takes the place of the page."""
        return self.request.page if self.cursor is None else SearchRequest().page

    @property
    def shows_snippets(self) -> bool:
        return self.highlight != "none" and self.shows("snippets")

    @property
    def shows_marked_titles(self) -> bool:
        marked = self.highlight in ("html", "offsets")
        return marked and (self.shows("title_html") or self.shows("title_matches"))

    def shows(self, field: str) -> bool:
        """Whether hits have this key."""
        return not self.fields or field in self.fields
