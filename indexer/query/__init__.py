"""The reader's text to a query, and how it was read.

reader     text to a `ParsedQuery`: the entry point
lexer      text to its smallest parts; lexemes: these; patterns: words with ``*``, ``?`` or ``~``;
           honorifics: Dr. and its like, before a name; connectives: words within names
parser     lexemes to clauses, repaired; syntax: these; roles: where a word is an operator; groups: what brackets hold
printer    clauses as text that is read as them again
meaning    which words count, and how clauses side by side are joined
compiler   what is meant to a query of terms
values     queries, as engines evaluate them
parsed_query a query and how it was read
rewriting  patterns to the words of one collection; narrowing: without spellings that the reader leaves out
"""
