"""Releases to segments. Nothing here is imported to search.

writer     one index from analysed releases
segments   its segments, each gathered in memory, spilled to disk, sorted and written at once
contents   what a segment in the making holds
occurrences, buffer
           where words stand in it: by field as releases come; as sorted postings
words, numbering
           which words those are, and numbers for them
intake     takes the postings of a segment into one that is in the making
arrays     what `columns` reads of all segments, made when a generation is
"""
