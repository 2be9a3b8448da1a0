"""Bounds on documents, and on the fields of a release."""

# One text file. Press releases are kilobytes. Collections come as JSON lines, which are streamed:
# only the size of a line is bounded.
TEXT_FILE_BYTES = 10_000_000
LINE_BYTES = 10_000_000
# Columns of a sheet: more is a matrix of numbers. Cells of a line, which take a hundred times their
# bytes; commas in a text count too, but no release has so many.
MAX_COLUMNS = 1_000
MAX_LINE_CELLS = 200_000
# A file whose parser needs all of it at once (PDF, Word, web page, feed, JSON, an archive within an
# archive). Ministries publish illustrated PDFs of some tens of megabytes.
PARSED_FILE_BYTES = 50_000_000
# Tags of a web page or a feed: ten thousand entries have 400,000. This bounds flat pages; nesting
# costs the square of its depth and is bounded by the time of the parser.
MAX_MARKUP_TAGS = 1_000_000
# Brackets of a Markdown file, each of which may begin a link: a hundred thousand take two seconds.
MAX_MARKDOWN_BRACKETS = 100_000
# Nested quotations and lists of a Markdown file (a list and its item count as two): time grows with
# depth.
MAX_MARKDOWN_NESTING = 50
# Tags of one field of a row, end tags included. It is parsed in the process of the build: releases
# have some hundred tags; this many, nested, take a tenth of a second.
MAX_ROW_TAGS = 5_000
# TOML front matter of a Markdown text: a parser may take the square of its length; whole pages are
# shorter.
SETTINGS_CHARACTERS = 20_000
# Resources of a parser for one file. A PDF of 300 pages takes 5 s and 100 MB.
PARSE_CPU_SECONDS = 10
PARSE_SECONDS = 30
PARSE_BYTES = 300_000_000
# A file that unpacks to more than this and to more than MAX_UNPACKED_RATIO times its size is a bomb:
# text compresses to a tenth, repetitive JSON lines to a fiftieth.
UNPACKED_FREE_BYTES = 20_000_000
MAX_UNPACKED_RATIO = 100
# Time for parsing the members of one archive, and as much again for each MB of it: pages that
# compress to a tenth take 20 s.
UNPACKED_SECONDS = 60
# Nested archives, and files in one; more is a backup rather than documents.
MAX_ARCHIVE_DEPTH = 3
MAX_ARCHIVE_MEMBERS = 10_000
# A file with so many consecutive blank lines does not consist of releases.
MAX_BLANK_LINES = 100_000
# Nor does one of which so many rows, and more than half of all, are refused.
MIN_REFUSALS = 1_000
# A message with its attachments: no mail server carries more. Its parts, inline pictures included,
# and nested messages: one that was forwarded more often is no press release.
MESSAGE_BYTES = 30_000_000
MAX_MESSAGE_PARTS = 200
MAX_MESSAGE_DEPTH = 3
# Nested parts, some six for each message (signed, mixed, related, alternative): each line is
# compared with the boundaries of all of them.
MAX_PART_DEPTH = 32
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
# Place, agency, dateline and other short fields.
FIELD_CHARACTERS = 200
# Extra fields are copied recursively by `Release.canonical`; real ones are a few levels deep.
MAX_NESTING = 32
