"""Indexing and search of releases.

A module imports only from lines below its own; the order is that of the layers in pyproject.toml.

cli               the command line

evaluation        retrieval quality on a test collection
doctor            checks an installation

build             the write side: builds a generation and publishes it
search            the read side: a request in, results out

sources           what is new, changed or gone since the last build
verify            verifies an index before it is published

name_lists        the analyzer of the settings
analysis_workers  analysis in a child process
export            releases as files
documents         files to releases
marking           where a query matches in a text, and which snippets show it
suggest           other searches, completions, similar releases
json_results      results as JSON
identity          what an index depends on
repair_hints      the commands that messages name

json_models       the objects in JSON answers, where they differ from the results
results           requests and results as values
engines           the search engines behind one interface
query             the text of a query to a query tree
generations       immutable builds of an index side by side

schema            the field table
periods           dates in words to days
facet_choice      which facet values were chosen

signature         MinHash signatures for near-duplicates
release           the document of this domain
arabic            text to tokens
settings          flags, environment variables, defaults

bylines           the name, newspaper and place before the first sentence

agencies          names of news agencies
rolling_hash      hashes of stretches of a text
limits            bounds on documents, queries and answers
cache             a cache bounded in bytes
deadline          the time limit of a search

errors            every error raised on purpose
subprocesses      starts modules of this program as processes
source_digest     a digest of parts of this program
"""
