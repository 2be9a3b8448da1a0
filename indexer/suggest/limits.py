"""Bounds on the searches and words that suggestions are made from."""

# Searches that are tried to find suggestions; each costs as much as the original one.
MAX_SEARCHES = 24
# So few hits may mean that the query has a mistake that some releases share; so few releases of a
# word may mean that it is a mistake.
FEW_HITS = 10
# Words of a query with suggestions and completions; a longer one is a pasted sentence.
MAX_WORDS = 8
# Words and Chinese characters of a query that are looked up as names, and words that are
# transliterated by rule.
MAX_NAME_WORDS = 64
MAX_WORDS_BY_RULE = 3
# Words of a query that may be misspelt: more of them are another language. And how often the
# vocabulary is searched for them: each time costs milliseconds.
MAX_MISSPELT_WORDS = 3
MAX_LOOKUPS = 5
