"""Our codec for Whoosh: one block of arrays per term, mapped into memory and shared by processes.

sections    named arrays in one mapped file
keys        sorted strings in such a file
blocks      one term's postings: to bytes and back
dictionary  the terms of a segment's fields, and where their blocks are
vocabulary  the words of a segment apart from its fields: releases and spellings of each
codec       all behind Whoosh's codec interface
"""
