"""The embedded engine: Whoosh stores terms, columns and releases; evaluation is ours, over arrays.

engine     what the seam knows of this engine
layout     how our field table lies in a Whoosh schema
writing    releases to segments
searching  queries to matches
codec      the files of a segment, behind Whoosh's codec interface
leaves     the segments of an index as Whoosh's reader has them
columns, documents, postings, spellings
           what an index holds, read: numbers of each release, its day and title, where words stand, how they are written
scratch, sums
           numbers of releases added up in memory that is used again
"""
