"""Every bound on documents and queries, with its reason, in one place. (Those of HTTP are in `webapp`.)"""

# A query is a few words or a sentence; what is longer is pasted by mistake or made to hurt.
QUERY_CHARACTERS = 1_000
QUERY_WORDS = 64
# A date in words, weekday, range and all; what is longer is a sentence.
DATE_CHARACTERS = 100
# Words of a query whose nearness counts; each pair costs a walk over all places of both.
NEAR_WORDS = 16
# Words of a query that words spelled alike may speak for, each held against the whole vocabulary;
# how alike those must be (the share of letter pairs in common), and how many of them count, the
# likest: measured with the weights of ranking, see indexer/README.md.
ALIKE_WORDS = 16
LIKENESS = 0.6
ALIKE = 5
# How far apart the words of a phrase may be looked for; beyond that they are not a phrase. `"…"~` alone.
SLOP = 100
USUAL_SLOP = 5
# Letters that a fuzzy word may differ by: three of a word make another one.
FUZZY_DISTANCE = 2
# Brackets in brackets: nobody counts more, and each one is a step of recursion.
QUERY_DEPTH = 16
# Dates of one query, and words of one date that has no quotes around it; each is read several times.
QUERY_DATES = 8
DATE_WORDS = 12
# Patterns (prefix, wildcard, fuzzy word) of one query; each is held against the whole vocabulary.
PATTERNS = 8
# Words that a pattern stands for, the most frequent ones, and in how many releases they may stand,
# added up: `*` alone would bring in every posting of the collection. With twice as many `*x*` costs
# about half as much again at 100,000 releases, and eight of them nearly twice as much.
EXPANSIONS = 128
EXPANSION_POSTINGS = 200_000
# What is excluded is only looked up, some microseconds a word, and each word that is left out lets in what the reader
# does not want.
EXCLUDED_EXPANSIONS = 4_096
# Postings that are scored for one query, about 20 ns each. Beyond that nearness is left out first, then
# layers that only add score; what matches is never cut.
SCORING_POSTINGS = 1_000_000
# How long an answer is worked on. What does not matter for its being right is then left out: snippets,
# part of the ranking, suggestions; without its matches there is none. The bounds above keep searches of
# a million releases below this; it is for larger collections and machines that are busy otherwise.
SEARCH_SECONDS = 5.0
# A page that a person reads or a program takes at once.
PER_PAGE = 100
# Deeper than this no person reads: pages are not offered beyond; programs walk on by cursors.
DEEPEST_HIT = 10_000
SNIPPETS_PER_HIT = 5
# So much of a body is searched for marks at a time, on to where the first ones are found (for a
# snippet) or to the end of the bound: longer releases are not read to their end while somebody waits.
SNIPPET_CHARACTERS = 32_000
MARKED_CHARACTERS = 320_000
# Marks that compete for the best snippet of a text.
SNIPPET_MARKS = 500
# Values of one filter; more would be a list, not a choice.
FILTER_VALUES = 50
# Values listed of one facet: more than a reader looks through, fewer than bloat an answer.
FACET_VALUES = 100
FILTER_CHARACTERS = 200

# One file of releases. Press releases are kilobytes; collections come as JSON lines and are streamed,
# so their size has no bound of its own, only each line has.
TEXT_FILE_BYTES = 10_000_000
LINE_BYTES = 10_000_000
# Columns of a sheet: more is a matrix of numbers. Cells of a line of it, which takes a hundred times their
# bytes; commas in a text count, too, of which no release has so many.
COLUMNS = 1_000
LINE_CELLS = 200_000
# A file whose parser needs all of it at once (PDF, Word, web page, feed, JSON, an archive within an
# archive). Ministries publish illustrated PDFs of some tens of megabytes.
PARSED_FILE_BYTES = 50_000_000
# Tags of a web page or a feed: ten thousand entries have 400,000. It bounds flat pages; nesting takes a parser
# the square of its depth, and ends with its time.
MARKUP_TAGS = 1_000_000
# Brackets of a Markdown file, each of which may begin a link: a hundred thousand take two seconds.
MARKDOWN_BRACKETS = 100_000
# Quotations and lists of it in one another; a list and its item are two. The parser takes so much the longer.
MARKDOWN_NESTING = 50
# Tags of one field of a row, ends of elements among them, which is read in the process that builds: releases have some
# hundred, and these, nested, take a tenth of a second.
ROW_TAGS = 5_000
# Settings in TOML above a Markdown text: a parser may take the square of their length; whole pages are shorter.
SETTINGS_CHARACTERS = 20_000
# What a parser may take of the machine for one file. A PDF of 300 pages takes 5 s and 100 MB.
PARSE_CPU_SECONDS = 10
PARSE_SECONDS = 30
PARSE_BYTES = 300_000_000
# What unpacks to more than this and to more than so many times its size is a bomb: text packs to a
# tenth, and JSON lines that repeat themselves to a fiftieth.
UNPACKED_FREE_BYTES = 20_000_000
UNPACKED_RATIO = 100
# How long parsers work on what is in one file, and so long again for each MB of it: pages that pack to a tenth take 20 s.
UNPACKED_SECONDS = 60
# Archives within archives, and files in one; more is a backup, not documents.
ARCHIVE_DEPTH = 3
ARCHIVE_MEMBERS = 10_000
# A file of which so many lines in a row hold nothing is not made of releases.
BLANK_LINES = 100_000
# Nor is one of which so many rows, and more than half of all, are refused.
LEAST_REFUSALS = 1_000
# A message, with what is attached: no server of mail carries more. Its parts, pictures in its text among them, and messages in
# messages: what is forwarded again and again is no statement.
MESSAGE_BYTES = 30_000_000
MESSAGE_PARTS = 200
MESSAGE_DEPTH = 3
# Parts in one another, of each message some six (signed, mixed, related, alternative): each line is held against all of them.
PART_DEPTH = 32
# A header of a message, which is parsed in the square of its length, a quarter of a second for these at the worst: a subject of
# 300 Arabic letters has them. Each is sent as six characters, in words of ten letters with as much around each as two have.
HEADER_CHARACTERS = 3_000
# The list of what is in an archive; ten thousand long names fit.
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
# Refusals of a build kept by name, beside the first of each file, and how many of those are of one file: a
# collection of the wrong form would otherwise fill memory with them, and hide those of others.
REFUSALS_NAMED = 1_000
REFUSALS_OF_ONE = 100
# Refusals that a watch remembers, so as not to repeat them after each change.
REFUSALS_REMEMBERED = 10_000
# Remarks of a build kept by name, and how many of those on one file: a column of a sheet makes one for each row.
REMARKS_NAMED = 1_000
REMARKS_OF_ONE = 5
# Groups of near-duplicates that a build names, and releases of each: a form letter may be issued daily.
GROUPS_NAMED = 1_000
GROUP_NAMED = 20
# Groups of which each release is called by file and title, which are looked up one by one: what a screen holds.
GROUPS_TOLD = 20

# A spelling that the reader leaves out: a name of five words at the longest.
FORM_CHARACTERS = 200
# Spellings listed for one word of a query; the most frequent come first.
FORMS_PER_WORD = 50
# Spellings whose counts are read to find those: a lemma has some hundred, a made one can have any.
FORMS_READ = 500

# Answers that are kept while a generation is served: some hundred pages of results.
ANSWER_BYTES = 32_000_000
# Answers of the API that are kept as they were sent: some hundred, twenty hits take 50 kB.
COPY_BYTES = 16_000_000
# Queries whose meaning is kept while a generation is served, with their terms, forms and marks.
UNDERSTOOD_BYTES = 48_000_000
# Patterns whose words are kept while a generation is served: of a hundred, each of as many words as it may be.
EXPANDED_BYTES = 8_000_000
# Spellings by which a word is found in a text, to mark it: more than any word has (some hundred).
SPELLINGS = 10_000
# Words of queries whose spellings are remembered while a generation lives, about 10 kB each.
SPELLED_WORDS = 2_000

# A list of names of one's own is written by hand; a longer file is another file, named by mistake.
LIST_ENTRIES = 10_000
LIST_LINE_CHARACTERS = 1_000

# Other searches offered where one finds nothing: more than a handful is not read.
SUGGESTIONS = 5
# Searches that are counted to find those; each costs as much as the one asked.
SUGGESTION_SEARCHES = 24
# Hits so few that what was typed may be a mistake that others made too; in so few releases a word stands by mistake.
FEW_HITS = 10
# Words of a query that other searches and completions are made for; a longer one is a pasted sentence.
SUGGESTION_WORDS = 8
# Completions of what is being typed: a list that is taken in at a glance.
COMPLETIONS = 10
# Releases like one: a short list beside it.
SIMILAR = 10
# Words of a release that tell whether another is the same; what differs only after them is rare.
SIGNATURE_WORDS = 20_000
# Words and Chinese characters of a query whose names are looked for, and words that are spelled by rule.
NAME_WORDS = 64
SPELLED_BY_RULE = 3
# Words of a query that are taken for misspelt: more of them are another language. And how often the
# vocabulary is looked through for them: each time costs milliseconds.
MISSPELT_WORDS = 3
MISSPELT_LOOKUPS = 5
