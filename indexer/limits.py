"""Bounds on documents, queries and answers, with their reasons, and sizes of caches.

Bounds on connections and the size of requests are in `webapp`; caches inside an engine are sized
there.
"""

# A query is a few words or a sentence; longer ones are pasted by mistake or an attack.
QUERY_CHARACTERS = 1_000
QUERY_WORDS = 64
# A date in words with weekday and range; longer ones are sentences.
DATE_CHARACTERS = 100
# Words of a query whose proximity counts; each pair costs a walk over all positions of both.
NEAR_WORDS = 16
# Words of a query that are compared with the whole vocabulary for similar words; how similar those
# must be (Dice coefficient of letter pairs), and how many of the most similar count. Measured with
# the weights of ranking, see indexer/README.md.
SIMILARITY_WORDS = 16
LEAST_DICE = 0.6
SIMILAR_TERMS = 5
# The largest distance between the words of a phrase, and that of `"…"~` without a number.
SLOP = 100
USUAL_SLOP = 5
# Edits of a fuzzy word: three make another word.
FUZZY_DISTANCE = 2
# Nested brackets: nobody can count more, and each is a level of recursion.
QUERY_DEPTH = 16
# Dates of one query, and words of a date without quotes; each is read several times.
QUERY_DATES = 8
DATE_WORDS = 12
# Patterns (prefix, wildcard, fuzzy word) of one query; each is compared with the whole vocabulary.
PATTERNS = 8
# The most frequent words that a pattern expands to, and the sum of their postings: `*` alone would
# expand to every posting of the collection. With twice as many, `*x*` costs about half as much
# again at 100,000 releases, and eight of them nearly twice as much.
EXPANSIONS = 128
EXPANSION_POSTINGS = 200_000
# For excluded patterns, which cost only a lookup of some microseconds a word; each word beyond the
# bound lets in unwanted releases.
EXCLUDED_EXPANSIONS = 4_096
# Postings that are scored for one query, about 20 ns each. Beyond that proximity is left out first,
# then layers that only add score; the matches are always complete.
SCORING_POSTINGS = 1_000_000
# The time for a search. Afterwards optional parts are left out (snippets, part of the ranking,
# suggestions); without complete matches the search fails. The bounds above keep searches of a
# million releases below this; it is for larger collections and busy machines.
SEARCH_SECONDS = 5.0
# A page for a person or a program.
PER_PAGE = 100
# No person reads beyond this, so that no pages are offered; programs continue with cursors.
DEEPEST_HIT = 10_000
SNIPPETS_PER_HIT = 5
# A body is searched for matches in pieces of this size, until some are found (for a snippet) or up
# to the second bound: longer releases are not read to their end while a reader waits.
SNIPPET_CHARACTERS = 32_000
MARKED_CHARACTERS = 320_000
# Matches that compete for the best snippet of a text.
SNIPPET_MARKS = 500
# Values of one filter.
FILTER_VALUES = 50
# Values of one facet in an answer: more than a reader looks through.
FACET_VALUES = 100
FILTER_CHARACTERS = 200

# One text file. Press releases are kilobytes. Collections come as JSON lines, which are streamed:
# only the size of a line is bounded.
TEXT_FILE_BYTES = 10_000_000
LINE_BYTES = 10_000_000
# Columns of a sheet: more is a matrix of numbers. Cells of a line, which take a hundred times their
# bytes; commas in a text count too, but no release has so many.
COLUMNS = 1_000
LINE_CELLS = 200_000
# A file whose parser needs all of it at once (PDF, Word, web page, feed, JSON, an archive within an
# archive). Ministries publish illustrated PDFs of some tens of megabytes.
PARSED_FILE_BYTES = 50_000_000
# Tags of a web page or a feed: ten thousand entries have 400,000. This bounds flat pages; nesting
# costs the square of its depth and is bounded by the time of the parser.
MARKUP_TAGS = 1_000_000
# Brackets of a Markdown file, each of which may begin a link: a hundred thousand take two seconds.
MARKDOWN_BRACKETS = 100_000
# Nested quotations and lists of a Markdown file (a list and its item count as two): time grows with
# depth.
MARKDOWN_NESTING = 50
# Tags of one field of a row, end tags included. It is parsed in the process of the build: releases
# have some hundred tags; this many, nested, take a tenth of a second.
ROW_TAGS = 5_000
# TOML front matter of a Markdown text: a parser may take the square of its length; whole pages are
# shorter.
SETTINGS_CHARACTERS = 20_000
# Resources of a parser for one file. A PDF of 300 pages takes 5 s and 100 MB.
PARSE_CPU_SECONDS = 10
PARSE_SECONDS = 30
PARSE_BYTES = 300_000_000
# A file that unpacks to more than this and to more than UNPACKED_RATIO times its size is a bomb:
# text compresses to a tenth, repetitive JSON lines to a fiftieth.
UNPACKED_FREE_BYTES = 20_000_000
UNPACKED_RATIO = 100
# Time for parsing the members of one archive, and as much again for each MB of it: pages that
# compress to a tenth take 20 s.
UNPACKED_SECONDS = 60
# Nested archives, and files in one; more is a backup rather than documents.
ARCHIVE_DEPTH = 3
ARCHIVE_MEMBERS = 10_000
# A file with so many consecutive blank lines does not consist of releases.
BLANK_LINES = 100_000
# Nor does one of which so many rows, and more than half of all, are refused.
LEAST_REFUSALS = 1_000
# A message with its attachments: no mail server carries more. Its parts, inline pictures included,
# and nested messages: one that was forwarded more often is no press release.
MESSAGE_BYTES = 30_000_000
MESSAGE_PARTS = 200
MESSAGE_DEPTH = 3
# Nested parts, some six for each message (signed, mixed, related, alternative): each line is
# compared with the boundaries of all of them.
PART_DEPTH = 32
# A header of a message, whose parsing takes the square of its length, a quarter of a second for
# this many at worst: a subject of 300 Arabic letters has so many. Each letter is encoded as six
# characters, in words of ten letters with an overhead of two letters each.
HEADER_CHARACTERS = 3_000
# The directory of an archive; ten thousand long names fit.
ARCHIVE_LIST_BYTES = 4_000_000
# A note beside a document.
SIDECAR_BYTES = 100_000

# One release: longer than any press release.
TITLE_CHARACTERS = 2_000
BODY_CHARACTERS = 1_000_000
ID_CHARACTERS = 512
URL_CHARACTERS = 2_000
# Extra fields are copied recursively by `Release.canonical`; real ones are a few levels deep.
NESTING = 32
# Refusals of a build that are named, beside the first of each file, and how many of one file:
# otherwise a collection of the wrong form would fill the memory, and hide the refusals of other
# files.
REFUSALS_NAMED = 1_000
REFUSALS_OF_ONE = 100
# Refusals that a watch remembers, so that they are not printed after each change.
REFUSALS_REMEMBERED = 10_000
# Remarks of a build that are named, and how many on one file: a column of a sheet may cause one for
# each row.
REMARKS_NAMED = 1_000
REMARKS_OF_ONE = 5
# Groups of near-duplicates that a build reports, and releases of each: a form letter may be issued
# daily.
GROUPS_NAMED = 1_000
GROUP_NAMED = 20
# Groups that are printed with file and title of each release, which are looked up one by one: a
# screenful.
GROUPS_TOLD = 20

# A spelling that the reader excludes: at longest a name of five words.
FORM_CHARACTERS = 200
# Spellings listed for one word of a query; the most frequent come first.
FORMS_PER_WORD = 50
# Spellings whose counts are read to find those: a lemma has some hundred, an artificial one can
# have any number.
FORMS_READ = 500

# Cache of results while a generation is served: some hundred pages of results.
RESULT_CACHE_BYTES = 32_000_000
# Cache of encoded responses of the API: some hundred, as twenty hits take 50 kB.
RESPONSE_CACHE_BYTES = 16_000_000
# Cache of resolved queries while a generation is served, with their terms, forms and marks.
QUERY_CACHE_BYTES = 48_000_000
# Cache of expanded patterns while a generation is served: a hundred with as many words as allowed.
EXPANSION_CACHE_BYTES = 8_000_000
# Spellings by which a word is marked in a text: more than any word has (some hundred).
SPELLINGS = 10_000
# Words of queries whose spellings are cached while a generation is served, about 10 kB each.
SPELLED_WORDS = 2_000

# A list of the user's names is written by hand; a longer file is another one, named by mistake.
LIST_ENTRIES = 10_000
LIST_LINE_CHARACTERS = 1_000

# Suggestions of a search: nobody reads more than a handful.
SUGGESTIONS = 5
# Searches that are tried to find those; each costs as much as the original one.
SUGGESTION_SEARCHES = 24
# So few hits may mean that the query has a mistake that some releases share; so few releases of a
# word may mean that it is a mistake.
FEW_HITS = 10
# Words of a query with suggestions and completions; a longer one is a pasted sentence.
SUGGESTION_WORDS = 8
# Completions of what is being typed: a list to take in at a glance.
COMPLETIONS = 10
# Similar releases, listed beside one.
SIMILAR = 10
# Words of a release in its signature; releases that differ only after them are rare.
SIGNATURE_WORDS = 20_000
# Words and Chinese characters of a query that are looked up as names, and words that are
# transliterated by rule.
NAME_WORDS = 64
SPELLED_BY_RULE = 3
# Words of a query that may be misspelt: more of them are another language. And how often the
# vocabulary is searched for them: each time costs milliseconds.
MISSPELT_WORDS = 3
MISSPELT_LOOKUPS = 5
