"""The read side: a search request in, search results out.

collection   the releases of the current generation, and all requests for them
resolution   a query in the words of that collection
query_cache  resolved queries, cached
repeats      hits that nearly duplicate an earlier one
hits         hits with marks and snippets; facets: facet values, and which are selected
counts       how many releases other searches would find
left_out     releases that are not found only because they lack a date or a title
result_warnings the warnings beside the results
result_cache cached results
probe        whether a collection finds what it holds
limits       the time for a search, and the sizes of caches
searchable   the methods of a collection, as a protocol
"""

from indexer.search.collection import Collection, CollectionStatus, ScanResults
from indexer.search.searchable import Searchable

__all__ = ["Collection", "CollectionStatus", "ScanResults", "Searchable"]
