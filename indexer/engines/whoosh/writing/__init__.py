"""Writes releases to segments. Nothing here is imported for searching.

writer       writes one index from analysed releases
segments     its segments, each buffered in memory, spilled to disk, sorted and written at once
contents     the terms and postings of a segment under construction
occurrences  the words of each field as releases come; buffer: sorted postings
words        terms and spellings of the segment; numbering: their numbers
merging      copies the postings of a segment into one under construction
arrays       the arrays that `columns` reads, written when a generation is made
"""
