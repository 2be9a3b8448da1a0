"""Checks that a search finds the newest release, through the interface that readers use."""

from indexer.answers.results import SearchRequest
from indexer.engines.protocol import Filters
from indexer.search.searchable import Searchable


def finds_newest(collection: Searchable) -> bool:
    """Whether the newest release, if any, is found by the first word of its title. Raises
    IndexUnavailable as `Collection.search` does."""
    newest = collection.search(SearchRequest(per_page=1, facets=False, snippets=0)).hits
    if not newest:
        return True
    release = newest[0].release
    words = (token for token, _ in collection.analyze(release.title))
    word = next((each.surface for each in words if not each.word.stop), "")
    only = Filters(ids=frozenset({release.id}))
    request = SearchRequest(word, "exact", filters=only, per_page=1, facets=False, snippets=0)
    return collection.search(request).total > 0
