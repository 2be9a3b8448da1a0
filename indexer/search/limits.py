"""The time for a search, and the sizes of the caches of a served generation."""

# The time for a search. Afterwards optional parts are left out (snippets, part of the ranking,
# suggestions); without complete matches the search fails. The bounds of queries and engines keep
# searches of a million releases below this; it is for larger collections and busy machines.
SEARCH_SECONDS = 5.0

# Cache of results while a generation is served: some hundred pages of results.
RESULT_CACHE_BYTES = 32_000_000
# Cache of queries while a generation is served: a third each for resolved queries, their readings
# and their markers.
QUERY_CACHE_BYTES = 48_000_000
# Cache of expanded patterns while a generation is served: a hundred with as many words as allowed.
EXPANSION_CACHE_BYTES = 8_000_000
# Words of queries whose spellings are cached while a generation is served, about 10 kB each.
MAX_SPELLED_WORDS = 2_000
