"""Bounds on requests and answers, which the API, the pages and the command line share.

Each package that has bounds of its own states them in its `limits` module, or beside their only
use.
"""

# A query is a few words or a sentence; longer ones are pasted by mistake or an attack.
QUERY_CHARACTERS = 1_000
# Values of one filter.
MAX_FILTER_VALUES = 50
# No field of a release that can be filtered is longer (`FIELD_CHARACTERS` of `indexer.documents`).
FILTER_CHARACTERS = 200
# A spelling that the reader excludes: at longest a name of five words.
FORM_CHARACTERS = 200

# A page for a person or a program.
MAX_PER_PAGE = 100
# No person reads beyond this, so that no pages are offered; programs continue with cursors.
DEEPEST_HIT = 10_000
MAX_SNIPPETS = 5
# Values of one facet in an answer: more than a reader looks through.
MAX_FACET_VALUES = 100
# Suggestions of a search: nobody reads more than a handful.
MAX_SUGGESTIONS = 5
# Completions of what is being typed: a list to take in at a glance.
MAX_COMPLETIONS = 10
# Similar releases, listed beside one.
MAX_SIMILAR = 10

# A body is searched for matches in pieces of this size, until some are found (for a snippet) or up
# to the second bound: longer releases are not read to their end while a reader waits.
SNIPPET_CHARACTERS = 32_000
MARKED_CHARACTERS = 320_000
