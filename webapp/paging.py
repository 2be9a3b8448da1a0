"""Pages of results: how many there are, which come next, which are shown as links."""

from dataclasses import dataclass

from indexer import limits
from indexer.results import SearchResults
from webapp.addresses.parameter import BadParameters, Fault

_AROUND = 2


def count(total: int, size: int) -> int:
    """How many pages of a size so many hits fill."""
    return -(-total // size)


def deepest(size: int) -> int:
    """The last page of a size that anybody is shown."""
    return limits.DEEPEST_HIT // size


def require_shown(results: SearchResults) -> None:
    """Raises BadParameters for a page that has hits, but lies deeper than any is shown; one beyond the last is no
    fault."""
    page, size = results.request.page, results.request.per_page
    if deepest(size) < page <= count(results.total, size):
        raise BadParameters([Fault("page", "too_deep", str(deepest(size)), str(page))])


@dataclass(frozen=True, slots=True)
class Paging:
    """``count`` is the number of pages that can be asked for; ``page`` may lie beyond it."""

    page: int
    count: int

    @classmethod
    def of(cls, results: SearchResults) -> "Paging":
        size = results.request.per_page
        reachable = min(count(results.total, size), deepest(size))
        return cls(results.request.page, max(reachable, 1))

    @property
    def next(self) -> int | None:
        return self.page + 1 if self.page < self.count else None

    @property
    def previous(self) -> int | None:
        """The page before; from beyond the end, the last one."""
        return min(self.page - 1, self.count) if self.page > 1 else None

    @property
    def shown(self) -> list[int | None]:
        """Page numbers to link to: both ends and those around this one; None where some are left out."""
        around = range(self.page - _AROUND, self.page + _AROUND + 1)
        numbers = sorted({1, self.count} | {n for n in around if 1 <= n <= self.count})
        shown: list[int | None] = []
        for number in numbers:
            if shown and number - (shown[-1] or 0) > 1:
                shown.append(None)
            shown.append(number)
        return shown
