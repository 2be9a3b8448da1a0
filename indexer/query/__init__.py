"""Parses the text of a query, and records how it was understood.

reader     text to a `ParsedQuery`: the entry point
lexer      text to lexemes; lexemes: the types of these; typed_text: without invisible marks; quotes:
           what they enclose; operators: in any spelling; patterns: words with ``*``, ``?`` or ``~``;
           written_days: days in figures; date_texts: what may be the date of a field; honorifics:
           Dr. and the like before a name; connectives: words within names
parser     lexemes to clauses, repaired; syntax: the types of clauses; roles: whether a word is an
           operator; groups: brackets, and names of several words
unparser   clauses back to text that parses to the same clauses
resolver   leaves out stop words, and joins clauses that stand side by side
compiler   clauses to a query of terms; text_compiler: words, names and phrases; word_terms: of one word;
           lemma_patterns: in the spelling of lemmas; scope: the context of a clause;
           understanding: how the clauses were understood; proximity: what words near each other
           add to the score; weights: of ranking
limits     bounds on queries, with their reasons
values     queries, as engines evaluate them; matching: whether all words must match, or any;
           expansion: the words that match a pattern; traversal: the parts of a query; query_size: the
           memory that it takes
parsed_query a query and how it was understood; names_in_queries: connectives within names (بن),
           and the words that names consist of
rewriting  patterns to the words of one collection; narrowing: without spellings that the user excluded
"""
