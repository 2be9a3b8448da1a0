"""Bounds on queries."""

# A query is a few words or a sentence; longer ones are pasted by mistake or an attack.
MAX_WORDS = 64
# Words of a query whose proximity counts; each pair costs a walk over all positions of both.
MAX_NEAR_WORDS = 16
# Words of a query that are compared with the whole vocabulary for similar words.
MAX_SIMILARITY_WORDS = 16
# The largest distance between the words of a phrase, and that of `"…"~` without a number.
MAX_SLOP = 100
USUAL_SLOP = 5
# Edits of a fuzzy word: three make another word.
MAX_DISTANCE = 2
# Nested brackets: nobody can count more, and each is a level of recursion.
MAX_DEPTH = 16
# Dates of one query, and words of a date without quotes; each is read several times.
MAX_DATES = 8
MAX_DATE_WORDS = 12
# Patterns (prefix, wildcard, fuzzy word) of one query; each is compared with the whole vocabulary.
MAX_PATTERNS = 8
