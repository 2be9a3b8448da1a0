"""A search with what only its address says: how dates were typed, what the API shows of hits."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Self, TypeAlias

from indexer.results import SearchRequest
from webapp.addresses.days import Length
from webapp.addresses.parameter import Value

Highlight: TypeAlias = Literal["html", "offsets", "text", "none"]
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

    def with_request(self, request: SearchRequest) -> Self:
        """The address of another search, with its dates written as in this one."""
        return replace(self, request=request)

    def at_page(self, number: int) -> Self:
        """The address of another page of the same search."""
        return self.with_request(replace(self.request, page=number))

    def values(self) -> Mapping[str, Value]:
        """The values of all parameters that have exactly one and are no dates, by name."""
        request = self.request
        return {
            "q": request.q,
            "mode": request.mode,
            "match": request.match,
            "page": request.page,
            "per_page": request.per_page,
            "sort": request.sort,
            "facets": request.facets,
            "snippets": request.snippets,
            "guided": request.guided,
        }


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

    def values(self) -> Mapping[str, Value]:
        own = {"fields": self.fields, "highlight": self.highlight, "cursor": self.cursor}
        # `super()` without arguments fails in dataclasses with slots, which are created twice.
        values = {**SearchAddress.values(self), **own}
        if self.cursor:
            # A cursor takes the place of the page.
            del values["page"]
        return values

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
