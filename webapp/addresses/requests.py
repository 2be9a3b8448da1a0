"""What an address asks of a search beyond what is sought."""

from dataclasses import dataclass

from indexer.results import SearchRequest
from webapp.addresses.days import Length
from webapp.models import Highlight


@dataclass(frozen=True, slots=True)
class Addressed(SearchRequest):
    """A search that an address asks for. ``first_length`` and ``last_length`` tell of the days of its filters
    whether a year, a month or a day was typed for them: they are written as they came."""

    first_length: Length | None = None
    last_length: Length | None = None


@dataclass(frozen=True, slots=True)
class ApiRequest(Addressed):
    """A search by a program: with what it wants of each hit, and where it goes on.

    ``fields`` empty means all. ``cursor`` is as it was sent; see `cursors`.
    """

    fields: tuple[str, ...] = ()
    highlight: Highlight = "html"
    cursor: str | None = None

    @property
    def shows_snippets(self) -> bool:
        return self.highlight != "none" and self.shows("snippets")

    @property
    def shows_marked_titles(self) -> bool:
        marked = self.highlight in ("html", "offsets")
        return marked and (self.shows("title_html") or self.shows("title_matches"))

    def shows(self, field: str) -> bool:
        """Whether hits are shown with this key."""
        return not self.fields or field in self.fields
