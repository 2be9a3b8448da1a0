"""Marks one query in the fields of a release."""

from collections.abc import Set

from indexer.arabic.analyzer import Analyzer
from indexer.marking.landmarks import Landmarks
from indexer.marking.marker import Marker
from indexer.marking.targets import Spellings
from indexer.query import names_in_queries
from indexer.query.parsed_query import ParsedQuery
from indexer.query.values import Term
from indexer.releases.schema import TEXT_FIELDS


class Markers:
    """A marker for each field, as words may be restricted to one field."""

    def __init__(
        self, analyzer: Analyzer, parsed: ParsedQuery, spellings: Spellings, landmarks: Landmarks
    ) -> None:
        self.landmarks = landmarks
        self._whole = Marker.for_query(analyzer, parsed, spellings, landmarks)
        self.words = self._whole.words
        self.connectives = self._whole.connectives
        self._terms_in_names = names_in_queries.terms_in_names(analyzer, parsed.words)
        scoped = [*(word.fields for word in parsed.words), *(p.fields for p in parsed.phrases)]
        self._by_field = {
            field.name: Marker.for_query(
                analyzer, parsed.restricted_to(field.name), spellings, landmarks
            )
            for field in TEXT_FIELDS
            if any(scoped)
        }

    @property
    def nbytes(self) -> int:
        return sum(marker.nbytes for marker in (self._whole, *self._by_field.values()))

    def for_field(self, field: str) -> Marker:
        return self._by_field.get(field, self._whole)

    def name_parts(self, terms: Set[Term]) -> set[Term]:
        """The terms of the words of those names of several words that are among `terms`."""
        names = self._terms_in_names.keys() & terms
        return {part for name in names for part in self._terms_in_names[name]}
