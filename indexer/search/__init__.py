"""READ side, the one door: a search request in, search results out.

collection    the releases of the current generation, and all that may be asked of them
resolution    a request in the words of that collection
understanding what queries mean there, kept
repeats       hits that say what one before them does
hits          matches to hits, each with its snippets; facets: their values, those chosen among them
counts        how many releases other searches find
warnings      what must be said of a search beside what it finds
result_cache  answers given before
probe         whether a collection finds what it holds
searchable    the methods of a collection, as a protocol
"""

from indexer.search.collection import Collection, CollectionStatus, ScanResults
from indexer.search.searchable import Searchable

__all__ = ["Collection", "CollectionStatus", "ScanResults", "Searchable"]
