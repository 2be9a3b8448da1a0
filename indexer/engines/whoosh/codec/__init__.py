"""Our codec for Whoosh: one block of arrays per term, mapped into memory and shared by processes.

blocks      one term's postings: to bytes and back
dictionary  the terms of a segment's fields, sorted, and where their blocks are
codec       both behind Whoosh's codec interface
"""
