"""Pages of results: how many there are, and which are linked to."""

from dataclasses import dataclass

from indexer import limits
from indexer.answers.results import SearchResults
from webapp.addresses.parameter import bad_parameter

# Pages linked to on either side of the current one.
_AROUND = 2


def page_count(total: int, size: int) -> int:
    """How many pages of `size` hits a total of hits fills."""
    return -(-total // size)


def deepest_page(size: int) -> int:
    """The last page of `size` hits that readers can open."""
    return limits.DEEPEST_HIT // size


def require_reachable(results: SearchResults) -> None:
    """Raises BadParameters for a page that has hits but is too deep; an empty one is no fault."""
    page, size = results.request.page, results.request.per_page
    if deepest_page(size) < page <= page_count(results.total, size):
        raise bad_parameter("page", "too_deep", str(deepest_page(size)), str(page))


@dataclass(frozen=True, slots=True)
class Paging:
    """``count``, at least 1, is the number of pages that can be opened; ``page`` may exceed it."""

    page: int
    count: int

    @classmethod
    def from_results(cls, results: SearchResults) -> "Paging":
        size = results.request.per_page
        reachable = min(page_count(results.total, size), deepest_page(size))
        return cls(results.request.page, max(reachable, 1))

    @property
    def next(self) -> int | None:
        return self.page + 1 if self.page < self.count else None

    @property
    def previous(self) -> int | None:
        """The page before; from beyond the end, the last one."""
        return min(self.page - 1, self.count) if self.page > 1 else None

    @property
    def linked(self) -> list[int | None]:
        """Page numbers to link to: the first, those around this one, the last; None for a gap."""
        around = range(self.page - _AROUND, self.page + _AROUND + 1)
        numbers = sorted({1, self.count} | {n for n in around if 1 <= n <= self.count})
        linked: list[int | None] = []
        for number in numbers:
            if linked and number - (linked[-1] or 0) > 1:
                linked.append(None)
            linked.append(number)
        return linked
