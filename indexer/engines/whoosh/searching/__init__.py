"""Queries to matches. Nothing here writes.

searcher     an immutable view of one index, and the door
expansion    a pattern to the words that it stands for; patterns compares it with all words at once
evaluator    which releases match, and with what score
matching     masks of what matches; phrases, spans: what stands side by side
scoring      what matches score; parts: what of a query does; bm25f: by which formula, frequencies, by how rare it is;
             leaders of a query; nearness of its words
ranking      the first of what was scored; orders, by date and title
facets       values of each release, to filter by and to count
likeness     words spelled alike
"""
