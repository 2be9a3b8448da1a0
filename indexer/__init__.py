"""Indexing and search of releases.

A module imports only from lines below its own; the order is that of the layers in pyproject.toml.

cli              the command line

evaluation       retrieval quality on a test collection
doctor           checks an installation

building         the write side: from sources to a published index
search           the read side: a request in, results out

marking          where a query matches in a text, and which snippets show it
suggest          other searches, completions, similar releases
export           releases as files
installation     what the settings name: engine, store, analyzer; repair commands

answers          requests and results as values, and as JSON
engines          the search engines behind one interface
documents        files to releases
query            the text of a query to a query tree
generations      immutable builds of an index side by side

periods          dates in words to days
releases         the document of this domain, and its fields
arabic           text to tokens
settings         flags, environment variables, defaults

rolling_hash     hashes of stretches of a text
setting_readers  the values of settings from their texts
limits           bounds on requests and answers
cache            a cache bounded in bytes
deadline         the time limit of a search
search_warnings  what a user should know about how a query was treated

errors           every error raised on purpose
subprocesses     starts modules of this program as processes
source_digest    a digest of parts of this program
"""
