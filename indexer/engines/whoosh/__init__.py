"""The embedded engine: Whoosh stores terms, columns and releases; we evaluate queries, over arrays.

engine     the engine as the protocol wants it
layout     our fields as a Whoosh schema
writing    writes releases to segments
searching  evaluates queries
codec      the files of a segment, behind Whoosh's codec interface
leaf_segments
           the segments of an index, from Whoosh's reader
columns    arrays over all releases; documents: columns of a segment's documents
postings   reads posting lists; spellings: reads the spellings behind terms
work_arrays, sparse_sum
           operations on sorted row numbers, in reused memory
"""
