"""Document frequencies: from a dictionary where its counts are exact, else counted."""

from collections.abc import Sequence

from indexer.engines.whoosh import layout
from indexer.engines.whoosh.postings import PostingsReader
from indexer.engines.whoosh.work_arrays import WorkArrays
from indexer.query.values import Term
from indexer.releases.schema import FIELDS


class Frequencies:
    """For one index; safe to share between threads."""

    def __init__(self, postings: PostingsReader, work: WorkArrays) -> None:
        self._postings = postings
        self._work = work
        self._whole = all(segment.live is None for segment in postings.segments)

    def has_exact_counts(self, fields: Sequence[str]) -> bool:
        """Whether dictionaries count exactly the live releases with a word in any of the fields."""
        return self._whole and (len(fields) == 1 or set(fields) == set(FIELDS))

    def document_frequency(self, term: Term, fields: Sequence[str] = FIELDS) -> int:
        """The number of live releases with a term in any of the fields."""
        names = [layout.layer_field(term.layer, field) for field in fields]
        if not self.has_exact_counts(fields):
            return self._work.count_union(
                [self._postings.postings(n, term.text).rows for n in names]
            )
        if len(names) == 1:
            return self._postings.max_releases(names[0], term.text)
        layers = (s.blocks.vocabulary.layers[term.layer] for s in self._postings.segments)
        return sum(words.release_count(term.text) for words in layers)
