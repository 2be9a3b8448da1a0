"""The context in which a clause is compiled."""

from dataclasses import dataclass

from indexer.arabic.layers import Layer
from indexer.query.matching import Matching


@dataclass(frozen=True, slots=True)
class Scope:
    """The layer and fields of the words of a clause, and whether it must not match."""

    layer: Layer
    fields: tuple[str, ...] = ()
    excluded: bool = False

    def matching(self, match: Matching) -> Matching:
        """How the words of one text are combined: to exclude a name must not exclude each of its
        words."""
        return "all" if self.excluded else match
