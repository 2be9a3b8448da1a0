"""Bounds on the work of an engine for one query. The caches of an engine are sized in its
package."""

# How similar to a word of the query other words must be (Dice coefficient of letter pairs), and
# how many of the most similar count. Measured with the weights of ranking, see indexer/README.md.
MIN_DICE = 0.6
MAX_SIMILAR_TERMS = 5
# The most frequent words that a pattern expands to, and the sum of their postings: `*` alone would
# expand to every posting of the collection. With twice as many, `*x*` costs about half as much
# again at 100,000 releases, and eight of them nearly twice as much.
MAX_EXPANSIONS = 128
MAX_EXPANSION_POSTINGS = 200_000
# For excluded patterns, which cost only a lookup of some microseconds a word; each word beyond the
# bound lets in unwanted releases.
MAX_EXCLUDED_EXPANSIONS = 4_096
# Postings that are scored for one query, about 20 ns each. Beyond that proximity is left out first,
# then layers that only add score; the matches are always complete.
MAX_SCORING_POSTINGS = 1_000_000

# Spellings listed for one word of a query; the most frequent come first.
MAX_FORMS = 50
# Spellings whose counts are read to find those: a lemma has some hundred, an artificial one can
# have any number.
MAX_FORMS_READ = 500
# Spellings by which a word is marked in a text: more than any word has (some hundred).
MAX_SPELLINGS = 10_000
