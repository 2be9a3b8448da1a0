"""Evaluates queries. Nothing here writes.

searcher     an immutable view of one index: the engine's `Searcher`; open_index: its parts
expansion    expands a pattern to words; patterns: compares it with all words at once
evaluator    which releases match, and with what score
matching     masks of matching releases; phrases, spans: phrase matching
scoring      scores of matching releases; bm25f: the formula; frequencies: document frequencies;
             champions: the top releases of one query part; proximity: words near each other
ranking      the top of scored releases; sort_orders: by date and title
facets       values of each release, for filters and counts
similarity   words with similar spelling
"""
