"""Parses the text of a query, and records how it was read. `reader` is the entry point, and lists
the steps.

reader           text to a `ParsedQuery`
lexer            text to lexemes; typed_text: without invisible marks; quotes, operators
patterns         words with ``*``, ``?`` or ``~``
written_days     days in figures; date_texts: the date of a field
honorifics       Dr. and the like before a name
lexemes          the types of lexemes; syntax: of clauses
parser           lexemes to clauses; groups: brackets, and names of several words
roles            whether a word is an operator
unparser         clauses to text that parses to the same clauses
pattern_limit    leaves out patterns beyond the limit
resolver         leaves out stop words, and joins clauses that stand side by side
compiler         clauses to a query; text_compiler: words, names and phrases
word_terms       the terms of one word; lemma_patterns: patterns in the spelling of lemmas
scope            the context of a clause
reading_collector how the clauses were read
proximity        the score of words near each other; without: behind "without"
weights          of ranking
values           queries, as engines evaluate them
matching         whether all words must match, or any
expansion        the words of a collection that match a pattern
traversal        the parts of a query
query_size       the memory that a query takes
limits           bounds on queries, with their reasons
parsed_query     a query, and how it was read
names_in_queries the connectives of a query's names, and the words of these names
connectives      words within names (بن)
rewriting        patterns to the words of one collection
narrowing        a query without the spellings that the user excluded
"""
