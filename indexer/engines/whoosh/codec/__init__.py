"""Our codec for Whoosh: one block of arrays per term, mapped into memory and shared by processes.

sections       named arrays in one mapped file
packing        arrays of numbers in few bits, many arrays at a time
unpacking      such arrays: one, some numbers of one, many together
series         numbers of such a file that are read one by one
joined         strings in memory, of a segment in the making
keys           strings in a mapped file, in an alphabet of their own
letters        such strings letter by letter, for patterns
blocks         one term's postings: to bytes and back
dictionary     the terms of a segment's layers and fields, and where their blocks are
vocabulary     the words of a segment apart from its fields: releases and spellings of each
stored         texts that are stored, each compressed by itself
whoosh_stored  stored texts behind Whoosh's interface
codec          all behind Whoosh's codec interface
"""
