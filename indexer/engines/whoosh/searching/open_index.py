"""The parts of an opened index, bundled for the evaluation of queries."""

from dataclasses import dataclass

from indexer.engines.whoosh.columns import Columns
from indexer.engines.whoosh.postings import PostingsReader
from indexer.engines.whoosh.searching.frequencies import Frequencies
from indexer.engines.whoosh.work_arrays import WorkArrays


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """What evaluating a query reads of an opened index; safe to share between threads."""

    postings: PostingsReader
    columns: Columns
    frequencies: Frequencies
    work: WorkArrays
