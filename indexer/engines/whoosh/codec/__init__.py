"""Our codec for Whoosh: one block of arrays per term, mapped into memory and shared by processes.

sections       named arrays in one mapped file
packing        bit-packs arrays of numbers, many arrays at a time
unpacking      unpacks one array, some numbers of one, or many arrays together
integers       packed numbers in a mapped file that are read one by one
byte_strings   concatenated strings in memory, for a segment under construction
string_table   strings in a mapped file, encoded in an alphabet of their own
letter_codes   such strings letter by letter, for patterns
blocks         encodes and decodes the postings of a term
dictionary     the terms of a segment's layers and fields, with the addresses of their blocks
vocabulary     the words of a segment, whatever their fields: releases and spellings of each
stored_texts   stored texts, each compressed separately
per_document   stored texts behind Whoosh's interface
codec          all of it behind Whoosh's codec interface
"""
