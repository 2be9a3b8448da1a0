"""Parses the text of a query, and records how it was understood.

reader     text to a `ParsedQuery`: the entry point

lexer      text to lexemes, with the help of
           typed_text (text without invisible marks), quotes, operators, patterns (words with ``*``,
           ``?`` or ``~``), written_days (days in figures), date_texts (the date of a field) and
           honorifics (Dr. and the like before a name)
lexemes    the types of lexemes
parser     lexemes to clauses, repaired, with the help of
           groups (brackets, and names of several words) and
           roles (whether a word is an operator)
syntax     the types of clauses
unparser   clauses to text that parses to the same clauses
pattern_limit leaves out patterns beyond the limit
resolver   leaves out stop words, and joins clauses that stand side by side

compiler   clauses to a query of terms, with the help of
           text_compiler (words, names and phrases), word_terms (the terms of one word),
           lemma_patterns (patterns in the spelling of lemmas), scope (the context of a clause),
           understanding (how the clauses were understood), proximity (the score of words near each
           other) and weights (of ranking)

values     queries, as engines evaluate them
matching   whether all words must match, or any
expansion  the words of a collection that match a pattern
traversal  the parts of a query
query_size the memory that a query takes
limits     bounds on queries, with their reasons

parsed_query a query, and how it was understood
names_in_queries the connectives of a query's names, and the words of these names
connectives words within names (بن)
rewriting  patterns to the words of one collection
narrowing  a query without the spellings that the user excluded
"""
